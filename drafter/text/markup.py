"""HTML to plain text, for what mail programs and chat widgets send. Linear in the length of the text, whatever stands in it.

html.parser is not used: older patch releases of the Python versions that we run on take quadratic time over unclosed tags and comments.
"""

from __future__ import annotations

import html
import re

# A quotation mark that does not close before the next "<" is taken as a letter; so no tag is searched for beyond the next "<".
_ATTRIBUTES = r"""(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>|[^<>]*+>)"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9:]*)(?=[\s/>])({_ATTRIBUTES})|<[!?][^<>]*+>")
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"(?:<br */?>)?\n", re.IGNORECASE)
_UNSEEN = (
    (re.compile("<!--"), re.compile("-->")),
    *(
        (re.compile(rf"<{name}(?=[\s>])", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE))
        for name in ("script", "style", "head", "title")
    ),
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = ("br", "p", "div", "section", "article", "header", "footer", "main", "hr", "pre", "address", "center", "form", "blockquote")
_LINE = frozenset((*_HEADINGS, *_BLOCKS, "table", "tr", "ul", "ol", "li", "dl", "dt", "dd"))
_PARAGRAPH = frozenset((*_HEADINGS, "p", "table", "ul", "ol", "pre", "blockquote"))
_INLINE = frozenset(("a", "b", "strong", "i", "em", "u", "s", "span", "font", "small", "big", "sub", "sup", "code", "td", "th", "html", "body"))


def is_html(text: str) -> bool:
    """Whether a text is marked up: a line break, or a known element that is opened and closed. `a < b`, `<3` and `<jo@shop.example>` are not."""
    opened: set[str] = set()
    for tag in _TAG.finditer(text):
        name = (tag[2] or "").lower()
        if name in ("br", "html", "body") or (tag[1] and name in opened):
            return True
        if not tag[1] and (name in _LINE or name in _INLINE):
            opened.add(name)
    return False


def to_text(markup: str) -> str:
    """The words of an HTML text: blocks on lines of their own, list items after a dash, a link's address after its words when they differ, each
    line of a `blockquote` after `> ` as in plain mail. Scripts, styles and comments are dropped."""
    for opening, closing in _UNSEEN:
        markup = _without(markup, opening, closing)
    tags = {(tag[2] or "").lower() for tag in _TAG.finditer(markup)}
    if not tags & (_LINE - {"br"}):
        markup = _LINE_BREAK.sub("<br>", markup)  # a chat's text with a few tags in it: its own line breaks hold
    page = _Page()
    position = 0
    for tag in _TAG.finditer(markup):
        page.write(html.unescape(markup[position : tag.start()]))
        position = tag.end()
        if tag[2]:
            page.tag(tag[2].lower(), tag[3], closing=bool(tag[1]))
    page.write(html.unescape(markup[position:]))
    return page.text()


def _without(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    kept: list[str] = []
    position = 0
    while (start := opening.search(text, position)) and (end := closing.search(text, start.end())):
        kept.append(text[position : start.start()])
        position = end.end()
    return "".join(kept) + text[position:]


class _Page:
    """Lines under construction."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quoted = 0
        self._pre = 0
        self._open_link: tuple[str, int] | None = None  # address, and the place in the line where its words begin

    def write(self, text: str) -> None:
        if self._pre:
            first, *others = text.split("\n")
            self._line.append(first)
            for line in others:
                self._break(always=True)
                self._line.append(line)
        elif text:
            self._line.append(_SPACE.sub(" ", text))

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name == "a":
            self._link(attributes, closing=closing)
        elif name in ("td", "th"):
            self._line.append(" ")
        elif name in _LINE:
            self._break(always=name == "br")
            if name in _PARAGRAPH and self._lines and self._lines[-1].strip("> "):
                self._lines.append(self._mark)
        if name == "blockquote":
            self._quoted = max(0, self._quoted + (-1 if closing else 1))
        elif name == "pre":
            self._pre = max(0, self._pre + (-1 if closing else 1))
        elif name == "li" and not closing:
            self._line.append("- ")

    def text(self) -> str:
        self._break()
        return "\n".join(self._lines).strip()

    def _break(self, *, always: bool = False) -> None:
        line = "".join(self._line)
        line = line.rstrip() if self._pre else _SPACE.sub(" ", line).strip()
        if line or always:
            self._lines.append(self._mark + line)
        self._line.clear()
        self._open_link = None

    @property
    def _mark(self) -> str:
        return "> " if self._quoted else ""

    def _link(self, attributes: str, *, closing: bool) -> None:
        if closing and self._open_link:
            address, start = self._open_link
            words = "".join(self._line[start:]).strip()
            bare = address.removeprefix("mailto:").removeprefix("tel:")
            if bare and not bare.startswith("#") and not _same(words, bare):
                self._line.append(f" ({bare})" if words else bare)
        href = None if closing else _HREF.search(" " + attributes)
        self._open_link = (html.unescape(href[1] or href[2] or href[3] or "").strip(), len(self._line)) if href else None


def _same(words: str, address: str) -> bool:
    def bare(text: str) -> str:
        return text.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/").lower()

    return bare(words) == bare(address)

"""What a customer wrote, without what programs put round it: markup, quoted history, signatures, control characters.

How mail programs announce a quoted message depends on the language and is content: `guardrails/any/mail.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from drafter.strict import read_toml
from drafter.text.markup import is_html, to_text

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_TIME = re.compile(r"\d[.:]\d\d|@")  # a time of day or an address: no customer's own "On Monday he wrote:" has one
_LONGEST_MARK = 300  # code points of an attribution, a label or a footer; a longer line is somebody's text
_LONGEST_SIGNATURE = 12  # lines after "-- "; more is text below a divider
_SENTENCE_END = (".", "!", "?")


@dataclass(frozen=True, slots=True)
class MailPhrases:
    """What mail programs write, all languages together, case folded. Attributions and footers are sequences of parts with anything between them."""

    attributions: tuple[tuple[str, ...], ...] = ()
    separators: frozenset[str] = frozenset()
    forwarded: frozenset[str] = frozenset()
    from_labels: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    footers: tuple[tuple[str, ...], ...] = ()
    devices: tuple[str, ...] = ()


NO_PHRASES = MailPhrases()


def clean_message(text: str, phrases: MailPhrases) -> str:
    """The message as its author wrote it, with the words of an HTML message as plain text.

    Never raises. Lone surrogates become U+FFFD. Where stripping would leave nothing, the text stays as it is, quotes and all; a forwarded message
    stays too, since it is sent to be read.
    """
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "<" in text and is_html(text):
        text = _CONTROL.sub("", _LINE_END.sub("\n", to_text(text)))
    kept = "\n".join(_without_footers(_without_history(text.split("\n"), phrases), phrases)).strip()
    return _BLANK_LINES.sub("\n\n", kept if any(map(str.isalnum, kept)) else text.strip())


def _without_history(lines: list[str], phrases: MailPhrases) -> list[str]:
    own: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if len(line) > _LONGEST_MARK:
            own.append(lines[at])
        elif line.startswith(">"):
            pass
        elif _bare(line) in phrases.forwarded:
            return own + lines[at:]
        elif (_bare(line) in phrases.separators and not line[0].isalnum()) or _is_header(lines, at, phrases):
            return own
        elif line.endswith(":") and (length := _attribution(lines, at, phrases)):
            quoted = next((following for following in map(str.strip, lines[at + 1 : at + 4]) if following), ">").startswith(">")
            if quoted or _TIME.search(" ".join(lines[at - length + 1 : at + 1])):
                del own[len(own) - length + 1 :]
                if not quoted:
                    return own
            else:
                own.append(lines[at])
        else:
            own.append(lines[at])
        at += 1
    return own


def _bare(line: str) -> str:
    return line.strip("-_=*#~ :\t").casefold()


def _attribution(lines: list[str], end: int, phrases: MailPhrases) -> int:
    """How many lines, up to the one at `end`, make an attribution; 0 when they make none. Mail programs wrap long ones."""
    for length in (1, 2, 3):
        if length > end + 1 or lines[end + 1 - length].strip()[:1] in ("", ">"):
            break
        line = " ".join(map(str.strip, lines[end + 1 - length : end + 1])).casefold()
        dated = any(map(str.isdigit, line))
        # "пн, 5 янв. 2026 г. в 10:00, Anna <anna@shop.example>:" has no verb in any language.
        if dated and (
            (line.endswith(">:") and _TIME.search(line.partition("@")[0])) or any(_in_order(parts, line) for parts in phrases.attributions)
        ):
            return length
    return 0


def _in_order(parts: tuple[str, ...], line: str) -> bool:
    if not (line.startswith(parts[0]) and line.endswith(parts[-1])):
        return False
    at = 0
    for part in parts:
        at = line.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _is_header(lines: list[str], start: int, phrases: MailPhrases) -> bool:
    """Whether a block like "From: … Sent: … Subject: …" begins here: its first label, two more, and an address or a subject among them."""
    if ":" not in lines[start] or _label(lines[start]) not in phrases.from_labels:
        return False
    block = [line for line in lines[start : start + 8] if line.strip()][:6]
    labels = {_label(line) for line in block} & phrases.labels
    return len(labels) >= 4 or (len(labels) == 3 and any("@" in line for line in block[:2]))


def _label(line: str) -> str:
    return line[:_LONGEST_MARK].partition(":")[0].strip("* \t").casefold()


def _without_footers(lines: list[str], phrases: MailPhrases) -> list[str]:
    filled = [at for at, line in enumerate(lines) if line.strip()]
    delimiter = next((at for at in filled[-_LONGEST_SIGNATURE - 1 :] if _begins_signature(lines, at)), len(lines))
    filled = [at for at in filled if at < delimiter]
    while filled and _is_footer(lines, filled[-1], phrases):
        filled.pop()
    return lines[: filled[-1] + 1] if filled else []


def _begins_signature(lines: list[str], at: int) -> bool:
    """ "-- " does. Without its space it may be a divider: then no line below it may read like a sentence."""
    if lines[at] == "-- ":
        return True
    return lines[at].strip() in ("--", "—") and not any(line.rstrip().endswith(_SENTENCE_END) or len(line) > 80 for line in lines[at + 1 :])


def _is_footer(lines: list[str], at: int, phrases: MailPhrases) -> bool:
    line = lines[at].strip()
    if not line.strip("_"):
        return True
    if len(line) > 100 or (at > 0 and lines[at - 1].strip("_ \t")):
        return False  # mail programs leave a line empty above theirs
    line = line.rstrip(".").casefold()
    return any(_in_order(parts, line) for parts in phrases.footers) and any(device in line for device in phrases.devices)


class _Language(msgspec.Struct, forbid_unknown_fields=True, rename={"from_": "from"}):
    attributions: str = ""
    separators: str = ""
    forwarded: str = ""
    from_: str = ""
    fields: str = ""
    footers: str = ""


def read_phrases(path: Path) -> MailPhrases:
    """Read a file of mail phrases; none when it is not there. InvalidContent says file and line."""
    if not path.exists():
        return NO_PHRASES
    tables = read_toml(path, dict[str, str | _Language], name="guardrails/any/mail.toml")
    languages = [table for table in tables.values() if isinstance(table, _Language)]
    devices = [table for table in tables.values() if isinstance(table, str)]
    first = _phrases(language.from_ for language in languages)
    return MailPhrases(
        attributions=tuple(tuple(phrase.split("…")) for phrase in _phrases(language.attributions for language in languages)),
        separators=frozenset(_phrases(language.separators for language in languages)),
        forwarded=frozenset(_phrases(language.forwarded for language in languages)),
        from_labels=frozenset(first),
        labels=frozenset((*first, *_phrases(language.fields for language in languages))),
        footers=tuple(tuple(phrase.split("…")) for phrase in _phrases(language.footers for language in languages)),
        devices=_phrases(devices),
    )


def _phrases(blocks: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip().casefold() for block in blocks for line in block.splitlines() if line.strip()))

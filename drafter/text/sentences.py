"""Where sentences begin and end, in the text as it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator

# It begins with a plain set of characters, which the expression engine runs through fastest. Only the first of a run of stops is tried, and nothing
# is given back: a million full stops in a row take no longer than a million letters.
_STOP = r"[.!?\u2026\u203d\u3002]"
_END = re.compile(rf"[.!?\u2026\u203d\u3002\n](?:(?<=\n)|(?<!{_STOP}{_STOP}){_STOP}*+[\"'\u2019\u201d\u00bb)\]*_]*+(?=\s|$))")
_WORD_BEFORE = re.compile(r"[\w.]*\Z")
_DAY_AND_MONTH = re.compile(r"\d{1,2}\.\d{1,2}")
_LONGEST = 2_000  # characters; a longer run without an end is cut, so that no pattern ever runs over more


def sentence_spans(text: str, *, abbreviations: frozenset[str] = frozenset(), ordinals: bool = False) -> Iterator[tuple[int, int]]:
    """Spans that cover the whole text, in order. `abbreviations` are lower-case words (without the last full stop) that do not end a sentence;
    with `ordinals`, neither does a number of one or two digits, nor a day with its month before a small letter."""
    start = 0
    for match in _END.finditer(text):
        if match.end() == len(text) or not _continues(text, match, abbreviations, ordinals):
            yield from _cut(start, match.end(), text)
            start = match.end()
    if start < len(text):
        yield from _cut(start, len(text), text)


def _continues(text: str, end: re.Match[str], abbreviations: frozenset[str], ordinals: bool) -> bool:
    """True when what looks like an end is none."""
    stops, at = end[0], end.start()
    if stops == ".":
        word = _word_before(text, at)
        if word in abbreviations or (len(word) == 1 and word.isalpha()):
            return True
        if ordinals and _DAY_AND_MONTH.fullmatch(word):
            return _after(text, end)[:1].islower()  # "Am 7.12. rufe ich an"
        return ordinals and word.isdigit() and len(word) <= 2 and _after(text, end)[:1].isalpha()
    if stops == "\n":
        # A wrapped line: no end before it, and the next goes on in lower case.
        if not _after(text, end)[:1].islower():
            return False
        before = text[max(0, at - 40) : at].rstrip(" \t")[-1:]
        return before.isalnum() or before == ","
    return (stops[0] == "\u2026" or (stops[0] == "." and len(stops) > 1)) and _after(text, end)[:1].islower()


def _after(text: str, end: re.Match[str]) -> str:
    return text[end.end() : end.end() + 40].lstrip(" \t")


def _word_before(text: str, at: int) -> str:
    """The word before a full stop, in lower case, with the stops inside it: `z.b`."""
    word = text[max(0, at - 24) : at].rpartition(" ")[2]
    if not word.isalpha() and (found := _WORD_BEFORE.search(word)):  # letters alone need no expression, and most are
        word = found[0]
    return word.lower()


def _cut(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = space + 1 if space > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end

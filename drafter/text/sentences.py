"""Where sentences begin and end, in the text as it was given."""

from __future__ import annotations

import re
from collections.abc import Iterator

# It begins with a plain set of characters, which the expression engine runs through fastest. Only the first of a run of stops is tried, and nothing
# is given back: a million full stops in a row take no longer than a million letters.
_STOP = r"[.!?\u2026\u203d\u3002]"
_END = re.compile(rf"[.!?\u2026\u203d\u3002\n](?:(?<=\n)|(?<!{_STOP}{_STOP}){_STOP}*+[\"'\u2019\u201d\u00bb)\]*_]*+(?=\s|$))")
_WORD_BEFORE = re.compile(r"[\w.]*\Z")
_LONGEST = 2_000  # characters; a longer run without an end is cut, so that no pattern ever runs over more


def sentence_spans(text: str, *, abbreviations: frozenset[str] = frozenset(), ordinals: bool = False) -> Iterator[tuple[int, int]]:
    """Spans that cover the whole text, in order. `abbreviations` are lower-case words (without the last full stop) that do not end a sentence;
    with `ordinals`, neither does a number of one or two digits."""
    start = 0
    for match in _END.finditer(text):
        if match.end() == len(text) or not _continues(text, match, abbreviations, ordinals):
            yield from _cut(start, match.end(), text)
            start = match.end()
    if start < len(text):
        yield from _cut(start, len(text), text)


def _continues(text: str, end: re.Match[str], abbreviations: frozenset[str], ordinals: bool) -> bool:
    """True when what looks like an end is none."""
    after = text[end.end() : end.end() + 40].lstrip(" \t")
    if end[0][0] == "\n":
        # A wrapped line: no end before it, and the next goes on in lower case.
        before = text[max(0, end.start() - 40) : end.start()].rstrip(" \t")[-1:]
        return bool(after) and after[0].islower() and (before.isalnum() or before == ",")
    if end[0] == "." and (found := _WORD_BEFORE.search(text, max(0, end.start() - 24), end.start())):
        word = found[0].lower()
        return (
            word in abbreviations or (len(word) == 1 and word.isalpha()) or (ordinals and word.isdigit() and len(word) <= 2 and after[:1].isalpha())
        )
    return (end[0][0] == "\u2026" or (end[0][0] == "." and len(end[0]) > 1)) and after[:1].islower()


def _cut(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = space + 1 if space > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end

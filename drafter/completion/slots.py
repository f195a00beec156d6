"""What a composed reply takes from the brief, wrapped so that its place in the finished text is known.

A slot is `START source-number BETWEEN text END`, in characters of Unicode's private use area. They are taken out of every value before it is
wrapped, and out of the text before it leaves the composer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.completion.writer import Origin

START, BETWEEN, END = "\ue000", "\ue001", "\ue002"
_OURS = re.compile(f"[{START}{BETWEEN}{END}]")
SLOT = re.compile(f"{START}(\\d+){BETWEEN}(.*?){END}", re.DOTALL)
_DANGLING = re.compile(r"[\s.;,:–—-]+$")
_ENDED = re.compile(r"[.!?…。؟][\"'”’»)\]]*$|https?://\S*[^\s)\]]$")
_WORDS_IN_A_SENTENCE = 3
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Traced:
    """A finished text and where each of its sentences comes from; the origins tile the text."""

    text: str
    origins: tuple[Origin, ...]


class Slots:
    """Wraps the values of one reply."""

    def __init__(self) -> None:
        self._sources: list[str] = []
        self._wrapped: list[str] = []

    def wrap(self, source: str, text: str) -> str:
        self._wrapped.append(f"{START}{len(self._sources)}{BETWEEN}{text}{END}")
        self._sources.append(source)
        return self._wrapped[-1]

    def placed(self, marked: str) -> set[str]:
        """The wrapped values, as `wrap` gave them, of which something stands in a marked text."""
        return {self._wrapped[int(slot[1])] for slot in SLOT.finditer(marked)}

    def trace(self, marked: str) -> Traced:
        """Take the delimiters out, and say for each sentence which slot it speaks for. One without a slot is the template's own."""
        parts: list[str] = []
        spans: list[tuple[int, int, str]] = []
        length = done = 0
        for slot in SLOT.finditer(marked):
            before = marked[done : slot.start()]
            parts += [before, slot[2]]
            length += len(before)
            spans.append((length, length + len(slot[2]), self._sources[int(slot[1])]))
            length, done = length + len(slot[2]), slot.end()
        text = "".join([*parts, marked[done:]])
        return Traced(text, tuple(_origins(text, spans)))


def plain(marked: str) -> str:
    """The text without its delimiters."""
    return SLOT.sub(r"\2", marked)


def cleaned(value: str) -> str:
    """A value of the brief on one line, without our delimiters and without punctuation that hangs at its end; a question keeps its mark."""
    return _DANGLING.sub("", " ".join(_OURS.sub("", value).split()))


def ended(text: str) -> str:
    """The text with a full stop, unless it ends already or would glue one to an address."""
    return text if not text or _ENDED.search(plain(text)) else text + "."


def is_sentence(value: str) -> bool:
    """Whether somebody wrote a whole sentence: a capital (where the script has any) at the beginning, a mark at the end, and words between."""
    words = value.split()
    return (
        len(words) >= _WORDS_IN_A_SENTENCE and not words[0][0].islower() and bool(_ENDED.search(value.strip())) and not words[-1].startswith("http")
    )


def _origins(text: str, slots: list[tuple[int, int, str]]) -> list[Origin]:
    """Cut the text into sentences; one with several slots is cut behind each of them. Sentence ends inside a slot are the slot's own."""
    cuts = [match.end() for match in _SENTENCE_END.finditer(text) if not any(start < match.end() < end for start, end, _ in slots)]
    origins, begin = [], 0
    for end in [*cuts, len(text)]:
        inside = [slot for slot in slots if begin <= slot[0] and slot[1] <= end]
        for index, (_, slot_end, source) in enumerate(inside):
            stop = end if index == len(inside) - 1 else slot_end
            origins.append(_origin(text, begin, stop, source))
            begin = stop
        if not inside:
            origins.append(_origin(text, begin, end, "template"))
        begin = end
    return [origin for origin in origins if origin.start < origin.end]


def _origin(text: str, start: int, end: int, source: str) -> Origin:
    """Without the white space at either end."""
    stripped = text[start:end].strip()
    start += text[start:end].find(stripped) if stripped else 0
    return Origin(start, start + len(stripped), source)

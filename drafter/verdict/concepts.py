"""`concepts.toml`: what briefs are about, by its words in each language, so that a line in one language is found in a draft in another.

Forms stand between commas or one a line. `*` lets any letters stand in its place: at the end of a form, of a word inside it, or at its beginning.
Of forms that lie inside one another the longest holds: "spare part" is no "part". A concept marked `weak` (to send, to check) stands in many a
reply, so it counts little, and where a line speaks of nothing else it tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from drafter.strict import read_toml
from drafter.text.clauses import TOKEN
from drafter.text.fold import Folded, Folder


class _Form(NamedTuple):
    """What stands before the first `*` that is not at the beginning is the stem; `rest` is what must follow, None where any letters may."""

    concept: str
    may_begin_earlier: bool
    rest: re.Pattern[str] | None


_WORD_ENDS = re.compile(r"(?!\w)")
_WEAK = 1 / 3
_LONG = 5  # letters; shorter words are mostly grammar


class Concepts:
    """A language's words for concepts; all are found in one pass over a text."""

    def __init__(self, table: Mapping[str, str], folder: Folder, weak: frozenset[str] = frozenset()) -> None:
        self._table = table
        self._folder = folder
        self._weak = weak

    def __bool__(self) -> bool:
        return any(block.strip() for block in self._table.values())

    def of(self, folded: Folded) -> frozenset[str]:
        """The concepts that a text speaks of."""
        return frozenset(concept for _, _, concept in self._outermost(_spaced(folded.text)))

    def explains(self, folded: Folded) -> float:
        """Which share of a line's words the concepts know, from 0 to 1; what they do not know counts from a length on."""
        text = _spaced(folded.text)
        known = {word for start, end, _ in self._outermost(text) for word in _words_between(text, start, end)}
        unknown = [word for word in TOKEN.finditer(text) if len(word[0]) >= _LONG and word[0].isalpha() and word.start() not in known]
        return len(known) / max(1, len(known) + len(unknown))

    def share(self, wanted: frozenset[str], said: frozenset[str]) -> float | None:
        """How much of what a line speaks of a text says, from 0 to 1; None where nothing could be told of it."""
        if wanted <= self._weak:
            return None
        return self._weight(wanted & said) / self._weight(wanted)

    def _weight(self, concepts: frozenset[str]) -> float:
        return sum(_WEAK if concept in self._weak else 1 for concept in concepts)

    def forms(self) -> Iterator[tuple[str, str]]:
        """Each form, folded, with its concept."""
        for concept, block in self._table.items():
            for form in block.replace(",", "\n").splitlines():
                if spaced := _spaced(self._folder.fold(form).text):
                    yield spaced, concept

    def _outermost(self, text: str) -> Iterator[tuple[int, int, str]]:
        reached, last = 0, (0, 0)
        for start, end, concept in sorted(self._places(text), key=_longest_first):
            if end > reached or (start, end) == last:
                yield start, end, concept
                reached, last = end, (start, end)

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[list[_Form]]]:
        by_stem: dict[str, list[_Form]] = {}
        for form, concept in self.forms():
            stem, star, rest = form.removeprefix("*").partition("*")
            pattern = re.compile(r"\w*".join(map(re.escape, ["", *rest.split("*")])) + r"(?!\w)")
            by_stem.setdefault(stem, []).append(_Form(concept, form.startswith("*"), pattern if rest else None if star else _WORD_ENDS))
        return AhoCorasick(list(by_stem)), list(by_stem.values())

    def _places(self, text: str) -> Iterator[tuple[int, int, str]]:
        automaton, forms = self._automaton
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            inside = start > 0 and text[start - 1].isalnum()
            for concept, may_begin_earlier, rest in forms[number]:
                if inside and not may_begin_earlier:
                    continue
                if rest is None:
                    yield start, end, concept
                elif follows := rest.match(text, end):
                    yield start, follows.end(), concept


def read_concepts(guardrails: Path, language: str, folder: Folder) -> Concepts:
    """A language's words of `concepts.toml`; absent is empty. InvalidContent names file and mistake."""
    path = guardrails / "concepts.toml"
    tables = read_toml(path, dict[str, dict[str, str | bool]], name="concepts.toml") if path.exists() else {}
    weak = frozenset(concept for concept, table in tables.items() if table.get("weak"))
    return Concepts({concept: str(table.get(language, "")) for concept, table in tables.items()}, folder, weak)


def _spaced(text: str) -> str:
    return " ".join(text.replace("-", " ").split())


def _words_between(text: str, start: int, end: int) -> Iterator[int]:
    """Where the words begin that a span touches."""
    return (word.start() for word in TOKEN.finditer(text) if word.start() < end and start < word.end())


def _longest_first(place: tuple[int, int, str]) -> tuple[int, int]:
    return place[0], -place[1]

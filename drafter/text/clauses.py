"""A sentence as words and clauses: the form in which phrases are matched.

`Sentence.flat` holds the folded words between single spaces; `;` stands where a clause begins, `|` where nothing reaches across:

    | we cannot promise ; that it arrives tomorrow |
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from drafter.text.fold import Folded

_PLAIN_WORD = r"[a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f\u0490-\u052f]++(?![\w'])"  # nearly all are; a set is read faster than a kind of letter
TOKEN = re.compile(
    _PLAIN_WORD + r"|[^\W_]+(?:(?:'|(?<=\d)[.,:/](?=\d))[^\W_]+)*(?:(?<=\d)[^\S\n]?%)?"  # over a line break, "%" is another sentence's
)
_WALL = re.compile(r"[;:()\[\]{}|\u2013\u2014]|\s-+\s|\.\.|\u2026")
WEAK, STRONG = ";", "|"
_ASIDE = 2  # words; a comma round so few cuts no clause ("we cannot, however, promise")


@dataclass(frozen=True)
class Grammar:
    """How a language cuts sentences and clauses; all words folded. Expressions of several words are separated by a space."""

    begins: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    complement_ends: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    ordinals: bool = False

    @cached_property
    def openers(self) -> dict[str, list[tuple[list[str], bool]]]:
        """First word → the expressions that open a clause, the longest first, each with whether the clause hangs on the one before."""
        found: dict[str, list[tuple[list[str], bool]]] = {}
        for words, hangs in ((self.begins, False), (self.complement, True)):
            for entry in words:
                parts = entry.split()
                found.setdefault(parts[0], []).append((parts, hangs))
        return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


class Clause(NamedTuple):
    """Words `start` to `end` of a sentence.

    `hangs_on_previous`: "(we cannot say) that it arrives"; `hangs_on_next`: Kazakh "келеді деп (айта алмаймыз)".
    """

    start: int
    end: int
    hangs_on_previous: bool = False
    hangs_on_next: bool = False


class Words(NamedTuple):
    """Folded words with their offsets in the folded text."""

    texts: list[str]
    starts: list[int]
    ends: list[int]


class Sentence:
    """One sentence of a folded text. `words` are folded; `start` and `end` are offsets in the folded text; `index` is its place in the text."""

    __slots__ = ("_word_ends", "_word_starts", "clauses", "end", "flat", "folded", "index", "joins", "start", "words")

    def __init__(self, folded: Folded, start: int, end: int, index: int, grammar: Grammar, words: Words) -> None:
        self.folded, self.start, self.end, self.index = folded, start, end, index
        self.joins = grammar.joins
        self.words, self._word_starts, self._word_ends = words
        betweens = [folded.text[before:after] for before, after in zip(words.ends, words.starts[1:], strict=False)]
        gaps = ["" if between == " " else _gap(between) for between in betweens]  # nearly all are one space
        if WEAK in gaps:
            _drop_asides(gaps, self.words, grammar)
        self.clauses = list(_clauses(self.words, gaps, grammar))
        self.flat = _flatten(self.words, self.clauses, gaps)

    @property
    def raw_span(self) -> tuple[int, int]:
        """Offsets of the whole sentence in the text as given."""
        return self.folded.span(self.start, self.end) if self.end > self.start else (self.start, self.end)

    @property
    def raw(self) -> str:
        """The sentence as it was given."""
        start, end = self.raw_span
        return self.folded.raw[start:end]

    @property
    def spaced(self) -> str:
        """The words between single spaces, with one at either end."""
        return f" {' '.join(self.words)} "

    def words_at(self, flat_start: int, flat_end: int) -> tuple[int, int]:
        """The first word of a match in `flat`, and one past its last."""
        return self._words_up_to(flat_start) - 1, self._words_up_to(flat_end - 1)

    def _words_up_to(self, position: int) -> int:
        """How many words begin in `flat` at a position or before it: as many as there are spaces, but for the marks."""
        count = self.flat.count
        return count(" ", 0, position) - count(WEAK, 0, position + 1) - count(STRONG, 0, position + 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the text as given of the words from `first` up to, not including, `last`."""
        return self.folded.span(self._word_starts[first], self._word_ends[last - 1])

    def between(self, last: int, first: int) -> str:
        """What stands from the end of the word before `last` to the beginning of the word `first`, folded."""
        return self.folded.text[self._word_ends[last - 1] if last else self.start : self._word_starts[first] if first < len(self.words) else self.end]

    def words_in(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The words that a span of the text as given touches; empty (`first == last`) where it touches none."""
        start, end = self.folded.position(raw_start), self.folded.position(raw_end)
        first = bisect_right(self._word_ends, start)
        return first, max(first, bisect_left(self._word_starts, end))

    def clause_of(self, word: int) -> int:
        """The index of the clause that holds a word; the last, where what was found stands behind the last word."""
        return min(bisect_right(self.clauses, word, key=_end_of), len(self.clauses) - 1)

    def clause_words(self, word: int) -> Sequence[str]:
        """The words of the clause that holds a word."""
        clause = self.clauses[self.clause_of(word)]
        return self.words[clause.start : clause.end]


def _end_of(clause: Clause) -> int:
    return clause.end


def _gap(between: str) -> str:
    """What stands between two words: a wall, a comma, or nothing that matters."""
    if len(between) == 1:
        return WEAK if between == "," else STRONG if between in ";:()[]{}|\u2013\u2014\u2026" else ""
    return STRONG if _WALL.search(between) else WEAK if "," in between else ""


def _drop_asides(gaps: list[str], words: list[str], grammar: Grammar) -> None:
    """Forget the commas round a short aside: it has one on either side."""
    cuts = [index + 1 for index, gap in enumerate(gaps) if gap]
    for cut, following in pairwise(cuts):
        if gaps[cut - 1] == gaps[following - 1] == WEAK and following - cut <= _ASIDE and not _opener(words, cut, grammar):
            gaps[cut - 1] = gaps[following - 1] = ""


def _opener(words: list[str], at: int, grammar: Grammar) -> tuple[int, bool] | None:
    """Length of the expression at `at` that opens a clause, and whether the clause hangs on the one before."""
    for parts, hangs in grammar.openers.get(words[at], ()):
        if words[at : at + len(parts)] == parts:
            return len(parts), hangs
    return None


def _clauses(words: list[str], gaps: list[str], grammar: Grammar) -> Iterator[Clause]:
    openers, closers = grammar.openers, grammar.complement_ends
    start, hangs, inside = 0, False, 0
    for at in [at for at, word in enumerate(words) if word in openers or (at and (gaps[at - 1] or words[at - 1] in closers))]:
        opener = _opener(words, at, grammar) if at >= inside else None
        closes_before = at > 0 and words[at - 1] in closers
        if at > start and (opener or closes_before or gaps[at - 1]):
            yield Clause(start, at, hangs, closes_before)
            start, hangs = at, False
        if opener:
            inside = at + opener[0]
            hangs = hangs or opener[1]
    if words:
        yield Clause(start, len(words), hangs, False)


def _flatten(words: list[str], clauses: list[Clause], gaps: list[str]) -> str:
    """The words with their clause marks."""
    parts = [""]
    for clause in clauses:
        parts.append((gaps[clause.start - 1] or WEAK) if clause.start else STRONG)
        parts += words[clause.start : clause.end]
    return " ".join([*parts, STRONG, ""])

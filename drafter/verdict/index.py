"""Many patterns over one text: which of them are worth a try, in which sentence, and where they match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from drafter.text.clauses import Sentence
from drafter.text.fold import Folded
from drafter.text.reading import Reading
from drafter.verdict.pattern import Pattern
from drafter.verdict.silence import Place


class PhraseIndex:
    """Patterns by number. One automaton finds the rarest runs of words of each in a text, so a text costs the same with 400 patterns and with 5,000;
    a second one finds, in the few sentences that hold such a run, which of the patterns' other groups are there."""

    def __init__(self, patterns: Sequence[Pattern | None]) -> None:
        self._patterns = {number: pattern for number, pattern in enumerate(patterns) if pattern is not None}
        self._literals = [number for number, pattern in self._patterns.items() if pattern.literal]
        groups: dict[tuple[str, ...], int] = {}  # each distinct group is one bit
        rarest: dict[str, list[int]] = {}
        self._needs: dict[int, int] = {}
        for number, pattern in self._patterns.items():
            for run in pattern.needs[0] if pattern.needs else ():
                rarest.setdefault(run, []).append(number)
            self._needs[number] = 0
            for group in pattern.needs[1:]:
                self._needs[number] |= groups.setdefault(group, 1 << len(groups))
        others: dict[str, int] = {}
        for group, bit in groups.items():
            for run in group:
                others[run] = others.get(run, 0) | bit
        self._tried, self._held_by = list(rarest.values()), list(others.values())
        self._rarest, self._others = AhoCorasick(list(rarest)), AhoCorasick(list(others))
        self._runs = tuple(rarest)

    def places(self, reading: Reading) -> Iterator[tuple[int, Place]]:
        """Every place in a text where a pattern matches, with the pattern's number; in the order of the patterns, those in backquotes last."""
        for number, index in sorted(set(self.worth_a_try(reading))):
            for place in places_in(reading.sentence(index), self._patterns[number]):
                yield number, place
        for number in self._literals:
            for start, end in _literally(self._patterns[number], reading.raw):
                sentence = reading.sentence(reading.sentence_index_at(reading.folded.position(start)))
                yield number, Place(sentence, *sentence.words_in(start, end), start, end)

    def in_sentence(self, sentence: Sentence) -> Iterator[tuple[int, Place]]:
        """Every place in one sentence, in the order of the patterns."""
        spaced = sentence.spaced
        found = self._rarest.find_matches_as_indexes(spaced, overlapping=True)
        numbers = {number for run, _, _ in found for number in self._tried[run]}
        held = self._groups_in(spaced) if numbers else 0
        for number in sorted(numbers.union(self._literals)):
            if not self._needs[number] & ~held:
                for place in places_in(sentence, self._patterns[number]):
                    yield number, place

    def may_match(self, reading: Reading) -> bool:
        """False when no pattern matches anywhere in a text, told without looking for its sentences."""
        if any(pattern.literal in reading.raw for pattern in map(self._patterns.__getitem__, self._literals)):
            return True
        runs = {run for run, _, _ in self._rarest.find_matches_as_indexes(reading.spaced, overlapping=True)}
        held = self._groups_in(reading.spaced) if runs else 0
        return any(not self._needs[number] & ~held for run in runs for number in self._tried[run])

    @cached_property
    def _telling_words(self) -> AhoCorasick | None:
        """The longest word of each run; None when some run has none that stands in a text as it is (between `100` and `%` there may be a space)."""
        words = {max(run.split(), key=len, default="").rstrip("%") for run in self._runs}
        return None if "" in words else AhoCorasick(sorted(words))

    def may_occur(self, folded: Folded) -> bool:
        """False when no pattern matches anywhere in a text as it is written, told without looking for its words: nothing is cheaper to ask."""
        if any(pattern.literal in folded.raw for pattern in map(self._patterns.__getitem__, self._literals)):
            return True
        words = self._telling_words
        return words is None or bool(words.find_matches_as_indexes(folded.text))

    def worth_a_try(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Numbers of patterns, each with the index of a sentence that holds a run of each of its groups."""
        held: dict[int, int] = {}
        seen: set[tuple[int, int]] = set()
        for run, start, _ in self._rarest.find_matches_as_indexes(reading.spaced, overlapping=True):
            index = reading.sentence_index_of(start)
            if (run, index) in seen:
                continue
            seen.add((run, index))
            if index not in held:
                held[index] = self._groups_in(reading.spaced_sentence(index))
            for number in self._tried[run]:
                if not self._needs[number] & ~held[index]:
                    yield number, index

    def _groups_in(self, spaced: str) -> int:
        """The groups of which a sentence holds a run, as bits."""
        held = 0
        for run, _, _ in self._others.find_matches_as_indexes(spaced, overlapping=True):
            held |= self._held_by[run]
        return held


def places_in(sentence: Sentence, pattern: Pattern) -> Iterator[Place]:
    """Every place in a sentence where a pattern matches."""
    if pattern.literal:
        offset, _ = sentence.raw_span
        for start, end in _literally(pattern, sentence.raw):
            yield Place(sentence, *sentence.words_in(offset + start, offset + end), offset + start, offset + end)
        return
    for match in pattern.regex.finditer(sentence.flat):
        if match.end() > match.start():
            first, last = sentence.words_at(match.start(), match.end() - 1)
            yield Place(sentence, first, last, *sentence.span(first, last))


def _literally(pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(pattern.literal)
    while at >= 0:
        yield at, at + len(pattern.literal)
        at = text.find(pattern.literal, at + len(pattern.literal))

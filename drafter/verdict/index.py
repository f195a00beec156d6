"""Many patterns over one text: which of them are worth a try, in which sentence, and where they match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from operator import or_

from ahocorasick_rs import AhoCorasick

from drafter.text.clauses import Sentence
from drafter.text.fold import Folded
from drafter.text.reading import Reading
from drafter.verdict.pattern import Pattern
from drafter.verdict.silence import Place


class PhraseIndex:
    """Patterns by number. One automaton finds the runs of words of all of them in a text, so a text costs the same with 400 patterns and with 5,000.
    A pattern is looked at only where its rarest run stands in a sentence that holds a run of each of its other groups, too. `common`: nearly every
    text holds one, so that its sentences are looked for at once."""

    def __init__(self, patterns: Sequence[Pattern | None], *, common: bool = False) -> None:
        self._common = common
        self._patterns = {number: pattern for number, pattern in enumerate(patterns) if pattern is not None}
        literals: dict[str, list[int]] = {}
        for number, pattern in self._patterns.items():
            if pattern.literal:
                literals.setdefault(pattern.literal, []).append(number)
        phrases = {number: pattern.needs for number, pattern in self._patterns.items() if not pattern.literal}
        # Each distinct group is one bit, those that many patterns need the lowest: then nearly all masks are short, and equal ones are one object.
        wanted = Counter(group for needs in phrases.values() for group in needs[1:])
        bits = {group: 1 << number for number, (group, _) in enumerate(wanted.most_common())}
        one: dict[int, int] = {}
        tried: dict[str, list[tuple[int, int]]] = {}  # a run → the patterns of which it is a rarest one, each with the other groups that it needs
        for number, needs in phrases.items():
            mask = reduce(or_, [bits[group] for group in needs[1:]], 0)
            for run in needs[0]:
                tried.setdefault(run, []).append((number, one.setdefault(mask, mask)))
        held_by: dict[str, int] = dict.fromkeys(tried, 0)
        for group, bit in bits.items():
            for run in group:
                held_by[run] = held_by.get(run, 0) | bit
        self._runs = tuple(tried)
        self._tried, self._held_by = [tuple(tried.get(run, ())) for run in held_by], [one.setdefault(mask, mask) for mask in held_by.values()]
        self._automaton = AhoCorasick(list(held_by))
        self._literals, self._literal_automaton = list(literals.values()), AhoCorasick(list(literals))

    def places(self, reading: Reading) -> Iterator[tuple[int, Place]]:
        """Every place in a text where a pattern matches, with the pattern's number; in the order of the patterns, those in backquotes last."""
        for number, index in sorted(set(self.worth_a_try(reading))):
            for place in places_in(reading.sentence(index), self._patterns[number]):
                yield number, place
        for number in self._literals_in(reading.raw):
            for start, end in _literally(self._patterns[number], reading.raw):
                sentence = reading.sentence(reading.sentence_index_at(reading.folded.position(start)))
                yield number, Place(sentence, *sentence.words_in(start, end), start, end)

    def in_sentence(self, sentence: Sentence) -> Iterator[tuple[int, Place]]:
        """Every place in one sentence, in the order of the patterns."""
        numbers = self._able(self._runs_in(sentence.spaced))
        if self._literals:
            numbers.update(self._literals_in(sentence.raw))
        for number in sorted(numbers):
            for place in places_in(sentence, self._patterns[number]):
                yield number, place

    def may_match(self, reading: Reading) -> bool:
        """False when no pattern matches anywhere in a text, told without looking for its sentences."""
        return self.may_stand_in(reading.spaced, reading.raw)

    def may_stand_in(self, spaced: str, raw: str) -> bool:
        """The same of words between single spaces, and of the text that they are."""
        return bool(self._able(self._runs_in(spaced)) or self._literals_in(raw))

    @cached_property
    def _telling_words(self) -> AhoCorasick | None:
        """The longest word of each run; None when some run has none that stands in a text as it is (between `100` and `%` there may be a space)."""
        words = {max(run.split(), key=len, default="").rstrip("%") for run in self._runs}
        return None if "" in words else AhoCorasick(sorted(words))

    def may_occur(self, folded: Folded) -> bool:
        """False when no pattern matches anywhere in a text as it is written, told without looking for its words: nothing is cheaper to ask."""
        if self._literals_in(folded.raw):
            return True
        words = self._telling_words
        return words is None or bool(words.find_matches_as_indexes(folded.text))

    def worth_a_try(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Numbers of patterns, each with the index of a sentence that holds a run of each of its groups."""
        found = self._automaton.find_matches_as_indexes(reading.spaced, overlapping=True)
        if not (self._common or reading.is_cut or self._able([run for run, _, _ in found])):
            return
        for index, runs in reading.by_sentence(found):
            for number in self._able(runs):
                yield number, index

    def _runs_in(self, spaced: str) -> list[int]:
        return [run for run, _, _ in self._automaton.find_matches_as_indexes(spaced, overlapping=True)]

    def _able(self, runs: list[int]) -> set[int]:
        """The patterns of which these runs are a run of each group."""
        tried = [each for run in runs for each in self._tried[run]]
        if not tried:
            return set()
        held = reduce(or_, [self._held_by[run] for run in runs])
        return {number for number, needs in tried if needs & held == needs}

    def _literals_in(self, text: str) -> list[int]:
        """The patterns in backquotes that stand in a text."""
        found = {literal for literal, _, _ in self._literal_automaton.find_matches_as_indexes(text, overlapping=True)}
        return sorted(number for literal in found for number in self._literals[literal])


def places_in(sentence: Sentence, pattern: Pattern) -> Iterator[Place]:
    """Every place in a sentence where a pattern matches."""
    if pattern.literal:
        offset, _ = sentence.raw_span
        for start, end in _literally(pattern, sentence.raw):
            yield Place(sentence, *sentence.words_in(offset + start, offset + end), offset + start, offset + end)
        return
    for start, end in pattern.spans(sentence.flat):
        first, last = sentence.words_at(start, end - 1)
        yield Place(sentence, first, last, *sentence.span(first, last))


def _literally(pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(pattern.literal)
    while at >= 0:
        yield at, at + len(pattern.literal)
        at = text.find(pattern.literal, at + len(pattern.literal))

"""Many patterns over one text: an automaton finds which of them are worth a try, and in which sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from drafter.text.clauses import Sentence
from drafter.text.reading import Reading
from drafter.verdict.pattern import Pattern
from drafter.verdict.silence import Place


class PhraseIndex:
    """Patterns by number. The rarest runs of words of each stand in one automaton, so a text costs the same with 400 patterns and with 5,000."""

    def __init__(self, patterns: Sequence[Pattern | None]) -> None:
        self._patterns = {number: pattern for number, pattern in enumerate(patterns) if pattern is not None}
        self._literals = [number for number, pattern in self._patterns.items() if pattern.literal]
        wanted: dict[str, list[int]] = {}
        for number, pattern in self._patterns.items():
            for run in pattern.needs[0] if pattern.needs else ():
                wanted.setdefault(run, []).append(number)
        self._wanted = list(wanted.values())
        self._automaton = AhoCorasick(list(wanted)) if wanted else None

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
        numbers = set(self._literals)
        if self._automaton is not None:
            for run, _, _ in self._automaton.find_matches_as_indexes(sentence.spaced, overlapping=True):
                numbers.update(self._wanted[run])
        for number in sorted(numbers):
            for place in places_in(sentence, self._patterns[number]):
                yield number, place

    def worth_a_try(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """Numbers of patterns, each with the index of a sentence that holds a run of each of its groups."""
        if self._automaton is None:
            return
        seen: set[tuple[int, int]] = set()
        for run, start, _ in self._automaton.find_matches_as_indexes(reading.spaced, overlapping=True):
            index = reading.sentence_index_of(start)
            if (run, index) in seen:
                continue
            seen.add((run, index))
            spaced = reading.spaced_sentences[index]
            for number in self._wanted[run]:
                if self._patterns[number].may_match(spaced):
                    yield number, index


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

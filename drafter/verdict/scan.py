"""The phrase pass: where a text holds a forbidden phrase, and what around it makes it harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.text.clauses import Sentence
from drafter.text.reading import Reading
from drafter.verdict.context import CueHit, silencing
from drafter.verdict.pack import Pack
from drafter.verdict.pattern import Pattern
from drafter.verdict.rule import Rule


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a rule on words `first` to `last` of a sentence. `because` and `cue` say what silences it, if anything does."""

    rule: Rule
    sentence: Sentence
    first: int
    last: int
    start: int
    end: int
    because: str = ""
    cue: str = ""


def scan(reading: Reading, pack: Pack) -> list[Hit]:
    """All hits, silenced ones too, in the order of the text. Of overlapping hits of one rule the longest that is not silenced stands for all."""
    raw: list[tuple[Rule, Sentence, int, int, int, int]] = []
    text = reading.folded.text
    tried: set[tuple[int, int]] = set()
    able: dict[int, bool] = {}
    for position, numbers in pack.phrase_index.candidates(text):
        index = -1
        for number in numbers:
            rule, pattern = pack.phrases[number]
            fits = able.get(number)
            if fits is None:
                fits = able[number] = pattern.may_match(text)
            if not fits:
                continue
            if index < 0:
                index = reading.sentence_index_at(position)
            if (number, index) in tried:
                continue
            tried.add((number, index))
            if pattern.may_match(reading.folded_sentence(index)):
                sentence = reading.sentence(index)
                raw += [(rule, sentence, first, last, *sentence.span(first, last)) for first, last in _matches(pattern, sentence)]
    raw += _literal_hits(reading, pack)
    if not raw:
        return []
    cues = _Cues(reading, pack)
    hits = [cues.judge(rule, sentence, first, last, start, end) for rule, sentence, first, last, start, end in raw]
    return _longest(hits)


def _matches(pattern: Pattern, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Word spans of a pattern in a sentence."""
    for match in pattern.regex.finditer(sentence.flat):
        if match.end() > match.start():
            yield sentence.words_at(match.start(), match.end() - 1)


def _literal_hits(reading: Reading, pack: Pack) -> Iterator[tuple[Rule, Sentence, int, int, int, int]]:
    for rule, phrase in pack.literals:
        for match in re.finditer(re.escape(phrase.literal), reading.raw):
            sentence = reading.sentence(reading.sentence_index_at(reading.folded.position(match.start())))
            yield rule, sentence, *sentence.words_in(match.start(), match.end()), match.start(), match.end()


class _Cues:
    """The context cues of a text's sentences, looked up once a sentence and only for sentences with a hit."""

    def __init__(self, reading: Reading, pack: Pack) -> None:
        self._reading, self._pack = reading, pack
        self._found: dict[int, list[CueHit]] = {}

    def judge(self, rule: Rule, sentence: Sentence, first: int, last: int, start: int, end: int) -> Hit:
        """The hit with what silences it: the rule's own `unless` and `unless_next` first, then context."""
        for unless in rule.unless:
            for from_, to in _spans(unless, sentence):
                if from_ < last and first < to:
                    return Hit(rule, sentence, first, last, start, end, "unless", unless.source)
        nearby = [sentence, *self._next(sentence)]
        for unless in rule.unless_next:
            for other in nearby:
                if any(other is not sentence or to <= first or from_ >= last for from_, to in _spans(unless, other)):
                    return Hit(rule, sentence, first, last, start, end, "unless_next", unless.source)
        if rule.silenced_by:
            found = [cue for other in nearby for cue in self._in(other)]
            if cue := silencing(found, rule.silenced_by, sentence, first, last, self._pack.families):
                return Hit(rule, sentence, first, last, start, end, cue.cue.kind, cue.quote if cue.cue.pattern else cue.cue.group.ends)
        return Hit(rule, sentence, first, last, start, end)

    def _next(self, sentence: Sentence) -> list[Sentence]:
        """The next sentence that holds words."""
        for index in range(sentence.index + 1, min(sentence.index + 4, len(self._reading))):
            following = self._reading.sentence(index)
            if following.words:
                return [following]
        return []

    def _in(self, sentence: Sentence) -> list[CueHit]:
        found = self._found.get(sentence.index)
        if found is None:
            found = self._found[sentence.index] = list(self._look_up(sentence))
        return found

    def _look_up(self, sentence: Sentence) -> Iterator[CueHit]:
        cues = self._pack.context.cues
        text = self._reading.folded.text[sentence.start : sentence.end]
        seen: set[int] = set()
        for _, numbers in self._pack.cue_index.candidates(text):
            seen.update(numbers)
        for number, cue in enumerate(cues):
            if cue.pattern is None:
                yield CueHit(cue, sentence, 0, 0)
            elif number in seen:
                for first, last in _matches(cue.pattern, sentence):
                    yield CueHit(cue, sentence, first, last)
            elif cue.pattern.literal and cue.pattern.literal in sentence.raw:
                yield from (CueHit(cue, sentence, first, last) for first, last in _spans(cue.pattern, sentence))


def _spans(pattern: Pattern, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Word spans of any pattern, one in backquotes too."""
    if not pattern.literal:
        yield from _matches(pattern, sentence)
        return
    start, _ = sentence.raw_span
    for match in re.finditer(re.escape(pattern.literal), sentence.raw):
        yield sentence.words_in(start + match.start(), start + match.end())


def _longest(hits: list[Hit]) -> list[Hit]:
    """One hit a rule and place."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (bool(hit.because), hit.start - hit.end, hit.start)):
        if not any(hit.rule is other.rule and hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))

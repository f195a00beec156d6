"""The phrase pass: where a text holds a forbidden phrase, and what around it makes it harmless."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import msgspec

from drafter.text.clauses import Sentence
from drafter.text.places import Places
from drafter.text.reading import Reading
from drafter.verdict.pack import Pack
from drafter.verdict.rule import Rule
from drafter.verdict.silence import CueHit, CueHits, Place, silencing


class Hit(msgspec.Struct, frozen=True):
    """A phrase of a rule, with its place in the text as given. `because` and `cue` say what silences it, if anything does."""

    rule: Rule
    start: int
    end: int
    because: str = ""
    cue: str = ""


def scan(reading: Reading, pack: Pack, cues: Cues | None = None) -> list[Hit]:
    """All hits, silenced ones too, in the order of the text. Of overlapping hits of one rule the longest that is not silenced stands for all."""
    raw = list(pack.phrase_index.places(reading))
    if not raw:
        return []
    cues = cues or Cues(reading, pack)
    return _longest([cues.judge(pack.phrases[number][0], place) for number, place in raw])


def merged(hits: list[Hit], others: list[Hit]) -> list[Hit]:
    """Hits of two readings of one text. What both found stands as the first found it."""
    places = {(hit.rule.id, hit.start, hit.end) for hit in hits}
    return _longest([*hits, *(hit for hit in others if (hit.rule.id, hit.start, hit.end) not in places)])


class Cues:
    """The context cues of a text's sentences, looked up once a sentence and only for sentences with a hit."""

    def __init__(self, reading: Reading, pack: Pack) -> None:
        self._reading, self._pack = reading, pack
        self._in: dict[int, list[CueHit]] = {}
        self._round: dict[int, CueHits] = {}
        self._exceptions: dict[int, dict[str, list[tuple[int, int]]]] = {}

    def judge(self, rule: Rule, place: Place) -> Hit:
        """The hit with what silences it: the rule's own `unless` and `unless_next` first, then context."""
        sentence, first, last, start, end = place
        for unless in rule.unless:
            for from_, to in self._spans(unless.source, sentence):
                if from_ < last and first < to:
                    return Hit(rule, start, end, "unless", unless.source)
        if rule.unless_next:
            nearby = [sentence, *self._next(sentence)]
            for unless in rule.unless_next:
                for other in nearby:
                    if any(other is not sentence or to <= first or from_ >= last for from_, to in self._spans(unless.source, other)):
                        return Hit(rule, start, end, "unless_next", unless.source)
        if rule.silenced_by and (cue := self.silence(rule.silenced_by, place)):
            return Hit(rule, start, end, cue.cue.kind, cue.quote)
        return Hit(rule, start, end)

    def silence(self, kinds: tuple[str, ...], place: Place, *, hedges: bool = True) -> CueHit | None:
        """The cue of one of these kinds of context that reaches a place, or None; without `hedges`, cues that only soften do not count."""
        found = self._cues(place.sentence)
        if not hedges:
            found = {kind: [cue for cue in hits if not cue.cue.group.hedges] for kind, hits in found.items()}
        return silencing(found, kinds, place, self._pack.families)

    def holds(self, kind: str, place: Place) -> bool:
        """Whether a cue of this kind stands anywhere in the sentence of a place."""
        return any(cue.sentence is place.sentence and cue.cue.pattern is not None for cue in self._cues(place.sentence).get(kind, ()))

    def _spans(self, exception: str, sentence: Sentence) -> Sequence[tuple[int, int]]:
        """The words of an exception in a sentence. All exceptions are looked up at once: rules have dozens, and few stand in any text."""
        found = self._exceptions.get(sentence.index)
        if found is None:
            found = self._exceptions[sentence.index] = {}
            for number, place in self._pack.exception_index.in_sentence(sentence):
                found.setdefault(self._pack.exceptions[number].source, []).append((place.first, place.last))
        return found.get(exception, ())

    def _cues(self, sentence: Sentence) -> CueHits:
        """The cues of a sentence and of the next, by kind."""
        found = self._round.get(sentence.index)
        if found is None:
            by_kind: dict[str, list[CueHit]] = {}
            for cue in (*self._in_sentence(sentence), *self._in_next(sentence)):
                by_kind.setdefault(cue.cue.kind, []).append(cue)
            found = self._round[sentence.index] = by_kind
        return found

    def _next(self, sentence: Sentence) -> list[Sentence]:
        """The next sentence that holds words."""
        index = self._next_index(sentence)
        return [] if index is None else [self._reading.sentence(index)]

    def _next_index(self, sentence: Sentence) -> int | None:
        nearby = range(sentence.index + 1, min(sentence.index + 4, len(self._reading)))
        return next((index for index in nearby if self._reading.has_words(index)), None)

    def _in_next(self, sentence: Sentence) -> list[CueHit]:
        """The cues of the next sentence, if one is there that reaches this one: few do."""
        index = self._next_index(sentence)
        if index is None or not self._pack.next_cue_index.may_stand_in(self._reading.spaced_sentence(index), self._reading.raw):
            return []
        return self._in_sentence(self._reading.sentence(index))

    def _in_sentence(self, sentence: Sentence) -> list[CueHit]:
        found = self._in.get(sentence.index)
        if found is None:
            found = self._in[sentence.index] = self._look_up(sentence)
        return found

    def _look_up(self, sentence: Sentence) -> list[CueHit]:
        """The cues of one sentence, in the order of the file."""
        cues = self._pack.context.cues
        found = [(number, CueHit(cues[number], sentence, 0, 0)) for number in self._pack.bare_cues]
        found += [(number, CueHit(cues[number], sentence, place.first, place.last)) for number, place in self._pack.cue_index.in_sentence(sentence)]
        return [hit for _, hit in sorted(found, key=itemgetter(0))]


def _longest(hits: list[Hit]) -> list[Hit]:
    """One hit a rule and place."""
    taken: dict[str, Places] = {}
    ranked = sorted(hits, key=lambda hit: (bool(hit.because), hit.start - hit.end, hit.start))
    kept = [hit for hit in ranked if taken.setdefault(hit.rule.id, Places()).take(hit.start, hit.end)]
    return sorted(kept, key=lambda hit: (hit.start, hit.end))

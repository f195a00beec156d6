"""Whether something round a hit makes it harmless: which cues reach it, which are void, which cancel each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from drafter.text.clauses import Sentence
from drafter.verdict.context import Cue
from drafter.verdict.families import Families

_NEAR = 2  # words between a cue and its hit with reach `word`
_CANCELLING = 3  # words between two negations that cancel each other
_OF_ITS_SENTENCE = "condition"  # what stands behind a semicolon is a sentence of its own, on which a condition before it has no bearing
_STOPS = ".!?\u2026"


class Place(NamedTuple):
    """Words `first` to `last` of a sentence, `start` to `end` of the text as given. A place that holds no word has `first == last`."""

    sentence: Sentence
    first: int
    last: int
    start: int
    end: int


class CueHit(msgspec.Struct, frozen=True):
    """A cue found in a sentence, words `first` to `last`."""

    cue: Cue
    sentence: Sentence
    first: int
    last: int

    @property
    def quote(self) -> str:
        """The words found; for a cue that goes by characters alone those characters."""
        pattern = self.cue.pattern
        if pattern is None:
            return self.cue.group.ends
        if pattern.literal:
            return pattern.literal
        start, end = self.sentence.span(self.first, self.last)
        return self.sentence.folded.raw[start:end]


CueHits = Mapping[str, Sequence[CueHit]]


def silencing(found: CueHits, kinds: tuple[str, ...], place: Place, families: Families) -> CueHit | None:
    """The cue that makes the hit at `place` harmless, or None. `found` are the cues of the hit's sentence and of the next, by kind."""
    # A hit that begins in a quotation counts as quoted, though its gaps may run past the closing mark: the shop “Always On” delivers.
    quoted = place.sentence.folded.quotations.hold(place.start, place.start + 1) if _asks_for_quotes(found, kinds) else False
    for kind in kinds:
        cues = found.get(kind)
        if not cues:
            continue
        voiding = [cue for other, hits in found.items() if kind in families.contexts[other].voids for cue in hits]
        able = (cue for cue in cues if (quoted or not cue.cue.group.quoted) and _reaches(cue, place) and not _voided(cue, voiding))
        if not families.contexts[kind].cancels:
            if first := next(able, None):
                return first
        elif (every := list(able)) and not _cancelled(every, place.sentence):
            return every[0]
    return None


def _asks_for_quotes(found: CueHits, kinds: tuple[str, ...]) -> bool:
    return any(cue.cue.group.quoted for kind in kinds for cue in found.get(kind, ()))


def _reaches(hit: CueHit, place: Place) -> bool:
    sentence, first, last = place.sentence, place.first, place.last
    group = hit.cue.group
    if group.ends and (not _ends_with(hit.sentence, group.ends) or _is_tagged(hit.sentence, hit.cue.tags, last)):
        return False
    if hit.cue.pattern is None:
        return hit.sentence is sentence
    if hit.sentence is not sentence:
        return group.reach == "next"
    if hit.first < last and first < hit.last:
        return False
    before = hit.last <= first
    if group.direction != "around" and before != (group.direction == "before"):
        return False
    if group.reach in ("sentence", "next"):
        return hit.cue.kind != _OF_ITS_SENTENCE or ";" not in sentence.between(*((hit.last, first) if before else (last, hit.first)))
    hit_clause, cue_clause = sentence.clause_of(first if before else last - 1), sentence.clause_of(hit.last - 1 if before else hit.first)
    if group.reach == "word":
        return hit_clause == cue_clause and (first - hit.last if before else hit.first - last) <= _NEAR
    if hit_clause == cue_clause or group.reach == "clause":
        return hit_clause == cue_clause
    if before:
        return all(clause.hangs_on_previous for clause in sentence.clauses[cue_clause + 1 : hit_clause + 1])
    return all(clause.hangs_on_next for clause in sentence.clauses[hit_clause:cue_clause])


def _voided(cue: CueHit, voiding: list[CueHit]) -> bool:
    return any(other.sentence is cue.sentence and other.first < cue.last and cue.first < other.last for other in voiding)


def _cancelled(able: list[CueHit], sentence: Sentence) -> bool:
    """Two negations close to each other, with nothing between that joins equals, say yes."""
    apart: list[tuple[int, int]] = []
    for span in sorted({(cue.first, cue.last) for cue in able if cue.sentence is sentence}):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
        else:  # two cues on the same words are one negation
            apart[-1] = (apart[-1][0], max(apart[-1][1], span[1]))
    if len(apart) != 2:
        return False
    between = sentence.words[apart[0][1] : apart[1][0]]
    return len(between) <= _CANCELLING and not sentence.joins.intersection(between)


def _is_tagged(sentence: Sentence, tags: frozenset[str], last: int) -> bool:
    """Whether a sentence is a question by its tag alone, and what stands before word `last` a statement: "we send you another, ok?"."""
    if not tags:
        return False
    said, comma, tag = sentence.folded.text[sentence.start : sentence.end].rpartition(",")
    return bool(comma) and tag.strip(f" \n{_STOPS}\"')]*_") in tags and len(tag.split()) <= len(sentence.words) - last and bool(said)


def _ends_with(sentence: Sentence, ends: str) -> bool:
    """True when one of the stops with which a sentence ends is among `ends`: "Really?!" asks, too."""
    text = sentence.folded.text[sentence.start : sentence.end].rstrip(" \n\"')]*_")
    stops = text[len(text.rstrip(_STOPS)) :] or text[-1:]
    return any(stop in ends for stop in stops)

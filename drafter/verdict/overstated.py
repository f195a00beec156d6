"""Where a draft says more than its brief: the whole for a part, for certain what the brief says perhaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.text.clauses import Sentence
from drafter.text.values import Money, Share
from drafter.verdict.agreement import agree
from drafter.verdict.coverage import Held
from drafter.verdict.limits import drops_limit, keeps_within
from drafter.verdict.lines import Line, is_in
from drafter.verdict.remedies import is_condition_of
from drafter.verdict.scan import Cues
from drafter.verdict.silence import Place

_SILENT = ("negation", "denied_speech", "quotation", "reported", "question", "request", "wish", "condition", "third_party", "past")
_SILENT_HEDGED = tuple(kind for kind in _SILENT if kind != "third_party")  # "the maker may pay" is no less open for being the maker's
_MOST = 0.6  # of what a hedged part speaks of, in the sentence that tells it
_HALF = 1 / 2  # of the words of a condition: with more it is told
_FEW = 1 / 3  # of them: with no more it is not
_TELLING = 2  # concepts by which a sentence can be known to tell it


@dataclass(frozen=True, slots=True)
class Overstated:
    """A place of the text as given that says more than a line of the brief; `source` is the line's key, `says` its text."""

    start: int
    end: int
    source: str
    says: str


def overstated(held: Held, cues: Cues) -> Iterator[Overstated]:
    """One place for each line of the solutions of which the draft says more."""
    lines = held.facts.lines.get("solutions", ())
    for line in lines:
        place = _told_whole(held, cues, line) if line.degree.is_part else None
        if place is None and line.degree.is_bound:
            place = _told_unbound(held, cues, line)
        if place is None and (line.degree.limits or line.degree.caps):
            place = _told_unlimited(held, cues, line)
        if place is not None:
            yield Overstated(place.start, place.end, line.source, line.text)
    if held.brief.facts.feasibility != "possible":  # and then "may" permits: they may come on Friday
        for line in lines:
            if line.degree.is_hedged and (place := _told_for_certain(held, cues, line)):
                yield Overstated(place.start, place.end, line.source, line.text)


def _told_whole(held: Held, cues: Cues, line: Line) -> Place | None:
    """Where the whole is given, in a draft that nowhere tells the share: "all of the fare" for half of it. Of a share "in full" is said of the
    share."""
    wording = held.tongue.wording
    shares = [value for value in line.values if isinstance(value, Money | Share)]  # "half of it within five days": the days tell no share
    if any(agree(each.mark.value, value) for each in held.grounded for value in shares):
        return None
    if keeps_within(held, line):
        return None
    if any(_gives_part(held, index, line) for index in range(len(held.reading))):
        return None
    for index in range(len(held.reading)):
        if not wording.has("whole", held.reading.spaced_sentence(index)):
            continue
        sentence = held.reading.sentence(index)
        if held.tongue.denies_anywhere(sentence) or held.tongue.refuses(" ".join(sentence.words)):
            continue
        for clause in sentence.clauses:
            found = wording.first("whole", sentence.words[clause.start : clause.end])
            if found is None:
                continue
            place = _at(sentence, clause.start + found[0], clause.start + found[1])
            if _is_given(held, sentence, line) and cues.silence(_SILENT, place) is None:
                return place
    return None


def _gives_part(held: Held, index: int, line: Line) -> bool:
    """Whether a sentence tells a share of what a line gives; "one of the three evenings took place" tells of something else."""
    if not held.tongue.wording.part_of(held.reading.spaced_sentence(index)):
        return False
    sentence = held.reading.sentence(index)
    return _is_given(held, sentence, line) or held.tongue.wording.has("offers", sentence.spaced)


def _is_given(held: Held, sentence: Sentence, line: Line) -> bool:
    """Whether a sentence gives what a line gives, or gives anything where the line names no remedy."""
    for saying, place in held.spoken:
        if saying.use in ("offer", "name") and place.sentence is sentence and (saying.name in line.remedies or not line.remedies):
            return True
    return any(held.tongue.speaks_of_giving(_at(sentence, clause.start, clause.end)) for clause in sentence.clauses)


def _told_unbound(held: Held, cues: Cues, line: Line) -> Place | None:
    """Where what hangs on a condition is given, in a draft that names no condition of it and keeps nothing open beside it."""
    reading, wording = held.reading, held.tongue.wording
    bound = [index for index in range(len(reading)) if wording.binds(reading.spaced_sentence(index))]
    if any(_is_about(held, index, line) for index in bound):
        return None
    named = _words_of_condition(line)
    if named and sum(is_in(word, reading.folded.text) or held.counts(word) for word in named) > _HALF * len(named):
        return None  # "once the address is complete", whatever the word that binds
    given = [place for saying, place in held.spoken if saying.use == "offer" and saying.name in line.remedies]
    given += [place for each in held.grounded if each.source == line.source and (place := _place(held, each.mark.start, each.mark.end))]
    given = [place for place in given if cues.silence(_SILENT, place) is None and not _is_guarded(held, place)]
    found = given[0] if given else _told_otherwise(held, cues, line)
    if found is None:
        return None
    beside = (index for index in bound if abs(index - found.sentence.index) == 1)
    if found.sentence.index in bound or any(is_condition_of(line, reading.spaced_sentence(index), held.tongue) for index in beside):
        return None
    return found


def _is_about(held: Held, index: int, line: Line) -> bool:
    """Whether a sentence has a word of a line, or speaks of something that it speaks of: "if you have any questions" does not."""
    if any(is_in(word, held.reading.spaced_sentence(index)) for word in line.words):
        return True
    return not line.about or not line.about.isdisjoint(held.tongue.concepts_in(held.reading.sentence(index).raw))


def _told_unlimited(held: Held, cues: Cues, line: Line) -> Place | None:
    """Where what a line gives within a limit ("in the school holidays only") is given, in a draft that names no limit and hardly a word of this
    one."""
    reading, wording = held.reading, held.tongue.wording
    if any(wording.has("only", words) or wording.binds(words) for words in map(reading.spaced_sentence, range(len(reading)))):
        return None
    if not drops_limit(held, line):
        return None
    given = [place for saying, place in held.spoken if saying.use == "offer" and saying.name in line.remedies]
    given += [place for each in held.grounded if each.source == line.source and (place := _place(held, each.mark.start, each.mark.end))]
    own = [word for word in line.words if not any(is_in(word, each) for limit in line.degree.limits for each in limit.words)]
    for index in range(len(reading)):
        if own and wording.has("offers", reading.spaced_sentence(index)):
            sentence = reading.sentence(index)
            if sum(is_in(word, sentence.spaced) for word in own) >= _MOST * len(own):
                given.append(_at(sentence, len(sentence.words) - 1, len(sentence.words)))
    return next((place for place in given if cues.silence(_SILENT, place) is None and not _is_refused(held, place)), None)


def _words_of_condition(line: Line) -> list[tuple[str, ...]]:
    """The words of a line that stand in its condition; none where the line is in another language than the draft."""
    return [word for word in line.words if any(is_in(word, each) for each in line.degree.condition_words)]


def _told_otherwise(held: Held, cues: Cues, line: Line) -> Place | None:
    """The same where a draft names the remedy, or tells in a sentence of a deed what the line is about, and nothing of the condition."""
    reading, wording, condition = held.reading, held.tongue.wording, line.degree.condition
    named = _words_of_condition(line)
    if not (condition or named) or line.values:
        return None
    beside = frozenset().union(*(other.about for lines in held.facts.lines.values() for other in lines if other is not line))
    if condition & held.concepts - beside:
        return None
    if sum(is_in(word, reading.folded.text) or held.counts(word) for word in named) > _FEW * len(named):
        return None
    if any(wording.cautions(reading.spaced_sentence(index)) for index in range(len(reading))):
        return None
    found = [place for saying, place in held.spoken if saying.use == "name" and saying.name in line.remedies]
    about, words = line.about - condition, [word for word in line.words if word not in named]
    for index in range(len(reading)):
        sentence = reading.sentence(index)
        if not wording.has("offers", sentence.spaced):
            continue
        share = held.tongue.concepts.share(about, held.tongue.concepts_in(sentence.raw)) or 0
        if share >= _MOST or (words and sum(is_in(word, sentence.spaced) for word in words) >= _MOST * len(words)):
            found.append(_at(sentence, len(sentence.words) - 1, len(sentence.words)))
    return next((place for place in found if cues.silence(_SILENT, place) is None and not _is_refused(held, place)), None)


def _is_refused(held: Held, place: Place) -> bool:
    return held.tongue.denies_anywhere(place.sentence) or held.tongue.refuses(" ".join(place.sentence.words)) or "?" in place.sentence.raw


def _is_guarded(held: Held, place: Place) -> bool:
    """Whether the sentence of a place, or one beside it, holds a hedge or a caution."""
    near = range(max(0, place.sentence.index - 1), min(len(held.reading), place.sentence.index + 2))
    return any(held.tongue.wording.cautions(held.reading.spaced_sentence(index)) for index in near) or _is_open(held, place)


def _told_for_certain(held: Held, cues: Cues, line: Line) -> Place | None:
    """Where what a line hedges is told, if it is hedged nowhere that it is told."""
    places = [place for place in _tellings(held, line) if cues.silence(_SILENT_HEDGED, place) is None]
    if not places or any(_is_open(held, place) for place in _tellings(held, line)):
        return None
    return places[0]


def _tellings(held: Held, line: Line) -> list[Place]:
    """Where a draft tells what a line hedges: by its values, else by its remedies, else in a sentence about the same that tells what will be."""
    degree = line.degree
    if degree.values:
        marks = [each.mark for each in held.grounded if any(agree(each.mark.value, value, held.facts.today) for value in degree.values)]
        return [place for mark in marks if (place := _place(held, mark.start, mark.end))]
    if offers := [place for saying, place in held.spoken if saying.use == "offer" and saying.name in degree.remedies]:
        return offers
    found = []
    for index in range(len(held.reading)):
        sentence = held.reading.sentence(index)
        if not sentence.words:
            continue
        place = _at(sentence, len(sentence.words) - 1, len(sentence.words))
        if not held.tongue.speaks_of_future(place) and not held.tongue.speaks_of_giving(place):
            continue
        if len(line.words) > _TELLING and sum(is_in(word, sentence.spaced) for word in line.words) >= _MOST * len(line.words):
            found.append(place)
        elif len(degree.concepts) >= _TELLING:
            share = held.tongue.concepts.share(degree.concepts, held.tongue.concepts_in(sentence.raw))
            if share is not None and share >= _MOST:
                found.append(place)
    return found


def _is_open(held: Held, place: Place) -> bool:
    """Whether a sentence keeps open what it tells, or the one before, or the one behind it takes it back; in its clause "we ask" is enough."""
    wording, index, reading = held.tongue.wording, place.sentence.index, held.reading
    own = reading.spaced_sentence(index)
    clause = f" {' '.join(place.sentence.clause_words(place.first))} "
    if wording.keeps_open(own) or held.tongue.refuses(own) or wording.has("weighs", clause) or "?" in place.sentence.raw:
        return True
    if index and wording.keeps_open(reading.spaced_sentence(index - 1)):
        return True
    if index + 1 == len(reading) or not reading.has_words(index + 1):
        return False
    return wording.keeps_open(reading.spaced_sentence(index + 1)) or held.tongue.denies_anywhere(reading.sentence(index + 1))


def _place(held: Held, start: int, end: int) -> Place | None:
    sentence = held.reading.sentence(held.reading.sentence_index_at(held.reading.folded.position(start)))
    first, last = sentence.words_in(start, end)
    return Place(sentence, first, last, start, end) if last > first else None


def _at(sentence: Sentence, first: int, last: int) -> Place:
    return Place(sentence, first, last, *sentence.span(first, last))

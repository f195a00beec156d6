"""On which channel a draft says that we come back, against the one that the brief names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.request import Channel
from drafter.text.clauses import Sentence
from drafter.text.reading import Reading
from drafter.text.values import Mark
from drafter.verdict.coverage import Held
from drafter.verdict.scan import Cues
from drafter.verdict.silence import Place
from drafter.verdict.telling import TIMES
from drafter.verdict.tongue import Tongue

# Words for the others stand in many a sentence about something else: come, here, message.
_PLAIN: tuple[Channel, ...] = ("phone", "email", "sms", "letter")
_WRITTEN: tuple[Channel, ...] = ("email", "sms", "chat", "letter", "social")
_SILENT = ("negation", "denied_speech", "quotation", "reported", "question", "request", "wish", "condition", "third_party", "past")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A follow-up on another channel than `given`, with the place of the words for it; `source` is the brief's key."""

    start: int
    end: int
    source: str
    given: str


def elsewhere(held: Held, cues: Cues) -> Iterator[Elsewhere]:
    """Where the draft's follow-up stands with words for another channel, and nowhere with those of its own."""
    follow_up, tongue, given = held.brief.follow_up, held.tongue, held.brief.facts.follow_up
    if follow_up is None or not (follow_up.source == "hint" or (given is not None and given.channel is not None)):
        return
    own = tongue.channel(follow_up.channel)
    wanted = [fact for fact in held.facts.facts if fact.part == "follow_up"]
    if own is None or not wanted:
        return
    times = [each for each in held.grounded if each.mark.kind in TIMES]
    ours_at = [each.mark for each in times if each.source and any(held.gives(each, fact) for fact in wanted)]
    others = [each.mark for each in times if each.mark not in ours_at]
    told = [_stretch(held.reading, mark, others) for mark in ours_at]
    if any(_named_alone(stretch[0].folded.text, *stretch[1:], own, tongue) for stretch in told):
        return
    is_told = any(own.search(stretch[0].folded.text, *stretch[1:]) for stretch in told)  # by a word that others share: "we will write"
    for sentence, start, end in () if is_told else told:
        for name in _PLAIN:
            if (words := tongue.channel(name)) is not None and name != follow_up.channel:
                for match in words.finditer(sentence.folded.text, start, end):
                    place = _place(sentence, match)
                    if follow_up.channel in _WRITTEN and _is_shared(match[0], tongue):
                        continue
                    if place is not None and cues.silence(_SILENT, place) is None:
                        yield Elsewhere(place.start, place.end, follow_up.source, follow_up.channel)
                        return
    yield from _contact_elsewhere(held, cues, own)


def _contact_elsewhere(held: Held, cues: Cues, own: re.Pattern[str]) -> Iterator[Elsewhere]:
    """Where a sentence tells how we come back and the draft names the brief's channel nowhere: "that day we will write you an e-mail"."""
    follow_up, wording = held.brief.follow_up, held.tongue.wording
    if follow_up is None or follow_up.channel == held.brief.channel:
        return
    names = [name for name in _PLAIN if name != follow_up.channel]
    found: Elsewhere | None = None
    for index in range(len(held.reading)):
        if not wording.has("contacts", held.reading.spaced_sentence(index)):
            continue
        sentence = held.reading.sentence(index)
        for clause in sentence.clauses:
            words = sentence.words[clause.start : clause.end]
            if not wording.has("contacts", f" {' '.join(words)} "):
                continue
            start, end = sentence.span(clause.start, clause.end)
            if _named_alone(sentence.folded.text, sentence.folded.position(start), sentence.folded.position(end), own, held.tongue):
                return
            for name in names:
                told = held.tongue.channel(name)
                match = told and told.search(sentence.folded.text, sentence.folded.position(start), sentence.folded.position(end))
                if match and not (follow_up.channel in _WRITTEN and _is_shared(match[0], held.tongue)):
                    place = _place(sentence, match)
                    if place is not None and cues.silence(_SILENT, place) is None:
                        found = found or Elsewhere(place.start, place.end, follow_up.source, follow_up.channel)
    if found:
        yield found


def _named_alone(text: str, start: int, end: int, own: re.Pattern[str], tongue: Tongue) -> bool:
    """Whether a stretch names a channel by a word that is that channel's alone."""
    return any(not _is_shared(match[0], tongue) for match in own.finditer(text, start, end))


def _is_shared(word: str, tongue: Tongue) -> bool:
    """Whether a word tells no more than that something is written: "I will reply"."""
    return sum(1 for name in _WRITTEN if (words := tongue.channel(name)) is not None and words.fullmatch(word)) > 1


def _stretch(reading: Reading, mark: Mark, others: list[Mark]) -> tuple[Sentence, int, int]:
    """What belongs to a time: its sentence, as far as none of the `others` stands there; places in the folded text."""
    position = reading.folded.position
    sentence = reading.sentence(reading.sentence_index_at(position(mark.start)))
    start = max([sentence.start, *(position(other.end) for other in others if other.end <= mark.start)])
    end = min([sentence.end, *(position(other.start) for other in others if other.start >= mark.end)])
    return sentence, start, end


def _place(sentence: Sentence, match: re.Match[str]) -> Place | None:
    start, end = sentence.folded.span(*match.span())
    first, last = sentence.words_in(start, end)
    return Place(sentence, first, last, start, end) if last > first else None

"""Each commitment of a draft against the facts: supported by what, or by nothing; and which supported value is nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from drafter.text.reading import Reading
from drafter.text.values import Clock, Day, Kind, Mark, Money, Name, Share, Span, Value
from drafter.verdict.facts import Fact, Facts
from drafter.verdict.scan import Cues
from drafter.verdict.silence import Place
from drafter.verdict.tongue import Tongue

Trouble = Literal["time", "amount", "remedy", "contact", "earliest", "weekday"]
_SILENT = ("negation", "denied_speech", "quotation", "reported", "question", "request", "wish")
_BETWEEN = r"[^\w.!?;:\u2026]*"  # what may stand between a value and a word beside it
_SILENT_CONTACT = ("negation", "denied_speech", "quotation", "reported")  # "call this number" is a request, and the number is ours
_SILENT_REMEDY = (*_SILENT, "condition", "third_party")
_TROUBLES: dict[Kind, Trouble] = {
    "date": "time",
    "time": "time",
    "duration": "time",
    "amount": "amount",
    "percentage": "amount",
    "remedy": "remedy",
    "email": "contact",
    "phone": "contact",
    "link": "contact",
    "reference": "contact",
}


@dataclass(frozen=True, slots=True)
class Grounded:
    """A commitment with what supports it (`source` empty: nothing), what is wrong with it, and the nearest fact of ours."""

    mark: Mark
    source: str = ""
    trouble: Trouble | None = None
    nearest: Fact | None = None


def ground(reading: Reading, cues: Cues, tongue: Tongue, facts: Facts, today: date | None) -> list[Grounded]:
    """Every commitment that the text states, in its order; values that are no commitment of ours are left out."""
    marks = tongue.extractor.find(reading.folded, today)
    judged = [_judge(mark, place, cues, tongue, facts, today) for mark in marks if (place := _place(reading, mark)) is not None]
    found = [each for each in judged if each is not None]
    found += _remedies(reading, cues, tongue, facts)
    if not any(each.source and each.nearest and each.nearest.part == "timeline" and not each.nearest.earliest for each in found):
        open_end = not any(fact.part == "timeline" and not fact.earliest for fact in facts.facts)
        found = [each if open_end and each.mark.limit == "from" else _alone(each) for each in found]
    return sorted(found, key=lambda each: (each.mark.start, each.mark.end))


def _judge(mark: Mark, place: Place, cues: Cues, tongue: Tongue, facts: Facts, today: date | None) -> Grounded | None:
    if isinstance(mark.value, Day) and mark.value.contradicts:
        return Grounded(mark, trouble="weekday")
    same = [fact for fact in facts.of(mark.kind) if agree(mark.value, fact.value)]
    ours = sorted((fact for fact in same if fact.ours), key=lambda fact: fact.earliest)
    if ours:
        return Grounded(mark, ours[0].source, nearest=ours[0])
    silent = _SILENT if _TROUBLES[mark.kind] != "contact" else _SILENT_CONTACT
    if _is_unresolved(mark.value) or cues.silence(silent, place) is not None or _is_past(mark, place, tongue):
        return None
    if not _is_offer(mark, place, tongue):
        if same:
            return Grounded(mark, same[0].source)
        if isinstance(mark.value, Day) and mark.value.days and today and max(mark.value.days) <= today:
            return None  # "I have looked at it today" promises nothing, nor does what happened yesterday
    return Grounded(mark, trouble=_TROUBLES[mark.kind], nearest=_nearest(mark, facts))


def _remedies(reading: Reading, cues: Cues, tongue: Tongue, facts: Facts) -> Iterator[Grounded]:
    for name, place in tongue.offers_in(reading):
        mark = Mark("remedy", Name(name), place.start, place.end, reading.raw[place.start : place.end])
        # A phrase that reaches from "we" to "refund" may hold its own "cannot": what stands before its last word counts as context.
        if cues.silence(_SILENT_REMEDY, place._replace(first=place.last - 1)) is not None:
            continue
        if name in facts.offered:
            yield Grounded(mark, facts.offered[name])
        else:
            refused = facts.refused.get(name)
            yield Grounded(mark, trouble="remedy", nearest=Fact("remedy", Name(f"no {name}"), refused) if refused else None)


def agree(stated: Value, given: Value) -> bool:
    """Whether two values are the same; a weekday agrees with its date, and the last of a range with the range."""
    match stated, given:
        case Day(), Day():
            if stated.days and given.days:
                return bool(stated.days & given.days)
            if stated.weekday and given.days and not stated.month_day:
                return any(day.isoweekday() == stated.weekday for day in given.days)
            return (stated.weekday, stated.month_day) == (given.weekday, given.month_day)
        case Clock(), Clock():
            return bool(stated.readings & given.readings)
        case Span(), Span():
            unit, low, high = stated.measure()
            other, lowest, highest = given.measure()
            return unit == other and high == highest and low in (lowest, highest)
        case Money(), Money():
            return stated.amount == given.amount and (stated.currency == given.currency or None in (stated.currency, given.currency))
        case Share(), Share():
            return stated == given
        case Name(), Name():
            one, other_name = stated.name, given.name
            return one == other_name or (len(one) > 6 and (one.endswith(other_name[-9:]) or other_name.endswith(one[-9:])))
    return False


def _is_unresolved(value: Value) -> bool:
    """A relative day in a check without a date to go by."""
    return isinstance(value, Day) and not value.days and value.weekday is None and value.month_day is None


def _is_past(mark: Mark, place: Place, tongue: Tongue) -> bool:
    """A word of the past right before or after: "two weeks ago", "in the last three months"."""
    if not tongue.past:
        return False
    text = place.sentence.folded.raw
    fold = tongue.fold
    before, after = fold(text[max(0, mark.start - 24) : mark.start]).text, fold(text[mark.end : mark.end + 20]).text
    return bool(re.search(rf"(?<!\w)(?:{tongue.past}){_BETWEEN}$", before) or re.match(rf"{_BETWEEN}(?:{tongue.past})(?!\w)", after))


def _is_offer(mark: Mark, place: Place, tongue: Tongue) -> bool:
    """Whether the clause speaks of what will be, so that a value of the customer's becomes a promise of ours."""
    return mark.limit == "by" or tongue.speaks_of_future(place)


def _alone(each: Grounded) -> Grounded:
    if each.nearest is not None and each.nearest.earliest and each.source:
        return Grounded(each.mark, trouble="earliest", nearest=each.nearest)
    return each


def _nearest(mark: Mark, facts: Facts) -> Fact | None:
    """The fact of ours that the agent should look at: of the same kind, else of the same question (a date for a duration)."""
    kinds: dict[Kind, tuple[Kind, ...]] = {"date": ("date", "duration"), "duration": ("duration", "date"), "time": ("time", "date")}
    for kind in kinds.get(mark.kind, (mark.kind,)):
        if found := [fact for fact in facts.of(kind) if fact.ours and not fact.earliest]:
            return min(found, key=lambda fact: _distance(mark.value, fact.value))
    return None


def _distance(one: Value, other: Value) -> float:
    match one, other:
        case Day(), Day() if one.days and other.days:
            return abs((min(one.days) - min(other.days)).days)
        case Span(), Span() if one.measure()[0] == other.measure()[0]:
            return float(abs(one.measure()[2] - other.measure()[2]))
        case Money(), Money():
            return float(abs(one.amount - other.amount))
    return 0.0


def _place(reading: Reading, mark: Mark) -> Place | None:
    index = reading.sentence_index_at(reading.folded.position(mark.start))
    sentence = reading.sentence(index)
    first, last = sentence.words_in(mark.start, mark.end)
    return Place(sentence, first, last, mark.start, mark.end) if last > first else None

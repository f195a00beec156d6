"""Days that a draft counts from another day of its own: "two days before, on 17 August", "drei Tage danach", "екі күн бұрын"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from msgspec.structs import replace

from drafter.text.reading import Reading
from drafter.text.values import Day, Mark, Span
from drafter.verdict.agreement import supports
from drafter.verdict.facts import Facts
from drafter.verdict.tongue import Tongue

_BEHIND = 24  # characters behind a span in which the word stands that counts it, and the day it is counted from
_DAYS = {"day": 1, "week": 7}


def reckoned(marks: Sequence[Mark], reading: Reading, tongue: Tongue, facts: Facts) -> list[Mark]:
    """Marks, a span that points from another day as the day it points to, where a date of the ticket is that day. Else it is left a span: "two days
    ago" may be told in the same words."""
    found = [next(_days_of(mark, marks, reading, tongue, facts), mark) if isinstance(mark.value, Span) else mark for mark in marks]
    return [_of_month_told(mark, found, facts) if isinstance(mark.value, Day) and mark.value.last else mark for mark in found]


def _of_month_told(mark: Mark, marks: Sequence[Mark], facts: Facts) -> Mark:
    """A day of the month without its month as one of the month told before it, where a date of the ticket is that day: "the fitting is on 12 January,
    it is done by the 22nd"."""
    day = mark.value
    if not isinstance(day, Day) or day.last is None or not day.days:
        return mark
    told = [other.value for other in marks if other.end <= mark.start and isinstance(other.value, Day) and other.value.last is None]
    months = {(each.year, each.month) for other in told for each in other.days}
    ours = {each for fact in facts.of("date") if fact.ours and isinstance(fact.value, Day) and len(fact.value.days) == 1 for each in fact.value.days}
    fits = [each for each in ours if each.day == min(day.days).day and (each.year, each.month) in months]
    return replace(mark, value=Day(frozenset(fits), day.weekday)) if len(fits) == 1 and fits[0] not in day.days else mark


def _days_of(mark: Mark, marks: Sequence[Mark], reading: Reading, tongue: Tongue, facts: Facts) -> Iterator[Mark]:
    span = mark.value
    if not isinstance(span, Span) or span.unit not in _DAYS or span.low != span.high:
        return
    behind = tongue.fold(reading.raw[mark.end : mark.end + _BEHIND]).text
    way = next((way for words, way in tongue.lexicon.counted_from if words.match(behind)), 0)
    if not way:
        return
    days = int(span.high) * _DAYS[span.unit] * way
    for base in _bases(mark, marks):
        with suppress(OverflowError):  # the day before the first of the calendar
            day = Day(frozenset({base + timedelta(days=days)}))
            if any(supports(fact, day, facts.today, facts.country) for fact in facts.of("date")):
                yield replace(mark, kind="date", value=day, limit="")


def _bases(mark: Mark, marks: Sequence[Mark]) -> Iterator[date]:
    """The single day told last before a mark, and one right behind it: "two days before 19 August"."""
    dated = [(other, min(other.value.days)) for other in marks if isinstance(other.value, Day) and len(other.value.days) == 1]
    yield from [day for other, day in dated if other.end <= mark.start][-1:]
    yield from [day for other, day in dated if mark.end <= other.start <= mark.end + _BEHIND][:1]

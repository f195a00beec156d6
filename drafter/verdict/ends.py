"""The day on which a span ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from drafter.moments import Duration
from drafter.text.calendar import business_days_after
from drafter.text.values import Day, Span
from drafter.verdict.fact import Fact

_FARTHEST = 3_650  # of any unit; a longer span is no promise that anybody counts out


def ends(facts: Sequence[Fact], today: date | None, country: str | None) -> Iterator[Fact]:
    """The dates on which our spans end, but for those of the timeline and the follow-up."""
    for fact in facts:
        if today and fact.ours and not fact.earliest and isinstance(fact.value, Span) and not fact.part:
            end = end_of(fact.value, today, country)
            if end is not None:
                yield replace(fact, kind="date", value=Day(frozenset({end})), is_computed=True)


def ends_of_told(facts: Sequence[Fact], today: date | None, country: str | None) -> Iterator[Fact]:
    """The dates on which a span of the brief ends that is counted from a past day of the ticket: "28 days from purchase", bought on 28 January."""
    told = {day for fact in facts if not fact.part and isinstance(fact.value, Day) and len(fact.value.days) == 1 for day in fact.value.days}
    for fact in facts:
        if today and fact.ours and not fact.part and isinstance(fact.value, Span) and fact.source.startswith("brief."):
            found = {end for day in told if day <= today and (end := end_of(fact.value, day, country)) is not None}
            yield from (Fact("date", Day(frozenset({end})), fact.source, is_computed=True) for end in sorted(found))


def end_of(span: Span, today: date, country: str | None) -> date | None:
    """The day on which the longer end of a span falls; None for hours and minutes, but for whole days of hours."""
    number = min(int(span.high), _FARTHEST)
    match span.unit:
        case "hour" if number and number % 24 == 0:
            return today + timedelta(days=number // 24)
        case "business_day":
            return business_days_after(today, number, country)
        case "day":
            return today + timedelta(days=number)
        case "week":
            return today + timedelta(weeks=number)
        case "month" | "year":
            months = number * (12 if span.unit == "year" else 1)
            return Duration(months=min(months, 1200)).after(datetime(today.year, today.month, today.day)).date()
    return None

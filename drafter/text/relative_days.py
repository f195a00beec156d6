"""Days that are counted from the day which a text named before them: "the next day", "am selben Tag", "keesokan harinya"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta

from msgspec.structs import replace

from drafter.text.values import Day, Mark

_WEEK = 7


def resolved(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks in the order of the text, each such day as the one that it means. Behind no day it stays one that nothing resolves."""
    named: Day | None = None
    for mark in marks:
        if isinstance(mark.value, Day):
            if mark.value.after is not None and named is not None:
                mark = replace(mark, value=_counted(named, mark.value.after, mark.value))
            if isinstance(mark.value, Day) and (len(mark.value.days) == 1 or mark.value.weekday):
                named = mark.value
        yield mark


def _counted(base: Day, after: int, day: Day) -> Day:
    if base.days:
        with suppress(OverflowError):  # the day after the last of the calendar
            return Day(frozenset(each + timedelta(days=after) for each in base.days), part=day.part)
        return day
    weekday = (base.weekday + after - 1) % _WEEK + 1 if base.weekday else None
    return Day(weekday=weekday, is_after_next=base.is_after_next, part=day.part)

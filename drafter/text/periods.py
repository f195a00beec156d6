"""Stretches of days that a text names: "next week", "Ende des Monats", "before Christmas", "ай соңына дейін".

A lexicon's `[periods]` maps a key to words. A key is a unit with an offset from now (`week+0` this week, `month+1` next month), with the part that
is meant before it (`end of month+0`), a part of a month that the words name as `{month}` (`end of month`), or a day of every year (`12-25`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from drafter.text.values import Day

KEY = re.compile(r"(?:(?P<part>start|middle|end) of )?(?P<unit>week|weekend|month|year)(?P<offset>[+-]\d)|(?P<month>\d\d)-(?P<day>\d\d)")
MONTH_PART = re.compile(r"(?:(?P<part>start|middle|end) of )?month")
_THIRD = 10  # days of the start of a month, and the last of them
_SATURDAY = 6
_LONG_AGO = 120  # days
_LONGEST_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # 29 February comes too seldom to be meant


def period(key: str, today: date | None) -> Day:
    """The days that a key stands for; a `Day` without dates when nothing says what today is.

    Weeks begin on Monday. The end of a week is Friday to Sunday, its start Monday and Tuesday; the end of a month or year is its last day, the
    start its first. ValueError for another key.
    """
    match = KEY.fullmatch(key)
    if match is None:
        raise ValueError(f"{key!r} is no period")
    if match["month"]:
        return _every_year(int(match["month"]), int(match["day"]), today)
    if today is None:
        return Day()
    first, last = _stretch(match["unit"], int(match["offset"]), today)
    in_weeks = match["unit"] in ("week", "weekend")
    match match["part"]:
        case "start":
            last = first + timedelta(days=1) if in_weeks else first
        case "middle":
            middle = first + (last - first) / 2
            first, last = middle - timedelta(days=1 if in_weeks else 3), middle + timedelta(days=1 if in_weeks else 3)
        case "end":
            first = first + timedelta(days=4) if in_weeks else last
    return Day(frozenset(_days(first, last)))


def part_of_month(key: str, month: int, year: int | None, today: date | None) -> Day:
    """A month, its start (first ten days), middle (next ten) or end (last day), of the year nearest to today where none is named."""
    if year is None and today is None:
        return Day()
    years = [year] if year is not None else [today.year + offset for offset in (-1, 0, 1)] if today else []
    firsts = [date(each, month, 1) for each in years]
    first = firsts[0] if len(firsts) == 1 else min(firsts, key=lambda found: abs((found - (today or found)).days))
    last = first.replace(day=monthrange(first.year, month)[1])
    if key.startswith("end"):
        return Day(frozenset({last}))
    if key == "month":
        return Day(frozenset(_days(first, last)))
    begins = first if key.startswith("start") else first.replace(day=_THIRD + 1)
    return Day(frozenset(_days(begins, begins.replace(day=begins.day + _THIRD - 1))))


def _stretch(unit: str, offset: int, today: date) -> tuple[date, date]:
    """The first and the last day of a week, weekend, month or year, so many from the one that today is in.

    On a Saturday and a Sunday the week that people speak of is the coming one, and so is its weekend.
    """
    if unit in ("week", "weekend"):
        monday = today - timedelta(days=today.isoweekday() - 1) + timedelta(weeks=offset)
        if offset == 0 and today.isoweekday() >= _SATURDAY:
            monday += timedelta(weeks=1)
        return monday + timedelta(days=_SATURDAY - 1 if unit == "weekend" else 0), monday + timedelta(days=6)
    if unit == "year":
        return date(today.year + offset, 1, 1), date(today.year + offset, 12, 31)
    months = today.year * 12 + today.month - 1 + offset
    year, month = months // 12, months % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _every_year(month: int, day: int, today: date | None) -> Day:
    days = frozenset({next_one(month, day, today)}) if today else frozenset[date]()
    return Day(days, month_day=(month, day))


def next_one(month: int, day: int, today: date) -> date:
    """This day of the year that lies ahead, or is today."""
    found = date(today.year, month, day)
    return found if found >= today else date(today.year + 1, month, day)


def nearest_of_month(number: int, today: date | None) -> Day:
    """The coming day of that number, in this month or in the next that has one."""
    if today is None:
        return Day()
    months = (next_one(month, number, today) for month in range(1, 13) if number <= _LONGEST_MONTH[month - 1])
    return Day(frozenset({min(months)}))


def last_of_month(number: int, weekday: int | None, today: date | None) -> date | None:
    """The last day of that number that is over, on that weekday if one is named; None when it is long ago."""
    if today is None:
        return None
    over = (today - timedelta(days=days) for days in range(1, _LONG_AGO))
    return next((day for day in over if day.day == number and weekday in (None, day.isoweekday())), None)

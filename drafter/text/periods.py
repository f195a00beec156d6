"""Stretches of days that a text names: "next week", "Ende des Monats", "before Christmas", "ай соңына дейін".

A lexicon's `[periods]` maps a key to words. A key is a unit with an offset from now (`week+0` this week, `month+1` next month), with the part that
is meant before it (`end of month+0`), or a day of every year (`12-25`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from drafter.text.values import Day

_PART = r"(?:(?P<part>start|middle|end) of )?"
KEY = re.compile(rf"{_PART}(?:(?P<unit>week|weekend|month|year)(?P<offset>[+-]\d)|month (?P<named>0[1-9]|1[0-2]))|(?P<month>\d\d)-(?P<day>\d\d)")
_SATURDAY = 6


def period(key: str, today: date | None) -> Day:
    """The days that a key stands for; a `Day` without dates when nothing says what today is.

    Weeks begin on Monday. The end of a week is Friday to Sunday, its start Monday and Tuesday; the end of a month or year is its last day, the
    start its first. A named month (`month 01`) is the nearest, its start, middle and end a third each. ValueError for another key.
    """
    match = KEY.fullmatch(key)
    if match is None:
        raise ValueError(f"{key!r} is no period")
    if match["month"]:
        return _every_year(int(match["month"]), int(match["day"]), today)
    if today is None:
        return Day()
    if match["named"]:
        return Day(frozenset(_of_month(match["part"], _nearest_month(int(match["named"]), today))))
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


def _nearest_month(month: int, today: date) -> date:
    """The first of the month of that number that is nearest to today, both ways."""
    return min((date(year, month, 1) for year in (today.year - 1, today.year, today.year + 1)), key=lambda first: abs((first - today).days))


def _of_month(part: str | None, first: date) -> Iterator[date]:
    """The days of a month's third, or all."""
    last = monthrange(first.year, first.month)[1]
    low, high = {"start": (1, 10), "middle": (11, 20), "end": (21, last)}.get(part or "", (1, last))
    return _days(first.replace(day=low), first.replace(day=high))


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

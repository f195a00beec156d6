"""Dates, times and durations as they stand in a request: ISO 8601, read strictly.

A moment is `YYYY-MM-DD` or `YYYY-MM-DDThh:mm[:ss][offset]`; a duration is ISO 8601 with whole Y, M, W, D, H, M (`P2D`, `P1M`, `PT4H`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo

import msgspec

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_DURATION = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d{1,3})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,4})M)?)?",
    re.ASCII,
)
# Far from both ends of the calendar, so that moving to another zone or adding any duration stays within it.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class Duration(msgspec.Struct, frozen=True):
    """A span of time in whole units, as it was written: `P7D` and `P1W` differ here."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0

    def parts(self) -> list[tuple[str, int]]:
        """What is not zero, largest first: `[("days", 2), ("hours", 4)]`."""
        return [(name, n) for name in self.__struct_fields__ if (n := getattr(self, name))]

    def after(self, start: datetime) -> datetime:
        """The moment at which this span ends, counted in calendar days; a month's end stays a month's end (31 January + 1 month = 28 February)."""
        month = start.month - 1 + self.months + 12 * self.years
        year, month = start.year + month // 12, month % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        moved = start.replace(year=year, month=month, day=min(start.day, last))
        return moved + timedelta(weeks=self.weeks, days=self.days, hours=self.hours, minutes=self.minutes)


def parse_moment(text: str) -> date | datetime:
    """A `date` when no time is given, else a `datetime` (naive when no offset is given). ValueError says what is wrong."""
    if not _MOMENT.fullmatch(text):
        raise ValueError(f"{text!r} is no date; write YYYY-MM-DD or YYYY-MM-DDThh:mm, with an offset such as +01:00 if you like")
    if not _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR:
        raise ValueError(f"{text!r} is outside of the years {_FIRST_YEAR} to {_LAST_YEAR}")
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date of the calendar ({error})") from None


def parse_duration(text: str) -> Duration:
    """`P2D` → two days. ValueError says what is wrong."""
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no duration; write ISO 8601 such as P2D (two days), P1W, P3M or PT4H (four hours)")
    return Duration(**{name: int(n) for name, n in match.groupdict(default="0").items()})


def in_zone(moment: date | datetime, zone: tzinfo) -> date | datetime:
    """A time without an offset is meant in `zone`; one with an offset is moved there. A date stays a date."""
    if not isinstance(moment, datetime):
        return moment
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment

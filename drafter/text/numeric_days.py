"""Days in digits: `27.11.`, `27/11/2026`, `2026-11-27`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from drafter.text.lexicon import Lexicon
from drafter.text.values import Day

_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?!24/7(?!/\d))(?:(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?:(?P=s)(?P<c>\d{4}|\d{2})(?!\d)|(?:(?<=\.\d)|(?<=\.\d\d))\.(?=[\s,;:!?)]|$)|(?:(?<=/\d)|(?<=/\d\d))(?!\d|[.,]\d)))(?![\w/])"
)
_LONG_PAST = 90  # days
_NEAR = 32  # characters before digits in which a word may say that they are a day


class NumericDays:
    """Finds them in a folded text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, text: str, windows: list[tuple[int, int]], today: date | None) -> Iterator[tuple[int, int, Day, bool]]:
        """Places with their days, each with whether the digits alone may be something else, so that a weekday has to stand beside them."""
        for match in (match for window in windows for match in _NUMERIC.finditer(text, *window)):
            if (day := self._read(match, today)) is not None:
                yield match.start(), match.end(), day, match["s"] == "/" and not match["c"] and not self._says_date(text, match)

    def _read(self, match: re.Match[str], today: date | None) -> Day | None:
        if match["y"]:
            return calendar_day(int(match["d"]), int(match["m"]), match["y"], today)
        first, second, year = int(match["a"]), int(match["b"]), match["c"]
        if year is None and (match["s"] == "-" or (match["s"] == "." and (second > 12 or not self._lexicon.file.dotted_days))):
            return None  # 3-5 is a range, 9.30 a time, and 8.4 a number where a point parts decimals
        month_first = (self._lexicon.file.month_first and match["s"] == "/" and first <= 12) or second > 12
        day, month = (second, first) if month_first else (first, second)
        return calendar_day(day, month, f"20{year}" if year and len(year) == 2 else year, today)

    def _is_written_as_day(self, first: str, second: str) -> bool:
        day, month = (second, first) if self._lexicon.file.month_first else (first, second)
        is_fraction = int(first) <= int(second) and not (len(first) == len(second) == 2 and first != second)
        return int(month) <= 12 and (int(day) > 12 or not is_fraction)

    def _says_date(self, text: str, match: re.Match[str]) -> bool:
        """Whether "30/11", without a year, is a day and no fraction (3/4, 10/10): by its numbers or by the word before it."""
        if self._is_written_as_day(match["a"], match["b"]):
            return True
        return bool(self._date_word.search(text, max(0, match.start() - _NEAR), match.start()))

    @cached_property
    def _date_word(self) -> re.Pattern[str]:
        file = self._lexicon.file
        words = self._lexicon.words(file.date_joiners, *file.limits.values())
        return re.compile(rf"(?<!\w)(?:{words})\s+$" if words else r"(?!)")


def calendar_day(day: int, month: int, year: str | None, today: date | None) -> Day | None:
    """A day of the calendar. Without a year the one nearest to today, both ways, and the coming one too when that is long past: "1 August", said in
    December, may be either. None when the calendar has no such day."""
    try:
        if year is not None:
            return Day(frozenset({date(int(year), month, day)}))
        date(2024, month, day)
    except ValueError:
        return None
    days: set[date] = set()
    for candidate in (today.year - 1, today.year, today.year + 1) if today else ():
        try:
            days.add(date(candidate, month, day))
        except ValueError:
            continue
    if today is None or not days:
        return Day(month_day=(month, day))
    nearest = min(days, key=lambda found: abs((found - today).days))
    meant = {nearest} if (today - nearest).days < _LONG_PAST else {nearest, min(day for day in days if day > today)}
    return Day(frozenset(meant), month_day=(month, day))

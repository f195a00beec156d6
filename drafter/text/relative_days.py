"""Days that are counted from the day which a text named before them: "the next day", "am selben Tag", "keesokan harinya"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cached_property

from msgspec.structs import replace

from drafter.text.finder import Finder
from drafter.text.lexicon import Lexicon
from drafter.text.values import Day, Mark

_WEEK = 7
_NUMBER = 32  # characters before such a day in which a number may count it


class RelativeDays:
    """Finds them in a folded text by the words of `[days_after]`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _finder(self) -> Finder:
        return Finder(rf"(?<!\w){self._lexicon.days_after.expression}", self._lexicon.days_after.beginnings)

    def find(self, text: str, windows: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Day]]:
        """Every such day with its place."""
        for match in self._finder.find_in(text, windows):
            if not self._is_counted(text, *match.span()):
                yield match.start(), match.end(), Day(after=int(self._lexicon.days_after.value(match[0])))

    def _is_counted(self, text: str, start: int, end: int) -> bool:
        """Whether a number counts such days ("dua hari sebelumnya"), or a date behind them is what they are before ("the day before 19 August")."""
        return bool(self._number_before.search(text[max(0, start - _NUMBER) : start]) or self._date_behind.match(text, end))

    @cached_property
    def _number_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\d|(?<!\w){self._lexicon.numbers.expression})[\s\-]*$")

    @cached_property
    def _date_behind(self) -> re.Pattern[str]:
        return re.compile(rf"\s+(?:\w{{2,4}}\s+)?(?:\d|{self._lexicon.weekdays.expression}\W+\d)")


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

"""A weekday beside a week: "Tuesday next week", "minggu depan hari Selasa" is that one day."""

from __future__ import annotations

import re
from functools import cached_property

from drafter.text.lexicon import Lexicon
from drafter.text.values import Day

_DAYS = 7
_NEAR = 32  # characters before a week in which its weekday may stand


class WeekdayOfWeek:
    """Finds the weekday that is named with a week in a folded text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def in_week(self, text: str, match: re.Match[str], period: Day) -> tuple[int, int, Day]:
        """The day with its place; another period than a week, or a week alone, as it is."""
        if 2 < len(period.days) <= _DAYS:
            before, after = self._beside
            found = before.search(text, max(0, match.start() - _NEAR), match.start()) or after.match(text, match.end())
            if found is not None:
                number = int(self._lexicon.weekdays.value(found["weekday"]))
                days = frozenset(day for day in period.days if day.isoweekday() == number)
                if days:
                    return min(found.start(), match.start()), max(found.end(), match.end()), Day(days)
        return match.start(), match.end(), period

    @cached_property
    def _beside(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        join = self._lexicon.words(self._lexicon.file.date_joiners)
        joined = rf",?\s+(?:(?:{join})\s+)*" if join else r",?\s+"
        weekday = rf"(?P<weekday>{self._lexicon.weekdays.expression})"
        return re.compile(rf"(?<!\w){weekday}{joined}$"), re.compile(rf"{joined}{weekday}")

"""Says dates, times and spans in a language, with its words and Babel's calendar and plural rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, tokenize_pattern
from babel.numbers import format_decimal

from drafter.brief import FollowUp, Moment, Timeline
from drafter.errors import InvalidContent, Problem
from drafter.moments import Duration, day_of
from drafter.prompt.words import WordsFile

_PATTERN = "Write EEEE for the weekday, d for the day, MMMM for the month, y for the year, and other words in single quotation marks."
_SOME_DAY = date(2026, 11, 27)
_SAME = {"c": "E", "e": "E", "L": "M"}  # the same parts, standing alone


class Sayer:
    """`where` names the words file in errors."""

    def __init__(self, locale: str, words: WordsFile, *, where: str) -> None:
        try:
            self._locale = Locale.parse(locale)
        except (UnknownLocaleError, ValueError) as error:
            raise InvalidContent(Problem(where.replace("words.toml", "language.toml"), f"Babel knows no locale {locale!r} ({error}).")) from None
        self._words, self._where = words, where
        days = (("day", words.moments.day, "dM"), ("day_with_year", words.moments.day_with_year, "dMy"))
        if problems := [problem for day in days for problem in self._of_pattern(*day)]:
            raise InvalidContent(*problems)
        wanted = set(self._locale.plural_form.tags) | {"other"}
        for unit in words.durations.units.__struct_fields__:
            if missing := wanted - set(getattr(words.durations.units, unit)):
                raise InvalidContent(Problem(where, f"The unit {unit!r} lacks the plural forms {', '.join(sorted(missing))}.", "Add them."))

    def _of_pattern(self, name: str, pattern: str, needed: str) -> Iterator[Problem]:
        """What is wrong with a pattern of a date: letters that say nothing of one, or a part that is missing."""
        letters = {_SAME.get(part[0], part[0]) for kind, part in tokenize_pattern(pattern) if kind == "field"}
        if pattern.count("'") % 2:
            yield Problem(self._where, f"The pattern {name!r} ({pattern!r}) opens a quotation mark and does not close it.", _PATTERN)
        elif strange := sorted(letters - set("EdMy")):
            yield Problem(self._where, f"The pattern {name!r} ({pattern!r}) holds {', '.join(strange)}, which is no part of a date.", _PATTERN)
        elif missing := sorted(set(needed) - letters):
            yield Problem(self._where, f"The pattern {name!r} ({pattern!r}) lacks {', '.join(missing)}.", _PATTERN)
        else:
            try:
                format_date(_SOME_DAY, pattern, locale=self._locale)
            except ValueError as error:
                yield Problem(self._where, f"The pattern {name!r} ({pattern!r}) cannot be read: {error}.", _PATTERN)

    def day(self, day: date, today: date | None) -> str:
        """`Friday 27 November`, with the year when it is not this year."""
        same_year = today is not None and day.year == today.year
        pattern = self._words.moments.day if same_year else self._words.moments.day_with_year
        return format_date(day, pattern, locale=self._locale)

    def moment(self, moment: Moment, today: date | None) -> str:
        """`Friday 27 November at 15:00`; a date alone stays one."""
        day = self.day(day_of(moment), today)
        if not isinstance(moment, datetime):
            return day
        return self._words.moments.date_time.format(date=day, time=format_time(moment, self._words.moments.time, locale=self._locale))

    def follow_up(self, follow_up: FollowUp, today: date | None) -> str:
        """When and on which channel we come back: a sentence without its full stop."""
        sentence: str = getattr(self._words.follow_up, follow_up.channel)
        return sentence.format(when=self.moment(follow_up.at, today))

    def timeline(self, timeline: Timeline, today: date | None) -> str:
        """`within 3 to 5 working days`, `by Friday 4 December`; `at least 2 days` when no latest is known."""
        if timeline.by is not None:
            return self._words.moments.by.format(moment=self.moment(timeline.by, today))
        durations = self._words.durations
        if timeline.latest is None:
            assert timeline.earliest is not None  # noqa: S101 (the request's own check)
            return durations.at_least.format(span=self.duration(timeline.earliest, business=timeline.business_days))
        latest = self.duration(timeline.latest, business=timeline.business_days)
        if timeline.earliest is None or timeline.earliest == timeline.latest:
            return durations.within.format(span=latest)
        first, last = timeline.earliest.parts(), timeline.latest.parts()
        if len(first) == len(last) == 1 and first[0][0] == last[0][0]:
            numbers = durations.range.format(first=self._number(first[0][1]), last=self._number(last[0][1]))
            return durations.within.format(span=self._unit(last[0][0], last[0][1], numbers, business=timeline.business_days))
        return durations.between.format(first=self.duration(timeline.earliest, business=timeline.business_days), last=latest)

    def duration(self, duration: Duration, *, business: bool = False) -> str:
        """`1 day and 4 hours`; nothing at all is zero minutes."""
        parts = duration.parts() or [("minutes", 0)]
        return self._words.durations.joiner.join(self._unit(unit, n, self._number(n), business=business) for unit, n in parts)

    def _unit(self, unit: str, n: int, number: str, *, business: bool) -> str:
        forms: dict[str, str] = getattr(self._words.durations.units, "business_days" if business and unit == "days" else unit)
        return forms[self._locale.plural_form(n)].format(n=number)

    def _number(self, n: int) -> str:
        return format_decimal(n, locale=self._locale)

"""Days in a text: `Friday 27 November`, `27.11.`, `esok petang`, "by the 24th", "next week"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from functools import cached_property

from msgspec.structs import replace

from drafter.text.finder import Finder
from drafter.text.lexicon import Lexicon
from drafter.text.lexicon_file import NONE
from drafter.text.marks import Windows
from drafter.text.month_parts import MonthParts, spaced
from drafter.text.numeric_days import NumericDays, calendar_day
from drafter.text.periods import last_of_month, nearest_of_month, period
from drafter.text.places import Places
from drafter.text.relative_days import RelativeDays
from drafter.text.values import Day
from drafter.text.weekday_of_week import WeekdayOfWeek

_BEFORE_DIGITS = re.compile(r"[,.]{0,2}\s*(?:\w{2,4}\s+)?\(?")  # what may stand between a weekday and its date
_NEAR = 32  # characters on either side of a day in which a part of the day may stand
Found = tuple[int, int, Day]


class Days:
    """Finds days in a folded text. `today` resolves what is relative; without it such days stay without a date."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._weekdays = WeekdayOfWeek(lexicon)
        self._month_parts = MonthParts(lexicon)
        self._numeric = NumericDays(lexicon)
        self._relative = RelativeDays(lexicon)

    @cached_property
    def _weekday(self) -> str:
        return self._lexicon.weekdays.expression

    @cached_property
    def _day_number(self) -> str:
        """A day of the month in digits or as an ordinal."""
        return rf"(?:{self._day_in_digits}|{self._lexicon.ordinals.expression})"

    @cached_property
    def _day_in_digits(self) -> str:
        suffix = self._lexicon.words(self._lexicon.file.suffixes)
        return rf"\d{{1,2}}(?!\d)(?:\.|-?(?:{suffix})(?!\w))?" if suffix else r"\d{1,2}(?!\d)\.?"

    @cached_property
    def _number_beginnings(self) -> frozenset[str]:
        return self._lexicon.ordinals.beginnings | {"0"}

    def _number(self, day: str) -> int:
        return int(re.sub(r"\D.*", "", day) if day[0].isdigit() else self._lexicon.ordinals.value(day))

    @cached_property
    def _named(self) -> Finder:
        """With a month's name: day before or after it, a range of days, a weekday on either side, a year."""
        lexicon = self._lexicon
        day = self._day_number
        join = lexicon.words(lexicon.file.date_joiners)
        joined = rf"(?:\s+(?:{join}))*" if join else ""
        rest = lexicon.range_to
        month = lexicon.months.expression
        year = r"(?:,?[\s\-]+(?P<y{n}>\d{{4}})(?!\d))?"
        first = rf"(?:(?P<d0>{day}){rest})?(?P<d1>{day}){joined}[\s\-]*(?P<m1>{month}){year.format(n=1)}"
        # "In May 5 days are free" names no day of May.
        second = rf"(?P<m2>{month})\.?{joined}\s+(?:(?P<d3>{day}){rest})?(?P<d2>{day})(?!\s*{lexicon.units.expression}){year.format(n=2)}"
        first = rf"(?:(?P<y0>(?:19|20)\d\d){joined},?\s+)?{first}"
        before = rf"(?:(?P<w1>{self._weekday})\.?,?{joined}\s+)?"
        after = rf"(?:,?\s*\(?(?P<w2>{self._weekday})\)?)?"
        begins = lexicon.weekdays.beginnings | lexicon.months.beginnings | self._number_beginnings
        return Finder(rf"(?<!\w){before}(?:{first}|{second}){after}", begins)

    @cached_property
    def _alone(self) -> Finder:
        lexicon = self._lexicon
        short = lexicon.weekdays_short.expression
        # "Do 10 Uhr", "Fr. um 15:00": an abbreviation is a day only where a number follows; the words for "so" and "do" are many.
        short = rf"(?P<short>{short})(?=\.?,?\s+(?:\w{{2,5}}\s+)?\d)"
        expression = rf"(?<!\w)(?:(?P<day>{lexicon.days.expression})|(?P<weekday>{self._weekday})|{short})"
        return Finder(expression, lexicon.days.beginnings | lexicon.weekdays.beginnings | lexicon.weekdays_short.beginnings)

    @cached_property
    def _of_month(self) -> Finder:
        """A day of the month without the month."""
        lexicon = self._lexicon
        lines = [line.strip() for line in lexicon.file.day_of_month.splitlines() if line.strip()]
        forms = [[spaced(lexicon.folder.fold(part).text) for part in line.split("{day}")] for line in lines]
        # In words, more words may follow only a number of our own: "on the third floor" is no day.
        day = rf"{self._day_in_digits}|{lexicon.ordinals.expression}(?=\s*(?:[,.;:!?)\u2013-]|$))"
        parts = [rf"{before}(?P<d{n}>{day}){after}" for n, (before, after) in enumerate(forms)]
        others = rf"\s*(?:{lexicon.months.expression}|{lexicon.counting_unit}|[\d%€$£₸:])"
        begins = {*_first_words(before for before, _ in forms), *self._number_beginnings}
        return Finder(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)(?!{others})", begins if parts else ())

    @cached_property
    def _dated_weekday(self) -> Finder:
        """A weekday with the day of the month: "Friday the 11th", "Freitag, den 11."; "Friday 11" may be an hour."""
        lexicon = self._lexicon
        suffix, join = lexicon.words(lexicon.file.suffixes), lexicon.words(lexicon.file.date_joiners)
        marked = rf"\d{{1,2}}(?:\.|-?(?:{suffix}))" if suffix else r"\d{1,2}\."
        joined = rf"(?:{join})\s+(?P<d0>{self._day_in_digits}|{lexicon.ordinals.expression})" if join else r"(?P<d0>(?!))"
        others = rf"\s*(?:{lexicon.months.expression}|{lexicon.counting_unit}|[\d%€$£₸:])"
        expression = rf"(?<!\w)(?P<weekday>{self._weekday}),?\s+(?:{joined}|(?P<d1>{marked}))(?!\w)(?!{others})"
        return Finder(expression, lexicon.weekdays.beginnings)

    @cached_property
    def _period(self) -> Finder:
        return Finder(rf"(?<!\w){self._lexicon.periods.expression}", self._lexicon.periods.beginnings)

    def find(self, text: str, windows: Windows, today: date | None) -> Iterator[Found]:
        """Days with their places, each with the part of the day that is named beside it."""
        for start, end, day in self._find(text, windows, today):
            part = self._part_of_day(text, start, end)
            yield start, end, replace(day, part=part) if part else day

    def _find(self, text: str, windows: Windows, today: date | None) -> Iterator[Found]:
        taken = Places()
        for match in self._named.find_in(text, windows.get("named_day", [])):
            taken.take(*match.span())
            yield from self._from_named(match, today)
        for found in self._month_parts.find(text, windows.get("named_day", []), today):
            if taken.take(*found[:2]):
                yield found
        for from_, end, day, is_doubtful in self._numeric.find(text, windows.get("numeric_day", []), today):
            start, weekday = self._weekday_before(text, from_)
            if (weekday is not None or not is_doubtful) and taken.take(from_, end):
                yield start, end, _with_weekday(day, weekday)
        for match in self._of_month.find_in(text, windows.get("day_of_month", [])):
            name, day_number = next((name, found) for name, found in match.groupdict().items() if found)
            number = self._number(day_number)
            if 1 <= number <= 31 and taken.take(*match.span()):
                start, weekday = self._weekday_before(text, match.start(name))
                if weekday is None:  # "Jumat tanggal 11": between them stands what makes the number a day
                    start, weekday = self._weekday_before(text, match.start())
                    weekday = None if "." in text[start : match.start()] else weekday  # in the sentence before
                    start = start if weekday else _word_before(text, match.start(name))
                yield start, match.end(), _of_some_month(number, weekday, today)
        for match in self._period.find_in(text, windows.get("period", [])):
            if taken.take(*match.span()):
                yield self._weekdays.in_week(text, match, period(self._lexicon.periods.value(match[0]), today))
        for match in self._dated_weekday.find_in(text, windows["day"]) if "weekday" in windows else ():
            number = self._number(match["d0"] or match["d1"])
            if 1 <= number <= 31 and taken.take(*match.span()):
                yield match.start(), match.end(), _of_some_month(number, self._number_of(match["weekday"]), today)
        if "day_after" in windows:
            yield from (found for found in self._relative.find(text, windows["day"]) if taken.take(*found[:2]))
        for match in self._alone.find_in(text, windows.get("day", [])):
            if not (match["day"] and self._lexicon.days.value(match["day"]) == NONE) and taken.take(*match.span()):
                yield match.start(), match.end(), self._from_alone(text, match, today)

    def _from_alone(self, text: str, match: re.Match[str], today: date | None) -> Day:
        if match["day"]:
            offset = int(self._lexicon.days.value(match["day"]))
            return Day(frozenset({today + timedelta(days=offset)}) if today else frozenset())
        beside = self._next.search(text, max(0, match.start() - _NEAR), match.start()) or self._next_after.match(text, match.end())
        return Day(weekday=self._number_of(match["weekday"] or match["short"]), is_after_next=beside is not None)

    def _number_of(self, weekday: str) -> int:
        lexicon = self._lexicon
        return int((lexicon.weekdays if lexicon.weekdays.holds(weekday) else lexicon.weekdays_short).value(weekday))

    @cached_property
    def _next(self) -> re.Pattern[str]:
        words = self._lexicon.words(self._lexicon.file.next)
        return re.compile(rf"(?<!\w)(?:{words})\s+$" if words else r"(?!)")

    @cached_property
    def _next_after(self) -> re.Pattern[str]:
        words = self._lexicon.words(self._lexicon.file.next)
        return re.compile(rf"\s+(?:{words})(?!\w)" if words else r"(?!)")

    @cached_property
    def _parts(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """A part of the day before a day, in its own form ("this afternoon"), after it."""
        parts = self._lexicon.parts_of_day.expression
        join = self._lexicon.words(self._lexicon.file.date_joiners)
        joined = rf"(?:(?:{join})\s+)?" if join else ""
        return (re.compile(rf"(?<!\w)({parts})\s+{joined}$"), re.compile(rf"({parts})"), re.compile(rf",?\s+{joined}({parts})"))

    def _part_of_day(self, text: str, start: int, end: int) -> tuple[time, time] | None:
        if not self._lexicon.parts_of_day:
            return None
        before, within, after = self._parts
        found = (
            within.search(text, start, end)
            or after.match(text, end, min(len(text), end + _NEAR))
            or before.search(text[max(0, start - _NEAR) : start])
        )
        if found is None:
            return None
        from_, to = self._lexicon.parts_of_day.value(found[1]).split("-")
        return time.fromisoformat(from_), time.fromisoformat(to)

    def _from_named(self, match: re.Match[str], today: date | None) -> Iterator[Found]:
        month = int(self._lexicon.months.value(match["m1"] or match["m2"]))
        year = match["y0"] or match["y1"] or match["y2"]
        named = match["w1"] or match["w2"]
        weekday = int(self._lexicon.weekdays.value(named)) if named else None
        last = match["d1"] or match["d2"]
        if first := match["d0"] or match["d3"]:
            found = calendar_day(self._number(first), month, year, today)
            if found is not None:
                yield match.start(), match.end(), found
        found = calendar_day(self._number(last), month, year, today)
        if found is not None:
            yield match.start(), match.end(), found if first else _with_weekday(found, weekday)

    @cached_property
    def _any_weekday(self) -> Finder:
        full, short = self._lexicon.weekdays, self._lexicon.weekdays_short
        return Finder(rf"(?<!\w)(?:{full.expression}|{short.expression})", full.beginnings | short.beginnings)

    def _weekday_before(self, text: str, start: int) -> tuple[int, int | None]:
        window = text[max(0, start - 24) : start]
        found = None
        for match in self._any_weekday.finditer(window, 0, len(window)):
            if _BEFORE_DIGITS.fullmatch(window, match.end()):
                found = match
        if found is None:
            return start, None
        return start - len(window) + found.start(), self._number_of(found[0])


def _first_words(expressions: Iterable[str]) -> Iterator[str]:
    return (expression.partition("\\s")[0].replace("\\", "") for expression in expressions if expression)


def _word_before(text: str, position: int) -> int:
    """Where the word before a position begins."""
    return text.rfind(" ", 0, position - 1) + 1


def _of_some_month(number: int, weekday: int | None, today: date | None) -> Day:
    return replace(_with_weekday(nearest_of_month(number, today), weekday), last=last_of_month(number, weekday, today))


def _with_weekday(day: Day, weekday: int | None) -> Day:
    if weekday is None:
        return day
    agrees = not day.days or any(found.isoweekday() == weekday for found in day.days)
    return Day(day.days, weekday, day.month_day, contradicts=not agrees)

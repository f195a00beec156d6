"""Days and times of day in a text: `Friday 27 November`, `27.11.`, `esok petang`, "halb vier"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import cached_property

from drafter.text.lexicon import Lexicon
from drafter.text.marks import Windows
from drafter.text.numbers import Numbers
from drafter.text.values import Clock, Day

_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?:(?P=s)(?P<c>\d{4}|\d{2})(?!\d)|\.(?=\s|$)))(?![\w/])"
)
_DASH = r"\s*[-\u2013\u2014]\s*"
Found = tuple[int, int, Day | Clock]


class Days:
    """Finds days in a folded text. `today` resolves what is relative; without it such days stay without a date."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _weekday(self) -> str:
        return self._lexicon.weekdays.expression

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """With a month's name: day before or after it, a range of days, a weekday on either side, a year."""
        lexicon = self._lexicon
        suffix = lexicon.words(lexicon.file.suffixes)
        day = rf"\d{{1,2}}(?!\d)(?:\.|-?(?:{suffix})(?!\w))?" if suffix else r"\d{1,2}(?!\d)\.?"
        join = lexicon.words(lexicon.file.date_joiners)
        joined = rf"(?:\s+(?:{join}))*" if join else ""
        to = lexicon.words(lexicon.file.spans.joiners)
        rest = rf"(?:{_DASH}|\s+(?:{to})\s+)" if to else _DASH
        month = lexicon.months.expression
        year = r"(?:,?[\s\-]+(?P<y{n}>\d{{4}})(?!\d))?"
        first = rf"(?:(?P<d0>{day}){rest})?(?P<d1>{day}){joined}[\s\-]*(?P<m1>{month}){year.format(n=1)}"
        # "In May 5 days are free" names no day of May.
        second = rf"(?P<m2>{month})\s+(?:(?P<d3>{day}){rest})?(?P<d2>{day})(?!\s*{lexicon.units.expression}){year.format(n=2)}"
        first = rf"(?:(?P<y0>(?:19|20)\d\d){joined},?\s+)?{first}"
        before = rf"(?:(?P<w1>{self._weekday})[,.]?{joined}\s+)?"
        after = rf"(?:,?\s*\(?(?P<w2>{self._weekday})\)?)?"
        return re.compile(rf"(?<!\w){before}(?:{first}|{second}){after}")

    @cached_property
    def _alone(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:(?P<day>{self._lexicon.days.expression})|(?P<weekday>{self._weekday}))")

    def find(self, text: str, windows: Windows, today: date | None) -> Iterator[Found]:
        taken: list[tuple[int, int]] = []
        for match in _all(self._named, text, windows.get("named_day", [])):
            taken.append(match.span())
            yield from self._from_named(match, today)
        for match in _all(_NUMERIC, text, windows.get("numeric_day", [])):
            if (day := self._from_numeric(match, today)) is not None and not _overlaps(match.span(), taken):
                start, weekday = self._weekday_before(text, match.start())
                taken.append((start, match.end()))
                yield start, match.end(), _with_weekday(day, weekday)
        for match in _all(self._alone, text, windows.get("day", [])):
            if _overlaps(match.span(), taken):
                continue
            if match["day"]:
                offset = int(self._lexicon.days.value(match["day"]))
                days = frozenset({today + timedelta(days=offset)}) if today else frozenset()
                yield match.start(), match.end(), Day(days)
            else:
                yield match.start(), match.end(), Day(weekday=int(self._lexicon.weekdays.value(match["weekday"])))

    def _from_named(self, match: re.Match[str], today: date | None) -> Iterator[Found]:
        month = int(self._lexicon.months.value(match["m1"] or match["m2"]))
        year = match["y0"] or match["y1"] or match["y2"]
        named = match["w1"] or match["w2"]
        weekday = int(self._lexicon.weekdays.value(named)) if named else None
        last = match["d1"] or match["d2"]
        if first := match["d0"] or match["d3"]:
            found = _day(int(re.sub(r"\D.*", "", first)), month, year, today)
            if found is not None:
                yield match.start(), match.end(), found
        found = _day(int(re.sub(r"\D.*", "", last)), month, year, today)
        if found is not None:
            yield match.start(), match.end(), found if first else _with_weekday(found, weekday)

    def _from_numeric(self, match: re.Match[str], today: date | None) -> Day | None:
        if match["y"]:
            return _day(int(match["d"]), int(match["m"]), match["y"], today)
        first, second, year = int(match["a"]), int(match["b"]), match["c"]
        if match["s"] == "-" and year is None:
            return None  # 3-5 is a range
        if match["s"] == "/" and year is None and not self._lexicon.file.month_first and second > 12:
            return None
        month_first = (self._lexicon.file.month_first and match["s"] == "/" and first <= 12) or second > 12
        day, month = (second, first) if month_first else (first, second)
        return _day(day, month, f"20{year}" if year and len(year) == 2 else year, today)

    def _weekday_before(self, text: str, start: int) -> tuple[int, int | None]:
        window = text[max(0, start - 24) : start]
        found = None
        for match in re.finditer(rf"(?<!\w){self._weekday}", window):
            if re.fullmatch(r"[,.]?\s*(?:\w{2,4}\s+)?\(?", window[match.end() :]):
                found = match
        if found is None:
            return start, None
        return start - len(window) + found.start(), int(self._lexicon.weekdays.value(found[0]))


class Clocks:
    """Finds times of day in a folded text."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        self._lexicon, self._numbers = lexicon, numbers
        self._table = lexicon.file.clock

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        table, lexicon = self._table, self._lexicon
        before, after = lexicon.words(table.before), lexicon.words(table.after)
        half = lexicon.words(table.am, table.pm)
        to = lexicon.words(lexicon.file.spans.joiners)
        rest = rf"(?:{_DASH}|\s+(?:{to})\s+)" if to else _DASH
        suffixes = lexicon.words(lexicon.file.suffixes)
        suffix = rf"(?:-?(?:{suffixes})(?!\w))?" if suffixes else ""
        hour = r"(?<![\w.,:/])(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?(?![\d:])(?!\.\d)"
        words = self._numbers.words
        named = lexicon.words(*table.named.values())
        offset = lexicon.words(*table.offsets.values())
        marked = rf"(?:(?<!\w)(?P<before>{before})(?!\w)\s*)?" if before else "(?P<before>(?!))?"
        # The half of the day may stand first: "pagi jam 9", "кешкі сағат жетіде".
        marked = rf"(?:(?<!\w)(?P<lead>{half})(?!\w),?\s+)?{marked}" if half else rf"(?P<lead>(?!))?{marked}"
        tail = rf"(?:\s*(?P<after>{after})(?!\w))?" if after else "(?P<after>(?!))?"
        ends = rf"(?:,?\s*(?P<half>{half})(?!\w))?" if half else "(?P<half>(?!))?"
        parts = [rf"{marked}(?:(?P<h0>{hour}){rest})?(?P<h1>{hour}|{words}){suffix}{tail}{ends}"]
        if offset:
            parts.insert(0, rf"(?<!\w)(?P<offset>{offset})\s+(?P<h2>\d{{1,2}}(?![\d.,:])|{words}){suffix}(?:,?\s*(?P<half2>{half or '(?!)'})(?!\w))?")
        if named:
            parts.insert(0, rf"(?<!\w)(?P<named>{named})(?!\w)")
        return re.compile("|".join(parts))

    def find(self, text: str, window: tuple[int, int]) -> Iterator[Found]:
        for match in self._pattern.finditer(text, *window):
            groups = match.groupdict()
            if groups.get("named"):
                yield match.start(), match.end(), self._named(groups["named"])
            elif groups.get("offset"):
                yield from self._with_offset(match, groups)
            elif self._is_time(groups) and not self._is_span(text[: match.start()], groups["before"]):
                yield from self._plain(match, groups)

    def _is_time(self, groups: dict[str, str | None]) -> bool:
        """A number is an hour when something beside it says so, or when it is written with a colon."""
        hour = groups["h1"] or ""
        lead = groups["lead"] is not None and bool(re.fullmatch(self._lexicon.words(self._table.before) or r"(?!)", groups["lead"]))
        return bool(lead or groups["before"] or groups["after"] or groups["half"]) or ":" in hour

    @cached_property
    def _number_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\d|{self._numbers.words})[\s\-]*$")

    def _is_span(self, text_before: str, word: str | None) -> bool:
        """Whether the word before an hour counts hours itself: "2 сағат 15 минут"."""
        is_unit = word is not None and bool(re.fullmatch(self._lexicon.units.expression, word))
        return is_unit and bool(self._number_before.search(text_before[-24:]))

    def _named(self, text: str) -> Clock:
        for key, block in self._table.named.items():
            if re.fullmatch(self._lexicon.words(block), text):
                return Clock(frozenset({time(int(key[:2]) % 24, int(key[3:]))}))
        raise AssertionError(text)

    def _with_offset(self, match: re.Match[str], groups: dict[str, str | None]) -> Iterator[Found]:
        offset = next(int(key) for key, block in self._table.offsets.items() if re.fullmatch(self._lexicon.words(block), groups["offset"] or ""))
        hour = self._numbers.read(groups["h2"] or "")
        if hour == hour.to_integral_value() and 1 <= hour <= 24:
            yield match.start(), match.end(), self._clock(int(hour) * 60 + offset, groups.get("half2"), stated_12=hour <= 12)

    def _plain(self, match: re.Match[str], groups: dict[str, str | None]) -> Iterator[Found]:
        half = groups["half"] or groups["lead"]
        for name in ("h0", "h1"):
            text = groups[name]
            if text is None:
                continue
            if text[0].isdigit():
                hours, _, minutes = text.replace(".", ":").partition(":")
                total = int(hours) * 60 + int(minutes or 0)
            else:
                number = self._numbers.read(text)
                if not 0 < number <= 24:
                    return
                total = int(number * 60)
            written_24 = text[0] == "0" or total >= 13 * 60 or bool(re.search(r"[:.]", text))
            yield match.start("h0") if groups["h0"] else match.start("h1"), match.end(), self._clock(total, half, stated_12=not written_24)

    def _clock(self, minutes: int, half: str | None, *, stated_12: bool) -> Clock:
        """All readings: with `half` one, without it two where a 12-hour clock was meant."""
        minutes %= 1440
        readings = {minutes}
        if half is not None:
            is_pm = bool(re.fullmatch(self._lexicon.words(self._table.pm) or r"(?!)", half))
            base = minutes % 720
            readings = {base + 720 if is_pm else base} if minutes < 780 else {minutes}
        elif stated_12 and minutes < 780:
            readings = {minutes % 720, minutes % 720 + 720}
        return Clock(frozenset(time(value // 60 % 24, value % 60) for value in readings))


def _all(pattern: re.Pattern[str], text: str, windows: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    return (match for window in windows for match in pattern.finditer(text, *window))


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _day(day: int, month: int, year: str | None, today: date | None) -> Day | None:
    """A day of the calendar; without a year the one nearest to today, both ways. None when the calendar has no such day."""
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
    nearest = min(days, key=lambda found: abs((found - (today or found)).days)) if days else None
    return Day(frozenset({nearest}) if nearest else frozenset(), month_day=(month, day))


def _with_weekday(day: Day, weekday: int | None) -> Day:
    if weekday is None:
        return day
    agrees = not day.days or any(found.isoweekday() == weekday for found in day.days)
    return Day(day.days, weekday, day.month_day, contradicts=not agrees)

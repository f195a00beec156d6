"""Times of day in a text: `3 pm`, "half past three", "jam setengah empat", "zehn nach drei"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from functools import cached_property

from drafter.text.finder import Finder
from drafter.text.halves_of_day import HalvesOfDay, is_later
from drafter.text.lexicon import Lexicon
from drafter.text.numbers import Numbers
from drafter.text.values import Clock

_WITH_MINUTES = re.compile(r"\d[:h]\d")
_WEEKDAY = 16  # characters before an hour in which a weekday stands
_TWO_DIGITS = re.compile(r"\d\d[:.h]\d")
_DOTTED = re.compile(r"\d{1,2}\.(?:00|1[3-9]|[2-5]\d)")  # with minutes that are no month
_DATED = re.compile(r"\b\d\d\.\d\d(?:\.(?:20)?\d\d)?\s+$")  # "26.03 сағат 7:00-ге": no number of hours
Found = tuple[int, int, Clock]


class Clocks:
    """Finds times of day in a folded text."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        self._lexicon, self._numbers = lexicon, numbers
        self._table = lexicon.file.clock
        self._halves_of_day = HalvesOfDay(lexicon)

    @cached_property
    def _finder(self) -> Finder:
        table, lexicon = self._table, self._lexicon
        before, after = lexicon.words(table.before), lexicon.words(table.after)
        half = lexicon.words(table.am, table.pm)
        rest = lexicon.range_to
        suffixes = lexicon.words(lexicon.file.suffixes)
        suffix = rf"(?:-?(?:{suffixes})(?!\w))?" if suffixes else ""
        hour = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?(?![\d:])(?!\.\d)"
        hour += rf"(?!\.\s+(?:{half})(?!\w))" if lexicon.file.dotted_days and half else ""  # "4.12. vormittags" is a day
        words = self._hour_words
        named = lexicon.words(*table.named.values())
        offset = lexicon.words(*table.offsets.values())
        unmarked = r"(?<![\w.,:/])"
        marked = rf"(?:(?<!\w)(?P<before>{before})(?![^\W\d])\s*|{unmarked})" if before else rf"(?P<before>(?!))?{unmarked}"
        # The half of the day may stand first: "pagi jam 9", "кешкі сағат жетіде".
        marked = rf"(?:(?<!\w)(?P<lead>{half})(?!\w),?\s+)?{marked}" if half else rf"(?P<lead>(?!))?{marked}"
        # "15 Uhr 30": minutes after the word for hours.
        tail = (
            rf"(?:\s*(?P<after>{after})(?!\w)(?:\s(?P<m1>[0-5]\d)(?![\d.,:%]|\s*{lexicon.units.expression}))?)?"
            if after
            else "(?P<after>(?!))?(?P<m1>(?!))?"
        )
        ends = rf"(?:,?\s*(?P<half>{half})(?!\w))?" if half else "(?P<half>(?!))?"
        first = rf"(?P<h0>{hour}|{words}){rest}|{self._first_of_range(hour)}" + (rf"(?:(?P<half5>{half})\s+)?" if half else "(?P<half5>(?!))?")
        parts = [rf"{marked}(?:{first})?(?P<h1>{hour}{self._halves}|{words})(?P<glued>{suffix}){tail}{ends}"]
        if offset:
            # "Nachmittags um halb fünf": the half of the day and the word for hours may stand before the offset.
            lead = rf"(?:(?<!\w)(?P<lead2>{half})(?!\w),?\s+)?" if half else r"(?P<lead2>(?!))?"
            lead += rf"(?:(?<!\w)(?:{before})\s+)?" if before else ""
            ends2 = rf"(?:,?\s*(?P<half2>{half or '(?!)'})(?!\w))?"
            parts.insert(0, rf"{lead}(?<!\w)(?P<offset>{offset})\s+(?P<h2>\d{{1,2}}(?![\d.,:])|{words}){suffix}{ends2}")
        if table.past or table.to:
            parts.insert(0, self._with_minutes(before, suffix, half))
        if table.past_last or table.to_last:
            parts.insert(0, self._with_minutes_last(before, suffix, half))
        if named:
            parts.insert(0, rf"(?<!\w)(?P<named>{named})(?!\w)")
        begins = lexicon.beginnings(table.am, table.pm, *table.offsets.values(), *table.named.values()) | self._numbers.beginnings
        return Finder("|".join(parts), begins.union(map(str.rstrip, lexicon.beginnings(table.before))))  # an hour may be glued to these

    @cached_property
    def _halves(self) -> str:
        """Words that add to an hour in digits: "pukul 3 setengah"."""
        words = self._lexicon.words(*(block for key, block in self._lexicon.file.numbers.items() if key.startswith("+0.")))
        return rf"(?:\s(?:{words})(?!\w))?" if words else ""

    @cached_property
    def _hour_words(self) -> str:
        """Number words that may stand for an hour."""
        not_hours = self._lexicon.words(self._table.not_hours)
        word = rf"(?!(?:{not_hours})(?!\w)){self._lexicon.numbers.expression}" if not_hours else self._lexicon.numbers.expression
        return rf"(?:(?<!\w){word}(?:[\s\-]+{word})*)"

    def _first_of_range(self, hour: str) -> str:
        """An hour that by its ending begins a stretch: "оннан төртке дейін", "сағат 9-дан 18-ге дейін"."""
        word, endings = self._lexicon.numbers.expression, self._lexicon.words(self._table.range_from) or r"(?!)"
        return rf"(?P<from>{hour}(?=-?(?:{endings})(?!\w))|(?<!\w)(?:{word}\s+)??(?=\w*(?:{endings})(?!\w)){word})(?:-?(?:{endings}))?\s+"

    def _with_minutes(self, before: str, suffix: str, half: str) -> str:
        """Minutes past or to an hour: "at ten past three", "jam tiga lewat sepuluh". Only behind a word for hours: "10 to 4" may be anything."""
        past, to = (self._lexicon.words(words) or r"(?!)" for words in (self._table.past, self._table.to))
        number = rf"\d{{1,2}}(?![\d.,:])|{self._hour_words}"
        way = rf"\s+(?:(?P<past>{past})|(?P<to>{to}))\s+"
        first, second = ("minutes", "h3") if self._table.minutes_first else ("h3", "minutes")
        ends = rf"(?:,?\s*(?P<half3>{half})(?!\w))?" if half else r"(?P<half3>(?!))?"
        return rf"(?<!\w)(?:{before or '(?!)'})\s+(?P<{first}>{number}){way}(?P<{second}>{number}){suffix}{ends}(?!\w)"

    def _with_minutes_last(self, before: str, suffix: str, half: str) -> str:
        """The same where the verb stands behind both: "сағат төрттен он бес минут өткенде", "кешкі жетіге он минут қалғанда"."""
        past, to = (self._lexicon.words(words) or r"(?!)" for words in (self._table.past_last, self._table.to_last))
        number = rf"\d{{1,2}}(?![\d.,:])|{self._hour_words}"
        lead = rf"(?:(?<!\w)(?P<half4>{half})(?!\w)\s+)?" if half else r"(?P<half4>(?!))?"
        lead += rf"(?:(?<!\w)(?:{before})\s+)?" if before else ""
        # The hour ends in its case; "он" in "он екіге бес минут" does not, so that "екіге" belongs to it and "бес" does not.
        word, endings = self._lexicon.numbers.expression, self._lexicon.words(self._lexicon.file.suffixes) or r"(?!)"
        hour = rf"(?P<h4>(?<!\w)\d{{1,2}}(?=-?(?:{endings})|\s)|(?<!\w)(?:{word}\s+)??(?=\w*(?:{endings})(?!\w)){word}){suffix}"
        return rf"{lead}{hour}\s+(?P<minutes4>{number})(?:\s+{self._lexicon.units.expression})?\s+(?:(?P<past4>{past})|(?P<to4>{to}))(?!\w)"

    def find(self, text: str, window: tuple[int, int]) -> Iterator[Found]:
        for match in self._finder.finditer(text, *window):
            groups = match.groupdict()
            if groups.get("named"):
                yield match.start(), match.end(), self._named(groups["named"])
            elif groups.get("minutes"):
                yield from self._minutes_from(match, groups, "3")
            elif groups.get("minutes4"):
                yield from self._minutes_from(match, groups, "4")
            elif groups.get("offset"):
                yield from self._with_offset(match, groups)
            elif self._is_time(groups, text[: match.start()]) and not self._is_span(text[: match.start()], groups["before"]):
                yield from self._plain(match, groups)

    def _is_time(self, groups: dict[str, str | None], text_before: str) -> bool:
        """A number is an hour when something beside it says so, or when it is written with a colon, or like 18.00 with an ending ("18.00-де"). Two
        are hours behind a weekday or a date ("Tuesday 9-11", "2026-11-18 9-11"), and where 08.00 is no day, so is "08.00-19.00"."""
        hour = groups["h1"] or ""
        lead = groups["lead"] is not None and bool(re.fullmatch(self._lexicon.words(self._table.before) or r"(?!)", groups["lead"]))
        if lead or groups["before"] or groups["after"] or groups["half"]:
            return True
        if groups["h0"] and self._day_before.search(text_before[-_WEEKDAY:]):
            return True
        if _DOTTED.fullmatch(hour) and self._day_before.search(text_before[-_WEEKDAY:]):
            return True  # "Thursday 17.30"
        if groups["h0"] and self._dots_are_hours and _DOTTED.fullmatch(groups["h0"]) and _DOTTED.fullmatch(hour):
            return True
        return bool(_WITH_MINUTES.search(hour) or ((groups["glued"] or groups["lead"]) and _DOTTED.fullmatch(hour)))

    @cached_property
    def _dots_are_hours(self) -> bool:
        """Whether two numbers like 08.00 can only be hours: neither days nor prices are written so."""
        return not self._lexicon.file.dotted_days and self._lexicon.file.decimal == ","

    @cached_property
    def _day_before(self) -> re.Pattern[str]:
        weekdays, short = self._lexicon.weekdays.expression, self._lexicon.weekdays_short.expression
        return re.compile(rf"(?<!\w)(?:{weekdays}|{short}|\d{{4}}-\d\d-\d\d)[.,]?\s+$")

    @cached_property
    def _number_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\d+|{self._numbers.words})[\s\-]*$")

    def _is_span(self, text_before: str, word: str | None) -> bool:
        """Whether the word before an hour counts hours itself: "2 сағат 15 минут"."""
        is_unit = word is not None and bool(re.fullmatch(self._lexicon.units.expression, word))
        before = text_before[-24:]
        number = self._number_before.search(before) if is_unit else None
        return number is not None and not (self._lexicon.before_day.search(before, 0, number.start()) or _DATED.search(before))

    def _named(self, text: str) -> Clock:
        """All hours of that name: Kazakh "төртте", at four, is in the afternoon or before the morning."""
        keys = [key for key, block in self._table.named.items() if re.fullmatch(self._lexicon.words(block), text)]
        return Clock(frozenset(time(int(key[:2]) % 24, int(key[3:])) for key in keys))

    def _with_offset(self, match: re.Match[str], groups: dict[str, str | None]) -> Iterator[Found]:
        offset = self._offset(groups["offset"] or "")
        hour = self._numbers.read(groups["h2"] or "")
        if hour == hour.to_integral_value() and 1 <= hour <= 24:
            half = groups["half2"] or groups["lead2"]
            yield match.start("offset"), self._end(match, "half2"), self._halves_of_day.clock(int(hour) * 60 + offset, half, stated_12=hour <= 12)

    def _offset(self, words: str) -> int:
        return next(int(key) for key, block in self._table.offsets.items() if re.fullmatch(self._lexicon.words(block), words))

    def _minutes_from(self, match: re.Match[str], groups: dict[str, str | None], form: str) -> Iterator[Found]:
        at = "" if form == "3" else form
        hour, minutes = self._numbers.read(groups["h" + form] or ""), self._numbers.read(groups["minutes" + at] or "")
        minutes *= 60 if 0 < minutes < 1 else 1  # "jam tiga kurang seperempat"
        if hour == hour.to_integral_value() and 1 <= hour <= 24 and minutes < 60:
            total = int(hour) * 60 + int(minutes) * (1 if groups["past" + at] else -1)
            end = match.end() if form == "4" else self._end(match, "half3")
            yield match.start(), end, self._halves_of_day.clock(total, groups["half" + form], stated_12=hour <= 12)

    def _plain(self, match: re.Match[str], groups: dict[str, str | None]) -> Iterator[Found]:
        first, start = 0, match.start(next(each for each in ("h0", "from", "h1") if groups[each]))
        for name in ("h0", "from", "h1"):
            text = groups[name]
            if text is None:
                continue
            if name == "h1" and self._counts_on(groups):
                return
            half = groups["half"] or (None if text[0] == "0" else groups["lead"])  # "at night, 22:00 to 06:00"
            if name == "h0" and groups["half"] and not groups["lead"] and is_later(text, groups["h1"] or ""):
                half = None  # "8 to 4 in the afternoon" begins in the morning
            if text[0].isdigit() and " " not in text:
                hours, _, minutes = re.sub("[.h]", ":", text).partition(":")
                total = int(hours) * 60 + int(minutes or (name == "h1" and groups["m1"]) or 0)
            else:
                spoken = self._in_words(text)
                if spoken is None:
                    return
                total = spoken
            if name == "from":
                half, first = groups["lead"], total
            elif groups["from"]:  # "таңғы оннан төртке дейін": the half of the day is the first hour's alone
                half = groups["half5"] or groups["half"] or (groups["lead"] if total > first else None)
            written_24 = text[0] == "0" or total >= 13 * 60 or bool(_TWO_DIGITS.match(text))  # "at 4:30" may be in the afternoon
            end = match.end("h0") if self._counts_on(groups) else self._end(match, "half")
            yield start, end, self._halves_of_day.clock(total, half, stated_12=not written_24)

    def _counts_on(self, groups: dict[str, str | None]) -> bool:
        """Whether the word behind an hour in digits counts another one: "jam 5 dan satu lagi jam 6"."""
        first, second = groups["h0"], groups["h1"] or ""
        if first is None or not first[0].isdigit() or not second.isalpha() or groups["half"] or groups["after"]:
            return False
        return self._numbers.read(second) == 1

    def _end(self, match: re.Match[str], name: str) -> int:
        """Where a time ends. A half of the day that names a day itself ("at eight tonight") is left to be read as that day."""
        half = match[name]
        if half is None or not re.fullmatch(self._lexicon.days.expression, half):
            return match.end()
        return match.start() + len(match.string[match.start() : match.start(name)].rstrip(" ,"))

    @cached_property
    def _offset_first(self) -> re.Pattern[str]:
        words = self._lexicon.words(*self._table.offsets.values())
        return re.compile(rf"({words})\s+" if words else r"(?!)")

    def _in_words(self, text: str) -> int | None:
        """Minutes of an hour in words; where a stretch ends, an offset may stand before it: "10 sampai setengah dua belas"."""
        if offset := self._offset_first.match(text):
            return int(self._numbers.read(text[offset.end() :]) * 60) + self._offset(offset[1])
        number = self._numbers.read(text)
        return self._hour_and_minutes(text) if number > 24 or number < 1 else int(number * 60)

    def _hour_and_minutes(self, text: str) -> int | None:
        """ "Eight thirty", "lapan tiga puluh": the hour and then the minutes, in words."""
        words = text.split()
        for at in range(1, len(words)):
            hour, minutes = self._numbers.read(" ".join(words[:at])), self._numbers.read(" ".join(words[at:]))
            if 1 <= hour <= 24 and 10 <= minutes < 60 and hour == int(hour):
                return int(hour) * 60 + int(minutes)
        return None

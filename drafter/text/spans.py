"""Stretches of time in a text: "3 to 5 working days", "a day or two", "sejam setengah", "2 Stunden und 30 Minuten"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import cast

from drafter.text.finder import Finder
from drafter.text.forms import Forms
from drafter.text.lexicon import Lexicon
from drafter.text.numbers import Numbers
from drafter.text.values import Span, Unit

_A_YEAR = 1000
_NEAR = 16  # characters in which the word before a day of the month stands
_MINUTES = {"week": 10080, "day": 1440, "hour": 60, "minute": 1}
_HOUR = re.compile(r"\s+[0-2]?\d(?!\d)")
_DATED = re.compile(r"\d\d\.\d\d")
Found = tuple[int, int, Span]


class Spans:
    """Finds spans in a folded text."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        self._lexicon, self._numbers = lexicon, numbers
        self._table = lexicon.file.spans

    def find(self, text: str, window: tuple[int, int], *, fused: bool = True) -> Iterator[Found]:
        """Every span, and instead of two that make one ("1 hour 30 minutes") their sum. `fused`: a number and its unit may stand in one word."""
        whole = {*self._whole(text, window), *(self._fused_ones(text, window) if fused else ())}
        found = sorted(whole.union(self._counted(text, window, whole)), key=lambda each: each[:2])
        while found:
            start, end, span = found.pop(0)
            while found and self._adds(span, text[end : found[0][0]], found[0][2]):
                _, end, more = found.pop(0)
                total = span.low * _MINUTES[span.unit] + more.low * _MINUTES[more.unit]
                span = Span(total, total, "minute")
            if found and (whole_range := self._range(span, text[start:end], text[end : found[0][0]], found[0][2])):
                span, end = whole_range, found.pop(0)[1]
            yield start, end, span

    def _adds(self, one: Span, between: str, other: Span) -> bool:
        """Whether a smaller unit right after adds to a span; ranges do not add up."""
        sizes = _MINUTES.get(one.unit, 0), _MINUTES.get(other.unit, 0)
        return bool(one.low == one.high and other.low == other.high and sizes[0] > sizes[1] > 0 and self._plus.fullmatch(between))

    def _range(self, one: Span, words: str, between: str, other: Span) -> Span | None:
        """Two spans of different units that are the ends of a range: "half an hour to 45 minutes", "a day to three working days"."""
        if one.unit == other.unit or one.low != one.high or other.low != other.high:
            return None
        if not (self._range_to.fullmatch(between) or (between.isspace() and self._range_from.search(words))):
            return None
        if (one.unit, other.unit) == ("day", "business_day") and one.low < other.high:
            return Span(one.low, other.high, "business_day")
        if not {one.unit, other.unit} <= _MINUTES.keys():
            return None
        low, high = one.low * _MINUTES[one.unit], other.high * _MINUTES[other.unit]
        return Span(low, high, "minute") if low < high else None

    @cached_property
    def _range_from(self) -> re.Pattern[str]:
        """The ending by which a span begins a range: "бір күннен үш жұмыс күніне дейін"."""
        endings = self._lexicon.words(self._lexicon.file.clock.range_from)
        return re.compile(rf"(?:{endings})$" if endings else r"(?!)")

    @cached_property
    def _range_to(self) -> re.Pattern[str]:
        return re.compile(self._lexicon.range_to)

    @cached_property
    def _plus(self) -> re.Pattern[str]:
        words = self._lexicon.words(self._table.plus)
        return re.compile(rf"\s+(?:(?:{words})\s+)?" if words else r"\s+")

    @cached_property
    def _halves(self) -> str:
        """Words that add to the unit before them: "an hour and a half"."""
        forms = [block for key, block in self._lexicon.file.numbers.items() if key.startswith("+") and Decimal(key) < 1]
        words = self._lexicon.words(*forms)
        return rf"(?:[\s\-]+(?P<more>{words})(?!\w))?" if words else r"(?P<more>(?!))?"

    @cached_property
    def _fused(self) -> Forms:
        return Forms(self._table.fused, self._lexicon.folder)

    @cached_property
    def _fused_finder(self) -> Finder:
        return Finder(rf"(?<!\w)(?P<fused>{self._fused.expression}){self._halves}", self._fused.beginnings)

    def _fused_ones(self, text: str, window: tuple[int, int]) -> Iterator[Found]:
        if self._fused:
            for match in self._fused_finder.finditer(text, *window):
                number, _, unit = self._fused.value(match["fused"]).partition(" ")
                low, _, high = number.partition("-")
                half = self._half(match["more"])
                yield match.start(), match.end(), Span(Decimal(low) + half, Decimal(high or low) + half, cast(Unit, unit))

    def _half(self, words: str | None) -> Decimal:
        return self._numbers.read(words) if words else Decimal(0)

    @cached_property
    def _ranges(self) -> list[tuple[str, Finder, Decimal, Decimal]]:
        """Whole expressions such as "a day or two", each with the longest word of its own."""
        units = self._lexicon.units.expression
        found = []
        for key, block in self._table.ranges.items():
            low, _, high = key.partition("-")
            for line in block.splitlines():
                if line.strip():
                    parts = [self._lexicon.folder.fold(part).text for part in line.strip().split("{unit}")]
                    form = f"(?P<unit>{units})".join(re.escape(part).replace(r"\ ", r"\s+") for part in parts)
                    longest = max((word for part in parts for word in part.split()), key=len, default="")
                    begins = parts[0].split()[:1] or self._lexicon.units.beginnings
                    found.append((longest, Finder(rf"(?<!\w){form}(?!\w)", begins), Decimal(low), Decimal(high or low)))
        return found

    def _whole(self, text: str, window: tuple[int, int]) -> Iterator[Found]:
        for word, finder, low, high in self._ranges:
            for match in finder.finditer(text, *window) if word in text else ():
                yield match.start(), match.end(), Span(low, high, cast(Unit, self._lexicon.units.value(match["unit"])))

    @cached_property
    def _not_a_day(self) -> str:
        """A unit may begin an expression for a day: "jam 3 hari Jumat" is no span of three days, nor is "pukul 18.00 hari ini" one of eighteen."""
        file = self._lexicon.file
        lines = [line.strip() for block in (*file.days.values(), *file.weekdays.values(), *file.periods.values()) for line in block.splitlines()]
        words = self._lexicon.words("\n".join(line for line in lines if " " in line))
        return rf"(?!(?:{words})(?!\w))" if words else ""

    @cached_property
    def _before_hour(self) -> re.Pattern[str]:
        return re.compile(self._lexicon.words(self._lexicon.file.clock.before) or r"(?!)")

    @cached_property
    def _hour(self) -> re.Pattern[str]:
        """The name of an hour, which counts no days: Kazakh "алтыда күн сайын" is at six, every day."""
        return re.compile(self._lexicon.words(*self._lexicon.file.clock.named.values()) or r"(?!)")

    @cached_property
    def _finder(self) -> Finder:
        number = self._numbers.expression
        unit = rf"{self._not_a_day}(?P<unit>{self._lexicon.units.expression})"
        expression = rf"(?:(?P<low>(?>{number})){self._lexicon.range_to})?(?P<high>{number})(?:\s*\(\d+\))?[\s\-]*{unit}{self._halves}"
        return Finder(expression, self._numbers.beginnings)

    @cached_property
    def _hour_word(self) -> re.Pattern[str]:
        return re.compile(self._lexicon.words(self._lexicon.file.clock.before) or r"(?!)")

    def _counted(self, text: str, window: tuple[int, int], whole: set[Found]) -> Iterator[Found]:
        for match in self._finder.finditer(text, *window):
            if any(match.start() < end and start < match.end() for start, end, _ in whole) or self._hour.fullmatch(match["high"]):
                continue
            if _DATED.fullmatch(match["high"]) and _HOUR.match(text, match.end()) and self._before_hour.fullmatch(match["unit"]):
                continue  # "26.03 сағат 7:00-ге дейін" counts no hours
            start = match.start()
            if self._hour_word.fullmatch(match["unit"]) and self._lexicon.before_day.search(text, max(0, start - _NEAR), start):
                continue  # "tanggal 17 jam 3 sore" is no span of seventeen hours
            low, high = self._numbers.read_range(match["high"])
            if match["low"] and (first := self._numbers.read(match["low"])) <= high:
                low = first
            elif match["low"]:
                start = match.start("high")  # "$5 and 3 days" is no range
            half = self._half(match["more"])
            unit = cast(Unit, self._lexicon.units.value(match["unit"]))
            if unit == "year" and high >= _A_YEAR:
                continue  # "2026 жылдың", "tahun 2026": the year itself
            yield start, match.end(), Span(low + half, high + half, unit)

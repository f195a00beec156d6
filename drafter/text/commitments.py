"""Every value that a text states: dates, times, spans, amounts, shares, contacts, references, with exact places.

Whether a value is a promise, and who supports it, is not decided here. The work is done on the folded text; places are given in the text as it came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest
from typing import cast

from drafter.text.amounts import Amounts
from drafter.text.clocks import Clocks
from drafter.text.contacts import contacts, references
from drafter.text.days import Days
from drafter.text.finder import Finder
from drafter.text.fold import Folded
from drafter.text.lexicon import Lexicon
from drafter.text.lexicon_file import NONE
from drafter.text.marks import Marks
from drafter.text.numbers import Numbers
from drafter.text.places import Places
from drafter.text.relative_days import resolved
from drafter.text.spans import Spans
from drafter.text.values import Day, Kind, Limit, Mark, Money, Share, Span, Value

_LIMIT = 24  # characters before and after a value in which a word may say how it bounds
_DIGIT = re.compile(r"\d")
_NAME_FOLLOWS = re.compile(r" ([^\W\d_a-z][a-z\u0430-\u04ff]+) [^\W\d_a-z][a-z\u0430-\u04ff]+")  # of two words: "Larch Close"
_BETWEEN_WORDS = r"[^\w.,;:!?]+"
_RATED = (Money, Share, Span)
_MONTH = 28  # days
_BESIDE = 6  # characters between a day and the span counted from it
_MANY = 20  # a larger number counts nothing that is paid for one by one
_COUNTED_FROM = re.compile(r"\s[\w\s]{1,20}\s")  # from today, terhitung dari hari ini
_IDIOM = 24  # characters of an idiom on either side of what looks like a value
Found = tuple[int, int, Kind, Value]


class Extractor:
    """Finds values in the texts of one language. Immutable after its expressions are compiled on first use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._numbers = Numbers(lexicon)
        self._days = Days(lexicon)
        self._spans = Spans(lexicon, self._numbers)
        self._clocks = Clocks(lexicon, self._numbers)
        self._amounts = Amounts(lexicon, self._numbers)
        self._marks = Marks(lexicon)

    def find(self, folded: Folded, today: date | None = None) -> list[Mark]:
        """All values in the order of the text, none overlapping another; of two that overlap the longer stands."""
        text = folded.text
        windows = self._marks.windows(text)
        found: list[Found] = list(contacts(folded, windows.get("phone", [])))
        for window in windows.get("span", []):
            found += ((start, end, "duration", span) for start, end, span in self._spans.find(text, window, fused="fused" in windows))
        for window in windows.get("money", []):
            found += ((start, end, "amount", money) for start, end, money in self._amounts.find(text, window))
        for window in windows.get("share", []):
            found += self._shares(text, window)
        found += [(start, end, "date", day) for start, end, day in self._days.find(text, windows, today)]
        found += [(start, end, "time", clock) for window in windows.get("clock", []) for start, end, clock in self._clocks.find(text, window)]
        if "reference" in windows:
            found += references(folded, self._lexicon.words(self._lexicon.file.references), self._lexicon.words(self._lexicon.file.references_after))
        found = [each for each in found if not (each[2] == "time" and self._is_address(folded, each))]
        if self._lexicon.file.idioms:
            found = [each for each in found if not self._is_idiom(text, each)]
        if not found:
            return []
        return list(self._settled(list(resolved(self._mark(folded, *each) for each in _apart(found))), folded.raw, today))

    def numbers(self, folded: Folded, marks: Sequence[Mark] = ()) -> set[Decimal]:
        """Every number of a text, whatever it stands for, but those of `marks`: 14 % is no 14."""
        found = ((folded.span(*match.span()), match[0]) for match in self._numbers.whole.finditer(folded.text, 0, len(folded.text)))
        return {self._numbers.read(text) for (start, end), text in found if not any(mark.start < end and start < mark.end for mark in marks)}

    def counts(self, folded: Folded, marks: Sequence[Mark]) -> set[Decimal]:
        """How many of something a text may speak of."""
        return {number for _, _, number in self.counted(folded, marks)}

    def counted(self, folded: Folded, marks: Sequence[Mark]) -> Iterator[tuple[int, int, Decimal]]:
        """The whole numbers from two to twenty that are no part of the values of a text (`marks`), each with its place in the text as given."""
        hours = [match.span() for match in self._lexicon.hours_counted.finditer(folded.text)]
        for match in self._numbers.whole.finditer(folded.text, 0, len(folded.text)):
            start, end = folded.span(*match.span())
            number = self._numbers.read(match[0])
            if any(first <= match.start() and match.end() <= last for first, last in hours):
                continue
            if 2 <= number <= _MANY and number == int(number) and not any(mark.start < end and start < mark.end for mark in marks):
                yield start, end, number

    def _settled(self, marks: list[Mark], text: str, today: date | None) -> Iterator[Mark]:
        """Marks, but for the day from which a span is counted ("today in a week", "14 days from today"), for the end of a day that is named
        ("close of business on Friday") and for the span of a rate ("$18 a month", "24 jam sehari") or of what a sum pays for."""
        before: Mark | None = None
        for mark, following in zip_longest(marks, marks[1:]):
            is_today = isinstance(mark.value, Day) and today is not None and mark.value.days == {today} and not _DIGIT.search(mark.quote)
            if is_today and following is not None and isinstance(following.value, Span) and _beside(mark, following, text):
                continue
            if is_today and before is not None and isinstance(before.value, Span) and _COUNTED_FROM.fullmatch(text[before.end : mark.start]):
                continue
            pairs = ((before, mark), (mark, following))
            if is_today and any(self._is_one_day(one, other, text) for one, other in pairs if one and other):
                continue
            if following is not None and self._is_paid_for(mark, following, text):
                continue
            if before is None or not _is_rate(before, mark, text):
                yield mark
            before = mark

    def _is_paid_for(self, mark: Mark, following: Mark, text: str) -> bool:
        """Whether a span is what the sum right behind it pays for: "екі күнге 26 000 теңге"."""
        may_be = (
            isinstance(mark.value, Span) and not mark.limit and isinstance(following.value, Money) and not text[mark.end : following.start].strip()
        )
        return may_be and self._paid_for is not None and bool(self._paid_for.search(self._lexicon.folder.fold(mark.quote).text))

    @cached_property
    def _paid_for(self) -> re.Pattern[str] | None:
        endings = self._lexicon.words(self._lexicon.file.paid_for)
        return re.compile(rf"(?:{endings})$") if endings else None

    @cached_property
    def _idioms(self) -> re.Pattern[str]:
        words = self._lexicon.words(self._lexicon.file.idioms).replace(r"\#", r"\d+")
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)\.?")  # the full stop of its sentence may count with a day

    def _is_idiom(self, text: str, each: Found) -> bool:
        """Whether what was found is a part of an expression that states no value: "setiap minggu", "buka 24 jam"."""
        start, end = each[:2]
        near = self._idioms.finditer(text, max(0, start - _IDIOM), min(len(text), end + _IDIOM))
        return any(match.start() <= start and end <= match.end() for match in near)

    def _is_address(self, folded: Folded, each: Found) -> bool:
        """Whether a bare number that looks like an hour is the number of a house or a door: "the bin at 9 Larch Close", "they come by 4B"."""
        start, end = each[:2]
        if folded.text[end - 1 : end].isdigit() and folded.text[end : end + 1].isalpha():
            return True
        name = _NAME_FOLLOWS.match(folded.raw, folded.span(start, end)[1]) if folded.text[start:end].isdigit() else None
        return name is not None and not self._calendar_word.match(self._lexicon.folder.fold(name[1]).text)

    @cached_property
    def _calendar_word(self) -> re.Pattern[str]:
        """What may follow an hour and begin like a name: "at 9 Monday"."""
        lexicon = self._lexicon
        return re.compile(f"{lexicon.weekdays.expression}|{lexicon.weekdays_short.expression}|{lexicon.months.expression}|{lexicon.days.expression}")

    def _is_one_day(self, one: Mark, other: Mark, text: str) -> bool:
        """Whether two days stand side by side, so that they are one."""
        both = isinstance(one.value, Day) and isinstance(other.value, Day)
        return both and self._joined.fullmatch(self._lexicon.folder.fold(text[one.end : other.start]).text) is not None

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        """What stands between two words for one day: "end of day on Friday", "Friday by close of business"."""
        words = self._lexicon.words(self._lexicon.file.date_joiners, *self._lexicon.file.limits.values())
        return re.compile(rf"\s+(?:(?:{words})\s+)*" if words else r"\s+")

    def _mark(self, folded: Folded, start: int, end: int, kind: Kind, value: Value) -> Mark:
        raw_start, raw_end = folded.span(start, end)
        return Mark(kind, value, raw_start, raw_end, folded.raw[raw_start:raw_end], limit=self._limit(folded.text, start, end, value))

    @cached_property
    def _limit_before(self) -> re.Pattern[str]:
        between = "|".join(filter(None, (r"\w{1,4}", self._lexicon.words(self._lexicon.file.clock.before))))
        return re.compile(rf"(?<!\w)({self._lexicon.limits.expression})(?:\s+(?:{between}))?\s*$")

    @cached_property
    def _limit_within(self) -> re.Pattern[str]:
        return re.compile(rf"({self._lexicon.limits.expression})")

    @cached_property
    def _limit_after(self) -> re.Pattern[str]:
        return re.compile(rf"[\s,]*({self._lexicon.limits_after.expression})")

    def _limit(self, text: str, start: int, end: int, value: Value) -> Limit:
        """`by` or `from` where a word right before or after the value says so, or the first of its own: but "in April" bounds nothing."""
        if not self._lexicon.limits:
            return ""
        before = self._limit_before.search(text[max(0, start - _LIMIT) : start])
        after = self._limit_after.match(text[end : end + _LIMIT])
        is_month = isinstance(value, Day) and len(value.days) >= _MONTH
        found = before or (None if is_month else self._limit_within.match(text, start, end)) or after
        limit = self._lexicon.limits.value(found[1]) if found else NONE
        return "" if limit == NONE else cast(Limit, limit)

    @cached_property
    def _share_finder(self) -> Finder:
        words = self._lexicon.words(self._lexicon.file.percent)
        number = self._numbers.expression
        to = rf"\s*%?{self._lexicon.range_to}"
        expression = rf"(?:(?P<n0>(?>{number})){to})?(?P<n1>{number})\s*(?:%|(?:{words or '(?!)'})(?!\w))"
        return Finder(expression, self._numbers.beginnings)

    def _shares(self, text: str, window: tuple[int, int]) -> Iterator[Found]:
        for match in self._share_finder.finditer(text, *window):
            for number in filter(None, match.groups()):
                yield match.start(), match.end(), "percentage", Share(self._numbers.read(number))
        for match in self._share_in_words.finditer(text, *window):
            yield match.start(), match.end(), "percentage", Share(Decimal(self._lexicon.shares.value(match["n1"] or match["n2"])))

    @cached_property
    def _share_in_words(self) -> Finder:
        """ "Half the price", "ein Viertel des Fahrpreises", "құнының жартысы"; half an hour's fee is no half of it, and half three is an hour."""
        of, none = self._lexicon.words(self._lexicon.file.share_of), self._lexicon.words(self._lexicon.file.shares.get(NONE, ""))
        if not of:
            return Finder("(?!)", ())
        share = rf"(?!(?:{none})(?!\w)){self._lexicon.shares.expression}" if none else self._lexicon.shares.expression
        gap = rf"{_BETWEEN_WORDS}(?!{self._lexicon.units.expression}|{self._lexicon.numbers.expression})"
        after = rf"(?P<n1>{share})(?:{gap}\w+){{0,3}}?{gap}(?:{of})"
        before = rf"(?:{of})(?:{gap}\w+){{0,2}}?{_BETWEEN_WORDS}(?P<n2>{share})(?!{_BETWEEN_WORDS}{self._lexicon.units.expression})"
        begins = self._lexicon.shares.beginnings | self._lexicon.beginnings(self._lexicon.file.share_of)
        return Finder(rf"(?<!\w)(?:{after}|{before})(?!\w)", begins)


def _is_rate(before: Mark, mark: Mark, text: str) -> bool:
    """Whether one of a unit right behind a value is what the value counts for: "$18 a month"; but "900 теңге бір сағат ішінде" has a limit."""
    is_one = isinstance(mark.value, Span) and mark.value.high == 1 and not mark.limit and not mark.quote[0].isdigit()
    return is_one and isinstance(before.value, _RATED) and text[before.end : mark.start].strip() in ("", "/")


def _beside(one: Mark, other: Mark, text: str) -> bool:
    """Whether nothing but a word stands between two values."""
    return other.start - one.end <= _BESIDE and not set(text[one.end : other.start]) & set(".,;:!?\n")


def _apart(found: list[Found]) -> list[Found]:
    """The longer of two that overlap; a range's two ends stand on the same words and both stay."""
    places = Places()
    kept: dict[tuple[int, int], list[Found]] = {}
    for each in sorted(found, key=lambda each: (each[0] - each[1], each[0])):
        there = kept.get(each[:2])
        if there is not None:
            if all(each[2] == other[2] and each[3] != other[3] for other in there):
                there.append(each)
        elif places.take(each[0], each[1]):
            kept[each[:2]] = [each]
    return sorted((each for there in kept.values() for each in there), key=lambda each: (each[0], each[1]))

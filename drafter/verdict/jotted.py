"""Values as a brief or a message jots them down: "from 8", "3 Dec, 10.30", "back to 15th", "Sat till ten"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from drafter.text.periods import last_of_month, nearest_of_month
from drafter.text.values import Clock, Day, Kind, Mark
from drafter.verdict.fact import Fact
from drafter.verdict.heard import Heard

_DOTTED_HOUR = re.compile(r"(?<![\w.,:/])([01]?\d|2[0-3])[.:h]([0-5]\d)(?![\d%]|[.,:/]\d)")
_STRETCH = re.compile(r"(?<![\w.,:/-])([01]?\d|2[0-4])\s?[-\u2013]\s?([01]?\d|2[0-4])\s?h(?!\w)")  # "8-14h"
_DAYS = range(1, 32)
_NOON = 12
_LEAD = 16  # characters before a number in which a word may say that it is an hour
_NO_WORD = re.compile(r"\s*(?:[^\w\s]|$)")


def jotted(heard: Heard, source: str, today: date | None, *, ours: bool) -> Iterator[Fact]:
    """Hours, days of the month and weekdays that stand without the words by which a draft would have to tell them."""
    found: list[tuple[int, int, Clock | Day]] = [*_hours(heard), *_days_of_month(heard, today, ours=ours), *_weekdays(heard)]
    if ours:
        found += [*_stretches(heard), *_bounds(heard)]
    for start, end, value in found:
        if not _is_taken(heard, start, end):
            kind: Kind = "time" if isinstance(value, Clock) else "date"
            demanded = not ours and heard.tongue.demands(heard.reading, Mark(kind, value, start, end))
            yield Fact(kind, value, source, ours, demanded=demanded)


def _is_taken(heard: Heard, start: int, end: int) -> bool:
    """Whether a value of the text stands there. "18.40" may be read as a day and "8-14h" as a span, and are hours all the same."""
    there = {mark.kind for mark in heard.marks if mark.start < end and start < mark.end}
    if _DOTTED_HOUR.fullmatch(heard.text, start, end):
        return "amount" in there
    return bool(there - {"duration"} if any(match.start() <= start < match.end() for match in _STRETCH.finditer(heard.text)) else there)


def _hours(heard: Heard) -> Iterator[tuple[int, int, Clock]]:
    """ "10.30", and a number behind a word for hours: "from 8", "till four"."""
    for match in _DOTTED_HOUR.finditer(heard.text):
        yield *match.span(), _clock(int(match[1]), int(match[2]), in_full=len(match[1]) == 2 and match[1][0] == "0")
    folded = heard.reading.folded
    for match in _STRETCH.finditer(heard.text):
        for group in (1, 2):
            yield *match.span(group), _clock(int(match[group]), 0)
    for match in heard.tongue.lexicon.hour_alone.finditer(folded.text):
        numbers = heard.tongue.extractor.numbers(heard.tongue.fold(match[1]))
        if len(numbers) == 1 and 1 <= (number := numbers.pop()) <= 24 and number == int(number):
            yield *folded.span(*match.span(1)), _clock(int(number), 0)


def _clock(hour: int, minute: int, *, in_full: bool = False) -> Clock:
    """Both hours of a clock face, one where it is written in full (`08.00`)."""
    readings = {hour, hour + 12} if 1 <= hour <= 12 and not in_full else {hour}
    return Clock(frozenset(time(each % 24, minute) for each in readings))


def _stretches(heard: Heard) -> Iterator[tuple[int, int, Clock]]:
    """The hours of a stretch: "plumber between 8 and 10", "closed 9-13", "open 9.00-18.30". What a stretch counts is no hours: "sizes 8-10 in stock";
    so nothing stands behind them, a word for hours right before, or minutes with them."""
    folded, lexicon = heard.reading.folded, heard.tongue.lexicon
    hour = r"([01]?\d|2[0-4])(?:[.h]([0-5]\d))?"
    for match in re.finditer(rf"(?<![\w.,:/-]){hour}{lexicon.range_to}{hour}(?![\w%:/-]|[.,]\d)", folded.text):
        start, end = folded.span(*match.span())
        is_free = not any(mark.start < end and start < mark.end for mark in heard.marks)
        has_minutes = match[2] is not None and match[4] is not None
        before = folded.text[max(0, match.start() - _LEAD) : match.start()]
        if is_free and (has_minutes or _NO_WORD.match(folded.text, match.end()) or lexicon.before_hours.search(before)):
            for at in (1, 3):
                in_full = match[at + 1] is not None and match[at].startswith("0")
                yield *folded.span(*match.span(at)), _clock(int(match[at]), int(match[at + 1] or 0), in_full=in_full)


def _bounds(heard: Heard) -> Iterator[tuple[int, int, Clock]]:
    """One bare hour behind any word that bounds: "luggage by 8"; in a text that tells when something is open, whatever stands behind: "open till four
    on Fridays"."""
    lexicon, folded = heard.tongue.lexicon, heard.reading.folded
    for start, end, number in heard.tongue.extractor.counted(folded, heard.marks):
        is_bound = number <= _NOON and lexicon.bounding.search(heard.tongue.fold(heard.text[max(0, start - _LEAD) : start]).text)
        if is_bound and (_NO_WORD.match(heard.text, end) or lexicon.opens.search(folded.text)):
            yield start, end, _clock(int(number), 0)


def _days_of_month(heard: Heard, today: date | None, *, ours: bool) -> Iterator[tuple[int, int, Day]]:
    """The coming day of that number and the one that is over; in a brief with no word behind it, which it might count: "2nd attempt"."""
    folded = heard.reading.folded
    for match in heard.tongue.lexicon.ordinal_in_digits.finditer(folded.text):
        is_day = not ours or _NO_WORD.match(folded.text, match.end()) is not None
        if is_day and int(match[1]) in _DAYS and today is not None:
            place = folded.span(*match.span())
            last = last_of_month(int(match[1]), None, today)
            yield *place, nearest_of_month(int(match[1]), today)
            yield from () if last is None else [(*place, Day(frozenset({last})))]


def _weekdays(heard: Heard) -> Iterator[tuple[int, int, Day]]:
    """Abbreviations that are other words too, so that they have to begin like names: "Sat", "So"."""
    folded, lexicon = heard.reading.folded, heard.tongue.lexicon
    for forms in (lexicon.weekdays_short, lexicon.weekdays_jotted):
        for match in re.finditer(rf"(?<!\w){forms.expression}", folded.text) if forms else ():
            start, end = folded.span(*match.span())
            if heard.text[start].isupper():
                yield start, end, Day(weekday=int(forms.value(match[0])))

"""The agent's one line, read into the brief: "replacement ok, no refund before inspection, 3-5 working days, call Friday 3 pm"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise, zip_longest
from math import ceil
from typing import cast, get_args

from drafter.brief import HintRead, Moment, Timeline
from drafter.moments import Duration, day_of
from drafter.request import Channel
from drafter.text.values import Clock, Day, Mark, Span
from drafter.verdict.pack import Pack
from drafter.verdict.tongue import Tongue

_ITEM = re.compile(r"[,;\n]+|[.!](?:\s|$)|\s[+&]\s")
_ASIDES = 1  # words beside a remedy ("replacement possible"); with more, nobody can tell what they make of it
_ASIDES_OF_A_CALL = 3  # words beside a channel and a time ("I will give her a call Friday")
_SHORT = 2  # letters of a word that says nothing by itself
_LONGEST = 999  # of any unit
_UNITS = {"year": "years", "month": "months", "week": "weeks", "day": "days", "business_day": "days", "hour": "hours", "minute": "minutes"}


def read_hint(hint: str, pack: Pack, now: Moment | None, zone: tzinfo) -> HintRead:
    """What the line states, in the draft's language or that of briefs. What cannot be read stays out: it reaches the model as it is.
    `now` is a date alone where the time is not known."""
    read, today = HintRead(), None if now is None else day_of(now)
    for tongue in pack.readers:
        items = list(_items(hint, tongue, today))
        for item, following in zip_longest(items, items[1:]):
            # "refund, if the item is sent back": what nobody can read may be a condition of what stands before it.
            if not (item.remedies and (item.is_asked or (following is not None and following.may_limit))):
                read = _taken_in(read, item, tongue, now, zone)
    return read


class _Item:
    """A part of the line with the values in it."""

    def __init__(self, text: str, marks: list[Mark], tongue: Tongue) -> None:
        self.text, self.marks = text.strip(), marks
        self.remedies = list(tongue.remedies_in(text))
        self.channel = _channel(text, tongue)
        self.is_refusal = tongue.refuses(tongue.fold(text).text) or any(refused for _, refused in self.remedies)
        self._begins_as_limit = tongue.begins_as_limit(self.text)
        self.asides = self._asides(text, tongue)

    def _asides(self, text: str, tongue: Tongue) -> int:
        """How many words say more than the values, their bounds, a channel and a remedy."""
        for mark in self.marks:
            text = text.replace(mark.quote, " ")
        words = [word for word in tongue.fold(text).text.split() if len(word) > _SHORT and word.isalpha()]
        known = tongue.lexicon.limits.expression
        named = [word for word in words if any(True for _ in tongue.remedies_in(word))]
        channels = [word for word in words if any((found := tongue.channel(name)) and found.search(word) for name in get_args(Channel))]
        return len([word for word in words if word not in named and word not in channels and not re.fullmatch(known, word)])

    def first(self, kind: type) -> Mark | None:
        return next((mark for mark in self.marks if isinstance(mark.value, kind)), None)

    @property
    def may_limit(self) -> bool:
        """Whether it may be a condition of what stands before it: it begins like one, or nothing in it can be read."""
        return self._begins_as_limit or not (self.marks or self.remedies or self.channel)

    @property
    def is_asked(self) -> bool:
        return self.text.endswith("?")

    @property
    def is_day_alone(self) -> bool:
        """Whether a day is all that it says: "Friday, 15:00 call"."""
        return len(self.marks) == 1 and isinstance(self.marks[0].value, Day) and self.marks[0].quote.strip() == self.text


def _channel(text: str, tongue: Tongue) -> str | None:
    """The channel that a text names. A word that several share ("write") tells less than one of its own ("chat")."""
    folded = tongue.fold(text).text
    named = {name: {match[0] for match in words.finditer(folded)} for name in get_args(Channel) if (words := tongue.channel(name))}
    shared = Counter(word for words in named.values() for word in words)
    own = (name for name, words in named.items() if any(shared[word] == 1 for word in words))
    return next(own, None) or next((name for name, words in named.items() if words), None)


def _items(hint: str, tongue: Tongue, today: date | None) -> Iterator[_Item]:
    """Parts between commas; a comma inside a value ("Friday, 27 November") parts nothing, and a bare time belongs to the part before it."""
    marks = tongue.extractor.find(tongue.fold(hint), today)
    cuts = [match.span() for match in _ITEM.finditer(hint) if not any(mark.start <= match.start() < mark.end for mark in marks)]
    edges = [(0, 0), *cuts, (len(hint), len(hint))]
    pending: _Item | None = None
    for (_, start), (end, _) in pairwise(edges):
        inside = [mark for mark in marks if start <= mark.start < end]
        item = _Item(hint[start:end], inside, tongue)
        if pending is not None and pending.is_day_alone and item.channel and item.first(Clock) and not item.first(Day):
            pending = _Item(hint[hint.index(pending.text) : end], pending.marks + inside, tongue)
            continue
        if pending is not None and pending.channel and not item.channel and not item.remedies and item.first(Clock) and not item.first(Span):
            pending.marks += inside
            continue
        if pending is not None and pending.text:
            yield pending
        pending = item
    if pending is not None and pending.text:
        yield pending


def _taken_in(read: HintRead, item: _Item, tongue: Tongue, now: Moment | None, zone: tzinfo) -> HintRead:
    """Only what is said outright: a condition, a refusal, or a date in a longer sentence stays a hint to the model and promises nothing."""
    if item.is_refusal:
        return read
    day, clock, span = item.first(Day), item.first(Clock), item.first(Span)
    if item.channel and item.asides <= _ASIDES_OF_A_CALL and (day or clock) and read.follow_up is None and (moment := _moment(day, clock, now, zone)):
        return read.with_(follow_up=(moment, item.channel))
    if item.asides > _ASIDES:
        return read
    if item.remedies and item.text not in read.solutions:
        read = read.with_(solutions=(*read.solutions, item.text))
    if not item.remedies and item.asides:
        return read
    if span is not None and read.timeline is None and (timeline := _timeline(cast(Span, span.value))):
        return read.with_(timeline=timeline)
    if day is not None and day.limit == "by" and read.timeline is None and (moment := _moment(day, clock, now, zone)):
        return read.with_(timeline=Timeline(by=moment))
    return read


def _timeline(span: Span) -> Timeline | None:
    """A bare span is the latest; a range has both ends. Parts of a unit are rounded up: rounded down they would promise more than was said."""
    low, high = ceil(span.low), ceil(span.high)
    if high > _LONGEST:
        return None
    unit = _UNITS[span.unit]
    earliest = Duration(**{unit: low}) if low != high else None
    return Timeline(earliest=earliest, latest=Duration(**{unit: high}), business_days=span.unit == "business_day")


def _moment(day: Mark | None, clock: Mark | None, now: Moment | None, zone: tzinfo) -> Moment | None:
    """The day that is meant, with its time if there is one; a weekday is the next of its kind. None when nothing says which day,
    or when it is over."""
    today = None if now is None else day_of(now)
    value = cast(Day, day.value) if day else Day()
    found = min(value.days) if value.days else None
    if found is None and value.weekday and today:
        found = today + timedelta(days=(value.weekday - today.isoweekday() - 1) % 7 + 1)
    if found is None and clock is not None and day is None:
        found = today
    if found is None or (today and found < today):
        return None
    if clock is None:
        return found
    # Of "half past three" the reading within the working day is meant.
    readings = sorted(cast(Clock, clock.value).readings, key=lambda reading: (not time(7) <= reading <= time(20), reading))
    moment = datetime.combine(found, readings[0], tzinfo=zone)
    return None if isinstance(now, datetime) and moment < now else moment

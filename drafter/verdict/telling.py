"""What a time in a draft may tell besides a promise: what has been, what its own date says, what a reason or an obstacle is about."""

from __future__ import annotations

import re
from datetime import timedelta

from msgspec.structs import replace

from drafter.text.calendar import is_holiday
from drafter.text.values import Clock, Day, Kind, Mark, Money, Name, Span
from drafter.verdict.fact import TOLD_WHY, Fact
from drafter.verdict.facts import Facts
from drafter.verdict.lines import is_in
from drafter.verdict.scan import Cues
from drafter.verdict.silence import Place
from drafter.verdict.tongue import Tongue

TIMES: frozenset[Kind] = frozenset({"date", "time", "duration"})
_WEEK = 7
_HOLIDAY = "holiday"  # of concepts.toml
_DOLLAR = "USD"
_DOLLARS = frozenset({"AUD", "CAD", "HKD", "NZD", "SGD", "TWD"})
_BESIDE = 4  # characters in which a currency may be named
_OF_THE_STATES = re.compile(r"US(?![a-z])|\bU\.S")
_BARE_DOLLAR = re.compile(r"(?<![A-Za-z])\$")


def is_told_of(fact: Fact, place: Place, tongue: Tongue, facts: Facts) -> bool:
    """Whether a time of a reason or an obstacle is told as theirs: where the brief has a timeline, "up to two days longer at the bank" does not
    support that it takes two days."""
    if fact.kind not in TIMES or not fact.source.startswith(TOLD_WHY) or not any(each.part == "timeline" for each in facts.facts):
        return True
    line = next((line for lines in facts.lines.values() for line in lines if line.source == fact.source), None)
    if line is None or not (line.words or line.concepts):
        return True
    sentence = place.sentence
    beside = " ".join([*sentence.words[: place.first], *sentence.words[place.last :]])
    return any(is_in(word, beside) for word in line.words) or bool(line.concepts & tongue.concepts_in(sentence.raw))


def is_bygone(mark: Mark, facts: Facts) -> bool:
    """Whether a day is told by a word of its own for what is over: "yesterday", "last week". A date that is over may be a slip in a promise."""
    if not isinstance(mark.value, Day) or not mark.value.days or facts.today is None:
        return False
    return max(mark.value.days) < facts.today and not any(map(str.isdigit, mark.quote)) and mark.value.month_day is None


def has_been(mark: Mark, place: Place, cues: Cues, tongue: Tongue, facts: Facts) -> bool:
    """Whether a time stands in a clause that tells what has been: "the fitter came on Monday". No day that is still to come has been."""
    if mark.kind not in TIMES or mark.limit == "by":
        return False
    if isinstance(mark.value, Day) and mark.value.days and facts.today and min(mark.value.days) > facts.today:
        return False
    return cues.silence(("past",), place) is not None and not tongue.speaks_of_future(place, beside=True)


def is_past(mark: Mark, place: Place, tongue: Tongue) -> bool:
    """A word of the past right before or after: "two weeks ago", "in the last three months". What bounds a day is none: German "vor" is both."""
    if isinstance(mark.value, Name):
        return False
    text = place.sentence.folded.raw
    fold = tongue.fold
    before, after = fold(text[max(0, mark.start - 24) : mark.start]).text, fold(text[mark.end : mark.end + 20]).text
    ends_in_past, begins_in_past = tongue.beside_past
    found = ends_in_past.search(before)
    if found and mark.limit == "by" and isinstance(mark.value, Span):
        return False  # "you have it back in a week"
    if found and not (isinstance(mark.value, Day | Clock) and tongue.lexicon.limits.holds(found[1])):
        return True
    return begins_in_past.match(after) is not None


def in_dollars(mark: Mark, place: Place, facts: Facts) -> Mark:
    """An amount with a bare `$` in the dollars that the ticket speaks of: "$60" where the brief says A$60."""
    money = mark.value
    if not isinstance(money, Money) or money.currency != _DOLLAR:
        return mark
    around = place.sentence.folded.raw[max(0, mark.start - _BESIDE) : mark.end + _BESIDE]
    if not _BARE_DOLLAR.search(mark.quote) or _OF_THE_STATES.search(around):
        return mark
    named = {fact.value.currency for fact in facts.of("amount") if isinstance(fact.value, Money) and fact.value.currency}
    dollars = named & _DOLLARS
    return replace(mark, value=Money(money.amount, dollars.pop())) if len(dollars) == 1 and _DOLLAR not in named else mark


def is_holiday_told(mark: Mark, place: Place, tongue: Tongue, facts: Facts) -> bool:
    """Whether a day that nobody promised is a public holiday of the country, told to count on: "with Thanksgiving falling on Thursday"."""
    if not isinstance(mark.value, Day) or mark.limit or facts.today is None or not facts.country:
        return False
    if _HOLIDAY not in tongue.concepts_in(place.sentence.raw):
        return False
    if tongue.speaks_of_future(place) or tongue.speaks_of_giving(place):
        return False
    coming = (facts.today + timedelta(days=ahead) for ahead in range(1, _WEEK + 1))
    days = mark.value.days or {day for day in coming if day.isoweekday() == mark.value.weekday}
    return any(is_holiday(day, facts.country) for day in days)


def as_told(mark: Mark, place: Place, cues: Cues, tongue: Tongue, facts: Facts) -> Mark:
    """A day of the month without its month as the one that is over, where the ticket names that day or the clause tells what has been."""
    day = mark.value
    if not isinstance(day, Day) or day.last is None or mark.limit == "by":
        return mark
    given = {each for fact in facts.of("date") if isinstance(fact.value, Day) for each in fact.value.days}
    if given & day.days and not day.contradicts:
        return mark
    is_over = day.last in given or is_past(mark, place, tongue)
    if is_over or (cues.silence(("past",), place) is not None and not tongue.speaks_of_future(place, beside=True)):
        return replace(mark, value=Day(frozenset({day.last}), day.weekday))
    return mark

"""Whether what a text states is what a fact gives: equal values in any wording, "on Friday" for its date, "in two days" for the date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from drafter.text.values import Clock, Day, Money, Name, Share, Span, Value
from drafter.verdict.ends import end_of
from drafter.verdict.fact import Fact

_WEEK = 7
_MONTH = 30 * 24 * 60  # minutes
_LONG_NAME = 5  # characters of a number or reference by which it is known without its prefix
_SHARE = Decimal("0.5")  # of a hundred, by which two shares may differ and be one: a third is 33, 33.3 or 33⅓ per cent
_KAZAKH_PHONE = 11  # digits; within the country 8 stands for +7


def supports(fact: Fact, stated: Value, today: date | None, country: str | None) -> bool:
    """Whether a fact gives what is stated. A span agrees with a date that was given as one; a date counted out from a span is that span's."""
    if fact.is_month:
        return isinstance(stated, Day) and isinstance(fact.value, Day) and stated.days == fact.value.days
    if isinstance(stated, Span) and isinstance(fact.value, Day):
        if today is None or fact.is_computed or stated.low != stated.high:
            return False
        return stated.unit != "minute" and end_of(stated, today, country) in fact.value.days
    return agree(stated, fact.value, today)


def agree(stated: Value, given: Value, today: date | None = None) -> bool:
    """Whether two values are the same; a weekday agrees with its date, and the last of a range with the range."""
    match stated, given:
        case Day(), Day():
            return _same_day(stated, given, today) and _same_part(stated, given)
        case Clock(), Clock():
            return bool(stated.readings & given.readings)
        case Span(), Span():
            unit, low, high = stated.measure()
            other, lowest, highest = given.measure()
            if {unit, other} == {"months", "minutes"}:  # a month for thirty days
                low, high = (low * _MONTH, high * _MONTH) if unit == "months" else (low, high)
                lowest, highest = (lowest * _MONTH, highest * _MONTH) if other == "months" else (lowest, highest)
                unit = other
            return unit == other and high == highest and low in (lowest, highest)
        case Money(), Money():
            return stated.amount == given.amount and (stated.currency == given.currency or None in (stated.currency, given.currency))
        case Share(), Share():
            return abs(stated.percent - given.percent) < _SHARE
        case Name(), Name():
            return _same_name(stated.name, given.name)
    return False


def _same_name(one: str, two: str) -> bool:
    """Whether two names are one: a number with and without its prefix or country code too, but of an address every letter counts."""
    if one == two or {"@", "/", "."} & {*one, *two}:
        return one == two
    if len(one) == len(two) == _KAZAKH_PHONE and {one[0], two[0]} == {"7", "8"}:
        return one[1:] == two[1:]
    short, long = sorted((one.lstrip("0"), two.lstrip("0")), key=len)
    return len(short) >= _LONG_NAME and long.endswith(short)


def _same_day(stated: Day, given: Day, today: date | None) -> bool:
    if stated.days and given.days:
        return bool(stated.days & given.days)
    if stated.weekday and given.days and not stated.month_day:
        return any(day.isoweekday() == stated.weekday and _is_meant(stated, day, today) for day in given.days)
    if given.weekday and stated.days and not given.month_day:
        return any(day.isoweekday() == given.weekday and _is_meant(given, day, today) for day in stated.days)
    return (stated.weekday, stated.month_day) == (given.weekday, given.month_day)


def _is_meant(weekday: Day, day: date, today: date | None) -> bool:
    """ "On Friday" is the coming Friday or one that is past; "next Friday" may be the one after it. "By Friday", said in June, is no day of July."""
    return today is None or (day - today).days <= (2 * _WEEK if weekday.is_after_next else _WEEK)


def _same_part(stated: Day, given: Day) -> bool:
    """Whether the hours agree, where both name any: "Friday afternoon" is Friday at three."""
    if stated.part is None or given.part is None:
        return True
    return stated.part[0] <= given.part[1] and given.part[0] <= stated.part[1]

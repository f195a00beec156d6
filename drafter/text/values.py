"""What a text can commit to, as values that can be compared. Equal values are one value: a year is twelve months."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Literal

import msgspec

Kind = Literal["date", "time", "duration", "amount", "percentage", "remedy", "email", "phone", "link", "reference"]
Limit = Literal["", "by", "from"]
Unit = Literal["minute", "hour", "day", "business_day", "week", "month", "year"]

_MINUTES: dict[str, int] = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}
_MONTHS: dict[str, int] = {"month": 1, "year": 12}


class Day(msgspec.Struct, frozen=True):
    """A calendar day, named in full, in part, or by its weekday. `days` are all dates that it may mean; empty when nothing says which.

    `weekday` is 1 (Monday) to 7; `contradicts` when weekday and date do not agree. A weekday alone is the next of its kind, or with a word for
    that (`is_after_next`: "next Friday") perhaps the one after it. `part` is the part of the day that was named with it, from when to when.
    Of a day of the month without its month `last` is the one that is over. `after`: so many days after the day that was named before it.
    """

    days: frozenset[date] = frozenset()
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    contradicts: bool = False
    is_after_next: bool = False
    part: tuple[time, time] | None = None
    last: date | None = None
    after: int | None = None

    def __str__(self) -> str:
        if self.days:
            return min(self.days).isoformat()
        if self.month_day:
            return f"--{self.month_day[0]:02}-{self.month_day[1]:02}"
        return f"weekday {self.weekday}" if self.weekday else "day"


class Clock(msgspec.Struct, frozen=True):
    """A time of day; two readings where nothing says before or after noon ("half past three")."""

    readings: frozenset[time]

    def __str__(self) -> str:
        return " or ".join(sorted(f"{reading:%H:%M}" for reading in self.readings))


class Span(msgspec.Struct, frozen=True):
    """From `low` to `high` units; equal where one number is given."""

    low: Decimal
    high: Decimal
    unit: Unit

    def measure(self) -> tuple[str, Decimal, Decimal]:
        """A common measure, so that two weeks are fourteen days: minutes, months or business days."""
        if self.unit in _MONTHS:
            return "months", self.low * _MONTHS[self.unit], self.high * _MONTHS[self.unit]
        if self.unit == "business_day":
            return "business days", self.low, self.high
        return "minutes", self.low * _MINUTES[self.unit], self.high * _MINUTES[self.unit]

    def __str__(self) -> str:
        unit = self.unit.replace("_", " ")
        low, high = _plain(self.low), _plain(self.high)
        return f"{low} {unit}s" if low == high else f"{low} to {high} {unit}s"


class Money(msgspec.Struct, frozen=True):
    """An amount; `currency` is None where none was named."""

    amount: Decimal
    currency: str | None

    def __str__(self) -> str:
        return f"{_plain(self.amount)} {self.currency or ''}".strip()


class Share(msgspec.Struct, frozen=True):
    percent: Decimal

    def __str__(self) -> str:
        return f"{_plain(self.percent)} %"


class Name(msgspec.Struct, frozen=True):
    """A remedy by its id, or an address, number or reference in its normal form."""

    name: str

    def __str__(self) -> str:
        return self.name


Value = Day | Clock | Span | Money | Share | Name


class Mark(msgspec.Struct, frozen=True):
    """A value found in a text, with its exact place in the text as given. `limit` says how it bounds: `by` (no later), `from` (no earlier)."""

    kind: Kind
    value: Value
    start: int
    end: int
    quote: str = ""
    limit: Limit = ""


def _plain(number: Decimal) -> str:
    """`3`, `49.90`: no exponent, no empty decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text and number == number.to_integral_value() else text

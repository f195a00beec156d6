"""Business days: which days a company works, and where a span of them ends."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

_FARTHEST = 400  # business days; beyond that a span is no promise that anybody counts out


def business_days_after(start: date, days: int, country: str | None) -> date:
    """The day on which the last of `days` business days after `start` falls. `country` is ISO 3166, with a region if holidays differ (`MY-10`);
    without one, or with one that nobody knows, Monday to Friday count."""
    free = _holidays(country) if country else frozenset()
    day = start
    for _ in range(min(days, _FARTHEST)):
        day += timedelta(days=1)
        while day.isoweekday() > 5 or day in free:
            day += timedelta(days=1)
    return day


def is_holiday(day: date, country: str) -> bool:
    """Whether nobody works on a day in a country, weekends apart; in one that nobody knows there are no holidays."""
    return day in _holidays(country)


def has_holidays(country: str) -> bool:
    """Whether the holidays of a country are known, and those of its region if it names one."""
    import holidays

    code, _, region = country.partition("-")
    try:
        holidays.country_holidays(code.upper(), subdiv=region or None)
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=64)
def _holidays(country: str) -> Container[date]:
    import holidays  # a second of CPU on first use; asked only of tickets with a country, for business days or a holiday that a draft names

    code, _, region = country.partition("-")
    try:
        return holidays.country_holidays(code.upper(), subdiv=region or None)
    except NotImplementedError:
        try:
            return holidays.country_holidays(code.upper())
        except NotImplementedError:
            return frozenset()

"""Parameters behind the question mark: a name that nobody reads is a mistake, not a wish that is passed over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from drafter.errors import InvalidInput, Problem
from drafter.moments import parse_moment
from drafter.strict import nearest


def refuse_others(where: str, what: str, given: Iterable[str], allowed: Iterable[str]) -> None:
    """InvalidInput for each of the given that is not allowed; `where` is its name unless it is named here."""
    allowed = tuple(allowed)
    problems = [Problem(where or one, f"There is no {what} {one[:64]!r}.", nearest(one[:64], allowed)) for one in given if one not in allowed]
    if problems:
        raise InvalidInput(*problems)


def read_time(where: str, text: str | None) -> datetime | None:
    """A date (its beginning) or a date with a time; without an offset in UTC. InvalidInput when it is neither."""
    if text is None:
        return None
    try:
        moment = parse_moment(text)
    except ValueError as error:
        raise InvalidInput(Problem(where, f"{error}.")) from None
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

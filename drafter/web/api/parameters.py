"""Parameters behind the question mark: a name that nobody reads is a mistake, not a wish that is passed over."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.errors import InvalidInput, Problem
from drafter.strict import nearest


def refuse_others(where: str, what: str, given: Iterable[str], allowed: Iterable[str]) -> None:
    """InvalidInput for each of the given that is not allowed; `where` is its name unless it is named here."""
    allowed = tuple(allowed)
    problems = [Problem(where or one, f"There is no {what} {one[:64]!r}.", nearest(one[:64], allowed)) for one in given if one not in allowed]
    if problems:
        raise InvalidInput(*problems)

"""The list that QA works through: attempts that a rule stopped, newest first, in pages."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from drafter.attempt import Attempt
from drafter.errors import InvalidInput, Problem
from drafter.store.models import AttemptRow, FindingRow

LARGEST_PAGE = 200
_LARGEST_NUMBER = 1_000_000  # of an attempt; none comes near it, and no database takes every number


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionFilter:
    """What is None is not asked for. `since` is included, `until` is not; both carry an offset."""

    language: str | None = None
    family: str | None = None
    rule: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    reviewed: bool | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """An attempt that was stopped."""

    draft: str
    created: datetime
    language: str
    reviewed: datetime | None
    attempt: Attempt

    @property
    def id(self) -> str:
        return f"{self.draft}-{self.attempt.number}"


@dataclass(frozen=True, slots=True)
class RejectionPage:
    """`cursor` is for the next page; None when this is the last."""

    rejections: tuple[Rejection, ...]
    cursor: str | None


class _Place(msgspec.Struct, array_like=True, frozen=True):
    created: datetime
    draft: str
    number: int


async def page(connection: AsyncConnection, workspace: str, wanted: RejectionFilter, cursor: str | None, limit: int) -> RejectionPage:
    limit = max(1, min(limit, LARGEST_PAGE))
    rows = (await connection.execute(_statement(workspace, wanted, cursor).limit(limit + 1))).all()
    found = tuple(Rejection(*row) for row in rows[:limit])
    return RejectionPage(found, _written(found[-1]) if len(rows) > limit else None)


async def one(connection: AsyncConnection, workspace: str, draft: str, number: int) -> Rejection | None:
    this = (AttemptRow.workspace == workspace, AttemptRow.draft == draft, AttemptRow.number == number, AttemptRow.rejected)
    row = (await connection.execute(_ATTEMPTS.where(*this))).one_or_none()
    return None if row is None else Rejection(*row)


_ATTEMPTS = select(AttemptRow.draft, AttemptRow.created, AttemptRow.language, AttemptRow.reviewed, AttemptRow.attempt)


def _statement(workspace: str, wanted: RejectionFilter, cursor: str | None) -> Select[Any]:
    """Led by the table whose index has what is asked for in the order of the page, so that a page costs the same however many there are."""
    statement = _ATTEMPTS.where(AttemptRow.workspace == workspace, AttemptRow.rejected)
    leading: type[AttemptRow | FindingRow] = AttemptRow
    if wanted.rule is not None or wanted.family is not None:
        leading = FindingRow
        statement = statement.join(FindingRow, _SAME_ATTEMPT).where(FindingRow.workspace == workspace, *_stopped_by(wanted))
    if wanted.language is not None:
        statement = statement.where(AttemptRow.language == wanted.language)
    if wanted.reviewed is not None:
        statement = statement.where(AttemptRow.reviewed.is_not(None) if wanted.reviewed else AttemptRow.reviewed.is_(None))
    if wanted.since is not None:
        statement = statement.where(leading.created >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(leading.created < wanted.until)
    if cursor is not None:
        place = _read(cursor)
        statement = statement.where(tuple_(leading.created, leading.draft, leading.number) < (place.created, place.draft, place.number))
    return statement.order_by(leading.created.desc(), leading.draft.desc(), leading.number.desc())


_SAME_ATTEMPT = (FindingRow.workspace == AttemptRow.workspace) & (FindingRow.draft == AttemptRow.draft) & (FindingRow.number == AttemptRow.number)


def _stopped_by(wanted: RejectionFilter) -> Iterator[ColumnElement[bool] | InstrumentedAttribute[bool]]:
    """Each attempt once, although several rules of a family may have stopped it."""
    if wanted.family is not None:
        yield FindingRow.family == wanted.family
    if wanted.rule is not None:
        yield FindingRow.rule == wanted.rule
    else:
        yield FindingRow.leads_family


def _written(last: Rejection) -> str:
    return urlsafe_b64encode(msgspec.json.encode(_Place(last.created, last.draft, last.attempt.number))).decode().rstrip("=")


def _read(cursor: str) -> _Place:
    try:
        place = msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=_Place)
        if place.created.tzinfo is None or not place.draft.isprintable() or not 0 <= place.number <= _LARGEST_NUMBER:
            raise ValueError("we write no such place")
        place.created.astimezone(UTC)  # as the databases will; at the ends of the calendar there is no such time
    except (ValueError, OverflowError, msgspec.DecodeError):
        problem = Problem("cursor", "This is no cursor of ours.", "Leave it out for the newest, or send what the page before gave, unchanged.")
        raise InvalidInput(problem) from None
    return place

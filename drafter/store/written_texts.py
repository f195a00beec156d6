"""Everything that was written for a workspace's drafts, what was stopped too, in portions and newest first: what a changed rule is tried on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Text, func, null, select, tuple_, type_coerce

from drafter.request import DraftRequest
from drafter.store.connections import Connections
from drafter.store.models import AttemptRow, DraftRow

_PORTION = 1_000  # drafts


class _Written(msgspec.Struct):
    """What is read of an attempt's document: the rest of it would take most of the time."""

    text: str | None = None


_written = msgspec.json.Decoder(_Written)


class WrittenText(msgspec.Struct, frozen=True):
    """The text of an attempt. `request` is there when it was asked for."""

    draft: str
    number: int
    created: datetime
    language: str
    text: str
    request: DraftRequest | None


@dataclass(frozen=True, slots=True)
class Portion:
    """The texts of so many drafts, in the languages that were asked for."""

    drafts: int
    texts: tuple[WrittenText, ...]


class WrittenTexts:
    """Those of one workspace."""

    def __init__(self, connections: Connections, workspace: str) -> None:
        self._connections, self._workspace = connections, workspace

    async def count_drafts(self) -> int:
        async with self._connections.reading() as connection:
            return (await connection.scalar(select(func.count()).where(DraftRow.workspace == self._workspace))) or 0

    async def portions(self, languages: Iterable[str], *, with_requests: bool = False) -> AsyncIterator[Portion]:
        """Newest first; a draft that comes in meanwhile is not among them."""
        wanted, last = tuple(languages), None
        while drafts := await self._page(last):
            last = drafts[-1]
            yield Portion(len(drafts), await self._texts({draft: created for created, draft in drafts}, wanted, with_requests))

    async def _page(self, last: tuple[datetime, str] | None) -> list[tuple[datetime, str]]:
        page = select(DraftRow.created, DraftRow.id).where(DraftRow.workspace == self._workspace)
        if last is not None:
            page = page.where(tuple_(DraftRow.created, DraftRow.id) < last)
        async with self._connections.reading() as connection:
            rows = await connection.execute(page.order_by(DraftRow.created.desc(), DraftRow.id.desc()).limit(_PORTION))
            return [(created, draft) for created, draft in rows]

    async def _texts(self, drafts: dict[str, datetime], languages: tuple[str, ...], with_requests: bool) -> tuple[WrittenText, ...]:
        """`drafts` are in order, each with the time of all its attempts."""
        request = DraftRow.request if with_requests else null()
        statement = select(AttemptRow.draft, AttemptRow.number, AttemptRow.language, type_coerce(AttemptRow.attempt, Text), request)
        if with_requests:
            statement = statement.join(DraftRow, (DraftRow.workspace == AttemptRow.workspace) & (DraftRow.id == AttemptRow.draft))
        these = (AttemptRow.workspace == self._workspace, AttemptRow.draft.in_(drafts), AttemptRow.language.in_(languages))
        found: dict[str, list[WrittenText]] = {}
        async with self._connections.reading() as connection:
            for draft, number, language, document, asked in (await connection.execute(statement.where(*these).order_by(AttemptRow.number))).all():
                if (text := _written.decode(document).text) is not None:
                    found.setdefault(draft, []).append(WrittenText(draft, number, drafts[draft], language, text, asked))
        return tuple(text for draft in drafts for text in found.get(draft, ()))

"""The audit: who did what. Entries are added and read, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from drafter.store.models import AuditRow
from drafter.store.statements import AuditEntry


@dataclass(frozen=True, slots=True)
class Audited:
    """An entry, when it was made, and its number: a later entry has a higher one."""

    number: int
    created: datetime
    entry: AuditEntry


async def append(connection: AsyncConnection, workspace: str, entry: AuditEntry) -> None:
    """In the transaction of what it tells of: the one is never there without the other."""
    await connection.execute(insert(AuditRow).values(workspace=workspace, created=datetime.now(UTC), entry=entry))


async def latest(connection: AsyncConnection, workspace: str, *, limit: int, before: int | None) -> list[Audited]:
    """Newest first; `before` goes on after the entry of that number."""
    wanted = select(AuditRow.id, AuditRow.created, AuditRow.entry).where(AuditRow.workspace == workspace)
    if before is not None:
        wanted = wanted.where(AuditRow.id < before)
    return [Audited(*row) for row in (await connection.execute(wanted.order_by(AuditRow.id.desc()).limit(limit))).all()]

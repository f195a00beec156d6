"""Drafts are kept for a while and then deleted, with all that hangs on them."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, tuple_

from drafter.errors import StoreError
from drafter.store.connections import Connections
from drafter.store.models import DraftRow, WorkspaceRow

_log = logging.getLogger("drafter.store")
_AT_ONCE = 200  # drafts a transaction: whoever drafts meanwhile waits for no more than that
_DAY = 24 * 3600


async def purge(connections: Connections, *, before: datetime) -> int:
    """How many drafts were deleted, of all workspaces."""
    async with connections.reading() as connection:
        workspaces = (await connection.scalars(select(WorkspaceRow.id))).all()
    return sum([await _purge(connections, workspace, before) for workspace in workspaces])


async def _purge(connections: Connections, workspace: str, before: datetime) -> int:
    oldest = select(DraftRow.workspace, DraftRow.id).where(DraftRow.workspace == workspace, DraftRow.created < before)
    some = oldest.order_by(DraftRow.created).limit(_AT_ONCE)
    deleted = 0
    while True:
        async with connections.writing() as connection:
            gone: int = (await connection.execute(delete(DraftRow).where(tuple_(DraftRow.workspace, DraftRow.id).in_(some)))).rowcount
        deleted += gone
        if gone < _AT_ONCE:
            return deleted


async def purge_daily(connections: Connections, days: int) -> None:
    """Now, and then once a day, until it is cancelled."""
    while True:
        try:
            gone = await purge(connections, before=datetime.now(UTC) - timedelta(days=days))
            if gone:
                _log.info("Deleted %s drafts older than %s days (DRAFTER_RETENTION_DAYS).", gone, days)
        except StoreError as error:
            _log.error("Old drafts were not deleted; tried again in a day. %s", error)
        await asyncio.sleep(_DAY)

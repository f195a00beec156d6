"""Drafts are kept for a while and then deleted, with all that hangs on them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, tuple_

from drafter.store.connections import Connections
from drafter.store.models import DraftRow, WorkspaceRow

_AT_ONCE = 200  # drafts a transaction: whoever drafts meanwhile waits for no more than that


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

"""The database of a process: opened once, and from then on reached through a shelf, which is one workspace's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import insert, select

from drafter.store.committer import Committer
from drafter.store.connections import Connections
from drafter.store.keys import KeyCache
from drafter.store.models import KeyRow, WorkspaceRow
from drafter.store.proposals import live_places
from drafter.store.retention import purge
from drafter.store.schema import prepare
from drafter.store.shelf import Shelf
from drafter.store.tokens import Holder, Tokens

DEFAULT_WORKSPACE = "default"


class Store:
    """`address` as in DRAFTER_DATABASE_URL; InvalidSetting when it is none. Nothing is connected before `opened`.
    `operators_token`: DRAFTER_TOKEN."""

    def __init__(self, address: str, operators_token: str | None = None) -> None:
        self._address = address
        self._connections = Connections(address)
        self._committer = Committer(self._connections)
        self.tokens = Tokens(self._connections, operators_token=operators_token)
        self._holders = KeyCache(self._connections, self.tokens)

    @property
    def where(self) -> str:
        """The database as it may be told: without user and password."""
        return self._connections.place

    @property
    def waiting(self) -> int:
        """How many drafts wait to be stored."""
        return self._committer.waiting

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Store]:
        """Brings SQLite up to date first. StoreUnavailable, or StoreBehind when `drafter db upgrade` has to run before."""
        await prepare(self._address)
        self._committer.start()
        try:
            yield self
        finally:
            await self._committer.stop()
            await self._connections.close()

    def shelf(self, workspace: str = DEFAULT_WORKSPACE) -> Shelf:
        """All that is kept for one company, and nothing of another's."""
        return Shelf(self._connections, self._committer, workspace)

    async def holder(self, token: str) -> Holder | None:
        """Whose token this is; None when it is nobody's, or was revoked."""
        return await self._holders.holder(token)

    async def purge(self, *, before: datetime) -> int:
        """Delete the drafts of all workspaces that are older, with all that hangs on them; how many they were."""
        return await purge(self._connections, before=before)

    async def has_keys(self) -> bool:
        """Whether there is a key, of any workspace, that was not revoked."""
        async with self._connections.reading() as connection:
            return (await connection.scalar(select(KeyRow.id).where(KeyRow.revoked.is_(None)).limit(1))) is not None

    async def live_rule_changes(self) -> tuple[tuple[str, int], ...]:
        """(workspace, place) of every change of a rule that is in force: where this is the same, nothing was approved or reverted."""
        return await live_places(self._connections)

    async def workspaces(self) -> list[str]:
        async with self._connections.reading() as connection:
            return list((await connection.scalars(select(WorkspaceRow.id).order_by(WorkspaceRow.id))).all())

    async def add_workspace(self, workspace: str) -> None:
        async with self._connections.writing() as connection:
            await connection.execute(insert(WorkspaceRow).values(id=workspace, created=datetime.now(UTC)))

"""Keys: who may come in, and as what. A token is shown once, when its key is made; what is kept is its digest."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Literal

from sqlalchemy import insert, select, update

from drafter.errors import StoreError
from drafter.store import audit
from drafter.store.connections import Connections
from drafter.store.models import KeyRow
from drafter.store.rows import digest
from drafter.store.statements import AuditEntry
from drafter.store.tokens import PAGE_PREFIX, Holder, Tokens

_log = logging.getLogger("drafter.store")

Role = Literal["agent", "qa", "lead", "admin"]
_PREFIX = "drafter_"  # so that a token in the wrong place is recognised, by people and by scanners for secrets
_REMEMBERED = 1.0  # seconds: how late a revoked key is noticed by a process that has just let it in
_NOTED = timedelta(minutes=1)  # `last_used` is no more exact than this, so that reading does not become writing
_UNNOTED = 60.0  # seconds without a try after one that failed: a lock that is held would make each caller wait for it


@dataclass(frozen=True, slots=True)
class Key:
    """What can be known of a key."""

    id: str
    name: str
    role: str
    created: datetime
    last_used: datetime | None
    revoked: datetime | None


class Keys:
    """The keys of one workspace. Every change is audited."""

    def __init__(self, connections: Connections, workspace: str) -> None:
        self._connections, self._workspace = connections, workspace

    async def create(self, name: str, role: Role, *, actor: str) -> tuple[Key, str]:
        """The key and its token, which nobody can show again."""
        token = _PREFIX + secrets.token_urlsafe(32)
        key = Key(secrets.token_hex(4), name, role, datetime.now(UTC), None, None)
        row = {"id": key.id, "workspace": self._workspace, "name": name, "role": role, "digest": digest(token), "created": key.created}
        async with self._connections.writing() as connection:
            await connection.execute(insert(KeyRow).values(row))
            entry = AuditEntry(actor=actor, action="keys.create", subject=key.id, details={"name": name, "role": role})
            await audit.append(connection, self._workspace, entry)
        return key, token

    async def all(self) -> list[Key]:
        """Oldest first, the revoked ones too."""
        wanted = select(KeyRow.id, KeyRow.name, KeyRow.role, KeyRow.created, KeyRow.last_used, KeyRow.revoked)
        async with self._connections.reading() as connection:
            rows = await connection.execute(wanted.where(KeyRow.workspace == self._workspace).order_by(KeyRow.created, KeyRow.id))
            return [Key(*row) for row in rows]

    async def revoke(self, key_id: str, *, actor: str) -> bool:
        """Whether there is such a key that was not revoked yet."""
        this = (KeyRow.workspace == self._workspace, KeyRow.id == key_id, KeyRow.revoked.is_(None))
        async with self._connections.writing() as connection:
            done = await connection.execute(update(KeyRow).where(*this).values(revoked=datetime.now(UTC)))
            if done.rowcount:
                await audit.append(connection, self._workspace, AuditEntry(actor=actor, action="keys.revoke", subject=key_id))
        return bool(done.rowcount)


class KeyCache:
    """Finds the holder of a token by its digest: how long that takes tells nothing about the token. Who was let in is remembered for a
    second, and those who come meanwhile with the same token wait for one look: a busy key costs one look a second."""

    def __init__(self, connections: Connections, tokens: Tokens, clock: Callable[[], float] = time.monotonic) -> None:
        self._connections, self._tokens, self._clock = connections, tokens, clock
        self._remembered: dict[str, tuple[float, Holder]] = {}
        self._looking: dict[str, asyncio.Task[Holder | None]] = {}
        self._notes_from = 0.0

    async def holder(self, token: str) -> Holder | None:
        if not token.startswith((_PREFIX, PAGE_PREFIX)):
            return None
        found, now = digest(token), self._clock()
        until, holder = self._remembered.get(found, (0.0, None))
        if holder is not None and until > now:
            return holder
        if (looking := self._looking.get(found)) is None:
            looking = self._looking[found] = asyncio.create_task(self._look(token, found, now))
            looking.add_done_callback(partial(self._looked, found))
        return await asyncio.shield(looking)  # one of those who wait may hang up; the others want to know

    def _looked(self, found: str, looking: asyncio.Task[Holder | None]) -> None:
        self._looking.pop(found, None)
        if not looking.cancelled():
            looking.exception()  # told to those who wait; when all have hung up, to nobody

    async def _look(self, token: str, found: str, now: float) -> Holder | None:
        holder = await (self._tokens.holder(token, "page") if token.startswith(PAGE_PREFIX) else self._find(found))
        self._remembered = {known: each for known, each in self._remembered.items() if each[0] > now}
        if holder is not None:
            self._remembered[found] = now + _REMEMBERED, holder
        return holder

    async def _find(self, token_digest: str) -> Holder | None:
        wanted = select(KeyRow.id, KeyRow.workspace, KeyRow.role, KeyRow.last_used)
        async with self._connections.reading() as connection:
            row = (await connection.execute(wanted.where(KeyRow.digest == token_digest, KeyRow.revoked.is_(None)))).one_or_none()
        if row is None:
            return None
        if row.last_used is None or datetime.now(UTC) - row.last_used > _NOTED:
            await self._note(row.workspace, row.id)
        return Holder(row.id, row.workspace, row.role)

    async def _note(self, workspace: str, key_id: str) -> None:
        """Nobody is refused because it cannot be written down that they came: a check or a reading needs no room on the disk."""
        if self._clock() < self._notes_from:
            return
        try:
            async with self._connections.writing() as connection:
                this = (KeyRow.workspace == workspace, KeyRow.id == key_id)
                await connection.execute(update(KeyRow).where(*this).values(last_used=datetime.now(UTC)))
        except StoreError as error:
            self._notes_from = self._clock() + _UNNOTED
            _log.warning("The use of key %s was not noted; it is let in all the same. %s", key_id, error)

"""Tokens that hold for a while: a page's in an iframe, a browser's session, a link that works once. Only their digests are kept, and all
workers know them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, delete, insert, or_, select

from drafter.store.connections import Connections
from drafter.store.models import KeyRow, TokenRow
from drafter.store.rows import digest

Kind = Literal["page", "session", "link"]
PAGE_PREFIX = "drafterpage_"
OPERATOR = "operator"
"""In the place of a key's id: whoever has DRAFTER_TOKEN, or the link that was printed at the start."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever comes with a token: which key, for which workspace, as what. `until`: when that ends by itself."""

    key: str
    workspace: str
    role: str
    until: datetime | None = None


class Tokens:
    """Found by their digests: how long that takes tells nothing about the token. `clock` gives the time with its offset. `operators_token` is
    DRAFTER_TOKEN: what the operator makes is kept under a digest of both, so that it ends when another one is set."""

    def __init__(
        self, connections: Connections, clock: Callable[[], datetime] = lambda: datetime.now(UTC), operators_token: str | None = None
    ) -> None:
        self._connections, self._clock = connections, clock
        self._seal = digest(operators_token or "")

    async def make(self, kind: Kind, lasts: timedelta, holder: Holder) -> tuple[str, datetime]:
        """A token for what `holder` may do, and until when it holds. Those that are over are deleted."""
        now = self._clock()
        token, expires = (PAGE_PREFIX if kind == "page" else "") + secrets.token_urlsafe(32), now + lasts
        kept = self._sealed(token) if holder.key == OPERATOR else digest(token)
        row = {"digest": kept, "workspace": holder.workspace, "key": holder.key, "kind": kind, "role": holder.role, "expires": expires}
        async with self._connections.writing() as connection:
            await connection.execute(delete(TokenRow).where(TokenRow.expires < now))
            await connection.execute(insert(TokenRow).values(row))
        return token, expires

    async def holder(self, token: str, kind: Kind) -> Holder | None:
        """None when it is over, was never made, or its key was revoked since."""
        wanted = select(TokenRow.key, TokenRow.workspace, TokenRow.role, TokenRow.expires)
        async with self._connections.reading() as connection:
            row = (await connection.execute(wanted.where(*self._holds(token, kind)))).one_or_none()
        return Holder(*row) if row else None

    async def use_up(self, token: str, kind: Kind) -> bool:
        """Whether it still held; it does not from here on, whoever comes at the same time."""
        async with self._connections.writing() as connection:
            return bool((await connection.execute(delete(TokenRow).where(*self._holds(token, kind)))).rowcount)

    async def any_opens(self) -> bool:
        """Whether a link or a session could let somebody in."""
        there = select(TokenRow.digest).where(TokenRow.kind.in_(("link", "session")), TokenRow.expires > self._clock()).limit(1)
        async with self._connections.reading() as connection:
            return (await connection.scalar(there)) is not None

    def _holds(self, token: str, kind: Kind) -> tuple[ColumnElement[bool], ...]:
        known = select(KeyRow.id).where(KeyRow.id == TokenRow.key, KeyRow.workspace == TokenRow.workspace, KeyRow.revoked.is_(None))
        return (
            TokenRow.digest.in_((digest(token), self._sealed(token))),
            TokenRow.kind == kind,
            TokenRow.expires > self._clock(),
            or_((TokenRow.key == OPERATOR) & (TokenRow.digest == self._sealed(token)), known.exists()),
        )

    def _sealed(self, token: str) -> str:
        return digest(f"{self._seal}{token}")

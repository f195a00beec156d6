"""Connections for reading and for writing; what goes wrong in them is told in our words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from drafter.store.engine import make_engine, place, read_url
from drafter.store.failures import told


class Connections:
    """A pool. Every use may raise StoreUnavailable or StoreBehind."""

    def __init__(self, address: str) -> None:
        self._url = read_url(address)
        self._engine = make_engine(self._url)

    @property
    def place(self) -> str:
        """Where the database is, for a message."""
        return place(self._url)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with told(self._url):
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Committed at the end; all of it or nothing."""
        with told(self._url):
            async with self._engine.begin() as connection:
                yield connection

    async def close(self) -> None:
        await self._engine.dispose()

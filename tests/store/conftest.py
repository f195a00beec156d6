"""Every test of the store runs over both databases, each test in one of its own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]
import pytest

from drafter.store.schema import upgrade
from drafter.store.shelf import Shelf
from drafter.store.store import Store

POSTGRES = os.environ.get("POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database, as DRAFTER_DATABASE_URL names it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/drafter.db"
        return
    name = f"drafter_test_{uuid4().hex}"
    await _at_postgresql(f'CREATE DATABASE "{name}"')
    yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    await _at_postgresql(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def store(address: str) -> AsyncIterator[Store]:
    """Upgraded and open."""
    await upgrade(address)
    async with Store(address).opened() as store:
        yield store


@pytest.fixture
def shelf(store: Store) -> Shelf:
    """The default workspace's."""
    return store.shelf()


async def _at_postgresql(statement: str) -> None:
    try:
        connection = await asyncpg.connect(POSTGRES, timeout=5)
    except OSError as error:
        pytest.fail(f"PostgreSQL does not answer at {POSTGRES} ({error}). Start it, or name another with POSTGRES_URL; `make test` goes without.")
    try:
        await connection.execute(statement)
    finally:
        await connection.close()

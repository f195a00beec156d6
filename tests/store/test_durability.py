"""What was answered is stored, whatever happens to the process or to the database; what cannot be stored is not answered."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from drafter.errors import StoreBehind, StoreUnavailable
from drafter.store.engine import make_engine, read_url
from drafter.store.schema import upgrade
from drafter.store.shelf import Shelf
from drafter.store.store import Store
from tests.store.records import record

CHECKOUT = Path(__file__).parents[2]
ENOUGH = 200  # answers before the process is killed


def _answered_until_killed(address: str) -> list[str]:
    """The ids of the drafts that a process had answered when it was killed, with sixteen under way."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.store.drafting_process", address]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=CHECKOUT)
    assert process.stdout is not None
    first = [process.stdout.readline() for _ in range(ENOUGH)]
    process.kill()
    rest, _ = process.communicate(timeout=30)
    assert -9 == process.returncode
    return [line.decode().strip() for line in (*first, *rest.splitlines())]


async def test_a_killed_process_loses_no_draft_that_it_had_answered(address: str) -> None:
    await upgrade(address)
    answered = await asyncio.to_thread(_answered_until_killed, address)
    async with Store(address).opened() as store:
        lost = [draft for draft in answered if await store.shelf().get(draft) is None]
    assert [] == lost
    assert all(map(len, answered))


async def test_what_waits_is_written_before_the_store_closes(address: str) -> None:
    await upgrade(address)
    kept = [record() for _ in range(40)]
    async with Store(address).opened() as store:
        writing = [asyncio.create_task(store.shelf().record(each)) for each in kept]
        await asyncio.sleep(0)
    await asyncio.gather(*writing)
    async with Store(address).opened() as store:
        assert kept == [await store.shelf().get(each.draft.id) for each in kept]


async def test_a_closed_store_takes_nothing_and_one_that_is_opened_again_does(address: str) -> None:
    await upgrade(address)
    store = Store(address)
    for _ in range(2):
        async with store.opened():
            await store.shelf().record(record())
        with pytest.raises(StoreUnavailable, match="stopped writing"):
            await store.shelf().record(record())


async def test_a_draft_that_cannot_be_stored_is_an_error_and_the_next_one_is_stored(shelf: Shelf, address: str) -> None:
    await _execute(address, "ALTER TABLE findings RENAME TO elsewhere")
    with pytest.raises(StoreBehind, match="drafter db upgrade"):
        await shelf.record(record("en/guarantee/no-guarantees"))
    await _execute(address, "ALTER TABLE elsewhere RENAME TO findings")
    kept = record("en/guarantee/no-guarantees")
    await shelf.record(kept)
    assert kept == await shelf.get(kept.draft.id)


async def test_a_database_that_was_never_made_or_does_not_answer_is_told_with_its_place_and_no_password() -> None:
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1/drafter: The database does not answer\. Check") as caught:
        async with Store("postgresql://user:hidden@127.0.0.1:1/drafter").opened():
            pass
    assert "hidden" not in str(caught.value)


@pytest.mark.service
@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_connections_that_postgresql_has_dropped_are_made_again(shelf: Shelf, address: str) -> None:
    await shelf.record(record())
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    await _execute(address, ended)
    kept = record()
    await shelf.record(kept)
    assert kept == await shelf.get(kept.draft.id)


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.store.engine.SECONDS", 0.05)


async def test_a_sqlite_file_that_somebody_else_holds_is_told_and_tried_again(short_patience: None, tmp_path: Path) -> None:
    async with Store(f"sqlite:///{tmp_path}/drafter.db").opened() as store:
        holder = sqlite3.connect(tmp_path / "drafter.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="Another program holds the database"):
            await store.shelf().record(record())
        holder.execute("ROLLBACK")
        holder.close()
        await store.shelf().record(record())


@pytest.fixture
def small_disk() -> Iterator[None]:
    """SQLite has room for the empty tables and for little more."""

    def limit(connection: Any, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 60")

    event.listen(Engine, "connect", limit)
    yield
    event.remove(Engine, "connect", limit)


async def test_a_full_disk_is_told_as_that_and_what_was_stored_before_stays(small_disk: None, tmp_path: Path) -> None:
    sent = [record() for _ in range(200)]
    async with Store(f"sqlite:///{tmp_path}/drafter.db").opened() as store:
        told: list[BaseException | None] = []
        for some in (sent[start : start + 16] for start in range(0, len(sent), 16)):  # what comes at once is stored, or refused, together
            told += await asyncio.gather(*map(store.shelf().record, some), return_exceptions=True)
        refused = [error for error in told if error is not None]
        assert 0 < len(refused) < 200
        for error in refused:
            assert isinstance(error, StoreUnavailable)
            assert "The disk is full. Free some space" in str(error)
        kept = [await store.shelf().get(each.draft.id) for each in sent]
        assert [each if error is None else None for each, error in zip(sent, told, strict=True)] == kept


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "not-a-database").write_text("This is a letter, and a long one, so that nobody takes it for an empty file. " * 20)
    with pytest.raises(StoreUnavailable, match="no database, or is damaged"):
        async with Store(f"sqlite:///{tmp_path}/not-a-database").opened():
            pass


async def _execute(address: str, statement: str) -> None:
    engine = make_engine(read_url(address))
    try:
        async with engine.begin() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()

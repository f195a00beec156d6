"""Tables are made and brought up to date by one command, and a program that they do not fit does not start."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from drafter.errors import InvalidSetting, StoreBehind, StoreUnavailable
from drafter.store.engine import make_engine, read_url
from drafter.store.models import METADATA
from drafter.store.schema import prepare, read_schema, upgrade
from drafter.store.statements import AuditEntry
from drafter.store.store import Store
from tests.store.records import record


async def _execute(address: str, *statements: str) -> None:
    engine = make_engine(read_url(address))
    try:
        async with engine.begin() as connection:
            for statement in statements:
                await connection.execute(text(statement))
    finally:
        await engine.dispose()


async def test_an_empty_database_is_upgraded_once_and_then_fits(address: str) -> None:
    assert (None, False) == ((await read_schema(address)).current, (await read_schema(address)).fits)
    before, after = await upgrade(address)
    assert (None, after.needed) == (before.current, after.current)
    again, still = await upgrade(address)
    assert again == still == after
    assert after.fits


async def test_the_migrations_make_the_tables_that_the_models_describe(address: str) -> None:
    await upgrade(address)

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA))

    engine = make_engine(read_url(address))
    async with engine.connect() as connection:
        assert [] == await connection.run_sync(differences)
    await engine.dispose()


async def test_processes_that_upgrade_at_once_do_not_get_into_each_others_way(address: str) -> None:
    done = await asyncio.gather(*(upgrade(address) for _ in range(4)))
    assert [True] * 4 == [after.fits for _, after in done]
    assert 1 == len([before for before, _ in done if before.current is None])


async def test_a_migration_that_fails_leaves_nothing_behind(address: str) -> None:
    await _execute(address, "CREATE TABLE audit (in_the_way INTEGER)")
    with pytest.raises(StoreUnavailable):
        await upgrade(address)
    assert (await read_schema(address)).current is None


async def test_tables_from_a_newer_version_are_left_alone_and_told(address: str) -> None:
    await upgrade(address)
    await _execute(address, "UPDATE alembic_version SET version_num = '9999'")
    for attempt in (upgrade, prepare):
        with pytest.raises(StoreBehind, match=r"from a newer version of Drafter\. Start that version"):
            await attempt(address)
    assert not (await read_schema(address)).known


async def test_sqlite_is_brought_up_to_date_at_the_start_and_postgresql_only_by_the_command(address: str) -> None:
    if address.startswith("sqlite"):
        async with Store(address).opened() as store:
            assert ["default"] == await store.workspaces()
        return
    with pytest.raises(StoreBehind, match=r"holds no tables yet\. Run `drafter db upgrade`"):
        await prepare(address)
    await upgrade(address)
    async with Store(address).opened() as store:
        assert ["default"] == await store.workspaces()


async def test_the_database_itself_refuses_to_change_or_delete_what_was_audited(address: str, store: Store) -> None:
    await store.shelf().append_audit(AuditEntry(actor="a", action="x", subject="y"))
    for change in ("UPDATE audit SET workspace = 'default'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="never changed or deleted"):
            await _execute(address, change)
    assert 1 == len(await store.shelf().audit())


async def test_a_sqlite_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    async with Store(f"sqlite:///{tmp_path}/folder/drafter.db").opened() as store:
        await store.shelf().record(record())
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in sorted((tmp_path / "folder").iterdir())}
    assert {"drafter.db": "0o600", "drafter.db-shm": "0o600", "drafter.db-wal": "0o600"} == modes


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("drafter.db", "no address of a database"),
        ("", "no address of a database"),
        ("mysql://root@localhost/drafter", "'mysql'"),
        ("sqlite://", "lost with the process"),
        ("sqlite:///:memory:", "lost with the process"),
    ],
)
def test_an_address_that_is_none_of_ours_is_told_with_examples(address: str, what: str) -> None:
    with pytest.raises(InvalidSetting, match=what) as caught:
        Store(address)
    assert "sqlite:///drafter.db" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "driver", "query"),
    [
        ("postgresql://u:p@db/drafter", "postgresql+asyncpg", {}),
        ("postgres://u:p@db/drafter?sslmode=require", "postgresql+asyncpg", {"ssl": "require"}),
        ("postgresql+psycopg://u:p@db/drafter", "postgresql+asyncpg", {}),
        ("sqlite:////data/drafter.db", "sqlite+aiosqlite", {}),
    ],
)
def test_the_addresses_that_other_tools_write_are_understood(given: str, driver: str, query: dict[str, str]) -> None:
    url = read_url(given)
    assert (driver, query) == (url.drivername, dict(url.query))

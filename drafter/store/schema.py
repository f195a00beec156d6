"""Which tables a database has, which ones this version needs, and the way from the one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL

from drafter.errors import Problem, StoreBehind
from drafter.store.engine import is_sqlite, make_engine, place, read_url
from drafter.store.failures import behind, empty, told

_LOCK = 4_773_231  # any number, the same for all of us: the one whom PostgreSQL gives it migrates, the others wait and find nothing to do

_PATIENCE = 600.0  # seconds: changing large tables takes long, and so does waiting for whoever is at it


@dataclass(frozen=True, slots=True)
class Schema:
    """`current` is None in a database without tables of ours; `known` is whether this version has heard of it."""

    where: str
    current: str | None
    needed: str
    known: bool

    @property
    def fits(self) -> bool:
        return self.current == self.needed


async def read_schema(address: str) -> Schema:
    """StoreUnavailable when the database does not answer."""
    url = read_url(address)
    with told(url):
        engine = make_engine(url)
        try:
            async with engine.connect() as connection:
                return await connection.run_sync(_schema, url)
        finally:
            await engine.dispose()


async def upgrade(address: str) -> tuple[Schema, Schema]:
    """Bring the tables up to date, all of it or nothing; what they were, and what they are. A database that is newer is StoreBehind."""
    url = read_url(address)
    with told(url):
        if is_sqlite(url):
            _make_file(Path(str(url.database)))
        engine = make_engine(url, patience=_PATIENCE)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(_upgrade, url)
        finally:
            await engine.dispose()


async def prepare(address: str) -> None:
    """What `drafter serve` does first: SQLite is brought up to date; PostgreSQL, which others may share, must be already (StoreBehind)."""
    if is_sqlite(read_url(address)):
        await upgrade(address)
        return
    schema = await read_schema(address)
    if not schema.fits:
        if not schema.known:
            raise StoreBehind(_newer(schema.where))
        raise StoreBehind(behind(read_url(address)) if schema.current else empty(read_url(address)))


def _make_file(path: Path) -> None:
    """For its owner alone: customers' letters are in it. SQLite makes the files beside it like it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)


def _schema(connection: Connection, url: URL) -> Schema:
    scripts = ScriptDirectory.from_config(_config(connection))
    current, needed = MigrationContext.configure(connection).get_current_revision(), scripts.get_current_head() or ""
    known = current is None or current in {script.revision for script in scripts.walk_revisions()}
    return Schema(place(url), current, needed, known)


def _upgrade(connection: Connection, url: URL) -> tuple[Schema, Schema]:
    if not is_sqlite(url):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    elif not _schema(connection, url).fits:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver itself begins too late for tables to be part of it
    before = _schema(connection, url)
    if not before.known:
        raise StoreBehind(_newer(before.where))
    if not before.fits:
        command.upgrade(_config(connection), "head")
    return before, _schema(connection, url)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _newer(where: str) -> Problem:
    return Problem(where, "The tables are from a newer version of Drafter.", "Start that version, or put back the backup from before its upgrade.")

"""How a database is reached: the address, the driver, and what each connection is told first."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from drafter.errors import InvalidSetting, Problem

SECONDS = 5  # that a connection, a lock or a statement may take before the database counts as down
_VARIABLE = "DRAFTER_DATABASE_URL"
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_EXAMPLES = "Write sqlite:///drafter.db (a file here), sqlite:////data/drafter.db, or postgresql://user:password@host/database."


def read_url(text: str) -> URL:
    """The address with the driver that we use. InvalidSetting when it is none of ours."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise InvalidSetting(Problem(_VARIABLE, "This is no address of a database.", _EXAMPLES)) from None
    driver = _DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None:
        raise InvalidSetting(Problem(_VARIABLE, f"Drafter does not keep drafts in {url.drivername!r}.", _EXAMPLES))
    if driver.startswith("sqlite") and (not url.database or ":memory:" in url.database):
        raise InvalidSetting(Problem(_VARIABLE, "A database in memory is lost with the process.", _EXAMPLES))
    if driver.startswith("sqlite"):
        url = url.set(database=str(Path(url.database or "").absolute()))  # the working directory of now, whatever becomes of it
    # PostgreSQL's own tools call it sslmode; the driver calls it ssl.
    query = {"ssl" if name == "sslmode" else name: value for name, value in url.query.items()}
    return url.set(drivername=driver, query=query)


def place(url: URL) -> str:
    """Where it is, for a message: without the password."""
    return str(url.database) if is_sqlite(url) else f"{url.host or 'localhost'}:{url.port or 5432}/{url.database}"


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def make_engine(url: URL, *, patience: float | None = None) -> AsyncEngine:
    """Nothing is connected yet. `patience`: seconds that a lock or a statement may take, when SECONDS are too few."""
    patience = SECONDS if patience is None else patience
    if not is_sqlite(url):
        return create_async_engine(url, pool_pre_ping=True, pool_timeout=SECONDS, connect_args={"timeout": SECONDS, "command_timeout": patience})
    engine = create_async_engine(url, connect_args={"timeout": patience}, pool_timeout=SECONDS)
    event.listen(engine.sync_engine, "connect", _tell_sqlite)
    return engine


def _tell_sqlite(connection: Any, _: object) -> None:
    """Readers never wait for the writer, foreign keys hold, what was committed outlasts a power cut, and what was erased is overwritten."""
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except OperationalError as error:  # whoever opens a new file at the same moment sets it for all; SQLite waits for no lock here
        if "locked" not in str(error):
            raise
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

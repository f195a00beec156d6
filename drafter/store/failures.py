"""What a database's failure means for whoever waits, and what the operator does about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from drafter.errors import Problem, StoreBehind, StoreUnavailable
from drafter.store.engine import is_sqlite, place

# Words of SQLite's messages and SQLSTATEs of PostgreSQL, with what they mean and what to do.
_FULL = ("The disk is full.", "Free some space; drafting goes on by itself.")
_BUSY = ("Another program holds the database.", "Find who has it open for writing, such as a backup or an editor.")
_READ_ONLY = ("The database cannot be written to.", "Let the user that Drafter runs as write to the file and to its folder.")
_NO_FILE = ("The file cannot be opened.", "Check that its folder exists and that the user that Drafter runs as may write there.")
_NOT_A_DATABASE = ("The file is no database, or is damaged.", "Put a backup in its place.")
_REFUSED = ("The user or the password was not accepted.", "Check DRAFTER_DATABASE_URL.")
_NO_DATABASE = ("There is no such database.", "Create it (createdb), or check DRAFTER_DATABASE_URL.")
_MEANINGS = {
    "disk is full": _FULL, "53100": _FULL,
    "is locked": _BUSY, "55P03": _BUSY,
    "readonly": _READ_ONLY, "25006": _READ_ONLY,
    "unable to open": _NO_FILE,
    "not a database": _NOT_A_DATABASE, "malformed": _NOT_A_DATABASE,
    "28P01": _REFUSED, "28000": _REFUSED,
    "3D000": _NO_DATABASE,
}  # fmt: skip
_UNUSABLE = ("The database cannot be used.", "Check that the disk answers, and that DRAFTER_DATABASE_URL names a file in a folder that can be made.")
_DOWN = ("The database does not answer.", "Check that it runs and that DRAFTER_DATABASE_URL leads there.")
_BEHIND = ("no such table", "no such column", "42P01", "42703")


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turns what drivers raise into StoreUnavailable or StoreBehind. A broken constraint passes: it is about a row, not the database."""
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeout, OSError, TimeoutError) as error:
        signs = f"{getattr(getattr(error, 'orig', None), 'sqlstate', '')} {error}"
        if any(sign in signs for sign in _BEHIND):
            raise StoreBehind(behind(url)) from error
        what, remedy = next((meaning for sign, meaning in _MEANINGS.items() if sign in signs), _UNUSABLE if is_sqlite(url) else _DOWN)
        raise StoreUnavailable(Problem(place(url), what, remedy)) from error


def empty(url: URL) -> Problem:
    return Problem(place(url), "The database holds no tables yet.", "Run `drafter db upgrade`, which makes them.")


def behind(url: URL) -> Problem:
    return Problem(place(url), "The tables are older than this version of Drafter.", "Run `drafter db upgrade` (a backup first).")

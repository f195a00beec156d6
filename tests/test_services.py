"""Servers that stand beside Drafter in production, reached for real."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import asyncpg  # type: ignore[import-untyped]
import pytest

POSTGRES = os.environ.get("POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.mark.service
async def test_postgresql_gives_back_what_the_store_keeps() -> None:
    """JSON in any script, and a time with its zone, come back as they went in."""
    kept = {"quote": "кепілдік береміз", "findings": [{"start": 0, "end": 16}]}
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    try:
        connection = await asyncpg.connect(POSTGRES, timeout=5)
    except OSError as error:
        pytest.fail(f"PostgreSQL does not answer at {POSTGRES} ({error}). Start it, or name another with POSTGRES_URL; `make test` goes without.")
    try:
        await connection.execute("CREATE TEMPORARY TABLE attempts (kept jsonb NOT NULL, at timestamptz NOT NULL)")
        await connection.execute("INSERT INTO attempts VALUES ($1, $2)", json.dumps(kept), at)
        row = await connection.fetchrow("SELECT kept, at FROM attempts WHERE kept ->> 'quote' = $1", kept["quote"])
    finally:
        await connection.close()
    assert (kept, at) == (json.loads(row["kept"]), row["at"])

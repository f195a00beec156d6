"""How many tokens each workspace's models have used, by calendar month (UTC): counted in the commit that stores the drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from drafter.store.models import UsageRow
from drafter.store.rows import Rows


def month_of(moment: datetime) -> str:
    """`2026-11`"""
    return f"{moment:%Y-%m}"


async def add(connection: AsyncConnection, group: Iterable[Rows]) -> None:
    """Whoever else counts for the same workspace waits until this is committed, so it comes last in a transaction."""
    used = Counter[tuple[str, str]]()
    for rows in group:
        used[rows.draft["workspace"], month_of(rows.draft["created"])] += rows.tokens
    # In one order, so that two workers never wait for each other.
    counted = [{"workspace": workspace, "month": month, "tokens": tokens} for (workspace, month), tokens in sorted(used.items()) if tokens]
    if not counted:
        return
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(UsageRow).values(counted)
    await connection.execute(new.on_conflict_do_update(index_elements=["workspace", "month"], set_={"tokens": UsageRow.tokens + new.excluded.tokens}))


async def of(connection: AsyncConnection, workspace: str, month: str) -> int:
    """Tokens of prompts and completions together, as the providers counted them."""
    return (await connection.scalar(select(UsageRow.tokens).where(UsageRow.workspace == workspace, UsageRow.month == month))) or 0

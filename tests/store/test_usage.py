"""The tokens that models used are counted in the commit that stores the drafts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from drafter.attempt import UsageReport
from drafter.errors import AlreadyStored
from drafter.record import Record
from drafter.store.store import Store
from tests.store.records import record

NOVEMBER, DECEMBER = datetime(2026, 11, 30, 23, 59, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


def _used(prompt: int, completion: int, at: datetime = NOVEMBER) -> Record:
    kept = record("en/guarantee/no-guarantees")
    draft = msgspec.structs.replace(kept.draft, usage=UsageReport(prompt, prompt // 2, completion))
    return replace(kept, draft=draft, created=at)


async def test_tokens_are_counted_by_month_and_workspace(store: Store) -> None:
    await store.add_workspace("acme")
    acme = store.shelf("acme")
    await asyncio.gather(*(acme.record(_used(100, 10)) for _ in range(20)), store.shelf().record(_used(7, 0)))
    await acme.record(_used(5, 5, DECEMBER))
    await acme.record(_used(0, 0, DECEMBER))
    assert (2200, 10, 0) == (await acme.spent("2026-11"), await acme.spent("2026-12"), await acme.spent("2026-10"))
    assert 7 == await store.shelf().spent("2026-11")


async def test_two_processes_count_together(store: Store, address: str) -> None:
    async with Store(address).opened() as other:
        await asyncio.gather(*(each.shelf().record(_used(1, 1)) for each in (store, other) for _ in range(30)))
    assert 120 == await store.shelf().spent("2026-11")


async def test_a_draft_that_was_not_stored_is_not_counted(store: Store) -> None:
    shelf = store.shelf().keyed("once")
    await shelf.record(_used(10, 0))
    with pytest.raises(AlreadyStored):
        await shelf.record(_used(10, 0))
    assert 10 == await shelf.spent("2026-11")


async def test_what_was_used_stays_counted_when_the_drafts_are_gone(store: Store) -> None:
    await store.shelf().record(_used(10, 0))
    assert 1 == await store.purge(before=DECEMBER)
    assert 10 == await store.shelf().spent("2026-11")

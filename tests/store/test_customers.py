"""What is kept about a customer is given out whole, and erased whole; what is old is deleted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from drafter.store.engine import make_engine, read_url
from drafter.store.models import METADATA
from drafter.store.shelf import Shelf
from drafter.store.statements import Outcome, Review
from drafter.store.store import Store
from tests.store.records import NOON, PROMISE, record

SURE = "en/guarantee/no-guarantees"


async def _keep(shelf: Shelf, customer: str | None, *, minutes: float = 0) -> str:
    """A draft with everything that can hang on one."""
    kept = record(SURE, customer=customer, minutes=minutes)
    await shelf.record(kept)
    await shelf.tell_outcome(kept.draft.id, Outcome(action="edited", text="As I would say it."))
    await shelf.review(kept.draft.id, 1, Review(judgement="right"))
    return kept.draft.id


async def _rows(address: str) -> dict[str, int]:
    """Table → rows, without the tables that drafts do not reach."""
    engine = make_engine(read_url(address))
    async with engine.connect() as connection:
        found = {
            table.name: (await connection.scalar(select(func.count()).select_from(table))) or 0
            for table in METADATA.sorted_tables
            if table.name not in ("workspaces", "audit", "keys", "tokens", "usage")
        }
    await engine.dispose()
    return found


async def _exported(shelf: Shelf, customer: str) -> list[dict[str, Any]]:
    return [draft async for draft in shelf.customers.export(customer)]


async def test_an_export_holds_everything_about_the_customer_and_nothing_about_another(shelf: Shelf) -> None:
    first, _, second = await _keep(shelf, "c-1"), await _keep(shelf, "c-2", minutes=1), await _keep(shelf, "c-1", minutes=2)
    found = await _exported(shelf, "c-1")
    assert [first, second] == [each["draft"]["id"] for each in found]
    (one, _) = found
    assert ("c-1", "Айгүл") == (one["request"]["customer"]["id"], one["request"]["customer"]["name"])
    assert PROMISE == one["attempts"][0]["text"]
    assert "As I would say it." == one["outcomes"][0]["text"]
    assert (1, "right") == (one["reviews"][0]["attempt"], one["reviews"][0]["judgement"])
    assert [] == await _exported(shelf, "c")


async def test_after_an_erasure_no_row_of_the_customer_is_left_in_any_table(shelf: Shelf, address: str) -> None:
    kept = await _keep(shelf, "c-2")
    of_one = await _rows(address)
    await _keep(shelf, "c-1")
    await _keep(shelf, "c-1")
    assert 2 == await shelf.customers.erase("c-1", actor="terminal:root")
    assert of_one == await _rows(address)
    assert all(of_one.values())
    assert await shelf.get(kept) is not None
    assert 0 == await shelf.customers.erase("c-1", actor="terminal:root")


async def test_an_erasure_is_audited_without_the_customers_id(shelf: Shelf) -> None:
    await _keep(shelf, "customer-4711")
    await shelf.customers.erase("customer-4711", actor="terminal:root")
    (audited,) = await shelf.audit()
    assert ("terminal:root", "customer.erase", {"drafts": 1}) == (audited.entry.actor, audited.entry.action, audited.entry.details)
    assert "4711" not in audited.entry.subject


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_what_was_erased_from_sqlite_is_not_left_in_its_file(tmp_path: Path) -> None:
    async with Store(f"sqlite:///{tmp_path}/drafter.db").opened() as store:
        await _keep(store.shelf(), "c-1")
        assert "Айгүл".encode() in _bytes(tmp_path)
        await store.shelf().customers.erase("c-1", actor="test")
    assert "Айгүл".encode() not in _bytes(tmp_path)


async def test_the_purge_deletes_what_is_older_in_every_workspace(store: Store, address: str) -> None:
    await store.add_workspace("acme")
    for workspace in ("default", "acme"):
        await _keep(store.shelf(workspace), "c-1", minutes=-1)
    young = await _keep(store.shelf("acme"), "c-1", minutes=1)
    assert 2 == await store.purge(before=NOON)
    assert 0 == await store.purge(before=NOON)
    assert {"drafts": 1, "attempts": 2, "findings": 1, "outcomes": 1, "reviews": 1} == await _rows(address)
    assert await store.shelf("acme").get(young) is not None


async def test_a_purge_goes_on_until_nothing_old_is_left(store: Store) -> None:
    for number in range(450):
        await store.shelf().record(record(minutes=-number - 1))
    assert 450 == await store.purge(before=NOON + timedelta(seconds=-1))

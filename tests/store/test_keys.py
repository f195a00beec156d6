"""Keys open their own workspace until they are revoked; the database knows no token."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, event, text

from drafter.errors import StoreUnavailable
from drafter.store.engine import make_engine, read_url
from drafter.store.store import Store
from drafter.store.tokens import Holder


async def test_a_token_leads_to_its_key_its_workspace_and_its_role(store: Store) -> None:
    await store.add_workspace("acme")
    assert not await store.has_keys()
    key, token = await store.shelf("acme").keys.create("Sidebar", "agent", actor="test")
    assert await store.has_keys()
    assert Holder(key.id, "acme", "agent") == await store.holder(token)
    assert [key.id] == [each.id for each in await store.shelf("acme").keys.all()]
    assert [] == await store.shelf().keys.all()


@pytest.mark.parametrize("token", ["", "drafter_", "drafter_guess", "guess", "\u0000", "drafter_\u0000"])
async def test_a_token_that_was_never_made_is_nobodys(store: Store, token: str) -> None:
    await store.shelf().keys.create("Sidebar", "agent", actor="test")
    assert await store.holder(token) is None


async def test_a_revoked_key_opens_nothing_and_stays_on_the_list(store: Store) -> None:
    keys = store.shelf().keys
    key, token = await keys.create("Sidebar", "agent", actor="test")
    assert not await store.shelf("other").keys.revoke(key.id, actor="test")
    assert await keys.revoke(key.id, actor="test")
    assert not await keys.revoke(key.id, actor="test")
    assert await store.holder(token) is None
    assert not await store.has_keys()
    assert [True] == [each.revoked is not None for each in await keys.all()]


async def test_the_use_of_a_key_is_noted(store: Store) -> None:
    keys = store.shelf().keys
    _, token = await keys.create("Sidebar", "agent", actor="test")
    assert [None] == [each.last_used for each in await keys.all()]
    await store.holder(token)
    assert [None] != [each.last_used for each in await keys.all()]


@pytest.fixture
def unwritable() -> Iterator[None]:
    """From here on every database refuses to write and goes on reading, as on a full disk or a standby."""

    def refuse(connection: Connection) -> None:
        is_sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("PRAGMA query_only = ON" if is_sqlite else "SET TRANSACTION READ ONLY")

    event.listen(Engine, "begin", refuse)
    yield
    event.remove(Engine, "begin", refuse)


async def test_a_key_opens_its_workspace_although_its_use_cannot_be_noted(store: Store, address: str, request: pytest.FixtureRequest) -> None:
    key, token = await store.shelf().keys.create("Sidebar", "agent", actor="test")
    request.getfixturevalue("unwritable")
    assert Holder(key.id, "default", "agent") == await store.holder(token)
    async with Store(address).opened() as other_worker:
        assert Holder(key.id, "default", "agent") == await other_worker.holder(token)
    with pytest.raises(StoreUnavailable):
        await store.shelf().keys.revoke(key.id, actor="test")


async def test_what_is_done_with_keys_is_audited(store: Store) -> None:
    keys = store.shelf().keys
    key, _ = await keys.create("Sidebar", "agent", actor="terminal:root")
    await keys.revoke(key.id, actor="terminal:root")
    done = [(each.entry.actor, each.entry.action, each.entry.subject) for each in await store.shelf().audit()]
    assert [("terminal:root", "keys.revoke", key.id), ("terminal:root", "keys.create", key.id)] == done


async def test_no_table_holds_a_token(store: Store, address: str) -> None:
    _, token = await store.shelf().keys.create("Sidebar", "agent", actor="test")
    engine = make_engine(read_url(address))
    async with engine.connect() as connection:
        kept = [str(row) for table in ("keys", "audit") for row in await connection.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608 ours
    await engine.dispose()
    assert kept
    assert token not in " ".join(kept)

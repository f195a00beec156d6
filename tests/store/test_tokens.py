"""Tokens that hold for a while: for a page, a session, a link; known to every process that has the database open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from drafter.store.connections import Connections
from drafter.store.engine import make_engine, read_url
from drafter.store.keys import KeyCache
from drafter.store.store import Store
from drafter.store.tokens import OPERATOR, PAGE_PREFIX, Holder, Tokens

SOON = timedelta(minutes=15)
SOMEBODY = Holder(OPERATOR, "default", "admin")


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def tokens(store: Store, address: str, clock: Clock) -> AsyncIterator[Tokens]:
    connections = Connections(address)
    yield Tokens(connections, clock)
    await connections.close()


async def _of_key(store: Store) -> Holder:
    key, _ = await store.shelf().keys.create("Helpdesk", "lead", actor="test")
    return Holder(key.id, "default", "agent")


async def test_a_token_holds_until_its_time_is_over(store: Store, tokens: Tokens, clock: Clock) -> None:
    holder = await _of_key(store)
    token, expires = await tokens.make("page", SOON, holder)
    assert clock.now + SOON == expires
    assert Holder(holder.key, "default", "agent", expires) == await tokens.holder(token, "page")
    clock.now += SOON
    assert await tokens.holder(token, "page") is None


async def test_a_token_ends_with_its_key(store: Store, tokens: Tokens) -> None:
    holder = await _of_key(store)
    token, _ = await tokens.make("page", SOON, holder)
    await store.shelf().keys.revoke(holder.key, actor="test")
    assert await tokens.holder(token, "page") is None


async def test_what_was_made_with_the_operators_token_ends_with_it_and_what_was_made_with_a_key_does_not(store: Store, address: str) -> None:
    helpdesk = await _of_key(store)
    async with Store(address, "leaked").opened() as before:
        made = [(await before.tokens.make("page", SOON, holder))[0] for holder in (SOMEBODY, helpdesk)]
        session, _ = await before.tokens.make("session", SOON, SOMEBODY)
        assert None not in [await before.holder(token) for token in made]
        assert await before.tokens.holder(session, "session")
    async with Store(address, "changed").opened() as after:
        assert [True, False] == [await after.holder(token) is None for token in made]
        assert await after.tokens.holder(session, "session") is None
        assert not await after.tokens.use_up(session, "session")


async def test_a_token_is_of_use_as_what_it_was_made_for_alone(tokens: Tokens) -> None:
    token, _ = await tokens.make("session", SOON, SOMEBODY)
    assert await tokens.holder(token, "page") is None
    assert not await tokens.use_up(token, "link")
    assert await tokens.holder(token, "session")


async def test_a_link_works_for_one_of_those_who_come_at_once(tokens: Tokens, store: Store, clock: Clock) -> None:
    clock.now = datetime.now(UTC)
    token, _ = await tokens.make("link", SOON, SOMEBODY)
    assert [False, False, False, True] == sorted(await asyncio.gather(*(each.use_up(token, "link") for each in (tokens, store.tokens) * 2)))
    assert not await tokens.use_up(token, "link")


async def test_what_is_over_is_deleted_when_the_next_one_is_made(tokens: Tokens, clock: Clock, address: str) -> None:
    for _ in range(3):
        await tokens.make("page", SOON, SOMEBODY)
        clock.now += 2 * SOON
    engine = make_engine(read_url(address))
    async with engine.connect() as connection:
        rows = (await connection.execute(text("SELECT * FROM tokens"))).all()
    await engine.dispose()
    assert 1 == len(rows)


async def test_no_table_holds_the_token(tokens: Tokens, address: str) -> None:
    token, _ = await tokens.make("page", SOON, SOMEBODY)
    engine = make_engine(read_url(address))
    async with engine.connect() as connection:
        kept = [str(row) for row in await connection.execute(text("SELECT * FROM tokens"))]
    await engine.dispose()
    assert token.startswith(PAGE_PREFIX)
    assert token not in " ".join(kept)


async def test_a_revoked_key_opens_nothing_after_a_second(store: Store, address: str) -> None:
    key, token = await store.shelf().keys.create("Sidebar", "agent", actor="test")
    now, connections = 100.0, Connections(address)
    cache = KeyCache(connections, Tokens(connections), lambda: now)
    assert await cache.holder(token)
    await store.shelf().keys.revoke(key.id, actor="test")
    now += 1.001
    assert await cache.holder(token) is None
    await connections.close()


async def test_those_who_come_at_once_wait_for_one_look_and_one_who_hangs_up_takes_it_from_nobody(store: Store, address: str) -> None:
    _, token = await store.shelf().keys.create("Sidebar", "agent", actor="test")
    connections = Connections(address)
    cache = KeyCache(connections, Tokens(connections))
    waiting = [asyncio.create_task(cache.holder(token)) for _ in range(8)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert [True] * 7 == [isinstance(each, Holder) for each in found[1:]]
    assert 1 == len({id(each) for each in found[1:]})
    await connections.close()

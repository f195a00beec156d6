"""How often a key may ask; shared through Redis, and what happens without it."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from drafter.errors import InvalidSetting
from drafter.web.rate_limit import OwnLimit
from drafter.web.shared_limit import SharedLimit
from tests.web.clients import bearer, make_key, serving
from tests.web.conftest import held_to_the_shape

REDIS = "redis://127.0.0.1:6379/15"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_so_many_requests_pass_at_once_and_then_one_for_each_share_of_the_minute(clock: Clock) -> None:
    limit = OwnLimit(6, clock)
    assert [5, 4, 3, 2, 1, 0] == [(await limit.ask("key")).remaining for _ in range(6)]
    refused = await limit.ask("key")
    assert (0, 10.0, 60.0) == (refused.remaining, refused.wait, refused.reset)
    clock.now += 10.0
    assert [0.0, 10.0] == [(await limit.ask("key")).wait for _ in range(2)]
    clock.now += 60.0
    assert 5 == (await limit.ask("key")).remaining


async def test_one_key_takes_nothing_from_another(clock: Clock) -> None:
    limit = OwnLimit(1, clock)
    assert [0.0, 60.0, 0.0] == [(await limit.ask(key)).wait for key in ("a", "a", "b")]


def test_a_key_that_asks_too_often_is_told_when_to_come_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/drafter.db"
    with serving(url, rate_limit=2) as client:
        key, other = bearer(make_key(url)[1]), bearer(make_key(url)[1])
        first = client.get("/v1/languages", headers=key)
        assert ("2", "1", "30") == tuple(first.headers[f"ratelimit-{name}"] for name in ("limit", "remaining", "reset"))
        made = client.post("/v1/tokens", json={}, headers=key)
        assert ("201", "0") == (str(made.status_code), made.headers["ratelimit-remaining"])
        refused = client.get("/v1/languages", headers=key)
        problem = held_to_the_shape(refused, 429, "rate-limited")
        assert ("30", "0") == (refused.headers["retry-after"], refused.headers["ratelimit-remaining"])
        assert "in 30 s" in problem["errors"][0]["remedy"]
        held_to_the_shape(client.get("/v1/languages", headers=bearer(made.json()["token"])), 429, "rate-limited")
        assert 200 == client.get("/v1/languages", headers=other).status_code
        assert "ratelimit-limit" not in client.get("/health").headers


@pytest.fixture
async def two_workers() -> AsyncIterator[tuple[SharedLimit, SharedLimit]]:
    limits = SharedLimit(3, REDIS), SharedLimit(3, REDIS)
    yield limits
    for limit in limits:
        await limit.aclose()


@pytest.mark.service
async def test_two_workers_count_together_through_redis(two_workers: tuple[SharedLimit, SharedLimit]) -> None:
    one, other = two_workers
    key = uuid4().hex
    assert [2, 1, 0] == [(await limit.ask(key)).remaining for limit in (one, other, one)]
    refused = await other.ask(key)
    assert 19.0 < refused.wait <= 20.0


@pytest.mark.parametrize("listens", [False, True], ids=["refused", "silent"])
async def test_without_redis_each_worker_counts_for_itself_and_says_so_once(listens: bool, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as nobody:  # bound, or listening and never answering
        nobody.bind(("127.0.0.1", 0))
        if listens:
            nobody.listen()
        limit = SharedLimit(2, f"redis://127.0.0.1:{nobody.getsockname()[1]}/0", clock)
        with caplog.at_level(logging.WARNING):
            waits = [(await limit.ask("key")).wait for _ in range(3)]
            clock.now += 5.0
            await limit.ask("key")
        assert [0.0, 0.0, 30.0] == waits
        (said,) = caplog.messages
        assert "until it does, each worker counts requests for itself" in said
    await limit.aclose()


def test_an_address_that_cannot_be_one_is_told_without_its_password() -> None:
    with pytest.raises(InvalidSetting, match="This is no address of a Redis") as caught:
        SharedLimit(2, "redis://user:pa/ss@127.0.0.1:6379/0")
    assert "'pa'" not in str(caught.value)


@pytest.mark.service
async def test_when_redis_is_back_the_workers_count_together_again(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    limit = SharedLimit(2, REDIS, clock)
    limit._away_until = clock.now
    with caplog.at_level(logging.WARNING):
        assert 1 == (await limit.ask(uuid4().hex)).remaining
    assert ["Redis answers again: the workers count requests together."] == caplog.messages
    await limit.aclose()

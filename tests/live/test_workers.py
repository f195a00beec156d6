"""Two workers on one PostgreSQL: one limit, one budget, one draft a key, and both finish what runs."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]
import pytest
from redis import Redis

from drafter.store.schema import upgrade
from tests.live.conftest import LocalModels
from tests.live.service import CUSTOMERS, TOKEN, Serve, Service, wait_until
from tests.store.conftest import POSTGRES

pytestmark = pytest.mark.service
REQUEST = {"conversation": [{"author": "customer", "text": CUSTOMERS["en"]}]}
REDIS = "redis://127.0.0.1:6379/15"


@pytest.fixture(scope="module")
def database_url() -> Iterator[str]:
    """An upgraded PostgreSQL of this module's own."""
    name = f"drafter_test_{uuid4().hex}"

    async def at(statement: str) -> None:
        connection = await asyncpg.connect(POSTGRES, timeout=5)
        await connection.execute(statement)
        await connection.close()

    url = f"{POSTGRES.rpartition('/')[0]}/{name}"
    asyncio.run(at(f'CREATE DATABASE "{name}"'))
    asyncio.run(upgrade(url))
    yield url
    asyncio.run(at(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture(scope="module")
def service(serve: Serve, openai_server: LocalModels, database_url: str) -> Service:
    return serve("steady", openai_server.url, DRAFTER_DATABASE_URL=database_url, DRAFTER_WORKERS="2")


@pytest.fixture(scope="module")
def limited(serve: Serve, database_url: str) -> Service:
    return serve(DRAFTER_DATABASE_URL=database_url, DRAFTER_WORKERS="2", DRAFTER_RATE_LIMIT="10", DRAFTER_REDIS_URL=REDIS)


def _workers(service: Service) -> list[int]:
    """Process ids of those that answer: the children of the one that was started, but for the tracker of their resources."""
    children = Path(f"/proc/{service.process.pid}/task/{service.process.pid}/children").read_text().split()
    commands = {int(child): Path(f"/proc/{child}/cmdline").read_text() for child in children}
    return [child for child, command in commands.items() if "spawn_main" in command]


def test_requests_that_come_at_once_with_one_key_get_one_draft_whichever_worker_they_reach(service: Service) -> None:
    wait_until(lambda: 2 == len(_workers(service)))

    def draft(_: int) -> str:
        connection = HTTPConnection(urlsplit(service.address).netloc, timeout=60)  # a connection each, so that both workers get some
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", "Idempotency-Key": "at-once"}
        connection.request("POST", "/v1/drafts", json.dumps(REQUEST), headers)
        found: str = json.loads(connection.getresponse().read())["id"]
        connection.close()
        return found

    with ThreadPoolExecutor(12) as pool:
        assert 1 == len(set(pool.map(draft, range(12))))


def test_the_metrics_are_of_all_workers_whichever_answers(service: Service) -> None:
    wait_until(lambda: 2 == len(_workers(service)))

    def drafts() -> set[int]:
        with ThreadPoolExecutor(8) as pool:
            pages = list(pool.map(lambda _: service.text("/metrics"), range(8)))
        return {sum(int(float(count)) for count in re.findall(r"^drafter_drafts_total{.*} (\S+)$", page, re.MULTILINE)) for page in pages}

    before = max(drafts())
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: service.draft("en"), range(6)))
    assert {before + 6} == drafts()


def test_both_workers_finish_the_drafts_that_run_when_the_service_is_told_to_stop(service: Service) -> None:
    wait_until(lambda: 2 == len(_workers(service)))
    streams = [service.stream(REQUEST) for _ in range(6)]
    for stream in streams:
        assert "sentence" == next(stream)[0]
    service.process.terminate()
    assert ["done"] * 6 == [list(stream)[-1][0] for stream in streams]
    assert 0 == service.process.wait(30)


def test_the_rate_limit_is_one_for_both_workers(limited: Service) -> None:
    with Redis.from_url(REDIS) as redis:
        redis.delete("drafter:rate:operator")
    wait_until(lambda: 2 == len(_workers(limited)))
    with ThreadPoolExecutor(5) as pool:
        statuses = list(pool.map(lambda _: limited.ask("GET", "/v1/languages")[0], range(20)))
    assert {200, 429} == set(statuses)
    assert 8 <= statuses.count(429), statuses


def test_a_worker_that_dies_is_replaced(limited: Service) -> None:
    wait_until(lambda: 2 == len(_workers(limited)))
    before = _workers(limited)
    os.kill(before[0], signal.SIGKILL)
    wait_until(lambda: 2 == len(_workers(limited)) and before != _workers(limited))
    assert 200 == limited.ask("GET", "/ready", token=None)[0]

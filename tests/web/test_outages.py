"""The disk is full, the database is away: an agent is told within moments and gets no draft that is not stored; when it is over, nobody need do
anything."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

from drafter.app import create_app
from drafter.settings import Settings
from drafter.store.schema import upgrade
from tests.live.service import wait_until
from tests.web.alerts import is_counted
from tests.web.clients import bearer, make_key
from tests.web.conftest import ADDRESS, PARCEL, TOKEN, held_to_the_shape
from tests.web.relay import Relay, Way

POSTGRES = os.environ.get("POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
PATIENCE = 0.5  # seconds, instead of five, that the database may take
Service = TestClient[Litestar]


class Disk:
    """How many pages SQLite finds room for in a folder; None is as many as it likes. Other services that run beside have a disk of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.pages: int | None = None

    def limit(self, connection: Any) -> None:
        if str(connection.engine.url.database).startswith(str(self._folder)):
            connection.exec_driver_sql(f"PRAGMA max_page_count = {self.pages or 1_000_000}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    found = Disk(tmp_path)
    event.listen(Engine, "begin", found.limit)
    yield found
    event.remove(Engine, "begin", found.limit)


def _serving(database_url: str) -> Service:
    app = create_app(Settings(token=TOKEN, database_url=database_url), writers=(), read_first=True)
    service = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
    service.headers["Authorization"] = f"Bearer {TOKEN}"
    return service


def _draft(service: Service, **more: Any) -> Any:
    return service.post("/v1/drafts", json=PARCEL, **more)


def _drafted(service: Service) -> str:
    """The id of a draft, as soon as one is given out: a machine with much to do may take longer than the patience of these tests."""
    found: list[str] = []

    def tried() -> bool:
        answer = _draft(service)
        found.extend([answer.json()["id"]] if answer.status_code == 201 else [])
        return bool(found)

    wait_until(tried)
    return found[0]


def test_on_a_full_disk_no_draft_is_given_out_and_all_else_goes_on_and_so_do_drafts_when_there_is_room(
    disk: Disk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with _serving(database := f"sqlite:///{tmp_path}/drafter.db") as service:
        _, agent = make_key(database)
        first = _draft(service).json()["id"]
        disk.pages = 1
        answers = [_draft(service) for _ in range(20)]
        held_to_the_shape(answers[-1], 503, "store-unavailable")
        streamed = _draft(service, headers={"Accept": "text/event-stream"})
        assert "event: error" in streamed.text
        assert "event: done" not in streamed.text
        assert "The disk is full. Free some space" in caplog.text
        for token in (TOKEN, agent):
            assert 200 == service.post("/v1/checks", json={"text": "We guarantee it.", "language": "en"}, headers=bearer(token)).status_code
        assert is_counted("DrafterCannotStore", service.get("/metrics").text)
        assert [200, 200, 200] == [service.get(path).status_code for path in ("/health", f"/v1/drafts/{first}", "/v1/languages")]
        disk.pages = None
        assert 201 == _draft(service).status_code


@pytest.fixture
def relay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    """The way to a PostgreSQL database of the test's own."""
    monkeypatch.setattr("drafter.store.engine.SECONDS", PATIENCE)
    name = f"drafter_test_{uuid4().hex}"
    asyncio.run(_at_postgresql(f'CREATE DATABASE "{name}"'))
    with Relay(f"{POSTGRES.rpartition('/')[0]}/{name}") as found:
        asyncio.run(upgrade(found.url))
        yield found
    asyncio.run(_at_postgresql(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.mark.service
@pytest.mark.parametrize("way", ["refusing", "silent"])
def test_while_the_database_is_away_agents_are_told_soon_and_when_it_is_back_drafts_are_stored_again(way: Way, relay: Relay) -> None:
    with _serving(relay.url) as service:
        before = _drafted(service)
        relay.become(way)
        asked = time.monotonic()
        held_to_the_shape(_draft(service), 503, "store-unavailable")
        held_to_the_shape(service.get("/ready"), 503, "not-ready")
        assert time.monotonic() - asked < 20 * PATIENCE
        assert 200 == service.get("/health").status_code
        relay.become("open")
        assert is_counted("DrafterCannotStore", service.get("/metrics").text)
        after = _drafted(service)
        wait_until(lambda: 200 == service.get("/ready").status_code)
        for draft in (before, after):
            wait_until(lambda draft=draft: 200 == service.get(f"/v1/drafts/{draft}").status_code)  # type: ignore[misc]


@pytest.mark.service
def test_whoever_is_to_be_called_hears_of_it_when_keys_cannot_even_be_looked_up(relay: Relay) -> None:
    with _serving(relay.url) as service:
        _drafted(service)
        assert not is_counted("DrafterCannotStore", service.get("/metrics").text)
        relay.become("refusing")
        held_to_the_shape(_draft(service, headers=bearer("drafter_unseen")), 503, "store-unavailable")
        assert is_counted("DrafterCannotStore", service.get("/metrics").text)


@pytest.mark.service
def test_a_database_that_is_closed_for_maintenance_is_taken_up_again(relay: Relay) -> None:
    name = relay.url.rpartition("/")[2]
    with _serving(relay.url) as service:
        _drafted(service)
        asyncio.run(
            _at_postgresql(
                f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false',
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608 ours
            )
        )
        held_to_the_shape(_draft(service), 503, "store-unavailable")
        asyncio.run(_at_postgresql(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'))
        _drafted(service)


async def _at_postgresql(*statements: str) -> None:
    try:
        connection = await asyncpg.connect(POSTGRES, timeout=5)
    except OSError as error:
        pytest.fail(f"PostgreSQL does not answer at {POSTGRES} ({error}). Start it, or name another with POSTGRES_URL; `make test` goes without.")
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()

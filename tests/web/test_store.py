"""What the service stores of what it answers, and for whom."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from drafter.app import create_app
from drafter.settings import Settings
from drafter.store.keys import Role
from tests.live.service import wait_until
from tests.web.conftest import ADDRESS, PARCEL, SOUND, TOKEN, Script, Stage, held_to_the_shape
from tests.web.keys import new_key

Service = TestClient[Litestar]


def _draft(service: Service, **more: Any) -> Any:
    return service.post("/v1/drafts", json=PARCEL, **more)


def test_a_key_drafts_for_its_workspace_and_no_other_workspace_can_read_it(service: Service, database_url: str) -> None:
    acme, other = new_key(database_url, "qa", "acme"), new_key(database_url, "qa", "other")
    draft = _draft(service, headers=acme).json()["id"]
    assert draft == service.get(f"/v1/drafts/{draft}", headers=acme).json()["id"]
    for headers in (other, None):
        held_to_the_shape(service.get(f"/v1/drafts/{draft}", headers=headers), 404, "draft-not-found")


def test_an_agents_key_drafts_and_checks_and_does_not_read_what_was_stopped(service: Service, database_url: str) -> None:
    agent = new_key(database_url, "agent")
    draft = _draft(service, headers=agent)
    assert 201 == draft.status_code
    assert 200 == service.post("/v1/checks", json={"text": "We guarantee it.", "language": "en"}, headers=agent).status_code
    problem = held_to_the_shape(service.get(f"/v1/drafts/{draft.json()['id']}", headers=agent), 403, "forbidden")
    assert "qa, lead or admin; yours is of the role agent" in problem["errors"][0]["what"]


@pytest.mark.parametrize("role", ["qa", "lead", "admin"])
def test_whoever_is_no_agent_reads_what_was_stopped(service: Service, database_url: str, role: Role) -> None:
    headers = new_key(database_url, role)
    draft = _draft(service, headers=headers).json()["id"]
    assert 200 == service.get(f"/v1/drafts/{draft}", headers=headers).status_code


def test_a_request_that_is_sent_again_with_its_key_gets_the_same_draft_and_asks_no_model(service: Service, script: Script) -> None:
    writer = script(SOUND, SOUND)
    headers = {"Idempotency-Key": "ticket-1"}
    first, again = _draft(service, headers=headers), _draft(service, headers=headers)
    assert (201, first.json(), first.headers["location"]) == (again.status_code, again.json(), again.headers["location"])
    assert 1 == len(writer.prompts)
    assert first.json()["id"] != _draft(service, headers={"Idempotency-Key": "ticket-2"}).json()["id"]


def test_two_requests_that_come_at_once_with_one_key_get_one_draft(service: Service, stage: Stage) -> None:
    with ThreadPoolExecutor(4) as pool:
        drafts = list(pool.map(lambda _: _draft(service, headers={"Idempotency-Key": "at-once"}).json()["id"], range(4)))
    assert 1 == len(set(drafts))


def test_a_key_that_comes_with_another_request_is_refused(service: Service) -> None:
    headers = {"Idempotency-Key": "ticket-3"}
    _draft(service, headers=headers)
    another = {"conversation": [{"author": "customer", "text": "Where is my invoice?"}]}
    problem = held_to_the_shape(service.post("/v1/drafts", json=another, headers=headers), 422, "key-used-otherwise")
    assert "new key" in problem["errors"][0]["remedy"]


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Service, sqlite3.Connection]]:
    """A service, and another program that may take its database."""
    monkeypatch.setattr("drafter.store.engine.SECONDS", 0.05)
    app = create_app(Settings(token=TOKEN, database_url=f"sqlite:///{tmp_path}/drafter.db"), writers=(), read_first=True)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        other = sqlite3.connect(tmp_path / "drafter.db", isolation_level=None)
        yield client, other
        other.close()


def test_what_cannot_be_stored_is_not_given_out_and_only_the_log_says_where_the_database_is(
    held: tuple[Service, sqlite3.Connection], caplog: pytest.LogCaptureFixture
) -> None:
    service, other = held
    other.execute("BEGIN IMMEDIATE")
    answer = _draft(service)
    problem = held_to_the_shape(answer, 503, "store-unavailable")
    assert "Send the request again" in problem["detail"]
    assert "drafter.db" not in answer.text
    assert "drafter.db: Another program holds the database" in caplog.text
    other.execute("ROLLBACK")
    assert 201 == _draft(service).status_code


def test_a_service_whose_database_does_not_answer_is_not_ready(held: tuple[Service, sqlite3.Connection]) -> None:
    service, other = held
    assert 200 == service.get("/ready").status_code
    other.execute("ALTER TABLE workspaces RENAME TO elsewhere")
    problem = held_to_the_shape(service.get("/ready"), 503, "not-ready")
    assert "database" in problem["detail"]
    assert (503, 200) == (service.head("/ready").status_code, service.get("/health").status_code)
    other.execute("ALTER TABLE elsewhere RENAME TO workspaces")
    assert 200 == service.get("/ready").status_code


def test_old_drafts_are_deleted_when_the_service_starts(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/drafter.db"
    settings = Settings(token=TOKEN, database_url=address, retention_days=30)

    def count() -> int:
        with contextlib.closing(sqlite3.connect(tmp_path / "drafter.db")) as connection:
            return int(connection.execute("SELECT count(*) FROM drafts").fetchone()[0])

    def kept(change: str, expected: int) -> None:
        """A draft is made, then there are as many as expected, and then all are made to be that old."""
        with TestClient(create_app(settings, writers=()), base_url=ADDRESS) as client:
            assert 201 == client.post("/v1/drafts", json=PARCEL, headers={"Authorization": f"Bearer {TOKEN}"}).status_code
            wait_until(lambda: expected == count())
        with contextlib.closing(sqlite3.connect(tmp_path / "drafter.db", isolation_level=None)) as connection:
            connection.execute(f"UPDATE drafts SET created = datetime('now', '{change}')")  # noqa: S608 ours

    kept("-29 days", 1)
    kept("-31 days", 2)
    kept("-1 days", 1)

"""`/v1/tokens`: what a page in an iframe may do, for how long, and that it never needs the key."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from litestar.testing import TestClient

from tests.web.clients import bearer, make_key, revoke
from tests.web.conftest import PARCEL, held_to_the_shape


def _token(service: TestClient[Any], key: str, **body: Any) -> dict[str, Any]:
    answer = service.post("/v1/tokens", json=body, headers=bearer(key))
    assert 201 == answer.status_code, answer.text
    made: dict[str, Any] = answer.json()
    return made


def test_a_token_drafts_as_an_agent_in_the_workspace_of_its_key_and_nothing_more(service: TestClient[Any], database_url: str) -> None:
    _, admin = make_key(database_url, "admin", "acme")
    made = _token(service, admin, minutes=5)
    assert ("agent", True) == (made["role"], 290 < (datetime.fromisoformat(made["expires"]) - datetime.now(UTC)).total_seconds() <= 300)
    draft = service.post("/v1/drafts", json=PARCEL, headers=bearer(made["token"]))
    assert 201 == draft.status_code
    held_to_the_shape(service.get(draft.headers["location"], headers=bearer(made["token"])), 403, "forbidden")
    assert 200 == service.get(draft.headers["location"], headers=bearer(admin)).status_code
    assert 404 == service.get(draft.headers["location"]).status_code, "it is acme's"


def test_a_token_makes_no_other_token(service: TestClient[Any], database_url: str) -> None:
    made = _token(service, make_key(database_url)[1])
    problem = held_to_the_shape(service.post("/v1/tokens", json={}, headers=bearer(made["token"])), 403, "forbidden")
    assert "Send the key itself" in problem["errors"][0]["remedy"]


def test_a_token_that_nobody_has_used_yet_ends_with_its_key(service: TestClient[Any], database_url: str) -> None:
    key, token = make_key(database_url)
    made = _token(service, token)
    revoke(database_url, key)
    held_to_the_shape(service.get("/v1/languages", headers=bearer(made["token"])), 401, "unauthorized")


@pytest.mark.parametrize("minutes", [0, 61, -1, 1.5, "15"])
def test_a_token_holds_for_minutes_and_not_for_days(service: TestClient[Any], minutes: Any) -> None:
    held_to_the_shape(service.post("/v1/tokens", json={"minutes": minutes}), 422, "invalid-input")


def test_no_token_is_taken_from_the_address(service: TestClient[Any], database_url: str) -> None:
    _, key = make_key(database_url)
    for token in (key, _token(service, key)["token"]):
        answer = service.get(f"/v1/languages?token={token}", headers={"Authorization": ""})
        assert 401 == answer.status_code


def test_what_was_used_is_for_qa_and_names_the_month(service: TestClient[Any], database_url: str) -> None:
    used = service.get("/v1/usage").json()
    assert (f"{datetime.now(UTC):%Y-%m}", None) == (used["month"], used["budget"])
    held_to_the_shape(service.get("/v1/usage", headers=bearer(make_key(database_url)[1])), 403, "forbidden")

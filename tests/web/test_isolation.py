"""One workspace never reads another's: every operation of the OpenAPI document is tried, so that a new one is tried by being there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from drafter.store.store import Store
from drafter.web.examples import EXAMPLES
from tests.store.records import attempt, record
from tests.web.keys import new_key
from tests.web.rules import LIGHTNING, RULE

Service = TestClient[Litestar]
MARK = f"mark{uuid4().hex}"  # stands in everything that the workspace A has
WORD = f"word{uuid4().hex}"  # stands in A's texts beside it, and in a rule that B tries
BODIES: dict[str, dict[str, Any]] = {
    "tell_outcome": {"action": "edited", "text": "Not mine."},
    "review_rejection": {"judgement": "right"},
    "review_sent_text": {"judgement": "sound"},
    "propose_rule": {"rule": RULE, "toml": LIGHTNING},
    "try_rule": {"rule": RULE, "toml": LIGHTNING.replace("lightning fast", WORD)},
}
"""What is sent to operations that have no example in the document."""


@dataclass(frozen=True)
class Workspaces:
    """A's ids by the name of the path parameter, and the keys of A and of B."""

    ids: dict[str, str]
    a: dict[str, str]
    b: dict[str, str]


@pytest.fixture(scope="module")
def workspaces(service: Service, database_url: str) -> Workspaces:
    """Workspace A has one of everything."""
    ours, theirs = uuid4().hex, uuid4().hex
    a, other, b = new_key(database_url, "admin", ours), new_key(database_url, "admin", ours), new_key(database_url, "admin", theirs)
    text = f"Thank you, {MARK} {WORD}."
    stopped = msgspec.structs.replace(attempt(1, "en/guarantee/no-guarantees"), text=text)
    kept = record("en/guarantee/no-guarantees", text=text, customer=MARK, attempts=(stopped, attempt(2)))

    async def keep() -> None:
        async with Store(database_url).opened() as store:
            await store.shelf(ours).keyed(MARK).record(kept)

    asyncio.run(keep())
    ids = {"draft_id": kept.draft.id, "rejection_id": f"{kept.draft.id}-1"}
    service.post(f"/v1/rejections/{ids['rejection_id']}/review", json={"judgement": "right", "note": MARK}, headers=a)
    service.post(f"/v1/drafts/{ids['draft_id']}/outcome", json={"action": "edited", "text": MARK}, headers=a)
    service.post(f"/v1/sent-texts/{ids['draft_id']}/review", json={"judgement": "sound", "note": MARK}, headers=a)
    rule = {"rule": RULE, "toml": LIGHTNING.replace("No lightning", MARK), "note": MARK}
    ids["proposal_id"] = service.post("/v1/rules/proposals", json=rule, headers=a).json()["id"]
    service.post(f"/v1/rules/proposals/{ids['proposal_id']}/approval", headers=other)
    return Workspaces(ids, a, b)


def _operations(service: Service) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in service.get("/schema/openapi.json").json()["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def _call(service: Service, method: str, path: str, operation: dict[str, Any], ids: dict[str, str], headers: dict[str, str]) -> Any:
    """With A's ids; a parameter or a body that nobody has taught this test is a failure of the test."""
    name = operation["operationId"]
    named = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"]
    assert set(named) <= set(ids), f"{name}: teach this test what A has as {named}"
    body = None
    if "requestBody" in operation:
        examples = [one.value for one in EXAMPLES.get(name, {}).values()]
        assert name in BODIES or examples, f"{name}: teach this test a body, or give the document an example"
        body = BODIES.get(name) or examples[0]
    return service.request(method, path.format(**ids), json=body, headers=headers)


def _of_a(service: Service, workspaces: Workspaces) -> dict[str, Any]:
    """All that A can read, without what each call draws anew."""
    return {
        path: _call(service, method, path, operation, workspaces.ids, workspaces.a).json()
        for method, path, operation in _operations(service)
        if method == "GET" and path.startswith("/v1")
    }


def test_the_key_of_another_workspace_reads_and_changes_nothing_by_any_operation(service: Service, workspaces: Workspaces) -> None:
    before = _of_a(service, workspaces)
    assert all(MARK in str(seen) for path, seen in before.items() if path != "/v1/languages"), "A has one of everything"
    assert MARK in service.post("/v1/rules/try", json=BODIES["try_rule"], headers=workspaces.a).text
    for method, path, operation in _operations(service):
        answer = _call(service, method, path, operation, workspaces.ids, workspaces.b)
        assert answer.status_code < 500, (method, path, answer.text)
        assert MARK not in answer.text, (method, path)
        if "{" in path:
            assert 404 == answer.status_code, (method, path, "A's ids are unknown to B")
    assert before == _of_a(service, workspaces)


def test_without_a_token_nothing_but_the_probes_answers(service: Service, workspaces: Workspaces) -> None:
    for method, path, operation in _operations(service):
        status = _call(service, method, path, operation, workspaces.ids, {"Authorization": ""}).status_code
        assert (status == 401) == (operation.get("security") != []), (method, path)


def test_an_agents_key_is_for_drafting_and_checking_alone(service: Service, workspaces: Workspaces, database_url: str) -> None:
    agent = new_key(database_url, "agent", uuid4().hex)
    allowed = {"create_draft", "check_text", "tell_outcome", "list_rules", "list_languages", "health", "ready"}
    for method, path, operation in _operations(service):
        answer = _call(service, method, path, operation, workspaces.ids, agent)
        assert (answer.status_code == 403) == (operation["operationId"] not in allowed), (method, path, answer.text)


def test_what_judges_everybodys_drafts_is_put_in_force_by_lead_and_admin_alone(service: Service, database_url: str) -> None:
    workspace = uuid4().hex
    keys = {role: new_key(database_url, role, workspace) for role in ("qa", "lead", "admin")}
    for role, allowed in (("qa", False), ("lead", True), ("admin", True)):
        rule = {"rule": f"en/instant/by-{role}", "toml": LIGHTNING}
        proposal = service.post("/v1/rules/proposals", json=rule, headers=new_key(database_url, "qa", workspace)).json()["id"]
        assert (200 if allowed else 403) == service.post(f"/v1/rules/proposals/{proposal}/approval", headers=keys[role]).status_code

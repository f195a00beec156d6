"""`/v1/rules/try`: what a changed rule would newly stop or release of the stored drafts."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from drafter.web.trying import Trials
from tests.web.conftest import OVERPROMISING, PARCEL, SOUND, Script, held_to_the_shape
from tests.web.keys import new_key
from tests.web.rules import FAST, LIGHTNING, RULE

Service = TestClient[Litestar]
Headers = dict[str, str]


@pytest.fixture
def qa(database_url: str) -> Headers:
    """A key of a workspace of this test's own."""
    return new_key(database_url, "qa", uuid4().hex)


def _draft(service: Service, script: Script, headers: Headers, *replies: str) -> str:
    script(*replies)
    draft: str = service.post("/v1/drafts", json=PARCEL, headers=headers).json()["id"]
    return draft


def _try(service: Service, headers: Headers, rule: str = RULE, toml: str | None = LIGHTNING, **more: Any) -> dict[str, Any]:
    answer = service.post("/v1/rules/try", json={"rule": rule, "toml": toml, **more}, headers=headers)
    assert 200 == answer.status_code, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_new_rule_is_tried_on_every_attempt_at_the_stored_drafts(service: Service, script: Script, qa: Headers) -> None:
    fast = _draft(service, script, qa, f"{SOUND} {FAST}")
    _draft(service, script, qa, OVERPROMISING, SOUND)
    tried = _try(service, qa)
    assert ([RULE], ["en"], 2, 2, 3) == tuple(tried[key] for key in ("rules", "languages", "drafts", "of", "texts"))
    assert (1, 0, 0, []) == tuple(tried[key] for key in ("stopped", "released", "otherwise", "complaints"))
    (change,) = tried["changes"]
    assert (fast, 1, "stopped", FAST) == tuple(change[key] for key in ("draft", "number", "outcome", "sentence"))
    (gained,) = change["gained"]
    assert "lightning fast" == gained["quote"] == change["text"][gained["start"] : gained["end"]]
    assert [] == service.post("/v1/checks", json={"text": FAST, "language": "en"}, headers=qa).json()["findings"], "nothing is changed by it"


def test_a_rule_switched_off_releases_what_nothing_else_stops(service: Service, script: Script, qa: Headers) -> None:
    _draft(service, script, qa, "We guarantee that your parcel arrives.", SOUND)
    _draft(service, script, qa, OVERPROMISING, SOUND)
    rule = service.post("/v1/checks", json={"text": "We guarantee it.", "language": "en"}, headers=qa).json()["findings"][0]["rule"]
    tried = _try(service, qa, rule, None)
    assert (0, 2) == (tried["stopped"], tried["released"])
    assert [True, False] == [bool(change["stopped_by"]) for change in tried["changes"]], "newest first; other rules stop the newer one too"
    shown = _try(service, qa, rule, None, shown=1)
    assert (2, 1) == (shown["released"], len(shown["changes"]))


def test_a_rule_with_a_check_is_tried_with_the_drafts_own_brief(service: Service, script: Script, qa: Headers) -> None:
    dated = {**PARCEL, "brief": {"timeline": {"by": "2026-11-27"}}, "today": "2026-11-23", "language": "en"}
    script("Thank you for writing. Your parcel will be with you by 26 November.", "Thank you. Your parcel will be with you by 27 November.")
    service.post("/v1/drafts", json=dated, headers=qa)
    listed = service.get("/v1/rejections", headers=qa).json()["rejections"]
    rule = next(one["rule"] for one in listed[0]["verdict"]["findings"] if one["family"] == "ungrounded")
    tried = _try(service, qa, rule, None)
    assert tried["released"] + tried["otherwise"] >= 1
    assert any(lost["quote"] == "26 November" or "26 November" in lost["quote"] for change in tried["changes"] for lost in change["lost"])


def test_a_rule_that_does_not_do_what_it_says_is_tried_and_that_is_told(service: Service, qa: Headers) -> None:
    (complaint,) = _try(service, qa, toml=LIGHTNING.replace("are lightning fast", "are swift"))["complaints"]
    assert f"{RULE}.toml:10 rejects" == complaint["where"]


def test_what_is_no_rule_is_refused_before_anything_is_streamed(service: Service, qa: Headers) -> None:
    for accept in ("application/json", "text/event-stream"):
        answer = service.post("/v1/rules/try", json={"rule": RULE, "toml": "x"}, headers=qa | {"Accept": accept})
        assert "$.toml:1" == held_to_the_shape(answer, 422, "invalid-input")["errors"][0]["where"]


def test_a_streamed_trial_tells_its_progress_and_ends_with_the_answer(service: Service, script: Script, qa: Headers) -> None:
    _draft(service, script, qa, f"{SOUND} {FAST}")
    answer = service.post("/v1/rules/try", json={"rule": RULE, "toml": LIGHTNING}, headers=qa | {"Accept": "text/event-stream"})
    assert "text/event-stream" in answer.headers["content-type"]
    events = [block.split("\n") for block in answer.text.strip().split("\n\n") if not block.startswith(":")]
    names = [name for name, _ in events]
    assert ({"event: progress"}, "event: done") == (set(names[:-1]), names[-1])
    *_, progress, done = (json.loads(data.removeprefix("data: ")) for _, data in events)
    assert {"drafts": 1, "of": 1} == progress
    assert _try(service, qa) == done


def test_a_second_trial_is_asked_to_come_again(app: Litestar, service: Service, qa: Headers) -> None:
    provide = app.dependencies["trials"]
    trials = provide.dependency()  # type: ignore[union-attr]  # the one of this app
    assert isinstance(trials, Trials)
    with trials.one():
        answer = service.post("/v1/rules/try", json={"rule": RULE, "toml": LIGHTNING}, headers=qa)
    held_to_the_shape(answer, 429, "too-many-trials")
    assert answer.headers["retry-after"]

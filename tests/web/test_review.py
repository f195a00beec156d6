"""`/v1/rejections` and `/v1/sent-texts`: what QA reads and says."""

from __future__ import annotations

from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from tests.web.conftest import OVERPROMISING, PARCEL, SOUND, Script, held_to_the_shape
from tests.web.keys import new_key

Service = TestClient[Litestar]
Headers = dict[str, str]


@pytest.fixture
def qa(database_url: str, request: pytest.FixtureRequest) -> Headers:
    """A key of a workspace of this test's own."""
    return new_key(database_url, "qa", f"review-{abs(hash(request.node.name))}")


def _stopped(service: Service, script: Script, headers: Headers) -> dict[str, Any]:
    """A draft whose first attempt was stopped."""
    script(OVERPROMISING, SOUND)
    draft: dict[str, Any] = service.post("/v1/drafts", json=PARCEL, headers=headers).json()
    return draft


def _listed(service: Service, headers: Headers, **parameters: Any) -> list[str]:
    answer = service.get("/v1/rejections", params=parameters, headers=headers)
    assert 200 == answer.status_code, answer.text
    return [one["id"] for one in answer.json()["rejections"]]


def test_what_was_stopped_is_listed_and_can_be_chosen_by_everything_it_has(service: Service, script: Script, qa: Headers) -> None:
    draft = _stopped(service, script, qa)["id"]
    (rejection,) = service.get("/v1/rejections", headers=qa).json()["rejections"]
    assert (f"{draft}-1", draft, 1) == tuple(rejection[key] for key in ("id", "draft", "number"))
    assert OVERPROMISING in rejection["text"]
    assert "Stopped: " in rejection["verdict"]["in_words"]
    finding = next(one for one in rejection["verdict"]["findings"] if one["family"] == "guarantee")
    day = rejection["created"][:10]
    for chosen in (
        {"rule": finding["rule"]},
        {"family": "guarantee"},
        {"language": "en"},
        {"reviewed": "false"},
        {"from": day},
        {"to": "2199-01-01"},
    ):
        assert [rejection["id"]] == _listed(service, qa, **chosen), chosen
    for passed_over in (
        {"rule": "en/none/none"},
        {"family": "hostile"},
        {"language": "kk"},
        {"reviewed": "true"},
        {"from": "2199-01-01"},
        {"to": day},
    ):
        assert [] == _listed(service, qa, **passed_over), passed_over


def test_the_pages_of_the_list_follow_one_another(service: Service, script: Script, qa: Headers) -> None:
    made = [_stopped(service, script, qa)["id"] for _ in range(3)]
    first = service.get("/v1/rejections", params={"limit": 2}, headers=qa).json()
    second = service.get("/v1/rejections", params={"limit": 2, "cursor": first["cursor"]}, headers=qa).json()
    assert made[::-1] == [one["draft"] for one in first["rejections"] + second["rejections"]]
    assert second["cursor"] is None


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("rul=x", 422, "invalid-input"),
        ("cursor=x", 422, "invalid-input"),
        ("from=yesterday", 422, "invalid-input"),
        ("limit=0", 400, "bad-request"),
        ("limit=many", 400, "bad-request"),
        ("reviewed=maybe", 400, "bad-request"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(service: Service, query: str, status: int, code: str) -> None:
    held_to_the_shape(service.get(f"/v1/rejections?{query}"), status, code)


def test_a_rejection_is_reviewed_and_the_last_review_counts(service: Service, script: Script, qa: Headers) -> None:
    draft = _stopped(service, script, qa)
    address = f"/v1/rejections/{draft['id']}-1"
    before = service.get(address, headers=qa).json()
    assert (None, [], draft["text"]) == (before["reviewed"], before["reviews"], before["given"])
    assert PARCEL["conversation"][0]["text"] == before["request"]["conversation"][0]["text"]
    service.post(f"{address}/review", json={"judgement": "false_alarm", "note": "The customer asked for it."}, headers=qa)
    after = service.post(f"{address}/review", json={"judgement": "right"}, headers=qa).json()
    assert ["false_alarm", "right"] == [one["judgement"] for one in after["reviews"]]
    assert after["reviewed"]
    assert after["reviews"][0]["by"]
    assert [f"{draft['id']}-1"] == _listed(service, qa, reviewed="true")


@pytest.mark.parametrize("rejection", ["no-such-1", "x", "x-", "-1", "x-1-", "x-٣", "x-99999999999999999999"])
def test_a_rejection_that_is_not_there_is_refused(service: Service, rejection: str) -> None:
    held_to_the_shape(service.get(f"/v1/rejections/{rejection}"), 404, "rejection-not-found")
    held_to_the_shape(service.post(f"/v1/rejections/{rejection}/review", json={"judgement": "right"}), 404, "rejection-not-found")


def test_a_review_says_what_it_means(service: Service) -> None:
    for review in ({}, {"judgement": "wrong"}, {"judgement": "right", "notes": "x"}):
        held_to_the_shape(service.post("/v1/rejections/x-1/review", json=review), 422, "invalid-input")


def test_a_sample_holds_what_was_sent_in_the_agents_wording_and_what_slipped_through_is_said(service: Service, script: Script, qa: Headers) -> None:
    sent, edited, kept = (_stopped(service, script, qa)["id"] for _ in range(3))
    service.post(f"/v1/drafts/{sent}/outcome", json={"action": "sent"}, headers=qa)
    service.post(f"/v1/drafts/{edited}/outcome", json={"action": "edited", "text": OVERPROMISING}, headers=qa)
    texts = {one["draft"]: one for one in service.get("/v1/sent-texts", headers=qa).json()["texts"]}
    assert {sent, edited} == set(texts)
    assert ("edited", OVERPROMISING) == (texts[edited]["action"], texts[edited]["text"])
    assert texts[edited]["findings"]
    assert 1 == len(service.get("/v1/sent-texts", params={"size": 1}, headers=qa).json()["texts"])
    assert [] == service.get("/v1/sent-texts", params={"to": "2020-01-01"}, headers=qa).json()["texts"]
    said = service.post(f"/v1/sent-texts/{sent}/review", json={"judgement": "slipped_through", "note": "Curt."}, headers=qa).json()
    assert [("slipped_through", "Curt.")] == [(one["judgement"], one["note"]) for one in said["reviews"]]
    assert PARCEL["conversation"][0]["text"] == said["request"]["conversation"][0]["text"]
    held_to_the_shape(service.post(f"/v1/sent-texts/{kept}/review", json={"judgement": "sound"}, headers=qa), 404, "sent-text-not-found")

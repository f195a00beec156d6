"""`/v1/drafts/{id}/outcome`: what became of a draft."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from drafter.store.store import Store
from tests.store.records import record
from tests.web.conftest import OVERPROMISING, held_to_the_shape
from tests.web.keys import new_key

Service = TestClient[Litestar]
TICKET = {
    "conversation": [{"author": "customer", "text": "Where is my parcel? I have been waiting for it since Monday.", "at": "2026-11-24T09:12"}],
    "brief": {"solutions": ["We can send the order again."], "timeline": {"by": "2026-11-27"}},
}


def _draft(service: Service, **more: Any) -> str:
    """One that the composer writes."""
    draft: str = service.post("/v1/drafts", json=TICKET, **more).json()["id"]
    return draft


def _tell(service: Service, draft: str, **outcome: Any) -> Any:
    return service.post(f"/v1/drafts/{draft}/outcome", json=outcome)


def test_a_draft_that_was_sent_as_it_was_is_told_in_one_word(service: Service) -> None:
    told = _tell(service, _draft(service), action="sent")
    assert 200 == told.status_code
    assert ("sent", None, None, []) == tuple(told.json()[key] for key in ("action", "text", "verdict", "findings"))


def test_an_edited_text_is_judged_by_the_drafts_own_brief_and_measured(service: Service) -> None:
    draft = _draft(service)
    kept = service.get(f"/v1/drafts/{draft}").json()["text"]
    sound = _tell(service, draft, action="edited", text=f"{kept} Bye.").json()
    assert ("edited", 5) == (sound["action"], sound["distance"])
    late = _tell(service, draft, action="edited", text="We can send the order again. It will be with you by 28 November.").json()
    assert "reject" == late["verdict"]
    (finding,) = [one for one in late["findings"] if one["family"] == "ungrounded"]
    assert "28 November" in finding["quote"]
    assert late["pack"].startswith("en-")


def test_an_edit_that_changed_nothing_counts_as_sent(service: Service) -> None:
    draft = _draft(service)
    kept = service.get(f"/v1/drafts/{draft}").json()["text"]
    assert "sent" == _tell(service, draft, action="edited", text=kept).json()["action"]


def test_the_last_outcome_counts_and_may_be_told_again(service: Service) -> None:
    draft = _draft(service)
    assert service.get(f"/v1/drafts/{draft}").json()["outcome"] is None
    for _ in range(2):
        assert "edited" == _tell(service, draft, action="edited", text="My own words.").json()["action"]
    assert "My own words." == service.get(f"/v1/sent-texts/{draft}").json()["text"]
    assert service.get(f"/v1/drafts/{draft}").json()["outcome"] == _tell(service, draft, action="edited", text="My own words.").json()
    assert "not needed" == _tell(service, draft, action="discarded", reason="not needed").json()["reason"]
    held_to_the_shape(service.get(f"/v1/sent-texts/{draft}"), 404, "sent-text-not-found")


def test_sending_what_the_rules_would_stop_is_audited_without_its_words(service: Service, database_url: str) -> None:
    draft = _draft(service)
    _tell(service, draft, action="edited", text=OVERPROMISING)

    async def audited() -> list[Any]:
        async with Store(database_url).opened() as store:
            return [each.entry for each in await store.shelf().audit(limit=5)]

    (entry,) = [each for each in asyncio.run(audited()) if each.subject == draft]
    assert ("draft.override", "key:operator") == (entry.action, entry.actor)
    assert "guarantee" in entry.details["rules"]
    assert "parcel" not in str(entry)


@pytest.mark.parametrize(
    "outcome",
    [
        {"action": "edited"},
        {"action": "sent", "text": "x"},
        {"action": "discarded"},
        {"action": "sent", "reason": "x"},
        {"action": "lost"},
        {"action": "edited", "text": ""},
        {"acton": "sent"},
    ],
)
def test_an_outcome_that_makes_no_sense_is_refused(service: Service, outcome: dict[str, Any]) -> None:
    held_to_the_shape(_tell(service, _draft(service), **outcome), 422, "invalid-input")


def test_nobody_can_have_sent_a_withheld_draft_as_it_was(service: Service, database_url: str) -> None:
    kept = record("en/guarantee/no-guarantees", text=None)

    async def keep() -> None:
        async with Store(database_url).opened() as store:
            await store.shelf().record(kept)

    asyncio.run(keep())
    problem = held_to_the_shape(_tell(service, kept.draft.id, action="sent"), 422, "invalid-input")
    assert "withheld" in problem["errors"][0]["what"]
    assert 200 == _tell(service, kept.draft.id, action="edited", text="My own words.").status_code


def test_the_outcome_of_a_draft_that_is_not_there_is_refused(service: Service, database_url: str) -> None:
    held_to_the_shape(_tell(service, "no-such-draft", action="sent"), 404, "draft-not-found")
    elsewhere = _draft(service, headers=new_key(database_url, "agent", "acme"))
    held_to_the_shape(_tell(service, elsewhere, action="sent"), 404, "draft-not-found")

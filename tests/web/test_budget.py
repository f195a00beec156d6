"""What a workspace's models may use: a word at 80 %, the composer at 100 %, for that workspace alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from drafter.attempt import UsageReport
from drafter.completion.scripted_writer import ScriptedWriter
from drafter.completion.writer import Completion, Usage
from drafter.store.store import Store
from drafter.web.budget import Budget
from tests.pipelines import Make, make_pipeline, recorder  # noqa: F401 (fixtures)
from tests.store.records import record
from tests.web.clients import Service, bearer, make_key, serving
from tests.web.conftest import PARCEL, SOUND


@pytest.fixture(autouse=True)
def _looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.web.budget._REMEMBERED", 0.0)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/drafter.db"


@pytest.fixture
def writer() -> ScriptedWriter:
    return ScriptedWriter([Completion(SOUND, "model", usage=Usage(prompt=70, completion=10))] * 4)


@pytest.fixture
def service(url: str, writer: ScriptedWriter) -> Iterator[Service]:
    with serving(url, writer, budget=100) as client:
        yield client


def test_a_workspace_is_told_at_80_percent_and_composes_at_100_and_another_drafts_on(service: Service, url: str, writer: ScriptedWriter) -> None:
    month = f"{datetime.now(UTC):%Y-%m}"
    first, warned, composed = (service.post("/v1/drafts", json=PARCEL).json() for _ in range(3))
    assert ("written", None) == (first["origin"], first["notice"])
    assert ("written", True) == (warned["origin"], f"has used 80 % of its tokens for {month}" in warned["notice"])
    assert ("composed", 2) == (composed["origin"], len(writer.prompts))
    assert "The 100 tokens that this workspace may use" in composed["notice"]
    assert {"month": month, "tokens": 160, "budget": 100} == service.get("/v1/usage").json()
    other = service.post("/v1/drafts", json=PARCEL, headers=bearer(make_key(url, workspace="acme")[1])).json()
    assert ("written", None) == (other["origin"], other["notice"])


def test_a_streamed_draft_is_held_to_the_budget_too(service: Service) -> None:
    for _ in range(2):
        service.post("/v1/drafts", json=PARCEL)
    streamed = service.post("/v1/drafts", json=PARCEL, headers={"Accept": "text/event-stream"}).text
    assert "so no model was asked" in streamed.rpartition("event: done")[2]


async def test_a_new_month_begins_at_nothing_at_once(url: str, make_pipeline: Make) -> None:  # noqa: F811 the fixture
    now = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
    budget, pipeline = Budget(10, lambda: now, lambda: 0.0), make_pipeline([SOUND])
    async with Store(url).opened() as store:
        kept = record("en/guarantee/no-guarantees")
        draft = msgspec.structs.replace(kept.draft, usage=UsageReport(prompt_tokens=10))
        await store.shelf().record(replace(kept, draft=draft, created=now))
        assert () == (await budget.hold(pipeline, store.shelf())).writers
        now += timedelta(minutes=1)
        assert pipeline is await budget.hold(pipeline, store.shelf())

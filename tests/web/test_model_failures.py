"""However the model fails, the agent gets a draft that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import respx
from litestar.testing import TestClient

from drafter.completion.breaker import FAILURES as FAILURES_IN_A_ROW
from drafter.completion.guarded_writer import GuardedWriter
from drafter.completion.openai_writer import OpenAIWriter
from tests.completion.conftest import endpoint  # noqa: F401 a fixture
from tests.completion.failures import ECHO, FAILURES, KEY, URL, ModelFailure
from tests.web.conftest import PARCEL, Stage


@pytest.fixture
def model(service: TestClient[Any], stage: Stage) -> Iterator[OpenAIWriter]:
    """The production writer on the stage, with one retry and no pause before it."""
    writer = OpenAIWriter("model", URL, KEY, retries=1, backoff=0.0)
    stage.writer = writer
    yield writer
    with service.portal() as portal:
        portal.call(writer.aclose)


@pytest.mark.parametrize("failure", FAILURES, ids=str)
def test_a_model_that_fails_ends_in_a_composed_draft_whose_notice_says_why(
    failure: ModelFailure,
    service: TestClient[Any],
    model: OpenAIWriter,
    endpoint: respx.Router,  # noqa: F811 the fixture
) -> None:
    failure.arm(endpoint)
    answer = service.post("/v1/drafts", json=PARCEL)
    assert 201 == answer.status_code, answer.text
    draft = answer.json()
    assert ("composed", "pass") == (draft["origin"], draft["verdict"])
    assert draft["text"]
    assert "composed from the brief" in draft["notice"]
    record = service.get(f"/v1/drafts/{draft['id']}")
    assert failure.error.code == record.json()["attempts"][0]["error"]
    assert record.json()["attempts"][0]["message"] in draft["notice"]
    assert not [secret for secret in (KEY, ECHO) if secret in answer.text + record.text]


def test_an_endpoint_that_keeps_failing_is_asked_no_more_and_the_notice_says_so(
    service: TestClient[Any],
    stage: Stage,
    model: OpenAIWriter,
    endpoint: respx.Router,  # noqa: F811 the fixture
) -> None:
    stage.writer = GuardedWriter(model)
    asked = endpoint.post(f"{URL}/chat/completions").respond(503)
    for _ in range(FAILURES_IN_A_ROW):
        assert "is in trouble" in service.post("/v1/drafts", json=PARCEL).json()["notice"]
    calls = asked.call_count
    draft = service.post("/v1/drafts", json=PARCEL).json()
    assert ("composed", calls) == (draft["origin"], asked.call_count)
    assert "model failed again and again, and so it is not asked for" in draft["notice"]

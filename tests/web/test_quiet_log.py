"""No word of a customer, of a draft or of a key stands in the log, whatever goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import respx
from litestar.testing import TestClient

from drafter.completion.guarded_writer import GuardedWriter
from drafter.completion.openai_writer import OpenAIWriter
from drafter.completion.writer import Completion
from drafter.errors import Problem, StoreUnavailable
from drafter.prompt.prompt import Prompt
from drafter.telemetry.log import formatter
from tests.completion.conftest import endpoint  # noqa: F401 a fixture
from tests.completion.failures import FAILURES, KEY, URL, ModelFailure
from tests.web.clients import bearer, make_key
from tests.web.conftest import OVERPROMISING, Script, Stage

MARKER = "zanzibar"
TICKET = {
    "conversation": [{"author": "customer", "text": f"Where is my {MARKER}? My address is 7 {MARKER} Road."}],
    "customer": {"name": MARKER.title(), "id": MARKER, "email": f"{MARKER}@example.com"},
    "ticket": {"id": MARKER, "subject": MARKER, "url": f"https://helpdesk.example.com/{MARKER}"},
    "hint": f"tell them about the {MARKER}",
}
STREAM = {"Accept": "text/event-stream"}


@pytest.fixture(autouse=True)
def said(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], str]]:
    """Everything that the service's loggers said, with the exceptions and all fields; it is read after each test, too."""
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "drafter")
    # The one has the messages of exceptions, which the log leaves out; the other every field, as the log has them.
    formatters = (logging.Formatter("%(name)s %(message)s"), formatter("json"))

    def everything() -> str:
        entries = [entry for entry in caplog.records if entry.name != "httpx"]  # the test's own client
        return "\n".join(each.format(entry) for entry in entries for each in formatters)

    yield everything
    log = everything().lower()
    assert MARKER not in log
    assert KEY.lower() not in log


def _draft(service: TestClient[Any], **headers: str) -> Any:
    return service.post("/v1/drafts", json=TICKET, headers=headers)


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["whole", "streamed"])
@pytest.mark.parametrize("failure", FAILURES, ids=str)
def test_a_model_that_fails(failure: ModelFailure, headers: dict[str, str], service: TestClient[Any], stage: Stage, endpoint: respx.Router) -> None:  # noqa: F811
    failure.arm(endpoint)
    stage.writer = GuardedWriter(OpenAIWriter("model", URL, KEY, retries=0, backoff=0.0))
    assert _draft(service, **headers).is_success
    with service.portal() as portal:
        portal.call(stage.writer.aclose)


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["whole", "streamed"])
def test_a_model_that_says_the_word_and_is_stopped(headers: dict[str, str], service: TestClient[Any], script: Script) -> None:
    script(f"{OVERPROMISING} {MARKER}", f"We guarantee {MARKER}.")
    assert _draft(service, **headers).is_success


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["whole", "streamed"])
def test_a_writer_that_breaks_with_the_word(headers: dict[str, str], service: TestClient[Any], stage: Stage, said: Callable[[], str]) -> None:
    class Broken:
        name = "broken"

        async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
            raise KeyError(prompt.messages[-1].content)

    stage.writer = Broken()
    assert _draft(service, **headers).is_success
    assert "The writer nobody broke" in said() or "The writer broken broke" in said()


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["whole", "streamed"])
def test_a_mistake_of_our_own(headers: dict[str, str], service: TestClient[Any], monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(MARKER)

    monkeypatch.setattr("drafter.pipeline.Pipeline._begin", broken)
    assert 500 == _draft(service, **headers).status_code
    assert "ValueError" in said()


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["whole", "streamed"])
def test_a_database_that_fails(headers: dict[str, str], service: TestClient[Any], monkeypatch: pytest.MonkeyPatch, said: Callable[[], str]) -> None:
    async def full(*_: object) -> None:
        raise StoreUnavailable(Problem("database", "It is full.")) from ValueError(MARKER)

    monkeypatch.setattr("drafter.store.committer.Committer.commit", full)
    assert "store-unavailable" in _draft(service, **headers).text
    assert "It is full" in said()


@pytest.mark.parametrize(
    "body",
    [
        f'{{"conversation": "{MARKER}"}}',
        f'{{"conversation": [], "{MARKER}": 1}}',
        f"{MARKER} is no JSON",
        f'{{"conversation": [{{"author": "{MARKER}", "text": "x"}}]}}',
        f'{{"language": "{MARKER}", "conversation": [{{"author": "customer", "text": "x"}}]}}',
    ],
)
def test_a_request_that_is_refused(body: str, service: TestClient[Any]) -> None:
    assert service.post("/v1/drafts", content=body, headers={"Content-Type": "application/json"}).status_code in (400, 422)


def test_keys_tokens_and_addresses(service: TestClient[Any], database_url: str, said: Callable[[], str]) -> None:
    _, key = make_key(database_url)
    token = service.post("/v1/tokens", json={}, headers=bearer(key)).json()["token"]
    service.get(f"/v1/languages?token={key}", headers={"Authorization": ""})
    service.get(f"/v1/languages?q={MARKER}", headers=bearer(token))
    service.get("/v1/languages", headers=bearer(f"{key}{MARKER}"))
    assert not [secret for secret in (key, token) if secret in said()]
    assert '"path": "/v1/languages"' in said(), "the fields are looked at"

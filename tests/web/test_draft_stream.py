"""A draft as server-sent events: every event by its name, and what becomes of a draft when nobody reads any more."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from litestar.testing import TestClient

from drafter.completion.writer import Completion
from drafter.draft import Audience
from drafter.errors import Problem, StoreUnavailable
from drafter.prompt.prompt import Prompt
from drafter.store.memory import MemoryRecorder
from drafter.web.api.draft_stream import DraftStream
from drafter.web.drafting import Drafting
from drafter.web.problems import HttpProblem
from tests.pipelines import SOUND, Make
from tests.tickets import drafting
from tests.web.conftest import OVERPROMISING, PARCEL, Script
from tests.web.conftest import SOUND as SOUND_REPLY


class Endless:
    """Writes sentences for as long as anybody reads; `stopped` once nobody does."""

    name = "endless"

    def __init__(self) -> None:
        self.stopped = asyncio.Event()

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        raise AssertionError("it streams")

    async def stream(self, prompt: Prompt, *, timeout: float) -> AsyncGenerator[str | Completion]:
        try:
            yield "Thank you for writing, and I am sorry that you have been waiting for so long. We"
            await asyncio.Event().wait()
        finally:
            self.stopped.set()


def events_in(body: str) -> list[tuple[str, Any]]:
    found = []
    for block in body.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def _streamed(service: TestClient[Any], **headers: str) -> list[tuple[str, Any]]:
    answer = service.post("/v1/drafts", json=PARCEL, headers={"Accept": "text/event-stream", **headers})
    assert (200, "text/event-stream") == (answer.status_code, answer.headers["content-type"].partition(";")[0])
    return events_in(answer.text)


def test_a_draft_comes_in_events_and_at_the_end_as_json_gives_it(service: TestClient[Any], script: Script) -> None:
    script(SOUND_REPLY, SOUND_REPLY)
    *sentences, (name, draft) = _streamed(service)
    assert "done" == name
    assert {"sentence"} == {name for name, _ in sentences}
    assert "".join(data["text"] for _, data in sentences) == draft["text"]
    assert set(service.post("/v1/drafts", json=PARCEL).json()) == set(draft)
    assert "written" == service.get(f"/v1/drafts/{draft['id']}").json()["origin"]


def test_what_was_stopped_is_told_by_its_rule_and_never_in_words(service: TestClient[Any], script: Script) -> None:
    script(f"{SOUND_REPLY} We guarantee it with the word zanzibar.", OVERPROMISING)
    answer = service.post("/v1/drafts", json=PARCEL, headers={"Accept": "text/event-stream"})
    assert "zanzibar" not in answer.text
    names = [name for name, _ in events_in(answer.text)]
    assert names.index("dropped") < names.index("repair") < names.index("done")


def test_a_key_that_was_answered_gives_the_same_draft_at_once(service: TestClient[Any], script: Script) -> None:
    script(SOUND_REPLY)
    first = _streamed(service, **{"Idempotency-Key": "a-stream"})
    assert [first[-1]] == _streamed(service, **{"Idempotency-Key": "a-stream"})


def _stream(make_pipeline: Make, *writers: Any, **more: Any) -> tuple[DraftStream, Drafting]:
    audience = Audience()
    events = make_pipeline(*writers, **more).events(drafting(), audience)
    scope: Any = {"state": {}, "headers": []}
    return DraftStream(events, audience, scope), Drafting(1)


async def test_who_stops_reading_stops_the_model_and_what_was_made_is_kept(make_pipeline: Make, recorder: MemoryRecorder) -> None:
    writer = Endless()
    stream, making = _stream(make_pipeline, writer)
    with making.room() as room:
        body = stream.begin(room)
    assert isinstance(body, AsyncGenerator)
    while b"event: sentence" not in await anext(body):
        pass
    await body.aclose()
    await making.finish()
    assert writer.stopped.is_set()
    (record,) = recorder
    assert "waiting for so long." in (record.draft.text or "")
    assert "has gone" in (record.draft.notice or "")


async def test_a_draft_that_cannot_be_stored_ends_in_a_problem(make_pipeline: Make) -> None:
    class Full:
        async def record(self, record: object) -> None:
            raise StoreUnavailable(Problem("database", "It is full."))

    stream, making = _stream(make_pipeline, [SOUND], recorder=Full())
    with making.room() as room:
        body = b"".join([written async for written in stream.begin(room)]).decode()
    name, problem = events_in(body)[-1]
    assert ("error", 503, "/problems/store-unavailable") == (name, problem["status"], problem["type"])
    assert "done" not in [name for name, _ in events_in(body)]


async def test_a_quiet_stream_says_that_it_lives(make_pipeline: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.web.api.draft_stream._HEARTBEAT_SECONDS", 0.01)
    stream, making = _stream(make_pipeline, Endless())
    with making.room() as room:
        body = stream.begin(room)
    while b": still drafting\n\n" != await anext(body):
        pass
    assert isinstance(body, AsyncGenerator)
    await body.aclose()
    await making.finish()


async def test_there_is_room_for_so_many_drafts_and_then_again_when_one_is_made() -> None:
    making = Drafting(1)
    with making.room():
        with pytest.raises(HttpProblem) as refused, making.room():
            pass
        assert ("too-many-drafts", 429, "2") == (refused.value.code, refused.value.status_code, (refused.value.headers or {})["Retry-After"])
    with making.room():
        pass


async def test_the_room_of_a_stream_is_free_again_when_its_draft_is_made_or_could_not_begin(make_pipeline: Make) -> None:
    stream, making = _stream(make_pipeline, [SOUND])
    with making.room() as room:
        body = stream.begin(room)
    with pytest.raises(HttpProblem), making.room():
        pass
    assert b"event: done" in b"".join([written async for written in body])
    await making.finish()
    with pytest.raises(LookupError), making.room():
        raise LookupError("the request cannot be prepared")
    with making.room():
        pass


@pytest.mark.parametrize("accept", ["text/event-stream;q=0, application/json", "application/json, text/event-stream; Q=0.0", "application/json", ""])
def test_who_does_not_want_a_stream_gets_the_draft_whole(accept: str, service: TestClient[Any]) -> None:
    answer = service.post("/v1/drafts", json=PARCEL, headers={"Accept": accept})
    assert (201, "application/json") == (answer.status_code, answer.headers["content-type"].partition(";")[0])

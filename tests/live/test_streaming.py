"""A draft sentence by sentence, from a model that streams through the service to whoever reads along."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from drafter.completion.openai_writer import OpenAIWriter
from drafter.completion.writer import Completion
from drafter.draft import Audience, Drafted, Shown
from drafter.errors import (
    WriterCutOff,
    WriterEmpty,
    WriterError,
    WriterMalformed,
    WriterNotAllowed,
    WriterOverQuota,
    WriterRefused,
    WriterTimeout,
    WriterUnavailable,
)
from drafter.house import House, open_house
from drafter.settings import Settings
from tests.completion.conftest import prompt_of
from tests.live.conftest import LocalModels
from tests.live.service import CUSTOMERS, Serve, Service, wait_until
from tests.tickets import drafting

PROMPT = prompt_of("You help support agents.", "My kettle leaks.")
WriterOf = Callable[[str], OpenAIWriter]


@pytest_asyncio.fixture
async def writer_of(openai_server: LocalModels) -> AsyncIterator[WriterOf]:
    made: list[OpenAIWriter] = []

    def make(model: str) -> OpenAIWriter:
        made.append(OpenAIWriter(model, openai_server.url, retries=1, backoff=0.0))
        return made[-1]

    yield make
    for writer in made:
        await writer.aclose()


async def _read(writer: OpenAIWriter, *, timeout: float = 20) -> tuple[list[str], Completion]:
    pieces: list[str] = []
    async for piece in writer.stream(PROMPT, timeout=timeout):
        if isinstance(piece, Completion):
            return pieces, piece
        pieces.append(piece)
    raise AssertionError("a stream ends with a completion")


def ask(language: str = "en", **more: Any) -> dict[str, Any]:
    return {"conversation": [{"author": "customer", "text": CUSTOMERS[language]}], **more}


def text_of(events: list[tuple[str, Any]]) -> str:
    """The draft on the agent's screen."""
    text = ""
    for name, data in events:
        if name == "sentence":
            assert data["start_utf16"] == len(text[: data["start"]].encode("utf-16-le")) // 2
            text = text[: data["start"]] + data["text"]
    return text


async def test_a_streamed_reply_is_the_reply_with_its_usage(writer_of: WriterOf) -> None:
    pieces, completion = await _read(writer_of("steady"))
    assert len(pieces) > 20
    assert "".join(pieces) == completion.text == (await writer_of("good").write(PROMPT, timeout=20)).text
    assert ("steady-2026-11-01", "stop") == (completion.writer, completion.finish)
    assert completion.usage.completion > 0


async def test_one_connection_serves_one_stream_after_the_other(writer_of: WriterOf, openai_server: LocalModels) -> None:
    writer, before = writer_of("steady"), openai_server.hang_ups("steady")
    for _ in range(2):
        assert [piece async for piece in writer.stream(PROMPT, timeout=20)]
    assert 1 == len({request["connection"] for request in openai_server.seen("steady")[-2:]})
    assert before == openai_server.hang_ups("steady")


async def test_an_endpoint_that_never_streams_gives_one_piece(writer_of: WriterOf) -> None:
    pieces, completion = await _read(writer_of("whole"))
    assert [completion.text] == pieces


@pytest.mark.parametrize(
    ("error", "model"),
    [
        *((WriterEmpty, "empty"), (WriterCutOff, "cut"), (WriterRefused, "refuse"), (WriterUnavailable, "down"), (WriterUnavailable, "broken")),
        *((WriterOverQuota, "busy"), (WriterNotAllowed, "denied"), (WriterMalformed, "garbled"), (WriterUnavailable, "hangs-up")),
    ],
)
async def test_a_stream_fails_as_a_whole_answer_does(error: type[WriterError], model: str, writer_of: WriterOf) -> None:
    with pytest.raises(error):
        await _read(writer_of(model))


@pytest.mark.parametrize("model", ["slow", "stalls"])
async def test_a_model_that_is_late_with_its_first_word_or_falls_silent_is_waited_for_no_longer(model: str, writer_of: WriterOf) -> None:
    with pytest.raises(WriterTimeout):
        await _read(writer_of(model), timeout=1.0)


async def test_who_stops_reading_stops_the_model(writer_of: WriterOf, openai_server: LocalModels) -> None:
    before = openai_server.hang_ups("endless")
    pieces = writer_of("endless").stream(PROMPT, timeout=120)
    await anext(pieces)
    await pieces.aclose()
    await asyncio.to_thread(wait_until, lambda: openai_server.hang_ups("endless") > before)


async def _drafted(writer: OpenAIWriter, house: House, seconds: float = 12.0) -> tuple[str, list[str], Drafted]:
    """What the agent saw, the events by name, and the draft."""
    pipeline, text, names = replace(house.pipeline(writers=(writer,)), seconds=seconds), "", list[str]()
    async for event in pipeline.events(drafting(), Audience()):
        names.append(type(event).__name__)
        if isinstance(event, Shown):
            text = text[: event.start] + event.text
        if isinstance(event, Drafted):
            return text, names, event
    raise AssertionError("drafting always ends with a draft")


@pytest.mark.parametrize("model", ["empty", "refuse", "down", "denied", "busy", "broken", "garbled", "russian", "stubborn", "injected", "cut"])
async def test_a_model_that_gives_nothing_sound_ends_in_a_composed_draft(model: str, writer_of: WriterOf, house: House) -> None:
    text, names, drafted = await _drafted(writer_of(model), house)
    assert "Composing" in names
    assert ("composed", text) == (drafted.draft.origin, drafted.draft.text)
    assert drafted.draft.notice


@pytest.mark.parametrize("model", ["hangs-up", "stalls"])
async def test_what_was_shown_before_a_model_broke_off_stays(model: str, writer_of: WriterOf, house: House) -> None:
    text, names, drafted = await _drafted(writer_of(model), house, 1.0)
    assert "Composing" not in names
    assert text == drafted.draft.text
    assert "Please read whether the draft is complete." in (drafted.draft.notice or "")
    assert drafted.attempts[0].error


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


@pytest.fixture
def service(serve: Serve, openai_server: LocalModels) -> Service:
    """One for all tests of this file: starting takes long."""
    return serve("steady", openai_server.url, DRAFTER_MAX_DRAFTS="1")


@pytest.mark.parametrize("language", ["en", "kk"])
def test_sentences_come_before_the_model_has_ended_and_make_the_draft(language: str, service: Service) -> None:
    events = list(service.stream(ask(language)))
    assert {"sentence", "done"} == {name for name, _ in events}
    draft = events[-1][1]
    assert (language, "written", text_of(events)) == (draft["language"], draft["origin"], draft["text"])
    assert len(events) > 3
    assert draft["usage"]["completion_tokens"] > 0
    assert "written" == service.attempts(draft)[0]["kind"]


def test_who_hangs_up_on_the_service_stops_the_model(serve: Serve, openai_server: LocalModels) -> None:
    """The model would go on for ever, so that nobody can be too slow to stop it, and the time limit is longer than the test waits."""
    before = openai_server.hang_ups("endless")
    running = serve("endless", openai_server.url, DRAFTER_DRAFT_SECONDS="120").stream(ask())
    assert "sentence" == next(running)[0]
    running.close()
    wait_until(lambda: openai_server.hang_ups("endless") > before)


def test_one_draft_more_than_may_be_made_at_once_is_asked_to_come_again(service: Service) -> None:
    wait_until(lambda: 201 == service.ask("POST", "/v1/drafts", ask())[0])  # a draft that was hung up on may still be stored
    running = service.stream(ask())
    assert "sentence" == next(running)[0]
    status, problem = service.ask("POST", "/v1/drafts", ask())
    assert (429, "/problems/too-many-drafts") == (status, problem["type"])
    assert "done" == list(running)[-1][0]
    assert 201 == service.ask("POST", "/v1/drafts", ask())[0]


def test_a_request_that_cannot_be_drafted_for_is_refused_before_the_stream_begins(service: Service) -> None:
    status, problem = service.ask("POST", "/v1/drafts", {"conversation": []}, accept="text/event-stream")
    assert (422, "/problems/invalid-input") == (status, problem["type"])


def test_a_service_that_is_stopped_finishes_the_draft_that_runs(service: Service) -> None:
    running = service.stream(ask())
    assert "sentence" == next(running)[0]
    service.process.terminate()
    name, draft = list(running)[-1]
    assert ("done", "written") == (name, draft["origin"])
    service.process.wait(timeout=30)

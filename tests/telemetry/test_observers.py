"""What is told of a draft: a line, numbers, a trace; and that none of them holds what anybody wrote."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from drafter.completion.scripted_writer import Reply, ScriptedWriter
from drafter.completion.writer import Completion, Usage
from drafter.draft import Audience, Drafted
from drafter.errors import Problem, StoreUnavailable, WriterUnavailable
from drafter.house import House, open_house
from drafter.record import Record
from drafter.settings import Settings
from drafter.telemetry import genai
from drafter.telemetry.metrics import Metrics
from drafter.telemetry.observers import DraftObserver, Telemetry
from drafter.telemetry.traces import Traces
from tests.tickets import drafting

SOUND = Completion(
    "Thank you for writing. I am looking into where your parcel is, and I am asking the courier what they know.",
    "m-2026",
    usage=Usage(1500, 1024, 90),
)
OVERPROMISING = "We guarantee that your parcel arrives tomorrow. This will never happen again."
CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class _Down:
    async def record(self, record: Record) -> None:
        raise StoreUnavailable(Problem("the database", "It is away."))


class Told:
    """What was told of the drafts that `make` has made."""

    def __init__(self, house: House, *, contents: bool = False) -> None:
        self._house, self._spans = house, InMemorySpanExporter()
        self.telemetry = Telemetry(Metrics(), Traces(contents=contents, processor=SimpleSpanProcessor(self._spans)), lambda: 3)

    async def make(self, *replies: Reply, observer: DraftObserver | None = None, audience: Audience | None = None, **more: Any) -> Drafted:
        observer = observer or self.telemetry.of(request_id="r-1", workspace="acme", traceparent=CALLER)
        pipeline = replace(self._house.pipeline(writers=(ScriptedWriter(replies, name="m"),)), observer=observer, **more)
        async for event in pipeline.events(drafting(), audience):
            if isinstance(event, Drafted):
                return event
        raise AssertionError("drafting always ends with Drafted")

    @property
    def numbers(self) -> str:
        return self.telemetry.text().decode()

    def spans(self) -> dict[str, ReadableSpan]:
        return {span.name: span for span in self._spans.get_finished_spans()}


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


@pytest.fixture
def told(house: House, caplog: pytest.LogCaptureFixture) -> Iterator[Told]:
    with caplog.at_level("INFO", "drafter.draft"):
        yield Told(house)


def _line(caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    (record,) = [record for record in caplog.records if record.name == "drafter.draft"]
    return vars(record)


async def test_a_draft_is_one_line_with_ids_origin_rules_tokens_and_times(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    drafted = await told.make(OVERPROMISING, SOUND)
    line = _line(caplog)
    assert ("draft", "r-1", "acme", drafted.draft.id, "repaired") == tuple(line[key] for key in ("msg", "request_id", "workspace", "draft", "origin"))
    assert "en/guarantee/no-guarantees" in line["stopped_by"]
    assert {"prompt": 1500, "cached": 1024, "completion": 90} == line["tokens"]
    assert {"brief", "prompt", "completion", "verdict", "repair"} == line["milliseconds"].keys()


async def test_the_line_names_why_a_model_gave_nothing(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    await told.make(WriterUnavailable("away"))
    assert (["writer-unavailable"], "composed") == (_line(caplog)["failures"], _line(caplog)["origin"])


async def test_drafts_verdicts_tokens_and_failures_are_counted(told: Told) -> None:
    await told.make(OVERPROMISING, SOUND)
    await told.make(WriterUnavailable("away"))
    for line in (
        'drafter_drafts_total{language="en",origin="repaired"} 1.0',
        'drafter_drafts_total{language="en",origin="composed"} 1.0',
        'drafter_attempts_total{kind="written",verdict="reject"} 1.0',
        'drafter_findings_total{rule="en/guarantee/no-guarantees",severity="reject"} 1.0',
        'drafter_tokens_total{kind="cached"} 1024.0',
        'drafter_model_failures_total{error="writer-unavailable",writer="m"} 1.0',
        'drafter_step_seconds_count{step="repair"} 1.0',
        "drafter_drafts_running 0.0",
        "drafter_store_queue 3.0",
    ):
        assert line in told.numbers.splitlines()


async def test_a_draft_that_could_not_be_stored_is_told_as_not_given_out(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StoreUnavailable):
        await told.make(SOUND, recorder=_Down())
    assert ("draft not given out", "store-unavailable", logging.WARNING) == tuple(_line(caplog)[key] for key in ("msg", "error", "levelno"))
    assert 'drafter_failed_drafts_total{error="store-unavailable"} 1.0' in told.numbers
    assert "drafter_drafts_total{" not in told.numbers
    assert genai.ERROR in (told.spans()["store"].attributes or {})


async def test_a_trace_has_a_span_a_step_under_the_callers_own(told: Told) -> None:
    await told.make(OVERPROMISING, SOUND)
    spans = told.spans()
    assert {"draft", "brief", "prompt", "completion m", "verdict", "repair m"} == spans.keys()
    parent = spans["draft"].parent
    assert parent is not None
    assert CALLER.split("-")[1:3] == [f"{parent.trace_id:032x}", f"{parent.span_id:016x}"]
    for name, span in spans.items():
        if name != "draft":
            assert span.parent == spans["draft"].context
            assert (spans["draft"].start_time or 0) <= (span.start_time or 0) <= (span.end_time or 0) <= (spans["draft"].end_time or 0)


async def test_a_model_call_carries_what_the_conventions_ask_for(told: Told) -> None:
    await told.make(SOUND)
    attributes = dict(told.spans()["completion m"].attributes or {})
    assert {
        genai.OPERATION: "chat",
        genai.PROVIDER: "openai",
        genai.REQUEST_MODEL: "m",
        genai.RESPONSE_MODEL: "m-2026",
        genai.FINISH_REASONS: ("stop",),
        genai.INPUT_TOKENS: 1500,
        genai.CACHED_TOKENS: 1024,
        genai.OUTPUT_TOKENS: 90,
    } == attributes


async def test_a_model_call_that_failed_says_how(told: Told) -> None:
    await told.make(WriterUnavailable("away"))
    span = told.spans()["completion m"]
    assert "writer-unavailable" == (span.attributes or {})[genai.ERROR]
    assert not span.status.is_ok


async def test_a_streamed_draft_is_told_as_one(told: Told) -> None:
    await told.make(SOUND, audience=Audience())
    assert 'drafter_draft_seconds_count{origin="written",streamed="true"} 1.0' in told.numbers


async def test_contents_are_in_a_trace_that_was_asked_to_hold_them_and_in_nothing_else(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        silent, telling = Told(house), Told(house, contents=True)
        for each in (silent, telling):
            await each.make(SOUND)
    words = "asking the courier"
    assert words in str(dict(telling.spans()["completion m"].attributes or {})[genai.OUTPUT_MESSAGES])
    assert "system" in str(dict(telling.spans()["completion m"].attributes or {})[genai.INPUT_MESSAGES])
    assert words not in str([span.to_json() for span in silent.spans().values()])
    assert words not in telling.numbers + str([vars(record) for record in caplog.records])


async def test_whatever_breaks_in_telling_keeps_no_draft_from_being_given_out(told: Told, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> int:
        raise RuntimeError

    told.telemetry.waiting = broken
    assert "written" == (await told.make(SOUND)).draft.origin
    assert "could not be told of" in caplog.text

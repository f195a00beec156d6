"""One trace a draft: its steps as spans, sent by OTLP. The sole importer of opentelemetry; only a service that traces imports this.

Spans are made when the draft is done, from the times that its course noted, so that no draft waits for a tracer. Where they go, with which headers
and how many of them, the exporter reads from the variables OTEL_… itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.util.types import AttributeValue

from drafter.course import Course, Step
from drafter.run import Drafted
from drafter.telemetry import genai

_PARENT = TraceContextTextMapPropagator()


class Traces:
    """`contents`: model calls carry their prompt, masked, and the reply, where nothing is masked any more. `processor`: in the exporter's place."""

    def __init__(self, *, contents: bool = False, processor: SpanProcessor | None = None) -> None:
        self._contents = contents
        resource = Resource.create()
        if str(resource.attributes.get(SERVICE_NAME, "")).startswith("unknown_service"):
            resource = resource.merge(Resource({SERVICE_NAME: "drafter"}))
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(processor or _exporter())
        self._tracer = self._provider.get_tracer("drafter")

    def add(self, course: Course, drafted: Drafted | None, error: str | None, *, traceparent: str | None, about: Mapping[str, str]) -> None:
        """`traceparent` is the caller's span, as HTTP carries it; `about` are attributes of the draft's own span."""
        caller = _PARENT.extract({"traceparent": traceparent}) if traceparent else None
        span = self._tracer.start_span("draft", caller, SpanKind.SERVER, {**about, **_of_draft(course, drafted)}, start_time=course.started)
        if error is not None:
            _fail(span, error)
        within = set_span_in_context(span)
        for step in course.steps:
            calls_model = step.writer is not None and step.name != "compose"
            name = f"{step.name} {step.writer}" if calls_model else step.name
            kind = SpanKind.CLIENT if calls_model else SpanKind.INTERNAL
            inner = self._tracer.start_span(name, within, kind, self._of_call(step) if calls_model else None, start_time=step.started)
            if step.error is not None:
                _fail(inner, step.error)
            inner.end(step.ended)
        span.end(course.now())

    def close(self) -> None:
        """Sends what is not sent yet; waits for it."""
        self._provider.shutdown()

    def _of_call(self, step: Step) -> dict[str, AttributeValue]:
        found: dict[str, AttributeValue] = {genai.OPERATION: genai.CHAT, genai.PROVIDER: "openai", genai.REQUEST_MODEL: step.writer or ""}
        done = step.completion
        if done is not None:
            found |= {genai.RESPONSE_MODEL: done.writer, genai.FINISH_REASONS: (done.finish,)}
            found |= {genai.INPUT_TOKENS: done.usage.prompt, genai.CACHED_TOKENS: done.usage.cached, genai.OUTPUT_TOKENS: done.usage.completion}
        if self._contents and step.prompt is not None:
            found[genai.INPUT_MESSAGES] = _messages(*((message.role, message.content) for message in step.prompt.messages))
        if self._contents and done is not None:
            found[genai.OUTPUT_MESSAGES] = _messages(("assistant", done.text))
        return found


def _exporter() -> SpanProcessor:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    return BatchSpanProcessor(OTLPSpanExporter())


def _of_draft(course: Course, drafted: Drafted | None) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {"drafter.streamed": course.streamed}
    if drafted is not None:
        draft = drafted.draft
        found |= {"drafter.draft": draft.id, "drafter.language": draft.language, "drafter.origin": draft.origin, "drafter.attempts": draft.attempts}
        found["drafter.stopped_by"] = drafted.stopped_by
    return found


def _fail(span: Span, error: str) -> None:
    span.set_attribute(genai.ERROR, error)
    span.set_status(Status(StatusCode.ERROR))


def _messages(*messages: tuple[str, str]) -> str:
    return msgspec.json.encode([{"role": role, "parts": [{"type": "text", "content": text}]} for role, text in messages]).decode()

"""`/v1/drafts`"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, cast

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter, JSONBody
from litestar.response import Stream

from drafter.draft import Audience, Drafted, Event, Shown
from drafter.errors import AlreadyStored, InvalidInput, Problem
from drafter.pipeline import Begun, Pipeline
from drafter.record import Record, without_kind
from drafter.request import DraftRequest
from drafter.store.shelf import Shelf
from drafter.web.api.draft_stream import EVENT_STREAM, DraftStream, asks_for_events
from drafter.web.api.draft_views import DraftRecord, DraftView, draft_record, draft_view
from drafter.web.budget import Budget
from drafter.web.doorkeeper import QA
from drafter.web.drafting import Drafting
from drafter.web.problems import HttpProblem

_LONGEST_KEY = 255
_IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        schema_extra={"minLength": 1, "maxLength": _LONGEST_KEY},
        description="Sent again with the same request, it gets the same draft and not another one, so that a request may be repeated safely.",
    ),
]


_STREAMED = ResponseSpec(str, generate_examples=False, media_type=EVENT_STREAM, description="The draft sentence by sentence, as server-sent events")


@post("/v1/drafts", operation_id="create_draft", summary="Draft a reply", tags=["drafts"], responses={200: _STREAMED})
async def create_draft(
    request: Request[Any, Any, Any],
    data: JSONBody[DraftRequest],
    pipeline: NamedDependency[Pipeline],
    shelf: NamedDependency[Shelf],
    drafting: NamedDependency[Drafting],
    budget: NamedDependency[Budget],
    idempotency_key: _IdempotencyKey = None,
) -> Response[DraftView]:
    """Drafts one reply for a ticket. Only `conversation` is required.

    201 also when the draft is withheld (`text` is null and `notice` says why), and when no model could be asked (`origin` is `composed`). What was
    answered is stored; when it cannot be, there is no answer but a 503.

    With `Accept: text/event-stream` the draft comes sentence by sentence (200), each judged before it is sent: events `sentence`, `dropped`,
    `repair`, `composed`, and at the end `done` with the draft as it is answered without, or `error` with a problem.
    """
    if idempotency_key is not None and not 1 <= len(idempotency_key) <= _LONGEST_KEY:
        what = f"It is {len(idempotency_key)} characters long."
        raise InvalidInput(Problem("Idempotency-Key", what, f"Send 1 to {_LONGEST_KEY}, new ones with each new request; a UUID will do."))
    with drafting.room() as room:
        answered = _Answered(await budget.hold(pipeline, shelf), shelf, data, idempotency_key)
        if asks_for_events(request.headers.get("accept", "")):
            audience = Audience()
            body = DraftStream(await answered.events(audience), audience, request.scope).begin(room)
            # Its type is no DraftView: what is streamed stands in `responses`.
            return cast(Response[DraftView], Stream(body, media_type=EVENT_STREAM, status_code=200, headers={"X-Accel-Buffering": "no"}))
        async for event in await answered.events():
            if isinstance(event, Drafted):
                return Response(draft_view(event.draft), headers={"Location": f"/v1/drafts/{event.draft.id}"})
    raise AssertionError("drafting always ends with Drafted")


@dataclass(frozen=True)
class _Answered:
    """One request, answered once a key."""

    pipeline: Pipeline
    shelf: Shelf
    request: DraftRequest
    key: str | None

    async def events(self, audience: Audience | None = None) -> AsyncIterator[Event]:
        """Everything that the request itself can be refused for is raised here, before the first event."""
        if self.key is None:
            return self.pipeline.events_of(await self.pipeline.begin(self.request), audience)
        if (known := await self.shelf.answered(self.key)) is not None:
            return _again(_of_same_request(known, self.request))
        pipeline = replace(self.pipeline, recorder=self.shelf.keyed(self.key))
        return self._keyed(pipeline, self.key, await pipeline.begin(self.request), audience)

    async def _keyed(self, pipeline: Pipeline, key: str, begun: Begun, audience: Audience | None) -> AsyncIterator[Event]:
        try:
            async for event in pipeline.events_of(begun, audience):
                yield event
        except AlreadyStored:  # two came at once, and the other one was first
            known = await self.shelf.answered(key)
            if known is None:
                raise
            other = _of_same_request(known, self.request)
            if audience is not None and other.draft.text is not None:
                yield Shown(other.draft.text, 0)  # in the place of what was shown of this one
            yield other


async def _again(drafted: Drafted) -> AsyncIterator[Event]:
    yield drafted


def _of_same_request(known: Record, request: DraftRequest) -> Drafted:
    if known.request != without_kind(request):
        what = "This key was sent with another request before."
        raise HttpProblem("key-used-otherwise", Problem("Idempotency-Key", what, "Send a new key with each new request."))
    return Drafted(known.draft, known.attempts)


@get("/v1/drafts/{draft_id:str}", opt={"roles": QA}, operation_id="read_draft", summary="A draft with its attempts", tags=["drafts"])
async def read_draft(draft_id: FromPath[str], pipeline: NamedDependency[Pipeline], shelf: NamedDependency[Shelf]) -> DraftRecord:
    """A draft as it was given out, with every attempt behind it: its text, what the rules said about it in words, or the error in its place.

    Not for agents: they never see what was stopped.
    """
    record = await shelf.get(draft_id)
    if record is None:
        raise no_such_draft(draft_id)
    language = record.draft.language  # which may have been taken out since
    pack = pipeline.rules.pack(language) if language in pipeline.rules.languages else None
    return draft_record(record, pack, await shelf.outcome(draft_id))


def no_such_draft(draft_id: str) -> HttpProblem:
    remedy = "Drafts are deleted after DRAFTER_RETENTION_DAYS, and when a customer's data are erased."
    return HttpProblem("draft-not-found", Problem("draft_id", f"There is no draft {draft_id[:64]!r}.", remedy))

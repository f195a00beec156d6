"""`/v1/drafts`"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody

from drafter.draft import Draft
from drafter.errors import AlreadyStored, Problem
from drafter.pipeline import Pipeline
from drafter.record import Record, without_kind
from drafter.request import DraftRequest
from drafter.store.shelf import Shelf
from drafter.web.api.draft_views import DraftRecord, DraftView, draft_record, draft_view
from drafter.web.doorkeeper import QA
from drafter.web.problems import HttpProblem

_IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="Sent again with the same request, it gets the same draft and not another one, so that a request may be repeated safely.",
    ),
]


@post("/v1/drafts", operation_id="create_draft", summary="Draft a reply", tags=["drafts"])
async def create_draft(
    data: JSONBody[DraftRequest], pipeline: NamedDependency[Pipeline], shelf: NamedDependency[Shelf], idempotency_key: _IdempotencyKey = None
) -> Response[DraftView]:
    """Drafts one reply for a ticket. Only `conversation` is required.

    201 also when the draft is withheld (`text` is null and `notice` says why), and when no model could be asked (`origin` is `composed`). What was
    answered is stored; when it cannot be, there is no answer but a 503.
    """
    if idempotency_key is None:
        return _created((await pipeline.draft(data)).draft)
    if (known := await shelf.answered(idempotency_key)) is not None:
        return _created(_of_same_request(known, data))
    try:
        return _created((await replace(pipeline, recorder=shelf.keyed(idempotency_key)).draft(data)).draft)
    except AlreadyStored:  # two came at once, and the other one was first
        known = await shelf.answered(idempotency_key)
        if known is None:
            raise
        return _created(_of_same_request(known, data))


def _created(draft: Draft) -> Response[DraftView]:
    return Response(draft_view(draft), headers={"Location": f"/v1/drafts/{draft.id}"})


def _of_same_request(known: Record, request: DraftRequest) -> Draft:
    if known.request != without_kind(request):
        what = "This key was sent with another request before."
        raise HttpProblem("key-used-otherwise", Problem("Idempotency-Key", what, "Send a new key with each new request."))
    return known.draft


@get("/v1/drafts/{draft_id:str}", opt={"roles": QA}, operation_id="read_draft", summary="A draft with its attempts", tags=["drafts"])
async def read_draft(draft_id: FromPath[str], pipeline: NamedDependency[Pipeline], shelf: NamedDependency[Shelf]) -> DraftRecord:
    """A draft as it was given out, with every attempt behind it: its text, what the rules said about it in words, or the error in its place.

    Not for agents: they never see what was stopped.
    """
    record = await shelf.get(draft_id)
    if record is None:
        remedy = "Drafts are deleted after DRAFTER_RETENTION_DAYS, and when a customer's data are erased."
        raise HttpProblem("draft-not-found", Problem("draft_id", f"There is no draft {draft_id[:64]!r}.", remedy))
    return draft_record(record, pipeline.rules.pack(record.draft.language))

"""`/v1/drafts`"""

from __future__ import annotations

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from drafter.errors import Problem
from drafter.pipeline import Pipeline
from drafter.request import DraftRequest
from drafter.store.memory import MemoryRecorder
from drafter.web.api.draft_views import DraftRecord, DraftView, draft_record, draft_view
from drafter.web.problems import HttpProblem


@post("/v1/drafts", operation_id="create_draft", summary="Draft a reply", tags=["drafts"])
async def create_draft(data: JSONBody[DraftRequest], pipeline: NamedDependency[Pipeline]) -> Response[DraftView]:
    """Drafts one reply for a ticket. Only `conversation` is required.

    201 also when the draft is withheld (`text` is null and `notice` says why), and when no model could be asked (`origin` is `composed`).
    """
    drafted = await pipeline.draft(data)
    return Response(draft_view(drafted.draft), headers={"Location": f"/v1/drafts/{drafted.draft.id}"})


@get("/v1/drafts/{draft_id:str}", operation_id="read_draft", summary="A draft with its attempts", tags=["drafts"], sync_to_thread=False)
def read_draft(draft_id: FromPath[str], pipeline: NamedDependency[Pipeline], drafts: NamedDependency[MemoryRecorder]) -> DraftRecord:
    """A draft as it was given out, with every attempt behind it: its text, what the rules said about it in words, or the error in its place."""
    record = drafts.get(draft_id)
    if record is None:
        remedy = "Drafts are kept in memory: the latest ones (DRAFTER_KEEP_DRAFTS), until the service restarts."
        raise HttpProblem("draft-not-found", Problem("draft_id", f"There is no draft {draft_id[:64]!r}.", remedy))
    return draft_record(record, pipeline.rules.pack(record.draft.language))

"""`/v1/drafts/{draft_id}/outcome`"""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Meta
from rapidfuzz.distance import Levenshtein

from drafter.errors import InvalidInput, Problem
from drafter.pipeline import Pipeline
from drafter.record import Record
from drafter.store.keys import Holder
from drafter.store.shelf import Shelf
from drafter.store.statements import Outcome
from drafter.web.api.draft_views import OutcomeView, outcome_view
from drafter.web.api.drafts import no_such_draft

_LONG = 20_000  # characters; comparing more would hold up everybody else on the event loop


class OutcomeReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What became of a draft: `sent` as it was; `edited` by the agent and sent, with the `text` that was sent; or `discarded`, with a `reason`."""

    action: Literal["sent", "edited", "discarded"]
    text: Annotated[str, Meta(min_length=1, max_length=100_000)] | None = None
    reason: Annotated[str, Meta(min_length=1, max_length=10_000)] | None = None

    def __post_init__(self) -> None:
        if (self.text is not None) != (self.action == "edited"):
            raise ValueError("'text' goes with the action 'edited', and 'edited' goes with 'text'")
        if (self.reason is not None) != (self.action == "discarded"):
            raise ValueError("'reason' goes with the action 'discarded', and 'discarded' goes with 'reason'")


@post("/v1/drafts/{draft_id:str}/outcome", status_code=200, operation_id="tell_outcome", summary="Tell what became of a draft", tags=["drafts"])
async def tell_outcome(
    draft_id: FromPath[str],
    data: JSONBody[OutcomeReport],
    pipeline: NamedDependency[Pipeline],
    shelf: NamedDependency[Shelf],
    holder: NamedDependency[Holder],
) -> OutcomeView:
    """Sent as it was, edited and sent, or discarded. The last one told counts, so it may be told again.

    An edited text is judged by the draft's own brief. It has been sent already, so nothing is stopped: what it breaks is kept for QA, and who sent
    it is audited. An edited text that is the draft's own counts as sent.
    """
    record = await shelf.get(draft_id)
    if record is None:
        raise no_such_draft(draft_id)
    outcome = await _outcome(data, record, pipeline, holder.key)
    if not await shelf.tell_outcome(draft_id, outcome):
        raise no_such_draft(draft_id)  # it was erased meanwhile
    return outcome_view(draft_id, outcome)


async def _outcome(told: OutcomeReport, record: Record, pipeline: Pipeline, by: str) -> Outcome:
    draft = record.draft
    if told.action == "discarded":
        return Outcome(action="discarded", reason=told.reason, by=by)
    if told.action == "sent" and draft.text is None:
        what, remedy = "This draft was withheld: there was no text to send.", "Tell 'edited' with the text that was sent, or 'discarded'."
        raise InvalidInput(Problem("$.action", what, remedy))
    if told.text is None or told.text == draft.text:
        return Outcome(action="sent", by=by)
    verdict = await pipeline.judge_edit(record, told.text)
    return Outcome(action="edited", text=told.text, verdict=verdict, distance=await _distance(draft.text or "", told.text), by=by)


async def _distance(one: str, other: str) -> int:
    if max(len(one), len(other)) < _LONG:
        return Levenshtein.distance(one, other)
    return await asyncio.to_thread(Levenshtein.distance, one, other)

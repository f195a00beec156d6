"""`/v1/sent-texts`: what customers were sent, so that QA finds what slipped through."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from drafter.errors import Problem
from drafter.request import DraftRequest
from drafter.store.keys import Holder
from drafter.store.sent_texts import SentText
from drafter.store.shelf import Shelf
from drafter.store.statements import SentReview
from drafter.web.api.findings import FindingView, finding_views
from drafter.web.api.parameters import read_time, refuse_others
from drafter.web.api.rejections import Note
from drafter.web.doorkeeper import QA
from drafter.web.problems import HttpProblem
from drafter.web.strict_request import StrictRequest

_LARGEST_SAMPLE = 200
_MONTH = timedelta(days=30)


class SentTextView(msgspec.Struct, frozen=True, kw_only=True):
    """What a customer was sent. `findings` are those of the text that the agent `edited`; what is `sent` as it was had passed."""

    draft: str
    sent: datetime
    language: str
    action: Literal["sent", "edited"]
    text: str
    findings: tuple[FindingView, ...]


class SampleView(msgspec.Struct, frozen=True, kw_only=True):
    """Texts drawn at random."""

    texts: tuple[SentTextView, ...]


class SentReviewReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Is there anything in it that should have been stopped?"""

    judgement: Literal["sound", "slipped_through"]
    note: Note | None = None


class SentReviewView(SentReviewReport, frozen=True, kw_only=True):
    """`by` is the id of the key that said so."""

    by: str | None


class SentTextRecord(SentTextView, frozen=True, kw_only=True):
    """A text that was sent, with what was asked, and every review of it, oldest first: the last one counts."""

    request: DraftRequest
    reviews: tuple[SentReviewView, ...]


@get("/v1/sent-texts", opt={"roles": QA}, operation_id="sample_sent_texts", summary="A random sample of what was sent", tags=["review"])
async def sample_sent_texts(
    request: StrictRequest,
    shelf: NamedDependency[Shelf],
    size: Annotated[int, QueryParameter(ge=1, le=_LARGEST_SAMPLE, description="How many texts at most")] = 20,
    since: Annotated[str | None, QueryParameter(name="from", description="Sent from this date or time on; absent: the last 30 days")] = None,
    until: Annotated[str | None, QueryParameter(name="to", description="Sent up to this date or time")] = None,
) -> SampleView:
    """Each call draws anew: what no rule stops is found by reading some of everything, and not by reading what a rule picked."""
    refuse_others("", "parameter", request.query_params.keys(), ("size", "from", "to"))
    last = read_time("to", until) or datetime.now(UTC)
    first = read_time("from", since) or last - _MONTH
    return SampleView(texts=tuple(map(_view, await shelf.sent.sample(size, since=first, until=last))))


@get("/v1/sent-texts/{draft_id:str}", opt={"roles": QA}, operation_id="read_sent_text", summary="One text that was sent", tags=["review"])
async def read_sent_text(draft_id: FromPath[str], shelf: NamedDependency[Shelf]) -> SentTextRecord:
    """What was sent of a draft, what had been asked, and what QA said of it."""
    return await _record(draft_id, shelf)


@post(
    "/v1/sent-texts/{draft_id:str}/review",
    status_code=200,
    opt={"roles": QA},
    operation_id="review_sent_text",
    summary="Did anything slip through?",
    tags=["review"],
)
async def review_sent_text(
    draft_id: FromPath[str], data: JSONBody[SentReviewReport], shelf: NamedDependency[Shelf], holder: NamedDependency[Holder]
) -> SentTextRecord:
    """`sound`, or something `slipped_through`; a note may say what. The last one counts, and none is lost."""
    if not await shelf.sent.review(draft_id, SentReview(judgement=data.judgement, note=data.note, by=holder.key)):
        raise _no_such_text(draft_id)
    return await _record(draft_id, shelf)


async def _record(draft_id: str, shelf: Shelf) -> SentTextRecord:
    found, record = await shelf.sent.get(draft_id), await shelf.get(draft_id)
    if found is None or record is None:
        raise _no_such_text(draft_id)
    reviews = tuple(SentReviewView(judgement=one.judgement, note=one.note, by=one.by) for one in await shelf.sent.reviews(draft_id))
    return SentTextRecord(**msgspec.structs.asdict(_view(found)), request=record.request, reviews=reviews)


def _view(found: SentText) -> SentTextView:
    verdict = found.outcome.verdict
    return SentTextView(
        draft=found.draft,
        sent=found.created,
        language=found.language,
        action="edited" if found.outcome.action == "edited" else "sent",
        text=found.text,
        findings=finding_views(verdict.findings, found.text) if verdict else (),
    )


def _no_such_text(draft_id: str) -> HttpProblem:
    remedy = "GET /v1/sent-texts draws some. A text is here once POST /v1/drafts/{id}/outcome has told that it was sent."
    return HttpProblem("sent-text-not-found", Problem("draft_id", f"No text of a draft {draft_id[:64]!r} was sent.", remedy))

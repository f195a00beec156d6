"""`/v1/rejections`: what was stopped, and whether that was right."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Meta

from drafter.attempt import Kind
from drafter.errors import Problem
from drafter.pipeline import Pipeline
from drafter.request import DraftRequest
from drafter.store.keys import Holder
from drafter.store.rejections import LARGEST_PAGE, Rejection, RejectionFilter
from drafter.store.shelf import Shelf
from drafter.store.statements import Review
from drafter.verdict.pack import Pack
from drafter.web.api.draft_views import AttemptVerdict, attempt_verdict
from drafter.web.api.parameters import read_time, refuse_others
from drafter.web.doorkeeper import QA
from drafter.web.problems import HttpProblem
from drafter.web.strict_request import StrictRequest

_PARAMETERS = ("rule", "family", "language", "reviewed", "from", "to", "cursor", "limit")
Note = Annotated[str, Meta(max_length=10_000)]


class RejectionView(msgspec.Struct, frozen=True, kw_only=True):
    """An attempt that a rule stopped. `id` is the draft's and the attempt's number; `reviewed` is when somebody last said whether that was right."""

    id: str
    draft: str
    number: int
    created: datetime
    language: str
    kind: Kind
    writer: str
    text: str
    verdict: AttemptVerdict
    reviewed: datetime | None


class RejectionsView(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first. `cursor` is for the next page, and null on the last."""

    rejections: tuple[RejectionView, ...]
    cursor: str | None


class ReviewReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Was it right to stop this?"""

    judgement: Literal["right", "false_alarm"]
    note: Note | None = None


class ReviewView(ReviewReport, frozen=True, kw_only=True):
    """`by` is the id of the key that said so."""

    by: str | None


class RejectionRecord(RejectionView, frozen=True, kw_only=True):
    """A rejection with what was asked (`request`), what the agent got instead (`given`; null when the draft was withheld), and every review of it,
    oldest first: the last one counts."""

    request: DraftRequest
    given: str | None
    reviews: tuple[ReviewView, ...]


@get("/v1/rejections", opt={"roles": QA}, operation_id="list_rejections", summary="What was stopped", tags=["review"])
async def list_rejections(
    request: StrictRequest,
    pipeline: NamedDependency[Pipeline],
    shelf: NamedDependency[Shelf],
    rule: FromQuery[str | None] = None,
    family: FromQuery[str | None] = None,
    language: FromQuery[str | None] = None,
    reviewed: FromQuery[bool | None] = None,
    since: Annotated[str | None, QueryParameter(name="from", description="From this date or time on, UTC unless it carries an offset")] = None,
    until: Annotated[str | None, QueryParameter(name="to", description="Up to this date or time, without it")] = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=LARGEST_PAGE)] = 50,
) -> RejectionsView:
    """Attempts that a rule stopped, newest first, in pages: all, or those of a rule, a family, a language, a span of time, reviewed or not yet."""
    refuse_others("", "parameter", request.query_params.keys(), _PARAMETERS)
    wanted = RejectionFilter(
        language=language, family=family, rule=rule, since=read_time("from", since), until=read_time("to", until), reviewed=reviewed
    )
    page = await shelf.rejections(wanted, cursor=cursor, limit=limit)
    packs = {code: pipeline.rules.pack(code) for code in {each.language for each in page.rejections} if code in pipeline.rules.languages}
    return RejectionsView(rejections=tuple(_view(each, packs.get(each.language)) for each in page.rejections), cursor=page.cursor)


@get("/v1/rejections/{rejection_id:str}", opt={"roles": QA}, operation_id="read_rejection", summary="One that was stopped", tags=["review"])
async def read_rejection(rejection_id: FromPath[str], pipeline: NamedDependency[Pipeline], shelf: NamedDependency[Shelf]) -> RejectionRecord:
    """What was asked, what was stopped and why, what the agent got instead, and what QA said of it."""
    return await _record(rejection_id, pipeline, shelf)


@post(
    "/v1/rejections/{rejection_id:str}/review",
    status_code=200,
    opt={"roles": QA},
    operation_id="review_rejection",
    summary="Was it right to stop it?",
    tags=["review"],
)
async def review_rejection(
    rejection_id: FromPath[str],
    data: JSONBody[ReviewReport],
    pipeline: NamedDependency[Pipeline],
    shelf: NamedDependency[Shelf],
    holder: NamedDependency[Holder],
) -> RejectionRecord:
    """`right`, or a `false_alarm`; a note may say more. Whoever changes their mind says so again: the last one counts, and none is lost."""
    draft, number = _read_id(rejection_id)
    if not await shelf.review(draft, number, Review(judgement=data.judgement, note=data.note, by=holder.key)):
        raise _no_such_rejection(rejection_id)
    return await _record(rejection_id, pipeline, shelf)


async def _record(rejection_id: str, pipeline: Pipeline, shelf: Shelf) -> RejectionRecord:
    draft, number = _read_id(rejection_id)
    found, record = await shelf.rejection(draft, number), await shelf.get(draft)
    if found is None or record is None:
        raise _no_such_rejection(rejection_id)
    pack = pipeline.rules.pack(found.language) if found.language in pipeline.rules.languages else None
    reviews = tuple(ReviewView(judgement=one.judgement, note=one.note, by=one.by) for one in await shelf.reviews(draft, number))
    seen = msgspec.structs.asdict(_view(found, pack))
    return RejectionRecord(**seen, request=record.request, given=record.draft.text, reviews=reviews)


def _view(found: Rejection, pack: Pack | None) -> RejectionView:
    attempt, verdict = found.attempt, attempt_verdict(found.attempt, pack)
    if verdict is None:
        raise AssertionError("what was stopped was judged")
    return RejectionView(
        id=found.id,
        draft=found.draft,
        number=attempt.number,
        created=found.created,
        language=found.language,
        kind=attempt.kind,
        writer=attempt.writer,
        text=attempt.text or "",
        verdict=verdict,
        reviewed=found.reviewed,
    )


def _read_id(rejection_id: str) -> tuple[str, int]:
    draft, _, number = rejection_id.rpartition("-")
    if not (draft and number.isascii() and number.isdigit() and len(number) < 6):
        raise _no_such_rejection(rejection_id)
    return draft, int(number)


def _no_such_rejection(rejection_id: str) -> HttpProblem:
    remedy = "GET /v1/rejections lists them. They are deleted with their drafts, after DRAFTER_RETENTION_DAYS."
    return HttpProblem("rejection-not-found", Problem("rejection_id", f"There is no rejection {rejection_id[:80]!r}.", remedy))

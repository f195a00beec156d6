"""`/v1/rules/try`: what a changed rule would newly stop or release of everything that was written for the workspace's drafts."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Annotated, Any, cast

import msgspec
from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody
from litestar.response import Stream
from litestar.types import Scope
from msgspec import Meta

from drafter.errors import Problem
from drafter.pipeline import Pipeline
from drafter.store.shelf import Shelf
from drafter.verdict.overlay import RuleChange
from drafter.verdict.trial import Outcome, Trial
from drafter.web.api.draft_stream import EVENT_STREAM, asks_for_events, event_bytes
from drafter.web.api.findings import FindingView, finding_views
from drafter.web.doorkeeper import QA
from drafter.web.problems import report_of
from drafter.web.proving import Proving
from drafter.web.trying import Change, Tally, Trials, Trying

_EVERY = 0.25  # seconds between two words of progress


class TrialRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rule by its id, and the text of its file as it would be, in TOML; `toml: null` tries it switched off. Of the texts that would be judged
    differently the newest are `shown`, and all are counted."""

    rule: Annotated[str, Meta(max_length=255)]
    toml: Annotated[str, Meta(max_length=200_000)] | None
    shown: Annotated[int, Meta(ge=0, le=500)] = 50


class ProgressView(msgspec.Struct, frozen=True, kw_only=True):
    """`drafts` of `of` were tried."""

    drafts: int
    of: int


class SentenceComplaint(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that would not do any more what its rule says, or words of the composer's that the rule stops; such a proposal is refused."""

    where: str
    what: str


class ChangeView(msgspec.Struct, frozen=True, kw_only=True):
    """An attempt that would be judged differently. `outcome`: it would be `stopped` or `released` by the changed rule, or is stopped or passes as
    before for other words (`otherwise`). `stopped_by` are rules that stop it in any case. `sentence` holds the first difference; the offsets of
    `gained` and `lost` are those of `text`."""

    draft: str
    number: int
    created: datetime
    language: str
    outcome: Outcome
    stopped_by: tuple[str, ...]
    sentence: str
    text: str
    gained: tuple[FindingView, ...]
    lost: tuple[FindingView, ...]


class TrialView(msgspec.Struct, frozen=True, kw_only=True):
    """`texts` are the attempts of the `drafts` that were tried; fewer drafts than `of` when a minute was over. `rules` are those that differ; none
    when the text is that of the rule in force."""

    rules: tuple[str, ...]
    languages: tuple[str, ...]
    drafts: int
    of: int
    texts: int
    stopped: int
    released: int
    otherwise: int
    changes: tuple[ChangeView, ...]
    complaints: tuple[SentenceComplaint, ...]


_STREAMED = ResponseSpec(str, generate_examples=False, media_type=EVENT_STREAM, description="As JSON, or with its progress as server-sent events")


@post(
    "/v1/rules/try",
    status_code=200,
    opt={"roles": QA},
    operation_id="try_rule",
    summary="Try a change of a rule on the stored drafts",
    tags=["rules"],
)
async def try_rule(
    request: Request[Any, Any, Any],
    data: JSONBody[TrialRequest],
    pipeline: NamedDependency[Pipeline],
    shelf: NamedDependency[Shelf],
    trials: NamedDependency[Trials],
) -> Response[TrialView]:
    """What a new, changed or switched off rule would newly stop or release of all that was written for the workspace's drafts, what was stopped too.
    Nothing is changed by it.

    With `Accept: text/event-stream`: events `progress`, and at the end `done` with the answer, or `error` with a problem. One trial runs at a time; a
    rule whose check needs the brief takes long, and ends after a minute with what was tried by then.
    """
    trials.refuse_when_busy()
    change = RuleChange(rule=data.rule, toml=data.toml)
    tried, complaints = await asyncio.to_thread(_prepared, Proving(pipeline.checker, pipeline.library), change)
    trying = Trying(tried, pipeline.checker, shelf.written, data.shown)
    if asks_for_events(request.headers.get("accept", "")):
        trials.refuse_when_busy()
        body = _events(trying, complaints, trials, request.scope)
        return cast(Response[TrialView], Stream(body, media_type=EVENT_STREAM, headers={"X-Accel-Buffering": "no"}))
    with trials.one():
        async for tally in trying.tallies():
            last = tally
    return Response(_view(last, tried, complaints))


def _prepared(proving: Proving, change: RuleChange) -> tuple[dict[str, Trial], list[Problem]]:
    packs = proving.packs(change)
    return {language: Trial(before, after, proving.checker.detector) for language, (before, after) in packs.items()}, proving.complaints(change)


async def _events(trying: Trying, complaints: Sequence[Problem], trials: Trials, scope: Scope) -> AsyncIterator[bytes]:
    told = time.monotonic()
    yield b": trying\n\n"
    try:
        with trials.one():
            async for tally in trying.tallies():
                last = tally
                if (now := time.monotonic()) - told > _EVERY:
                    told = now
                    yield event_bytes("progress", ProgressView(drafts=tally.drafts, of=tally.of))
        yield event_bytes("progress", ProgressView(drafts=last.drafts, of=last.of))
        yield event_bytes("done", _view(last, trying.trials, complaints))
    except Exception as error:  # noqa: BLE001 (whatever it is, whoever reads is told in the one error shape)
        yield event_bytes("error", report_of(scope, error)[0])


def _view(tally: Tally, trials: dict[str, Trial], complaints: Sequence[Problem]) -> TrialView:
    return TrialView(
        rules=tuple(sorted({rule for trial in trials.values() for rule in trial.rules})),
        languages=tuple(trials),
        drafts=tally.drafts,
        of=tally.of,
        texts=tally.texts,
        stopped=tally.outcomes["stopped"],
        released=tally.outcomes["released"],
        otherwise=tally.outcomes["otherwise"],
        changes=tuple(map(_change, tally.changes)),
        complaints=tuple(SentenceComplaint(where=one.where, what=one.what) for one in complaints),
    )


def _change(change: Change) -> ChangeView:
    written, difference, (start, end) = change.written, change.difference, change.sentence
    return ChangeView(
        draft=written.draft,
        number=written.number,
        created=written.created,
        language=written.language,
        outcome=difference.outcome,
        stopped_by=difference.stopped_by,
        sentence=written.text[start:end],
        text=written.text,
        gained=finding_views(difference.gained, written.text),
        lost=finding_views(difference.lost, written.text),
    )

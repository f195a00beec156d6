"""A draft, and the attempts behind it, as they go over HTTP."""

from __future__ import annotations

from typing import Literal

import msgspec

from drafter.attempt import Attempt, Draft, DraftOrigin, Kind, UsageReport
from drafter.record import Record
from drafter.store.statements import Outcome
from drafter.verdict.pack import Pack
from drafter.verdict.verdict import Commitment, Suppressed
from drafter.web.api.findings import FindingView, finding_views


class _Common(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    language: str
    channel: str
    text: str | None
    origin: DraftOrigin
    notice: str | None
    verdict: Literal["pass", "reject"]
    findings: tuple[FindingView, ...]
    commitments: tuple[Commitment, ...]


class DraftView(_Common, frozen=True, kw_only=True):
    """What the agent gets. `text` is null when the draft was withheld; `notice` says what the agent should know about how it came about;
    `attempts` counts the completions behind it."""

    attempts: int
    usage: UsageReport


class AttemptVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules said about an attempt. `in_words` is for a person; `suppressed` lists hits that their context made harmless; `pack` is the
    state of the rules that judged."""

    outcome: Literal["pass", "reject"]
    in_words: str
    findings: tuple[FindingView, ...]
    suppressed: tuple[Suppressed, ...]
    pack: str


class AttemptView(msgspec.Struct, frozen=True, kw_only=True):
    """One completion with its verdict, or the error that stood in its place, with `message` in words."""

    number: int
    kind: Kind
    writer: str
    text: str | None
    verdict: AttemptVerdict | None
    error: str | None
    message: str | None
    milliseconds: float


class OutcomeView(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome as it is kept. Of an edited draft, `distance` counts the characters that were added, taken out or changed; `verdict` and `findings`
    are what the rules of `pack` say of the text that was sent, held against the draft's own brief."""

    draft: str
    action: Literal["sent", "edited", "discarded"]
    text: str | None
    reason: str | None
    distance: int | None
    verdict: Literal["pass", "reject"] | None
    findings: tuple[FindingView, ...]
    pack: str | None


class DraftRecord(_Common, frozen=True, kw_only=True):
    """A draft as it was given out, with every attempt behind it, the stopped ones too, and what became of it (null until it is told)."""

    attempts: tuple[AttemptView, ...]
    usage: UsageReport
    outcome: OutcomeView | None


def draft_view(draft: Draft) -> DraftView:
    return DraftView(
        id=draft.id,
        language=draft.language,
        channel=draft.channel,
        text=draft.text,
        origin=draft.origin,
        notice=draft.notice,
        verdict=draft.verdict,
        findings=finding_views(draft.findings, draft.text or ""),
        commitments=draft.commitments,
        attempts=draft.attempts,
        usage=draft.usage,
    )


def draft_record(record: Record, pack: Pack | None, outcome: Outcome | None) -> DraftRecord:
    """`pack` names the rules; without one, their ids do."""
    given = msgspec.structs.asdict(draft_view(record.draft))
    attempts = tuple(_attempt_view(attempt, pack) for attempt in record.attempts)
    return DraftRecord(**{**given, "attempts": attempts, "outcome": outcome_view(record.draft.id, outcome) if outcome else None})


def outcome_view(draft_id: str, outcome: Outcome) -> OutcomeView:
    verdict = outcome.verdict
    return OutcomeView(
        draft=draft_id,
        action=outcome.action,
        text=outcome.text,
        reason=outcome.reason,
        distance=outcome.distance,
        verdict=verdict.outcome if verdict else None,
        findings=finding_views(verdict.findings, outcome.text or "") if verdict else (),
        pack=verdict.pack if verdict else None,
    )


def attempt_verdict(attempt: Attempt, pack: Pack | None) -> AttemptVerdict | None:
    """None when it was not judged. `pack` names the rules; without one, their ids do."""
    if attempt.verdict is None:
        return None
    return AttemptVerdict(
        outcome=attempt.verdict.outcome,
        in_words=_in_words(attempt, pack),
        findings=finding_views(attempt.verdict.findings, attempt.text or ""),
        suppressed=attempt.verdict.suppressed,
        pack=attempt.verdict.pack,
    )


def _attempt_view(attempt: Attempt, pack: Pack | None) -> AttemptView:
    return AttemptView(
        number=attempt.number,
        kind=attempt.kind,
        writer=attempt.writer,
        text=attempt.text,
        verdict=attempt_verdict(attempt, pack),
        error=attempt.error,
        message=attempt.message,
        milliseconds=attempt.milliseconds,
    )


def _in_words(attempt: Attempt, pack: Pack | None) -> str:
    """`Stopped: No guarantees (“We guarantee”). A guarantee reads as a contract…`"""
    findings = attempt.verdict.findings if attempt.verdict else ()
    stops = [finding for finding in findings if finding.severity == "reject"]
    warns = [finding for finding in findings if finding.severity == "warn"]
    sentences = [("Stopped", finding) for finding in stops] + [("To look at", finding) for finding in warns]
    said = " ".join(f"{how}: {pack.title(one.rule) if pack else one.rule}{_quoted(one.quote)}. {one.why}" for how, one in sentences)
    return said if stops else f"Passed. {said}".strip()


def _quoted(quote: str) -> str:
    words = " ".join(quote.split())
    return f" (“{words if len(words) <= 120 else words[:119] + '…'}”)" if words else ""

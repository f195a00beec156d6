"""Records to keep: a draft with an attempt that was stopped, or with one that was not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec

from drafter.attempt import Attempt, Draft, UsageReport
from drafter.record import Record
from drafter.request import DraftRequest
from drafter.verdict.verdict import Commitment, Finding, Suppressed, Verdict

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PROMISE = "Біз кепілдік береміз."
SOUND = "Thank you for writing.\n\nWe are looking into it."


def finding(rule: str = "en/guarantee/no-guarantees", *, severity: Any = "reject") -> Finding:
    family = rule.split("/")[1]
    return Finding(
        rule=rule, family=family, principle="realism", severity=severity, start=4, end=20, quote=PROMISE[4:20], why="Why.", say_instead="Instead."
    )


def attempt(number: int, *stopped_by: str, error: str | None = None) -> Attempt:
    """Stopped by these rules; else it passed."""
    if error is not None:
        return Attempt(number=number, kind="written", writer="m", error=error, message="The model is down.", milliseconds=3.5)
    verdict = Verdict(
        language="en",
        pack="abc",
        findings=(*map(finding, stopped_by), finding("en/rushing/hurry", severity="warn")),
        suppressed=(Suppressed(rule="en/guarantee/x", start=0, end=1, quote="g", because="negation", cue="not"),),
        commitments=(Commitment(kind="date", value="2026-11-27", start=0, end=4, quote="Біз ", source="hint"),),
    )
    return Attempt(number=number, kind="written", writer="m", text=PROMISE if stopped_by else SOUND, verdict=verdict, milliseconds=12.5)


def request(customer: str | None = "c-1", **more: Any) -> DraftRequest:
    given = {
        "customer": {"id": customer, "name": "Айгүл", "email": "aigul@shop.test"} if customer else {},
        "conversation": [{"author": "customer", "text": "Where is my parcel?\u0000 🎁"}],
        "brief": {"solutions": ["We can send it again."], "timeline": None},
        **more,
    }
    return msgspec.convert(given, DraftRequest)


def record(*stopped_by: str, minutes: float = 0, language: str = "en", customer: str | None = "c-1", text: str | None = SOUND, **more: Any) -> Record:
    """A draft made `minutes` after noon, whose first attempt was stopped by these rules."""
    attempts = (attempt(1, *stopped_by), attempt(2)) if stopped_by else (attempt(1),)
    draft = Draft(
        id=uuid4().hex,
        language=language,
        channel="email",
        text=text,
        origin="repaired" if stopped_by else "written",
        notice="The first wording was stopped." if stopped_by else None,
        verdict="pass",
        findings=(),
        commitments=(),
        attempts=len(attempts),
        usage=UsageReport(prompt_tokens=1_200, cached_tokens=1_024, completion_tokens=80),
    )
    given = {"draft": draft, "attempts": attempts, "request": request(customer), "created": NOON + timedelta(minutes=minutes), **more}
    return Record(**given)

"""What drafting makes: an attempt, and the draft."""

from __future__ import annotations

from typing import Literal

import msgspec

from drafter.verdict.verdict import Commitment, Finding, Verdict

Kind = Literal["written", "fixed", "repaired", "composed"]
DraftOrigin = Literal["written", "repaired", "composed", "withheld"]


class UsageReport(msgspec.Struct, frozen=True):
    """Tokens of all model calls of a draft, as the provider counted them."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What the agent gets. `text` is None when withheld; `notice` says what the agent should know about how the draft came about."""

    id: str
    language: str
    channel: str
    text: str | None
    origin: DraftOrigin
    notice: str | None
    verdict: Literal["pass", "reject"]
    findings: tuple[Finding, ...]
    commitments: tuple[Commitment, ...]
    attempts: int
    usage: UsageReport


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One completion with its verdict, or the error that stood in its place, maybe with what had come by then. The agent never sees a rejected one;
    QA does."""

    number: int
    kind: Kind
    writer: str
    text: str | None = None
    verdict: Verdict | None = None
    error: str | None = None
    message: str | None = None
    milliseconds: float = 0.0

    @property
    def passed(self) -> bool:
        return self.verdict is not None and self.verdict.passed

"""A record, as the rows that are written for it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from drafter.attempt import Attempt
from drafter.record import Record

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """What one draft becomes, table by table."""

    draft: Row
    attempts: list[Row]
    findings: list[Row]
    tokens: int


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def rows_of(workspace: str, record: Record, idempotency_key: str | None) -> Rows:
    draft, customer = record.draft, record.request.customer.id
    shared: Row = {"workspace": workspace, "created": record.created}
    of_draft = {
        **shared,
        "id": draft.id,
        "language": draft.language,
        "channel": draft.channel,
        "origin": draft.origin,
        "customer": digest(customer) if customer else None,
        "idempotency_key": digest(idempotency_key) if idempotency_key else None,
        "draft": draft,
        "request": record.request,
    }
    attempts = [
        {
            **shared,
            "draft": draft.id,
            "number": attempt.number,
            "language": draft.language,
            "kind": attempt.kind,
            "rejected": attempt.verdict is not None and not attempt.passed,
            "reviewed": None,
            "attempt": attempt,
        }
        for attempt in record.attempts
    ]
    findings = [
        {**shared, "draft": draft.id, "number": attempt.number, "rule": rule, "family": family, "leads_family": leads}
        for attempt in record.attempts
        for rule, family, leads in _stopped_by(attempt)
    ]
    return Rows(of_draft, attempts, findings, draft.usage.prompt_tokens + draft.usage.completion_tokens)


def _stopped_by(attempt: Attempt) -> list[tuple[str, str, bool]]:
    """Each rule that rejected an attempt, its family, and whether it is the family's first."""
    findings = attempt.verdict.findings if attempt.verdict else ()
    families = {finding.rule: finding.family for finding in findings if finding.severity == "reject"}
    leading = {family: rule for rule, family in reversed(families.items())}
    return [(rule, family, leading[family] == rule) for rule, family in families.items()]

"""Everything that is kept about one customer of a workspace, by the id that the helpdesk sent: given out, or erased."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

import msgspec
from sqlalchemy import Row, Select, delete, select

from drafter.store import audit
from drafter.store.connections import Connections
from drafter.store.models import AttemptRow, DraftRow, OutcomeRow, ReviewRow, SentReviewRow
from drafter.store.rows import digest
from drafter.store.statements import AuditEntry


class Customers:
    def __init__(self, connections: Connections, workspace: str) -> None:
        self._connections, self._workspace = connections, workspace

    async def export(self, customer: str) -> AsyncIterator[dict[str, Any]]:
        """One JSON object a draft, oldest first: request, draft, attempts, and what people said about them."""
        async with self._connections.reading() as connection:
            wanted = select(DraftRow.id, DraftRow.created, DraftRow.request, DraftRow.draft).where(*self._of(customer))
            for row in (await connection.execute(wanted.order_by(DraftRow.created, DraftRow.id))).all():
                attempts = await connection.execute(self._by_draft(AttemptRow, row.id, AttemptRow.attempt).order_by(AttemptRow.number))
                outcomes = await connection.execute(
                    self._by_draft(OutcomeRow, row.id, OutcomeRow.created, OutcomeRow.outcome).order_by(OutcomeRow.id)
                )
                reviews = await connection.execute(
                    self._by_draft(ReviewRow, row.id, ReviewRow.number, ReviewRow.created, ReviewRow.review).order_by(ReviewRow.id)
                )
                of_sent = await connection.execute(
                    self._by_draft(SentReviewRow, row.id, SentReviewRow.created, SentReviewRow.review).order_by(SentReviewRow.id)
                )
                yield {
                    "created": row.created.isoformat(),
                    "request": msgspec.to_builtins(row.request),
                    "draft": msgspec.to_builtins(row.draft),
                    "attempts": [msgspec.to_builtins(each.attempt) for each in attempts],
                    "outcomes": _said(outcomes, "outcome"),
                    "reviews": _said(reviews, "review", "number"),
                    "sent_reviews": _said(of_sent, "review"),
                }

    async def erase(self, customer: str, *, actor: str) -> int:
        """How many drafts went, with all that hung on them. The audit keeps that it was done, and a digest of the id instead of the id."""
        async with self._connections.writing() as connection:
            gone: int = (await connection.execute(delete(DraftRow).where(*self._of(customer)))).rowcount
            entry = AuditEntry(actor=actor, action="customer.erase", subject=f"sha256:{digest(customer)}", details={"drafts": gone})
            await audit.append(connection, self._workspace, entry)
        return gone

    def _of(self, customer: str) -> tuple[Any, Any]:
        return DraftRow.workspace == self._workspace, DraftRow.customer == digest(customer)

    def _by_draft(self, table: type[AttemptRow | OutcomeRow | ReviewRow | SentReviewRow], draft: str, *columns: Any) -> Select[Any]:
        return select(*columns).where(table.workspace == self._workspace, table.draft == draft)


def _said(rows: Iterable[Row[Any]], what: str, attempt: str | None = None) -> list[dict[str, Any]]:
    """`attempt` is the column that says which one it is about."""
    return [
        {"created": row.created.isoformat(), **({"attempt": row._mapping[attempt]} if attempt else {}), **msgspec.to_builtins(row._mapping[what])}
        for row in rows
    ]

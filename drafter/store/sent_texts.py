"""What customers were sent: drawn at random for QA to read, and what QA says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, exists, func, insert, select
from sqlalchemy.orm import aliased

from drafter.store.connections import Connections
from drafter.store.models import DraftRow, OutcomeRow, SentReviewRow
from drafter.store.statements import Outcome, SentReview

_SPARE = 4  # outcomes drawn for each text wanted: some were taken back later, and looking that up for all of them would take long


@dataclass(frozen=True, slots=True)
class SentText:
    """What a customer was sent, for QA to read: the agent's version when there is one."""

    draft: str
    created: datetime
    language: str
    text: str
    outcome: Outcome


class SentTexts:
    """Those of one workspace."""

    def __init__(self, connections: Connections, workspace: str) -> None:
        self._connections, self._workspace = connections, workspace

    async def sample(self, size: int, *, since: datetime, until: datetime) -> list[SentText]:
        """Up to `size` texts that were sent, drawn at random: what slipped through is found by reading some of everything."""
        between = (OutcomeRow.workspace == self._workspace, OutcomeRow.sent, OutcomeRow.created.between(since, until))
        drawn = select(OutcomeRow.id).where(*between).order_by(func.random()).limit(size * _SPARE)
        async with self._connections.reading() as connection:
            rows = await connection.execute(self._sent().where(OutcomeRow.id.in_(drawn)).order_by(func.random()).limit(size))
            return _texts(rows.all())

    async def get(self, draft_id: str) -> SentText | None:
        """What was sent of a draft; None when there is no such draft, or when it was not sent."""
        async with self._connections.reading() as connection:
            found = _texts((await connection.execute(self._sent().where(OutcomeRow.draft == draft_id))).all())
        return found[0] if found else None

    async def review(self, draft_id: str, review: SentReview) -> bool:
        """Whether there is such a text. A later review does not erase an earlier one."""
        async with self._connections.writing() as connection:
            if (await connection.execute(self._sent().where(OutcomeRow.draft == draft_id))).first() is None:
                return False
            row = {"workspace": self._workspace, "draft": draft_id, "created": datetime.now(UTC), "review": review}
            await connection.execute(insert(SentReviewRow).values(row))
        return True

    async def reviews(self, draft_id: str) -> list[SentReview]:
        """Oldest first."""
        this = (SentReviewRow.workspace == self._workspace, SentReviewRow.draft == draft_id)
        async with self._connections.reading() as connection:
            return list((await connection.scalars(select(SentReviewRow.review).where(*this).order_by(SentReviewRow.id))).all())

    def _sent(self) -> Select[Any]:
        """Drafts whose last outcome is that they were sent."""
        later = aliased(OutcomeRow)
        told_again = exists().where(later.workspace == self._workspace, later.draft == OutcomeRow.draft, later.id > OutcomeRow.id)
        return (
            select(DraftRow.id, OutcomeRow.created, DraftRow.language, OutcomeRow.outcome, DraftRow.draft)
            .join(DraftRow, (DraftRow.workspace == OutcomeRow.workspace) & (DraftRow.id == OutcomeRow.draft))
            .where(OutcomeRow.workspace == self._workspace, OutcomeRow.sent, ~told_again)
        )


def _texts(rows: Iterable[Row[Any]]) -> list[SentText]:
    return [SentText(row.id, row.created, row.language, row.outcome.text or row.draft.text or "", row.outcome) for row in rows]

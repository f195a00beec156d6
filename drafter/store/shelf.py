"""All that is kept for one workspace: written, read, reviewed. There is no way to ask without a workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, exists, func, insert, select, update
from sqlalchemy.orm import aliased

from drafter.record import Record
from drafter.store import audit, rejections, usage
from drafter.store.committer import Committer
from drafter.store.connections import Connections
from drafter.store.customers import Customers
from drafter.store.keys import Keys
from drafter.store.models import AttemptRow, DraftRow, OutcomeRow, ReviewRow
from drafter.store.rejections import Rejection, RejectionFilter, RejectionPage
from drafter.store.rows import digest, rows_of
from drafter.store.statements import AuditEntry, Outcome, Review

_SPARE = 4  # outcomes drawn for each text wanted: some were taken back later, and looking that up for all of them would take long


@dataclass(frozen=True, slots=True)
class SentText:
    """What a customer was sent, for QA to read: the agent's version when there is one."""

    draft: str
    created: datetime
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A Recorder. Every method may raise StoreUnavailable or StoreBehind; ids of other workspaces are unknown here."""

    _connections: Connections
    _committer: Committer
    workspace: str
    _idempotency_key: str | None = None

    def keyed(self, idempotency_key: str | None) -> Shelf:
        """The same shelf; the next draft is recorded under that key, and a second one under it is AlreadyStored."""
        return replace(self, _idempotency_key=idempotency_key)

    @property
    def keys(self) -> Keys:
        return Keys(self._connections, self.workspace)

    @property
    def customers(self) -> Customers:
        return Customers(self._connections, self.workspace)

    async def record(self, record: Record) -> None:
        """Returns after the commit."""
        await self._committer.commit(rows_of(self.workspace, record, self._idempotency_key))

    async def get(self, draft_id: str) -> Record | None:
        return await self._record(DraftRow.id == draft_id)

    async def answered(self, idempotency_key: str) -> Record | None:
        """The draft that was given out under this key."""
        return await self._record(DraftRow.idempotency_key == digest(idempotency_key))

    async def _record(self, which: ColumnElement[bool]) -> Record | None:
        async with self._connections.reading() as connection:
            wanted = select(DraftRow.id, DraftRow.draft, DraftRow.request, DraftRow.created).where(DraftRow.workspace == self.workspace, which)
            row = (await connection.execute(wanted)).one_or_none()
            if row is None:
                return None
            of_draft = select(AttemptRow.attempt).where(AttemptRow.workspace == self.workspace, AttemptRow.draft == row.id)
            attempts = (await connection.scalars(of_draft.order_by(AttemptRow.number))).all()
        return Record(draft=row.draft, attempts=tuple(attempts), request=row.request, created=row.created)

    async def rejections(self, wanted: RejectionFilter | None = None, *, cursor: str | None = None, limit: int = 50) -> RejectionPage:
        """Newest first. InvalidInput when the cursor is none of ours."""
        async with self._connections.reading() as connection:
            return await rejections.page(connection, self.workspace, wanted or RejectionFilter(), cursor, limit)

    async def rejection(self, draft_id: str, number: int) -> Rejection | None:
        async with self._connections.reading() as connection:
            return await rejections.one(connection, self.workspace, draft_id, number)

    async def review(self, draft_id: str, number: int, review: Review) -> bool:
        """Whether there is such a rejection. A later review does not erase an earlier one."""
        now = datetime.now(UTC)
        this = (AttemptRow.workspace == self.workspace, AttemptRow.draft == draft_id, AttemptRow.number == number, AttemptRow.rejected)
        async with self._connections.writing() as connection:
            found = await connection.execute(update(AttemptRow).where(*this).values(reviewed=now))
            if found.rowcount:
                row = {"workspace": self.workspace, "draft": draft_id, "number": number, "created": now, "review": review}
                await connection.execute(insert(ReviewRow).values(row))
        return bool(found.rowcount)

    async def reviews(self, draft_id: str, number: int) -> list[Review]:
        """Oldest first."""
        this = (ReviewRow.workspace == self.workspace, ReviewRow.draft == draft_id, ReviewRow.number == number)
        async with self._connections.reading() as connection:
            return list((await connection.scalars(select(ReviewRow.review).where(*this).order_by(ReviewRow.id))).all())

    async def tell_outcome(self, draft_id: str, outcome: Outcome) -> bool:
        """Whether there is such a draft. The last outcome of a draft counts."""
        async with self._connections.writing() as connection:
            known = select(DraftRow.id).where(DraftRow.workspace == self.workspace, DraftRow.id == draft_id)
            if (await connection.scalar(known)) is None:
                return False
            sent = outcome.action != "discarded"
            row = {"workspace": self.workspace, "draft": draft_id, "created": datetime.now(UTC), "sent": sent, "outcome": outcome}
            await connection.execute(insert(OutcomeRow).values(row))
        return True

    async def outcome(self, draft_id: str) -> Outcome | None:
        this = select(OutcomeRow.outcome).where(OutcomeRow.workspace == self.workspace, OutcomeRow.draft == draft_id)
        async with self._connections.reading() as connection:
            told: Outcome | None = await connection.scalar(this.order_by(OutcomeRow.id.desc()).limit(1))
        return told

    async def sample(self, size: int, *, since: datetime, until: datetime) -> list[SentText]:
        """Up to `size` texts that were sent, drawn at random: what slipped through is found by reading some of everything."""
        sent = (OutcomeRow.workspace == self.workspace, OutcomeRow.sent)
        drawn = select(OutcomeRow.id).where(*sent, OutcomeRow.created.between(since, until)).order_by(func.random()).limit(size * _SPARE)
        later = aliased(OutcomeRow)
        told_again = exists().where(later.workspace == self.workspace, later.draft == OutcomeRow.draft, later.id > OutcomeRow.id)
        wanted = (
            select(DraftRow.id, OutcomeRow.created, DraftRow.language, OutcomeRow.outcome, DraftRow.draft)
            .join(DraftRow, (DraftRow.workspace == OutcomeRow.workspace) & (DraftRow.id == OutcomeRow.draft))
            .where(*sent, OutcomeRow.id.in_(drawn), ~told_again)
            .order_by(func.random())
            .limit(size)
        )
        async with self._connections.reading() as connection:
            rows = (await connection.execute(wanted)).all()
        return [SentText(row.id, row.created, row.language, row.outcome.text or row.draft.text or "") for row in rows]

    async def spent(self, month: str) -> int:
        """The tokens that models have used for this workspace in a month (`2026-11`, by UTC), whatever became of the drafts."""
        async with self._connections.reading() as connection:
            return await usage.of(connection, self.workspace, month)

    async def append_audit(self, entry: AuditEntry) -> None:
        async with self._connections.writing() as connection:
            await audit.append(connection, self.workspace, entry)

    async def audit(self, *, limit: int = 100, before: int | None = None) -> list[audit.Audited]:
        """Newest first; `before` goes on after the entry of that number."""
        async with self._connections.reading() as connection:
            return await audit.latest(connection, self.workspace, limit=limit, before=before)

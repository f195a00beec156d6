"""Changes of rules that a workspace makes on top of the shipped packs: proposed by one, approved by another, taken back by any."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from drafter.store import audit
from drafter.store.connections import Connections
from drafter.store.models import ProposalRow
from drafter.store.statements import AuditEntry
from drafter.verdict.overlay import RuleChange

State = Literal["waiting", "approved", "withdrawn", "reverted"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """`place` counts the workspace's approvals: of two changes of one rule the one with the higher place holds. `by` are ids of keys."""

    id: str
    change: RuleChange
    proposed: datetime
    proposed_by: str
    approved: datetime | None = None
    approved_by: str | None = None
    place: int | None = None
    ended: datetime | None = None
    ended_by: str | None = None

    @property
    def state(self) -> State:
        if self.ended is not None:
            return "withdrawn" if self.approved is None else "reverted"
        return "waiting" if self.approved is None else "approved"


class Standing(NamedTuple):
    """How often a workspace's rules came into force and were taken back: while both stay, the same rules are in force."""

    approvals: int = 0
    reversals: int = 0


_COLUMNS = [getattr(ProposalRow, name) for name in Proposal.__dataclass_fields__]
_LIVE = (ProposalRow.approved.is_not(None), ProposalRow.ended.is_(None))


class Proposals:
    """Those of one workspace. Every change is audited."""

    def __init__(self, connections: Connections, workspace: str) -> None:
        self._connections, self._workspace = connections, workspace

    async def propose(self, change: RuleChange, *, by: str) -> Proposal:
        made = Proposal(secrets.token_hex(8), change, datetime.now(UTC), by)
        row = {"workspace": self._workspace, "id": made.id, "rule": change.rule, "proposed": made.proposed, "proposed_by": by, "change": change}
        async with self._connections.writing() as connection:
            await connection.execute(insert(ProposalRow).values(row))
            await self._audit(connection, "rules.propose", made, by)
        return made

    async def get(self, proposal_id: str) -> Proposal | None:
        found = await self._all(ProposalRow.id == proposal_id)
        return found[0] if found else None

    async def newest(self, *, limit: int = 200) -> list[Proposal]:
        """Newest first, the ended ones too."""
        wanted = select(*_COLUMNS).where(ProposalRow.workspace == self._workspace)
        async with self._connections.reading() as connection:
            rows = await connection.execute(wanted.order_by(ProposalRow.proposed.desc(), ProposalRow.id.desc()).limit(limit))
            return [Proposal(*row) for row in rows]

    async def live(self) -> list[Proposal]:
        """What is approved and not ended, in the order of approval."""
        return await self._all(*_LIVE)

    async def approve(self, proposal: Proposal, *, by: str, after: Standing) -> Proposal | None:
        """In force from now on. `after` is how it stood when the change was proved; None when another was approved or reverted meanwhile, or the
        proposal is not waiting any more: nothing was changed."""
        this = (ProposalRow.workspace == self._workspace, ProposalRow.id == proposal.id, ProposalRow.approved.is_(None), ProposalRow.ended.is_(None))
        unchanged = self._reversals().scalar_subquery() == after.reversals
        try:
            async with self._connections.writing() as connection:
                change = update(ProposalRow).where(*this, unchanged).values(approved=datetime.now(UTC), approved_by=by, place=after.approvals + 1)
                if not (await connection.execute(change)).rowcount:
                    return None
                await self._audit(connection, "rules.approve", proposal, by)
        except IntegrityError:  # the place is taken
            return None
        return await self.get(proposal.id)

    async def standing(self) -> Standing:
        """Of now, for `approve`."""
        approvals = select(func.max(ProposalRow.place)).where(ProposalRow.workspace == self._workspace)
        async with self._connections.reading() as connection:
            row = (await connection.execute(select(approvals.scalar_subquery(), self._reversals().scalar_subquery()))).one()
        return Standing(row[0] or 0, row[1])

    async def end(self, proposal: Proposal, *, by: str) -> Proposal | None:
        """Withdrawn when it was waiting, reverted when it was approved; None when it had ended already."""
        this = (ProposalRow.workspace == self._workspace, ProposalRow.id == proposal.id, ProposalRow.ended.is_(None))
        async with self._connections.writing() as connection:
            if not (await connection.execute(update(ProposalRow).where(*this).values(ended=datetime.now(UTC), ended_by=by))).rowcount:
                return None
            await self._audit(connection, "rules.revert" if proposal.approved else "rules.withdraw", proposal, by)
        return await self.get(proposal.id)

    async def _all(self, *which: Any) -> list[Proposal]:
        wanted = select(*_COLUMNS).where(ProposalRow.workspace == self._workspace, *which).order_by(ProposalRow.place)
        async with self._connections.reading() as connection:
            return [Proposal(*row) for row in await connection.execute(wanted)]

    def _reversals(self) -> Select[Any]:
        row = aliased(ProposalRow)
        return select(func.count()).select_from(row).where(row.workspace == self._workspace, row.approved.is_not(None), row.ended.is_not(None))

    async def _audit(self, connection: AsyncConnection, action: str, proposal: Proposal, by: str) -> None:
        entry = AuditEntry(actor=f"key:{by}", action=action, subject=proposal.change.rule, details={"proposal": proposal.id})
        await audit.append(connection, self._workspace, entry)


async def live_places(connections: Connections) -> tuple[tuple[str, int], ...]:
    """(workspace, place) of every live change of every workspace: where this is the same, nothing was approved or reverted. Cheap to ask."""
    wanted = select(ProposalRow.workspace, ProposalRow.place).where(*_LIVE).order_by(ProposalRow.workspace, ProposalRow.place)
    async with connections.reading() as connection:
        return tuple((row.workspace, row.place) for row in await connection.execute(wanted))

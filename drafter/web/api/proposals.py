"""`/v1/rules/proposals`: rules of a workspace on top of the shipped ones. One person proposes, another approves, anyone of them takes back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from drafter.errors import Problem
from drafter.pipeline import Pipeline
from drafter.store.proposals import Proposal, State
from drafter.store.shelf import Shelf
from drafter.store.tokens import Holder
from drafter.verdict.overlay import RuleChange
from drafter.web.doorkeeper import LEAD, QA
from drafter.web.problems import HttpProblem
from drafter.web.proving import Proving
from drafter.web.workspace_rules import RulesByWorkspace

_TOLD = 20  # sentences that fail; more of them help nobody


class RuleChangeReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rule by its id (`en/guarantee/my-rule`), and the text of its file as it is to be. `toml: null` switches the rule off; `note` says why."""

    rule: Annotated[str, Meta(max_length=255)]
    toml: Annotated[str, Meta(max_length=200_000)] | None
    note: Annotated[str, Meta(max_length=10_000)] | None = None

    @property
    def change(self) -> RuleChange:
        return RuleChange(rule=self.rule, toml=self.toml, note=self.note)


class ProposalView(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a rule. `state`: it is `waiting` for somebody else, `approved`, `withdrawn` before that or `reverted` after it. `in_force`: it
    judges; an approved change does not while a later one of the same rule does. Who did what is told by the id of the key.
    `unproved`: sentences of rules in force that do not do what their rule says since this change was taken back, told to whoever took it back."""

    id: str
    rule: str
    toml: str | None
    note: str | None
    state: State
    in_force: bool
    proposed: datetime
    proposed_by: str
    approved: datetime | None
    approved_by: str | None
    ended: datetime | None
    ended_by: str | None
    unproved: tuple[str, ...] = ()


class ProposalsView(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first."""

    proposals: tuple[ProposalView, ...]


@get("/v1/rules/proposals", opt={"roles": QA}, operation_id="list_proposals", summary="Changes of rules", tags=["rules"])
async def list_proposals(shelf: NamedDependency[Shelf]) -> ProposalsView:
    """The newest 200: what waits for a second person, what is in force on top of the shipped rules, and what was."""
    found, live = await shelf.proposals.newest(), await shelf.proposals.live()
    return ProposalsView(proposals=tuple(_view(each, live) for each in found))


@get("/v1/rules/proposals/{proposal_id:str}", opt={"roles": QA}, operation_id="read_proposal", summary="One change of a rule", tags=["rules"])
async def read_proposal(proposal_id: FromPath[str], shelf: NamedDependency[Shelf]) -> ProposalView:
    """The rule as it is proposed, and what became of that."""
    return _view(await _known(proposal_id, shelf), await shelf.proposals.live())


@post("/v1/rules/proposals", opt={"roles": QA}, operation_id="propose_rule", summary="Propose a change of a rule", tags=["rules"])
async def propose_rule(
    data: JSONBody[RuleChangeReport],
    pipeline: NamedDependency[Pipeline],
    shelf: NamedDependency[Shelf],
    holder: NamedDependency[Holder],
) -> ProposalView:
    """A new rule, another text of a shipped one, or one switched off: for this workspace alone.

    It is proved as `drafter rules prove` does before it is taken: every sentence of its own, and those of other rules that it touches; nor may it
    stop the words of replies that are composed without a model. It changes nothing until somebody else approves it.
    """
    _refuse(await asyncio.to_thread(Proving(pipeline.checker, pipeline.library).complaints, data.change))
    return _view(await shelf.proposals.propose(data.change, by=holder.key), ())


@post(
    "/v1/rules/proposals/{proposal_id:str}/approval",
    status_code=200,
    opt={"roles": LEAD},
    operation_id="approve_proposal",
    summary="Put a change of a rule in force",
    tags=["rules"],
)
async def approve_proposal(
    proposal_id: FromPath[str],
    pipeline: NamedDependency[Pipeline],
    shelf: NamedDependency[Shelf],
    holder: NamedDependency[Holder],
    rules_by_workspace: NamedDependency[RulesByWorkspace],
) -> ProposalView:
    """By another key than the one that proposed it. It is proved once more, on top of what is in force now, and judges from here on: in this worker
    at once, in the others within seconds."""
    proposal = await _known(proposal_id, shelf)
    if proposal.proposed_by == holder.key:
        what = "The key that proposed a change does not approve it."
        raise HttpProblem("second-person-needed", Problem("proposal_id", what, "Ask somebody with a key of their own, of the role lead or admin."))
    after = await shelf.proposals.standing()  # before the look: what changes from here on is found by `approve`
    await rules_by_workspace.look()  # what another worker approved a moment ago is proved along
    current = pipeline.on(shelf, rules_by_workspace.of(shelf.workspace))
    _refuse(await asyncio.to_thread(Proving(current.checker, pipeline.library).complaints, proposal.change))
    approved = await shelf.proposals.approve(proposal, by=holder.key, after=after)
    if approved is None:
        raise _settled(await _known(proposal_id, shelf))
    await rules_by_workspace.look()
    return _view(approved, await shelf.proposals.live())


@post(
    "/v1/rules/proposals/{proposal_id:str}/reversal",
    status_code=200,
    opt={"roles": QA},
    operation_id="revert_proposal",
    summary="Take a change of a rule back",
    tags=["rules"],
)
async def revert_proposal(
    proposal_id: FromPath[str],
    pipeline: NamedDependency[Pipeline],
    shelf: NamedDependency[Shelf],
    holder: NamedDependency[Holder],
    rules_by_workspace: NamedDependency[RulesByWorkspace],
) -> ProposalView:
    """One call, one person. What waits is withdrawn. What was approved does not judge any more: the change of that rule before it does again, or the
    shipped rule; that is for the roles lead and admin. A rule that was proved on top of it may not do any more what its sentences say; it stays in
    force, and `unproved` tells."""
    proposal = await _known(proposal_id, shelf)
    if proposal.state == "approved" and holder.role not in LEAD:
        what = f"To take back what is in force is for keys of the role {' or '.join(LEAD)}; yours is of the role {holder.role}."
        raise HttpProblem("forbidden", Problem("Authorization", what, "Ask whoever approved it, or whoever runs Drafter for such a key."))
    before = await asyncio.to_thread(Proving(pipeline.checker, pipeline.library).in_force, proposal.change) if proposal.state == "approved" else {}
    ended = await shelf.proposals.end(proposal, by=holder.key)
    if ended is None:
        raise _settled(await _known(proposal_id, shelf))
    await rules_by_workspace.look()
    now = pipeline.on(shelf, await rules_by_workspace.made(shelf.workspace))
    unproved = await asyncio.to_thread(Proving(now.checker, pipeline.library).complaints_since, before)
    told = tuple(f"{one.where}: {one.what}" for one in unproved[:_TOLD])
    return msgspec.structs.replace(_view(ended, await shelf.proposals.live()), unproved=told)


async def _known(proposal_id: str, shelf: Shelf) -> Proposal:
    found = await shelf.proposals.get(proposal_id)
    if found is None:
        what = f"There is no proposal {proposal_id[:64]!r}."
        raise HttpProblem("proposal-not-found", Problem("proposal_id", what, "GET /v1/rules/proposals lists them."))
    return found


def _refuse(complaints: Sequence[Problem]) -> None:
    if complaints:
        detail = f"{len(complaints)} sentences would not do what their rules say, or not pass in a composed reply; nothing was changed."
        raise HttpProblem("rule-not-proved", *complaints[:_TOLD], detail=detail)


def _settled(proposal: Proposal) -> HttpProblem:
    what = f"The proposal is {proposal.state}." if proposal.state != "waiting" else "Another change came into force or was taken back meanwhile."
    remedy = "Send it again." if proposal.state == "waiting" else "GET /v1/rules/proposals shows what is in force."
    return HttpProblem("proposal-settled", Problem("proposal_id", what, remedy))


def _view(proposal: Proposal, live: Sequence[Proposal]) -> ProposalView:
    in_force = {each.change.rule: each.id for each in live}  # of one rule the last
    return ProposalView(
        id=proposal.id,
        rule=proposal.change.rule,
        toml=proposal.change.toml,
        note=proposal.change.note,
        state=proposal.state,
        in_force=in_force.get(proposal.change.rule) == proposal.id,
        proposed=proposal.proposed,
        proposed_by=proposal.proposed_by,
        approved=proposal.approved,
        approved_by=proposal.approved_by,
        ended=proposal.ended,
        ended_by=proposal.ended_by,
    )

"""Changes of rules: proposed, approved, reverted, each for one workspace and each audited."""

from __future__ import annotations

import asyncio

from drafter.store.proposals import Proposal, Standing
from drafter.store.shelf import Shelf
from drafter.store.store import Store
from drafter.verdict.overlay import RuleChange

SET = RuleChange(rule="en/blunt/mine", toml="title = '''Mine'''", note="Ours.")
OFF = RuleChange(rule="en/blunt/mine")


async def _approved(shelf: Shelf, change: RuleChange) -> Proposal:
    made = await shelf.proposals.propose(change, by="one")
    found = await shelf.proposals.approve(made, by="other", after=await shelf.proposals.standing())
    assert found is not None
    return found


async def test_a_proposal_goes_its_way_and_says_who_took_each_step(shelf: Shelf) -> None:
    made = await shelf.proposals.propose(SET, by="one")
    assert ("waiting", made) == (made.state, await shelf.proposals.get(made.id))
    assert [] == await shelf.proposals.live()
    approved = await shelf.proposals.approve(made, by="other", after=Standing())
    assert approved is not None
    assert ("approved", "one", "other", 1) == (approved.state, approved.proposed_by, approved.approved_by, approved.place)
    assert [approved] == await shelf.proposals.live()
    ended = await shelf.proposals.end(approved, by="third")
    assert ended is not None
    assert ("reverted", "third") == (ended.state, ended.ended_by)
    assert [] == await shelf.proposals.live()
    assert [ended] == await shelf.proposals.newest()


async def test_a_proposal_that_nobody_approved_is_withdrawn(shelf: Shelf) -> None:
    made = await shelf.proposals.propose(OFF, by="one")
    ended = await shelf.proposals.end(made, by="one")
    assert ended is not None
    assert "withdrawn" == ended.state
    assert await shelf.proposals.end(made, by="one") is None
    assert await shelf.proposals.approve(made, by="other", after=Standing()) is None


async def test_what_is_live_comes_in_the_order_of_approval(shelf: Shelf) -> None:
    first, second = await shelf.proposals.propose(SET, by="one"), await shelf.proposals.propose(OFF, by="one")
    assert await shelf.proposals.approve(second, by="other", after=Standing())
    assert await shelf.proposals.approve(first, by="other", after=Standing(1))
    assert [OFF, SET] == [each.change for each in await shelf.proposals.live()]


async def test_of_two_approvals_at_once_one_is_told_that_other_rules_are_in_force_by_now(shelf: Shelf) -> None:
    first, second = await shelf.proposals.propose(SET, by="one"), await shelf.proposals.propose(OFF, by="one")
    told = await asyncio.gather(*(shelf.proposals.approve(each, by="other", after=Standing()) for each in (first, second)))
    assert 1 == sum(each is not None for each in told)
    late = second if told[1] is None else first
    assert await shelf.proposals.approve(late, by="other", after=await shelf.proposals.standing())


async def test_what_was_proved_on_top_of_a_change_is_not_approved_when_that_was_reverted_meanwhile(shelf: Shelf) -> None:
    below, above = await _approved(shelf, SET), await shelf.proposals.propose(OFF, by="one")
    proved_on = await shelf.proposals.standing()
    await shelf.proposals.end(below, by="other")
    assert await shelf.proposals.approve(above, by="other", after=proved_on) is None
    assert await shelf.proposals.approve(above, by="other", after=await shelf.proposals.standing())


async def test_a_reverted_change_leaves_its_place_to_nobody(shelf: Shelf) -> None:
    await shelf.proposals.end(await _approved(shelf, SET), by="other")
    assert 2 == (await _approved(shelf, OFF)).place


async def test_another_workspace_sees_and_settles_nothing_of_it(store: Store, shelf: Shelf) -> None:
    await store.add_workspace("other")
    other, made = store.shelf("other"), await _approved(shelf, SET)
    assert await other.proposals.get(made.id) is None
    assert await other.proposals.end(made, by="x") is None
    assert await other.proposals.approve(made, by="x", after=Standing()) is None
    assert ([], [], Standing()) == (await other.proposals.newest(), await other.proposals.live(), await other.proposals.standing())
    assert [made] == await shelf.proposals.live()


async def test_what_is_in_force_anywhere_is_told_cheaply(store: Store, shelf: Shelf) -> None:
    await store.add_workspace("other")
    assert () == await store.live_rule_changes()
    ours, _ = await _approved(shelf, SET), await _approved(store.shelf("other"), SET)
    assert (("default", 1), ("other", 1)) == await store.live_rule_changes()
    await shelf.proposals.end(ours, by="x")
    assert (("other", 1),) == await store.live_rule_changes()


async def test_every_step_is_audited(shelf: Shelf) -> None:
    await shelf.proposals.end(await _approved(shelf, SET), by="third")
    await shelf.proposals.end(await shelf.proposals.propose(OFF, by="one"), by="one")
    steps = [(each.entry.action, each.entry.actor) for each in await shelf.audit()]
    assert [
        ("rules.withdraw", "key:one"),
        ("rules.propose", "key:one"),
        ("rules.revert", "key:third"),
        ("rules.approve", "key:other"),
        ("rules.propose", "key:one"),
    ] == steps

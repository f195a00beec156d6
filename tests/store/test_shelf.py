"""What is kept comes back as it went in, for its own workspace and no other."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from drafter.errors import AlreadyStored
from drafter.pipeline import Recorder
from drafter.store.shelf import Shelf
from drafter.store.statements import AuditEntry, Outcome, Review
from drafter.store.store import Store
from tests.store.records import SOUND, attempt, record


async def test_a_draft_comes_back_as_it_went_in_with_request_attempts_and_verdicts(shelf: Shelf) -> None:
    recorder: Recorder = shelf
    kept = record("en/guarantee/no-guarantees", attempts=(attempt(1, "en/guarantee/no-guarantees"), attempt(2, error="writer-timeout"), attempt(3)))
    await recorder.record(kept)
    assert kept == await shelf.get(kept.draft.id)


async def test_a_draft_that_was_withheld_comes_back_without_a_text(shelf: Shelf) -> None:
    kept = record("en/guarantee/no-guarantees", text=None, customer=None)
    await shelf.record(kept)
    assert kept == await shelf.get(kept.draft.id)


async def test_an_unknown_draft_is_none(shelf: Shelf) -> None:
    assert await shelf.get("no-such-draft") is None


async def test_another_workspace_sees_reviews_and_tells_nothing_of_it(store: Store, shelf: Shelf) -> None:
    await store.add_workspace("other")
    other = store.shelf("other")
    kept = record("en/guarantee/no-guarantees")
    await shelf.keyed("k-1").record(kept)
    assert await other.get(kept.draft.id) is None
    assert await other.answered("k-1") is None
    assert () == (await other.rejections()).rejections
    assert await other.rejection(kept.draft.id, 1) is None
    assert not await other.review(kept.draft.id, 1, Review(judgement="right"))
    assert not await other.tell_outcome(kept.draft.id, Outcome(action="sent"))
    assert 0 == await other.customers.erase("c-1", actor="test")
    assert kept == await shelf.get(kept.draft.id)


async def test_drafts_that_are_recorded_at_once_are_all_kept(shelf: Shelf) -> None:
    kept = [record("en/guarantee/no-guarantees", minutes=number) for number in range(50)]
    await asyncio.gather(*map(shelf.record, kept))
    assert kept == [await shelf.get(each.draft.id) for each in kept]


async def test_a_second_draft_under_an_idempotency_key_is_refused_and_keeps_no_other_from_being_stored(shelf: Shelf) -> None:
    first, second, others = record(), record(), [record() for _ in range(5)]
    await shelf.keyed("k-1").record(first)
    told = await asyncio.gather(shelf.keyed("k-1").record(second), *map(shelf.record, others), return_exceptions=True)
    assert isinstance(told[0], AlreadyStored)
    assert [None] * 5 == told[1:]
    assert first == await shelf.answered("k-1")
    assert await shelf.get(second.draft.id) is None


async def test_two_workspaces_may_use_the_same_idempotency_key(store: Store, shelf: Shelf) -> None:
    await store.add_workspace("other")
    mine, theirs = record(), record()
    await shelf.keyed("k-1").record(mine)
    await store.shelf("other").keyed("k-1").record(theirs)
    assert (mine, theirs) == (await shelf.answered("k-1"), await store.shelf("other").answered("k-1"))


async def test_a_caller_that_goes_away_loses_no_draft(shelf: Shelf) -> None:
    kept = record()
    caller = asyncio.create_task(shelf.record(kept))
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await shelf.record(record())  # the queue is kept in order, so the first is written by now
    assert kept == await shelf.get(kept.draft.id)


async def test_the_last_outcome_of_a_draft_counts(shelf: Shelf) -> None:
    kept = record()
    await shelf.record(kept)
    assert await shelf.outcome(kept.draft.id) is None
    for told in (Outcome(action="sent"), Outcome(action="edited", text="Dear\u0000 you", by="k")):
        assert await shelf.tell_outcome(kept.draft.id, told)
    assert Outcome(action="edited", text="Dear\u0000 you", by="k") == await shelf.outcome(kept.draft.id)
    assert not await shelf.tell_outcome("no-such-draft", Outcome(action="sent"))


async def test_a_sample_is_drawn_from_what_was_sent_in_the_agents_own_wording(shelf: Shelf) -> None:
    now = datetime.now(UTC)
    as_it_was, edited, taken_back, unsent = (record() for _ in range(4))
    for each in (as_it_was, edited, taken_back, unsent):
        await shelf.record(each)
    await shelf.tell_outcome(as_it_was.draft.id, Outcome(action="sent"))
    await shelf.tell_outcome(edited.draft.id, Outcome(action="edited", text="My own words."))
    await shelf.tell_outcome(taken_back.draft.id, Outcome(action="sent"))
    await shelf.tell_outcome(taken_back.draft.id, Outcome(action="discarded"))
    hour = timedelta(hours=1)
    drawn = await shelf.sent.sample(10, since=now - hour, until=now + hour)
    assert {(as_it_was.draft.id, SOUND), (edited.draft.id, "My own words.")} == {(each.draft, each.text) for each in drawn}
    assert 1 == len(await shelf.sent.sample(1, since=now - hour, until=now + hour))
    assert [] == await shelf.sent.sample(10, since=now - 2 * hour, until=now - hour)


async def test_the_audit_is_read_newest_first_in_pages(shelf: Shelf) -> None:
    entries = [AuditEntry(actor="a", action="rules.change", subject=f"r-{number}", details={"n": number}) for number in range(3)]
    for entry in entries:
        await shelf.append_audit(entry)
    newest = await shelf.audit(limit=2)
    assert entries[:0:-1] == [each.entry for each in newest]
    assert entries[:1] == [each.entry for each in await shelf.audit(before=newest[-1].number)]

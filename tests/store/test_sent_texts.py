"""What was sent, and what QA says of it."""

from __future__ import annotations

import pytest

from drafter.store.shelf import Shelf
from drafter.store.statements import Outcome, SentReview
from drafter.store.store import Store
from tests.store.records import SOUND, record


@pytest.fixture
async def draft(shelf: Shelf) -> str:
    kept = record()
    await shelf.record(kept)
    return kept.draft.id


async def test_what_was_sent_is_the_text_of_the_last_outcome(shelf: Shelf, draft: str) -> None:
    assert await shelf.sent.get(draft) is None
    for outcome, text in ((Outcome(action="sent"), SOUND), (Outcome(action="edited", text="Mine."), "Mine.")):
        await shelf.tell_outcome(draft, outcome)
        sent = await shelf.sent.get(draft)
        assert sent is not None
        assert (text, outcome) == (sent.text, sent.outcome)
    await shelf.tell_outcome(draft, Outcome(action="discarded"))
    assert await shelf.sent.get(draft) is None


async def test_every_review_of_a_sent_text_is_kept_in_order(shelf: Shelf, draft: str) -> None:
    first, second = SentReview(judgement="slipped_through", note="Curt.", by="k"), SentReview(judgement="sound")
    assert not await shelf.sent.review(draft, first)
    await shelf.tell_outcome(draft, Outcome(action="sent"))
    for review in (first, second):
        assert await shelf.sent.review(draft, review)
    assert [first, second] == await shelf.sent.reviews(draft)


async def test_another_workspace_neither_reads_nor_reviews_it(store: Store, shelf: Shelf, draft: str) -> None:
    await store.add_workspace("other")
    await shelf.tell_outcome(draft, Outcome(action="sent"))
    other = store.shelf("other").sent
    assert await other.get(draft) is None
    assert not await other.review(draft, SentReview(judgement="sound"))
    assert [] == await other.reviews(draft)

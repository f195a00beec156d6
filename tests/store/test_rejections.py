"""The list of what was stopped: newest first, by language, family, rule, time and review, in pages."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import pytest

from drafter.errors import InvalidInput
from drafter.record import Record
from drafter.store.rejections import RejectionFilter
from drafter.store.shelf import Shelf
from drafter.store.statements import Review
from tests.store.records import NOON, PROMISE, record

SURE, NEVER, RUDE = "en/guarantee/no-guarantees", "en/guarantee/surely", "de/hostile/rauswurf"


@pytest.fixture
async def kept(shelf: Shelf) -> list[Record]:
    """Five drafts, of which the second was not stopped."""
    made = [
        record(SURE, minutes=0),
        record(minutes=1),
        record(SURE, NEVER, minutes=2),
        record(RUDE, minutes=3, language="de"),
        record(RUDE, SURE, minutes=4, language="de"),
    ]
    for each in made:
        await shelf.record(each)
    await shelf.review(made[2].draft.id, 1, Review(judgement="right", by="k"))
    return made


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [4, 3, 2, 0]),
        ({"language": "de"}, [4, 3]),
        ({"language": "kk"}, []),
        ({"family": "guarantee"}, [4, 2, 0]),
        ({"rule": NEVER}, [2]),
        ({"rule": NEVER, "family": "guarantee"}, [2]),
        ({"rule": NEVER, "family": "hostile"}, []),
        ({"family": "guarantee", "language": "de"}, [4]),
        ({"family": "rushing"}, []),
        ({"reviewed": True}, [2]),
        ({"reviewed": False}, [4, 3, 0]),
        ({"reviewed": False, "family": "guarantee"}, [4, 0]),
        ({"since": NOON + timedelta(minutes=2)}, [4, 3, 2]),
        ({"until": NOON + timedelta(minutes=2)}, [0]),
        ({"since": NOON + timedelta(minutes=1), "until": NOON + timedelta(minutes=4), "family": "hostile"}, [3]),
    ],
)
async def test_a_filter_lets_through_what_it_says(shelf: Shelf, kept: list[Record], wanted: dict[str, Any], expected: list[int]) -> None:
    page = await shelf.rejections(RejectionFilter(**wanted))
    assert [kept[number].draft.id for number in expected] == [rejection.draft for rejection in page.rejections]
    assert page.cursor is None


@pytest.mark.parametrize("wanted", [RejectionFilter(), RejectionFilter(family="guarantee"), RejectionFilter(reviewed=False)])
async def test_pages_together_are_the_list_even_while_new_ones_come_in_and_some_are_of_the_same_moment(shelf: Shelf, wanted: RejectionFilter) -> None:
    made = [record(SURE, minutes=number // 3) for number in range(10)]
    for each in made:
        await shelf.record(each)
    seen: list[str] = []
    cursor = None
    for _ in range(4):
        page = await shelf.rejections(wanted, cursor=cursor, limit=3)
        await shelf.record(record(SURE, minutes=60))
        seen += [rejection.draft for rejection in page.rejections]
        cursor = page.cursor
    assert cursor is None
    assert sorted(each.draft.id for each in made) == sorted(seen)


def _cursor(created: str, draft: str, number: int) -> str:
    return urlsafe_b64encode(json.dumps([created, draft, number]).encode()).decode()


FORGED = [("2026-11-22T12:00:00", "a", 1), ("2026-11-22T12:00:00Z", "\u0000", 1), ("2026-11-22T12:00:00Z", "a", 1 << 63), ("now", "a", 1)]
FORGED += [("0001-01-01T00:00:00+14:00", "a", 1), ("9999-12-31T23:59:59-14:00", "a", 1)]


@pytest.mark.parametrize("cursor", ["nonsense", "", "YWJj", "ї", "WzFd", *(_cursor(*forged) for forged in FORGED)])
async def test_a_cursor_of_another_make_is_refused(shelf: Shelf, cursor: str) -> None:
    with pytest.raises(InvalidInput, match="no cursor of ours"):
        await shelf.rejections(cursor=cursor)


async def test_a_rejection_is_read_with_its_text_and_the_reviews_that_it_got(shelf: Shelf, kept: list[Record]) -> None:
    draft = kept[2].draft.id
    rejection = await shelf.rejection(draft, 1)
    assert rejection is not None
    assert (f"{draft}-1", PROMISE) == (rejection.id, rejection.attempt.text)
    assert rejection.reviewed is not None
    changed = Review(judgement="false_alarm", note="It is the customer's own words.")
    assert await shelf.review(draft, 1, changed)
    assert [Review(judgement="right", by="k"), changed] == await shelf.reviews(draft, 1)


async def test_what_passed_is_no_rejection(shelf: Shelf, kept: list[Record]) -> None:
    for draft, number in ((kept[1].draft.id, 1), (kept[0].draft.id, 2), ("no-such-draft", 1)):
        assert await shelf.rejection(draft, number) is None
        assert not await shelf.review(draft, number, Review(judgement="right"))

"""All that was written for a workspace's drafts, in portions."""

from __future__ import annotations

import pytest

from drafter.record import Record
from drafter.store import written_texts
from drafter.store.shelf import Shelf
from drafter.store.store import Store
from tests.store.records import NOON, PROMISE, SOUND, attempt, record

SURE = "en/guarantee/no-guarantees"


async def _texts(shelf: Shelf, *languages: str) -> list[tuple[str, int, str]]:
    return [(each.draft, each.number, each.text) async for portion in shelf.written.portions(languages) for each in portion.texts]


async def test_every_attempt_with_a_text_comes_once_newest_draft_first(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_texts, "_PORTION", 2)
    made = [record(SURE, minutes=number // 2) for number in range(5)]
    silent = record(minutes=9, attempts=(attempt(1, error="writer-timeout"),))
    for each in (*made, silent):
        await shelf.record(each)
    assert 6 == await shelf.written.count_drafts()
    assert [2, 2, 2] == [portion.drafts async for portion in shelf.written.portions(["en"])]

    def age(one: Record) -> tuple[object, str]:
        return one.created, one.draft.id

    expected = [(each.draft.id, number, text) for each in sorted(made, key=age, reverse=True) for number, text in ((1, PROMISE), (2, SOUND))]
    assert expected == await _texts(shelf, "en")


async def test_only_the_languages_that_are_asked_for_come(shelf: Shelf) -> None:
    german = record(language="de")
    for each in (record(), german):
        await shelf.record(each)
    assert [german.draft.id] == [draft for draft, _, _ in await _texts(shelf, "de", "kk")]
    assert [] == await _texts(shelf, "kk")


async def test_requests_come_along_when_they_are_asked_for(shelf: Shelf) -> None:
    kept = record()
    await shelf.record(kept)
    (text,) = [each async for portion in shelf.written.portions(["en"], with_requests=True) for each in portion.texts]
    assert (kept.request, NOON) == (text.request, text.created)
    (without,) = [each async for portion in shelf.written.portions(["en"]) for each in portion.texts]
    assert without.request is None


async def test_another_workspaces_texts_do_not_come(store: Store, shelf: Shelf) -> None:
    await store.add_workspace("other")
    await shelf.record(record())
    assert (0, []) == (await store.shelf("other").written.count_drafts(), await _texts(store.shelf("other"), "en"))

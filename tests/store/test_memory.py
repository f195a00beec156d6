"""Drafts in memory: the newest ones, with every attempt behind them."""

from __future__ import annotations

from drafter.pipeline import Recorder
from drafter.store.memory import MemoryRecorder
from tests.store.records import record


async def test_a_draft_is_found_with_its_attempts_and_an_unknown_one_is_not() -> None:
    recorder: MemoryRecorder = MemoryRecorder()
    kept: Recorder = recorder
    kept_record = record("en/guarantee/no-guarantees")
    await kept.record(kept_record)
    assert kept_record == recorder.get(kept_record.draft.id)
    assert recorder.get("another") is None


async def test_only_the_newest_are_kept() -> None:
    recorder = MemoryRecorder(size=2)
    first, second, third = record(), record(), record()
    for each in (first, second, third):
        await recorder.record(each)
    assert (None, 2) == (recorder.get(first.draft.id), len(recorder))
    assert recorder.get(third.draft.id) is not None

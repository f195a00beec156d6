"""Drafts in memory: the newest ones, with every attempt behind them."""

from __future__ import annotations

from drafter.draft import Attempt, Draft, UsageReport
from drafter.pipeline import Recorder
from drafter.store.memory import MemoryRecorder


def draft(number: int) -> Draft:
    return Draft(
        id=str(number),
        language="en",
        channel="email",
        text="x",
        origin="written",
        notice=None,
        verdict="pass",
        findings=(),
        commitments=(),
        attempts=1,
        usage=UsageReport(),
    )


async def test_a_draft_is_found_with_its_attempts_and_an_unknown_one_is_not() -> None:
    recorder: MemoryRecorder = MemoryRecorder()
    kept: Recorder = recorder
    attempts = (Attempt(number=1, kind="written", writer="m"), Attempt(number=2, kind="composed", writer="composer"))
    await kept.record(draft(1), attempts)
    record = recorder.get("1")
    assert record is not None
    assert (draft(1), attempts) == (record.draft, record.attempts)
    assert recorder.get("2") is None


async def test_only_the_newest_are_kept() -> None:
    recorder = MemoryRecorder(size=2)
    for number in (1, 2, 3):
        await recorder.record(draft(number), ())
    assert (None, 2) == (recorder.get("1"), len(recorder))
    assert recorder.get("3") is not None

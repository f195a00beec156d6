"""Drafts in memory: the latest ones, lost with the process. A Recorder."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from drafter.draft import Attempt, Draft


@dataclass(frozen=True, slots=True)
class Record:
    """A draft and every attempt behind it."""

    draft: Draft
    attempts: tuple[Attempt, ...]


class MemoryRecorder:
    """Keeps the newest `size` drafts."""

    def __init__(self, size: int = 1_000) -> None:
        self._size = size
        self._records: OrderedDict[str, Record] = OrderedDict()

    async def record(self, draft: Draft, attempts: tuple[Attempt, ...]) -> None:
        self._records[draft.id] = Record(draft, attempts)
        while len(self._records) > self._size:
            self._records.popitem(last=False)

    def get(self, draft_id: str) -> Record | None:
        return self._records.get(draft_id)

    def __len__(self) -> int:
        return len(self._records)

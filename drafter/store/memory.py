"""Drafts in memory: the latest ones, lost with the process. A Recorder for tests and for programs that use the pipeline without a database."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from drafter.record import Record


class MemoryRecorder:
    """Keeps the newest `size` drafts."""

    def __init__(self, size: int = 1_000) -> None:
        self._size = size
        self._records: OrderedDict[str, Record] = OrderedDict()

    async def record(self, record: Record) -> None:
        self._records[record.draft.id] = record
        while len(self._records) > self._size:
            self._records.popitem(last=False)

    def get(self, draft_id: str) -> Record | None:
        return self._records.get(draft_id)

    def __iter__(self) -> Iterator[Record]:
        """Oldest first."""
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

"""Which places of a text are spoken for."""

from __future__ import annotations

from bisect import bisect_left


class Places:
    """Spans of which no two overlap, in order; asking and taking stay fast with tens of thousands."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Take `start` to `end` unless something there is taken; whether it was free. What is empty overlaps only what goes on round it."""
        at = bisect_left(self._starts, end)
        if at and self._ends[at - 1] > start:
            return False
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True

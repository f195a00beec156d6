"""A time limit that does not count our own delays against a model."""

from __future__ import annotations

import asyncio
from types import TracebackType

_LATE = 0.1  # seconds after its moment; then the loop itself was busy, and what has come meanwhile is not read yet
_LONGER = 0.5


class Patience:
    """As `asyncio.timeout_at`, a moment longer when the event loop was too busy to look at what had come by then."""

    def __init__(self, when: float) -> None:
        self._when = when
        self._limit = asyncio.timeout_at(None)

    async def __aenter__(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._limit.__aenter__()
        self._watch = self._loop.call_at(self._when, self._look)

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._watch.cancel()
        await self._limit.__aexit__(kind, error, trace)

    def _look(self) -> None:
        now = self._loop.time()
        self._limit.reschedule(now + _LONGER if now - self._when > _LATE else now)

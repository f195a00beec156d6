"""The drafts that are being made: how many at once, and that none is lost when whoever asked hangs up or the service stops."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from drafter.errors import Problem
from drafter.web.problems import HttpProblem

_COME_AGAIN = "2"  # seconds; a draft takes a few


class Drafting:
    """Belongs to one event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._running = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Room for one draft. HttpProblem when there is none."""
        self._enter()
        try:
            yield
        finally:
            self._running -= 1

    def refuse_when_full(self) -> None:
        """HttpProblem when there is no room: before a request is prepared, which costs more than to refuse it."""
        if self._running >= self._most:
            what = f"{self._most} drafts are being made, which is as many as this service makes at once (DRAFTER_MAX_DRAFTS)."
            raise HttpProblem("too-many-drafts", Problem("request", what, "Send it again in a moment."), headers={"Retry-After": _COME_AGAIN})

    def start(self, draft: Coroutine[Any, Any, None]) -> None:
        """Make one draft beside the answer, so that it is finished and stored whether or not anybody still reads the answer."""
        try:
            self._enter()
        except HttpProblem:
            draft.close()
            raise
        task = asyncio.create_task(draft)
        self._tasks.add(task)
        task.add_done_callback(self._leave)

    async def finish(self) -> None:
        """Wait for the drafts that are still being made."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _enter(self) -> None:
        self.refuse_when_full()
        self._running += 1

    def _leave(self, task: asyncio.Task[None]) -> None:
        self._running -= 1
        self._tasks.discard(task)

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
    def room(self) -> Iterator[Room]:
        """Room for one draft, taken before anything is prepared for it. HttpProblem when there is none."""
        if self._running >= self._most:
            what = f"{self._most} drafts are being made, which is as many as this service makes at once (DRAFTER_MAX_DRAFTS)."
            raise HttpProblem("too-many-drafts", Problem("request", what, "Send it again in a moment."), headers={"Retry-After": _COME_AGAIN})
        self._running += 1
        room = Room(self)
        try:
            yield room
        finally:
            if not room.is_handed_on:
                self._running -= 1

    async def finish(self) -> None:
        """Wait for the drafts that are still being made."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def keep(self, task: asyncio.Task[None]) -> None:
        """The room that a task was given is free again when it is done."""
        self._tasks.add(task)
        task.add_done_callback(self._leave)

    def _leave(self, task: asyncio.Task[None]) -> None:
        self._running -= 1
        self._tasks.discard(task)


class Room:
    """One draft's."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting
        self.is_handed_on = False

    def start(self, draft: Coroutine[Any, Any, None]) -> None:
        """Make the draft beside the answer, so that it is finished and stored whether or not anybody still reads the answer."""
        self.is_handed_on = True
        self._drafting.keep(asyncio.create_task(draft))

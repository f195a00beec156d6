"""A circuit breaker: an endpoint that keeps failing is left alone for a while, so that no agent waits for what is known to be down.

    closed      every call goes through; what came of those of the last `WINDOW` seconds is remembered
    open        none does, until the pause is over
    half-open   one call goes through to find out; the others are refused until it has

It belongs to one process: each worker finds out for itself, with `FAILURES` calls at most.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Literal

State = Literal["closed", "open", "half-open"]

FAILURES = 5  # within the window, and at least half of its calls, before the circuit opens
WINDOW = 30.0  # seconds
PAUSE = 15.0  # seconds before the first probe; doubled with each that fails
LONGEST_PAUSE = 120.0


class Breaker:
    """`clock` gives seconds that only grow. Belongs to one event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._calls: deque[tuple[float, bool]] = deque()  # when, and whether it failed
        self._failed = 0  # of those
        self._pause = PAUSE
        self._open_until: float | None = None
        self._probing = False
        self._turn = 0  # goes on when the circuit opens and with each probe

    @property
    def state(self) -> State:
        if self._open_until is None:
            return "closed"
        return "half-open" if self._probing or self._clock() >= self._open_until else "open"

    @property
    def seconds_left(self) -> float:
        """Until the endpoint is asked again; 0 when it may be asked now, or is being asked."""
        return max(0.0, (self._open_until or 0.0) - self._clock())

    def enter(self) -> int | None:
        """A ticket for a call that may go through, to be handed to `succeeded`, `failed` or `left`; None when it may not. The ticket of a call that
        began before the circuit opened, or before the probe, tells nothing any more."""
        if self._open_until is not None:
            if self._probing or self._clock() < self._open_until:
                return None
            self._turn += 1
            self._probing = True
        return self._turn

    def succeeded(self, ticket: int) -> None:
        if ticket == self._turn:
            if self._open_until is not None:
                self._close()
            self._remember(failed=False)

    def failed(self, ticket: int) -> None:
        if ticket != self._turn:
            return
        if self._open_until is None:
            self._remember(failed=True)
            if self._failed >= FAILURES and 2 * self._failed >= len(self._calls):
                self._open(PAUSE)
        else:
            self._open(min(2 * self._pause, LONGEST_PAUSE))

    def left(self, ticket: int) -> None:
        """Nobody waited for the end of the call, so that it tells nothing."""
        if ticket == self._turn:
            self._probing = False

    def _open(self, pause: float) -> None:
        self._turn += 1
        self._pause, self._open_until, self._probing = pause, self._clock() + pause, False

    def _close(self) -> None:
        self._calls.clear()
        self._failed, self._open_until, self._probing = 0, None, False

    def _remember(self, *, failed: bool) -> None:
        now = self._clock()
        self._calls.append((now, failed))
        self._failed += failed
        while self._calls[0][0] <= now - WINDOW:
            self._failed -= self._calls.popleft()[1]

"""How often a key may ask: so many requests a minute, at once or spread over it; what is used comes back evenly.

Each key has one number, the moment at which all of its requests will be back. A request moves it by its share of the minute, and is refused
when that would be more than a minute ahead.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

MINUTE = 60.0
_MANY = 10_000  # keys, before those whose requests are all back are forgotten


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a key stands after a request. `wait`: seconds until one is let through again, above 0 when this one is not. `reset`: seconds
    until all are back."""

    limit: int
    remaining: int
    reset: float
    wait: float = 0.0

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        told = {"limit": self.limit, "remaining": self.remaining, "reset": math.ceil(self.reset)}
        return [(f"ratelimit-{name}".encode(), str(value).encode()) for name, value in told.items()]


class RateLimit(Protocol):
    async def ask(self, key: str) -> Standing:
        """Count a request of this key, if it is let through."""


def standing(limit: int, ahead: float) -> Standing:
    """What it means that the moment at which all of a key's requests will be back is `ahead` seconds away, counting this one."""
    share = MINUTE / limit
    if ahead > MINUTE + 1e-6:
        return Standing(limit, 0, ahead - share, ahead - MINUTE)
    return Standing(limit, int((MINUTE - ahead) / share + 1e-6), ahead)


class OwnLimit:
    """Counts in this process. `clock` gives seconds that only grow."""

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._clock = limit, clock
        self._back: dict[str, float] = {}

    async def ask(self, key: str) -> Standing:
        return self.ask_now(key)

    def ask_now(self, key: str) -> Standing:
        now = self._clock()
        if len(self._back) > _MANY:
            self._back = {known: back for known, back in self._back.items() if back > now}
        back = max(self._back.get(key, 0.0), now) + MINUTE / self._limit
        found = standing(self._limit, back - now)
        if not found.wait:
            self._back[key] = back
        return found

"""A rate limit that several workers share through Redis. The sole importer of redis.

When Redis is away, each worker counts for itself: a key then gets up to its limit in every one of them. Agents go on drafting, since what the
limit is for is a program that has run wild, and the log says so once.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from drafter.errors import InvalidSetting, Problem
from drafter.web.rate_limit import MINUTE, OwnLimit, Standing, standing

_PATIENCE = 0.25  # seconds for an answer; then Redis is away
_LEFT_ALONE = 5.0  # seconds until it is asked again
_log = logging.getLogger("drafter.web")

# One step, so that no two workers count over each other; by Redis's own clock, since theirs may differ. Whole microseconds: fractions get lost.
_ASK = """
local now = redis.call('TIME')
now = now[1] * 1000000 + now[2]
local back = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + tonumber(ARGV[1])
local ahead = back - now
if ahead <= tonumber(ARGV[2]) then
  redis.call('SET', KEYS[1], string.format('%.0f', back), 'PX', math.ceil(ahead / 1000))
end
return string.format('%.0f', ahead)
"""


class SharedLimit:
    """`url` as in DRAFTER_REDIS_URL; InvalidSetting when it is none. Belongs to one event loop."""

    def __init__(self, limit: int, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        from redis.asyncio import Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff

        self._limit, self._clock = limit, clock
        self._own = OwnLimit(limit, clock)
        try:
            self._redis: Redis = Redis.from_url(url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE, retry=Retry(NoBackoff(), 0))
        except ValueError:  # its words may hold a part of the password
            remedy = "Write one such as redis://127.0.0.1:6379/0, with %-codes for what is special in a password."
            raise InvalidSetting(Problem("DRAFTER_REDIS_URL", "This is no address of a Redis.", remedy)) from None
        self._script: Any = self._redis.register_script(_ASK)
        self._away_until: float | None = None

    async def ask(self, key: str) -> Standing:
        from redis.exceptions import RedisError

        if self._away_until is not None and self._clock() < self._away_until:
            return self._own.ask_now(key)
        try:
            async with asyncio.timeout(2 * _PATIENCE):
                share = round(MINUTE * 1e6 / self._limit)
                ahead = int(await self._script(keys=[f"drafter:rate:{key}"], args=[share, round(MINUTE * 1e6)]))
        except (RedisError, OSError, TimeoutError) as error:
            if self._away_until is None:
                _log.error("Redis does not answer (%s): until it does, each worker counts requests for itself.", type(error).__name__)
            self._away_until = self._clock() + _LEFT_ALONE
            return self._own.ask_now(key)
        if self._away_until is not None:
            self._away_until = None
            _log.warning("Redis answers again: the workers count requests together.")
        return standing(self._limit, ahead / 1e6)

    async def aclose(self) -> None:
        await self._redis.aclose()

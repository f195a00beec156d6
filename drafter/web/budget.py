"""What a workspace's models may use in a month. Shared through the database, where every draft is counted as it is stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from drafter.pipeline import Pipeline
from drafter.store.shelf import Shelf
from drafter.store.usage import month_of

WARNING = 0.8  # of the budget
_REMEMBERED = 5.0  # seconds, and so many seconds' drafts may go beyond the budget


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens of prompts and completions in the month (`2026-11`, by UTC)."""

    month: str
    tokens: int


class Budget:
    """`tokens` a month for each workspace; None: as many as they like. Belongs to one event loop."""

    def __init__(
        self, tokens: int | None, now: Callable[[], datetime] = lambda: datetime.now(UTC), clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.tokens = tokens
        self._now, self._clock = now, clock
        self._known: dict[str, tuple[float, Spent]] = {}

    async def spent(self, shelf: Shelf) -> Spent:
        month = month_of(self._now())
        return Spent(month, await shelf.spent(month))

    async def hold(self, pipeline: Pipeline, shelf: Shelf) -> Pipeline:
        """The pipeline as the workspace can afford it: with a remark from 80 % on, and without models when all is used. StoreError."""
        if self.tokens is None or not pipeline.writers:
            return pipeline
        spent = await self._remembered(shelf)
        if spent.tokens >= self.tokens:
            why = f"The {self.tokens:,} tokens that this workspace may use in {spent.month} are used up (DRAFTER_BUDGET), so no model was asked."
            return replace(pipeline, writers=(), remark=f"{why} This reply was composed from the brief.")
        if spent.tokens >= WARNING * self.tokens:
            share = 100 * spent.tokens // self.tokens
            told = f"This workspace has used {share} % of its tokens for {spent.month} (DRAFTER_BUDGET); when all are used, replies are composed."
            return replace(pipeline, remark=told)
        return pipeline

    async def _remembered(self, shelf: Shelf) -> Spent:
        until, spent = self._known.get(shelf.workspace, (0.0, None))
        if spent is not None and until > self._clock() and spent.month == month_of(self._now()):
            return spent
        if spent is not None:  # one looks; whoever comes meanwhile goes by what was known
            self._known[shelf.workspace] = self._clock() + _REMEMBERED, spent
        spent = await self.spent(shelf)
        self._known[shelf.workspace] = self._clock() + _REMEMBERED, spent
        return spent

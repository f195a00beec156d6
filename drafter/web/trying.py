"""A changed rule, tried on everything that was written for a workspace's drafts, while the service goes on drafting."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from drafter.checker import Checker
from drafter.errors import DrafterError, Problem
from drafter.store.written_texts import Portion, WrittenText, WrittenTexts
from drafter.verdict.trial import Difference, Outcome, Trial
from drafter.web.problems import HttpProblem

SECONDS = 60.0  # that a trial may take; what was tried by then is told
_AT_A_STRETCH = 0.002  # seconds of judging after which the event loop gets its turn
_TURN = 0.0001
_COME_AGAIN = "10"  # seconds


@dataclass(frozen=True, slots=True)
class Change:
    """A text that would be judged differently, and the sentence that holds the first difference."""

    written: WrittenText
    difference: Difference
    sentence: tuple[int, int]


@dataclass(slots=True)
class Tally:
    """`drafts` of `of` were tried; `texts` are their attempts. The first `shown` changes are kept, newest first; the others are counted."""

    of: int
    shown: int
    drafts: int = 0
    texts: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)


class Trials:
    """One at a time in a process: a second one would take as long again from everybody who drafts."""

    def __init__(self) -> None:
        self._busy = False

    def refuse_when_busy(self) -> None:
        """HttpProblem while another trial runs."""
        if self._busy:
            what = "Another rule is being tried in this process."
            raise HttpProblem("too-many-trials", Problem("request", what, "Send it again in a moment."), headers={"Retry-After": _COME_AGAIN})

    @contextmanager
    def one(self) -> Iterator[None]:
        """HttpProblem while another trial runs."""
        self.refuse_when_busy()
        self._busy = True
        try:
            yield
        finally:
            self._busy = False


@dataclass(frozen=True)
class Trying:
    """One trial for each language that the change touches."""

    trials: dict[str, Trial]
    checker: Checker
    texts: WrittenTexts
    shown: int

    async def tallies(self) -> AsyncIterator[Tally]:
        """The same tally after each portion, and at the end once more."""
        tally, until = Tally(await self.texts.count_drafts(), self.shown), time.monotonic() + SECONDS
        needs_brief = any(trial.needs_brief for trial in self.trials.values())
        portions = self.texts.portions(self.trials, with_requests=needs_brief)
        coming = asyncio.create_task(_next(portions))
        try:
            while (portion := await coming) is not None and time.monotonic() < until:
                coming = asyncio.create_task(_next(portions))  # is read while this one is judged
                await asyncio.to_thread(self._try, portion, tally, until)
                yield tally
        finally:
            coming.cancel()
        yield tally

    def _try(self, portion: Portion, tally: Tally, until: float) -> None:
        stretch = time.perf_counter() + _AT_A_STRETCH
        for written in portion.texts:
            self._try_one(written, tally)
            if (now := time.perf_counter()) > stretch:
                time.sleep(_TURN)  # else a thread that computes keeps the event loop waiting for 5 ms each time
                stretch = now + _AT_A_STRETCH
                if time.monotonic() > until:
                    return
        tally.drafts += portion.drafts

    def _try_one(self, written: WrittenText, tally: Tally) -> None:
        trial = self.trials[written.language]
        try:
            brief = self.checker.brief_then(written.request, written.language, written.created) if trial.needs_brief and written.request else None
            difference = trial.differ(written.text, brief)
        except DrafterError:
            return  # its request cannot be resolved any more: the language is not there, or a setting is another
        tally.texts += 1
        if difference is None:
            return
        tally.outcomes[difference.outcome] += 1
        if len(tally.changes) < tally.shown:
            first = min(found.start for found in (*difference.gained, *difference.lost))
            tally.changes.append(Change(written, difference, trial.sentence_at(written.text, first)))


async def _next(portions: AsyncIterator[Portion]) -> Portion | None:
    return await anext(portions, None)

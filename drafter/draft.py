"""Step 6: offer, mend, repair, compose instead, or withhold: one generator of events that streaming forwards and JSON drains."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from drafter.attempt import Attempt
from drafter.live import Audience, Composing, LiveRun, Repairing, Shown, Stopped
from drafter.prompt.prompt import Prompt
from drafter.run import Desk, Drafted, Run

__all__ = ["Attempted", "Audience", "Composing", "Desk", "Drafted", "Event", "Repairing", "Shown", "Stopped", "draft_events"]


@dataclass(frozen=True, slots=True)
class Attempted:
    """An attempt was made and judged. Not for the agent's eyes: it may hold what was stopped."""

    attempt: Attempt


Event = Attempted | Shown | Stopped | Repairing | Composing | Drafted


async def draft_events(prompt: Prompt, desk: Desk, audience: Audience | None = None) -> AsyncIterator[Event]:
    """Make one draft. Writers' errors end in a composed draft; what still breaks a rule is withheld. An `audience` is shown the draft sentence by
    sentence; without one, what was stopped is written anew as a whole."""
    if audience is not None:
        live = LiveRun(prompt, desk, audience)
        async for event in live.events():
            yield Attempted(event) if isinstance(event, Attempt) else event
        yield live.drafted()
        return
    run = Run(prompt, desk)
    async for attempt in run.attempts_by_model():
        yield Attempted(attempt)
    if run.offered is None:
        async for attempt in run.compose():
            yield Attempted(attempt)
    yield run.drafted()

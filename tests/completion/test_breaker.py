"""An endpoint that keeps failing is left alone, and asked again by one call at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import pytest

from drafter.completion.breaker import FAILURES, LONGEST_PAUSE, PAUSE, WINDOW, Breaker
from drafter.completion.guarded_writer import GuardedWriter
from drafter.completion.scripted_writer import Reply, ScriptedWriter
from drafter.completion.writer import Completion
from drafter.errors import WriterCutOff, WriterError, WriterPaused, WriterRefused, WriterTimeout, WriterUnavailable
from drafter.prompt.prompt import Prompt


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Endpoint(ScriptedWriter):
    """A script with a client of its own; hangs when the script is dry."""

    async def warm(self) -> None: ...

    async def aclose(self) -> None: ...

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        if not self.remaining:
            await asyncio.Event().wait()
        return await super().write(prompt, timeout=timeout)


DOWN = WriterUnavailable("It is down.")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _entered(breaker: Breaker) -> int:
    ticket = breaker.enter()
    assert ticket is not None
    return ticket


def _opened(clock: Clock) -> Breaker:
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        breaker.failed(_entered(breaker))
    assert "open" == breaker.state
    return breaker


def _guarded(clock: Clock, *replies: Reply) -> GuardedWriter:
    return GuardedWriter(Endpoint(replies, name="model"), clock)


def test_an_open_circuit_lets_nobody_through_until_its_pause_is_over_and_then_one(clock: Clock) -> None:
    breaker = _opened(clock)
    clock.now = PAUSE - 0.1
    assert breaker.enter() is None
    clock.now = PAUSE
    probe = _entered(breaker)
    assert ("half-open", None) == (breaker.state, breaker.enter())
    breaker.succeeded(probe)
    assert "closed" == breaker.state
    assert None not in (breaker.enter(), breaker.enter())


def test_a_probe_that_fails_doubles_the_pause_up_to_a_limit(clock: Clock) -> None:
    breaker, pauses = _opened(clock), []
    for _ in range(5):
        pauses.append(breaker.seconds_left)
        clock.now += breaker.seconds_left
        breaker.failed(_entered(breaker))
    assert [PAUSE, 2 * PAUSE, 4 * PAUSE, LONGEST_PAUSE, LONGEST_PAUSE] == pauses


def test_a_probe_that_nobody_waited_for_leaves_room_for_another(clock: Clock) -> None:
    breaker = _opened(clock)
    clock.now = PAUSE
    breaker.left(_entered(breaker))
    assert breaker.enter() is not None


@pytest.mark.parametrize("ended", [Breaker.left, Breaker.failed, Breaker.succeeded])
def test_a_call_that_began_before_the_pause_is_no_probe(clock: Clock, ended: Callable[[Breaker, int], None]) -> None:
    breaker = Breaker(clock)
    slow = _entered(breaker)
    for _ in range(FAILURES):
        breaker.failed(_entered(breaker))
    ended(breaker, slow)
    assert ("open", PAUSE) == (breaker.state, breaker.seconds_left)
    clock.now = PAUSE
    probe = _entered(breaker)
    ended(breaker, slow)
    assert ("half-open", None) == (breaker.state, breaker.enter())
    breaker.failed(probe)
    assert ("open", 2 * PAUSE) == (breaker.state, breaker.seconds_left)


def test_failures_among_many_good_answers_or_long_apart_open_nothing(clock: Clock) -> None:
    breaker = Breaker(clock)
    for _ in range(10 * FAILURES):
        breaker.succeeded(_entered(breaker))
        breaker.succeeded(_entered(breaker))
        breaker.failed(_entered(breaker))
    assert "closed" == breaker.state
    apart = Breaker(clock)
    for _ in range(10 * FAILURES):
        clock.now += WINDOW / 2
        apart.failed(_entered(apart))
    assert "closed" == apart.state


async def test_after_its_failures_a_writer_fails_at_once_and_is_not_asked(clock: Clock, prompt: Prompt, caplog: pytest.LogCaptureFixture) -> None:
    writer = _guarded(clock, *[DOWN] * FAILURES, "It is back.")
    for _ in range(FAILURES):
        with pytest.raises(WriterUnavailable):
            await writer.write(prompt, timeout=10)
    with pytest.raises(WriterPaused, match="model failed again and again, and so it is not asked for 15 s more"):
        await writer.write(prompt, timeout=10)
    with pytest.raises(WriterPaused):
        await anext(writer.stream(prompt, timeout=10))
    clock.now = PAUSE
    with caplog.at_level(logging.WARNING):
        assert ["It is back."] == [piece async for piece in writer.stream(prompt, timeout=10) if isinstance(piece, str)]
    assert ("closed", "model answers again.") == (writer.state, caplog.messages[-1])


@pytest.mark.parametrize("error", [WriterRefused("It would not."), WriterCutOff("Too long.")])
async def test_what_is_about_one_prompt_does_not_speak_against_the_endpoint(clock: Clock, prompt: Prompt, error: WriterError) -> None:
    writer = _guarded(clock, *[error] * 2 * FAILURES)
    for _ in range(2 * FAILURES):
        with pytest.raises(type(error)):
            await writer.write(prompt, timeout=10)
    assert "closed" == writer.state


async def test_a_timeout_counts_when_the_call_had_time(clock: Clock, prompt: Prompt) -> None:
    slow = WriterTimeout("Too slow.")
    for timeout, state in ((0.2, "closed"), (5.0, "open")):
        writer = _guarded(clock, *[slow] * FAILURES)
        for _ in range(FAILURES):
            with pytest.raises(WriterTimeout):
                await writer.write(prompt, timeout=timeout)
        assert state == writer.state


@pytest.mark.parametrize(("waited", "state"), [(0.5, "closed"), (5.0, "open")])
async def test_a_call_that_is_cut_off_counts_when_its_time_was_up(clock: Clock, prompt: Prompt, waited: float, state: str) -> None:
    writer = _guarded(clock)
    for _ in range(FAILURES):
        call = asyncio.create_task(writer.write(prompt, timeout=5.0))
        await asyncio.sleep(0)
        clock.now += waited
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    assert state == writer.state


async def test_a_reply_that_is_still_being_written_speaks_for_its_endpoint_already(clock: Clock, prompt: Prompt) -> None:
    writer = _guarded(clock, *["Dear Ana, it is on its way."] * (FAILURES + 1), *[DOWN] * FAILURES)
    replies = [writer.stream(prompt, timeout=10) for _ in range(FAILURES + 1)]
    for reply in replies:
        assert await anext(reply)
    for _ in range(FAILURES):
        with pytest.raises(WriterUnavailable):
            await writer.write(prompt, timeout=10)
    assert "closed" == writer.state
    for reply in replies:
        await reply.aclose()

"""How soon a sentence is released once the model has written the token that shows that it has ended, and what streaming costs a draft."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator

from bench.clock import Times, summed_up
from bench.verdicts import Sample, samples
from drafter.completion.writer import Completion
from drafter.draft import Audience, Drafted, Shown
from drafter.house import House
from drafter.prompt.prompt import Prompt

_LETTERS = 4  # of a token, as models cut English; other languages have shorter ones
_ROUNDS = 12


class _Token:
    """Writes a reply token by token, and notes when it gave the last one."""

    name = "tokens"

    def __init__(self, reply: str) -> None:
        self._reply = reply
        self.given = 0

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        return Completion(self._reply, self.name)

    async def stream(self, prompt: Prompt, *, timeout: float) -> AsyncGenerator[str | Completion]:
        for at in range(0, len(self._reply), _LETTERS):
            await asyncio.sleep(0)
            self.given = time.thread_time_ns()
            yield self._reply[at : at + _LETTERS]
        self.given = time.thread_time_ns()
        yield Completion(self._reply, self.name)


def streaming_times(house: House, language: str) -> tuple[Times, float]:
    """Microseconds of CPU from a sentence's last token to its release; milliseconds of CPU of a streamed draft."""
    sound, _ = samples(house, language)
    return asyncio.run(_measured(house, sound * _ROUNDS))


async def _measured(house: House, given: list[Sample]) -> tuple[Times, float]:
    waits: list[float] = []
    await _stream(house, given[0], [])
    started = time.process_time()
    for sample in given:
        await _stream(house, sample, waits)
    cpu = (time.process_time() - started) * 1_000 / len(given)
    return summed_up(waits), cpu


async def _stream(house: House, sample: Sample, waits: list[float]) -> None:
    writer = _Token(sample.reply)
    async for event in house.pipeline(writers=(writer,)).events(sample.request, Audience()):
        if isinstance(event, Shown):
            waits.append((time.thread_time_ns() - writer.given) / 1_000)
        elif isinstance(event, Drafted):
            return

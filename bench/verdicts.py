"""What the whole verdict costs, with a brief, and what a draft costs besides the model."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.clock import Times, clock
from drafter.brief import Brief
from drafter.completion.scripted_writer import ScriptedWriter
from drafter.house import House
from drafter.request import DraftRequest
from drafter.verdict.judge import judge

_ROUNDS = 40


@dataclass(frozen=True)
class Sample:
    """A request, a reply to it, and what a good one says."""

    request: DraftRequest
    reply: str
    good: str


def samples(house: House, language: str) -> tuple[list[Sample], list[Sample]]:
    """The shipped examples with their good replies; and the same, each with two sentences that rules of the language reject."""
    examples = house.library.language(language).examples.values()
    sound = [Sample(example.request, example.reply, example.reply) for example in examples]
    offences = [line for rule in house.rules.pack(language).rules if rule.id.startswith(language) for _, line in rule.lines.get("rejects", ())]
    pairs = [offences[start : start + 2] for start in range(0, len(offences) - 1, max(2, len(offences) // 40))]
    unsound = [
        Sample(sample.request, "\n\n".join([first, sample.reply, second]), sample.reply)
        for number, (first, second) in enumerate(pairs)
        for sample in [sound[number % len(sound)]]
    ]
    return sound, unsound


def verdict_times(house: House, language: str) -> tuple[Times, Times, Times]:
    """Sound drafts, unsound drafts, and what is done once a request whatever the attempts: collecting the facts of its brief."""
    checker, pack = house.pipeline(writers=()).checker, house.rules.pack(language)

    def briefs(given: list[Sample]) -> list[Brief]:
        return [checker.brief(sample.request, live=(language,)) for sample in given]

    def times(given: list[Sample]) -> Times:
        cases = [(sample.reply, brief, checker.facts(brief)) for sample, brief in zip(given, briefs(given), strict=True)]
        return clock(lambda case: judge(case[0], pack, house.detector, case[1], case[2]), cases, rounds=max(3, 600 // len(cases)))

    sound, unsound = samples(house, language)
    return times(sound), times(unsound), clock(checker.facts, briefs(sound), rounds=max(3, 600 // len(sound)))


def draft_cost(house: House, language: str) -> Iterator[tuple[str, float, float]]:
    """CPU milliseconds: (what, a draft alone, a draft with 16 in flight)."""
    sound, unsound = samples(house, language)
    yield "a model's good reply", *_both(house, sound, _scripted)
    yield "a reply that is stopped, and its repair", *_both(house, unsound, _scripted)
    yield "composed, without a model", *_both(house, sound, lambda sample: None)


def _scripted(sample: Sample) -> ScriptedWriter:
    return ScriptedWriter([sample.reply, sample.good])


def _both(house: House, given: list[Sample], writer: Callable[[Sample], ScriptedWriter | None]) -> tuple[float, float]:
    return asyncio.run(_cpu(house, given, writer, 1)), asyncio.run(_cpu(house, given, writer, 16))


async def _cpu(house: House, given: list[Sample], writer: Callable[[Sample], ScriptedWriter | None], in_flight: int) -> float:
    """Milliseconds of CPU a draft."""

    async def one(sample: Sample) -> None:
        scripted = writer(sample)
        await house.pipeline(writers=(scripted,) if scripted else ()).draft(sample.request)

    await asyncio.gather(*map(one, given))
    work = (given * (_ROUNDS * in_flight // len(given) + 1))[: _ROUNDS * in_flight]
    started = time.process_time()
    for start in range(0, len(work), in_flight):
        await asyncio.gather(*map(one, work[start : start + in_flight]))
    return (time.process_time() - started) * 1_000 / len(work)

"""What it costs to store a draft, and how long QA waits for a page of the rejections when there are a hundred thousand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import msgspec
from sqlalchemy import text

from bench.clock import summed_up
from bench.verdicts import samples
from drafter.completion.scripted_writer import ScriptedWriter
from drafter.house import House
from drafter.record import Record
from drafter.store.engine import is_sqlite, make_engine, read_url
from drafter.store.memory import MemoryRecorder
from drafter.store.rejections import RejectionFilter
from drafter.store.schema import upgrade
from drafter.store.shelf import Shelf
from drafter.store.store import Store
from drafter.verdict.overlay import RuleChange
from drafter.verdict.trial import Trial
from drafter.web.examples import EXAMPLES
from drafter.web.proving import Proving
from drafter.web.trying import Trying

DRAFTS = 100_000
_ROUNDS = 400


@dataclass(frozen=True)
class Cost:
    """Of one stored draft: ms of CPU, and on the wall."""

    cpu: float
    wall: float


@contextmanager
def sqlite() -> Iterator[str]:
    """The address of a database that is gone afterwards, on the disk of the working directory."""
    with TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        yield f"sqlite:///{folder}/drafter.db"


def store_times(house: House, address: str) -> tuple[list[tuple[str, Cost]], list[tuple[str, float, float]]]:
    """Storing: (how, cost). Pages over `DRAFTS` drafts: (filter, p50 ms, p95 ms)."""
    return asyncio.run(_times(house, address))


async def _times(house: House, address: str) -> tuple[list[tuple[str, Cost]], list[tuple[str, float, float]]]:
    await upgrade(address)
    models = await _models(house)
    async with Store(address).opened() as store:
        await store.add_workspace(busy := uuid4().hex)
        costs = [(f"{in_flight} in flight" if in_flight > 1 else "alone", await _cost(store.shelf(), models, in_flight)) for in_flight in (1, 16)]
        await _fill(store.shelf(busy), models, address)
        return costs, [*await _pages(store.shelf(busy)), await _trial(house, store.shelf(busy))]


async def _models(house: House) -> list[Record]:
    """Real drafts: the shipped examples of a language, half of them stopped once and then repaired."""
    recorder = MemoryRecorder()
    sound, unsound = samples(house, "en")
    for sample in sound + unsound[: len(sound)]:
        writer = ScriptedWriter([sample.reply, sample.good])
        await house.pipeline(writers=(writer,), recorder=recorder).draft(sample.request)
    return list(recorder)


def _another(model: Record, created: datetime) -> Record:
    return replace(model, draft=msgspec.structs.replace(model.draft, id=uuid4().hex), created=created)


async def _cost(shelf: Shelf, models: list[Record], in_flight: int) -> Cost:
    now = datetime.now(UTC)
    records = [_another(models[number % len(models)], now) for number in range(_ROUNDS * (1 if in_flight == 1 else 4))]
    waits: list[float] = []

    async def store(record: Record) -> None:
        started = time.perf_counter()
        await shelf.record(record)
        waits.append((time.perf_counter() - started) * 1_000)

    await store(_another(models[0], now))
    waits.clear()
    started = time.process_time()
    for start in range(0, len(records), in_flight):
        await asyncio.gather(*map(store, records[start : start + in_flight]))
    return Cost((time.process_time() - started) * 1_000 / len(records), summed_up(waits).p50)


async def _fill(shelf: Shelf, models: list[Record], address: str) -> None:
    oldest = datetime.now(UTC) - timedelta(days=90)
    for start in range(0, DRAFTS, 500):
        made = [_another(models[number % len(models)], oldest + timedelta(seconds=77 * number)) for number in range(start, start + 500)]
        await asyncio.gather(*map(shelf.record, made))
        if start in (0, DRAFTS - 500):
            await _analyze(address)


async def _analyze(address: str) -> None:
    """What PostgreSQL's autovacuum does in its first minute, on machines where it is off too: before that it plans for empty tables."""
    if is_sqlite(url := read_url(address)):
        return
    engine = make_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text("ANALYZE"))
    await engine.dispose()


async def _pages(shelf: Shelf) -> list[tuple[str, float, float]]:
    newest = await shelf.rejections()
    rule = next(finding for each in newest.rejections for finding in (each.attempt.verdict.findings if each.attempt.verdict else ()))
    middle = datetime.now(UTC) - timedelta(days=45)
    asked: list[tuple[str, RejectionFilter, str | None]] = [
        ("newest 50", RejectionFilter(), None),
        ("not reviewed", RejectionFilter(reviewed=False), None),
        ("one language", RejectionFilter(language="en"), None),
        ("a language without any", RejectionFilter(language="kk"), None),
        (f"family {rule.family}", RejectionFilter(family=rule.family), None),
        (f"rule {rule.rule}", RejectionFilter(rule=rule.rule), None),
        ("a rule that stopped nothing", RejectionFilter(rule="en/none/none"), None),
        ("45 days back", RejectionFilter(until=middle), None),
        ("a page from the middle", RejectionFilter(), (await shelf.rejections(RejectionFilter(until=middle))).cursor),
    ]
    pages = [(name, *await _wait(partial(shelf.rejections, wanted, cursor=cursor))) for name, wanted, cursor in asked]
    return [
        *pages,
        ("one draft with its attempts", *await _wait(lambda: shelf.get(newest.rejections[0].draft))),
    ]


async def _trial(house: House, shelf: Shelf) -> tuple[str, float, float]:
    """A new rule on all that was written for the drafts, as POST /v1/rules/try does it."""
    example = EXAMPLES["try_rule"]["new"].value
    packs = Proving(house.checker, house.library).packs(RuleChange(rule=example["rule"], toml=example["toml"]))
    trials = {language: Trial(before, after, house.detector) for language, (before, after) in packs.items()}
    started = time.perf_counter()
    async for tally in Trying(trials, house.checker, shelf.written, shown=50).tallies():
        last = tally
    waited = (time.perf_counter() - started) * 1_000
    return f"a rule tried on {last.drafts:,} drafts, {last.texts:,} attempts", waited, waited


async def _wait(ask: Callable[[], Coroutine[None, None, object]]) -> tuple[float, float]:
    waits = []
    for _ in range(30):
        started = time.perf_counter()
        await ask()
        waits.append((time.perf_counter() - started) * 1_000)
    times = summed_up(waits)
    return times.p50, times.p95

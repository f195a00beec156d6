"""How long something takes, in microseconds of CPU: what else the machine does meanwhile does not count."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Times:
    """Of one text: the middle and the slow end."""

    p50: float
    p95: float


def summed_up(micros: Iterable[float]) -> Times:
    ordered = sorted(micros)
    return Times(ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))])


def clock(work: Callable[[T], object], given: Sequence[T], *, rounds: int = 3) -> Times:
    """Each piece of work by itself, after one round that does not count."""
    for each in given[:100]:
        work(each)
    micros: list[float] = []
    for _ in range(rounds):
        for each in given:
            started = time.thread_time_ns()
            work(each)
            micros.append((time.thread_time_ns() - started) / 1_000)
    return summed_up(micros)

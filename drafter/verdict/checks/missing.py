"""What the brief says and the draft does not. Each finding names the part of the brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from drafter.verdict.checks.case import Case, Found

if TYPE_CHECKING:
    from drafter.verdict.coverage import Owed

_OWED: tuple[Owed, ...] = ("follow_up", "timeline", "option", "reason", "obstacle", "need")


def _check(owed: Owed) -> Callable[[Case], Iterator[Found]]:
    def check(case: Case) -> Iterator[Found]:
        end = len(case.text)
        for each in case.missing:
            if each.owed == owed and (rule := case.pack.rule_of_check(f"missing_{owed}")) is not None:
                yield Found(end, end, why=f"{rule.text.why.strip()} ({each.source}: {each.says})")

    return check


MISSING = {f"missing_{owed}": _check(owed) for owed in _OWED}

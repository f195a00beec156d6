"""Commitments that nothing supports. Each finding names the nearest supported value, so that the agent sees at once what to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, get_args

from drafter.verdict.checks.case import Case, Found
from drafter.verdict.sayings import Claimed

if TYPE_CHECKING:
    from drafter.verdict.grounded import Trouble

_TROUBLES: tuple[Trouble, ...] = ("time", "amount", "remedy", "contact", "earliest", "weekday")


def _check(trouble: Trouble) -> Callable[[Case], Iterator[Found]]:
    def check(case: Case) -> Iterator[Found]:
        for each in case.grounded:
            if each.trouble == trouble:
                rule, fact = case.pack.rule_of_check(f"ungrounded_{trouble}"), each.nearest
                why = f"{rule.text.why.strip()} ({fact.source}: {fact.value})" if rule and fact else ""
                yield Found(each.mark.start, each.mark.end, why=why)

    return check


def _claimed(kind: Claimed) -> Callable[[Case], Iterator[Found]]:
    return lambda case: (Found(each.start, each.end) for each in case.claims if each.kind == kind)


def _elsewhere(case: Case) -> Iterator[Found]:
    for each in case.elsewhere:
        rule = case.pack.rule_of_check("ungrounded_channel")
        yield Found(each.start, each.end, why=f"{rule.text.why.strip()} ({each.source}: {each.given})" if rule else "")


def _overstated(case: Case) -> Iterator[Found]:
    for each in case.overstated:
        rule = case.pack.rule_of_check("ungrounded_degree")
        yield Found(each.start, each.end, why=f"{rule.text.why.strip()} ({each.source}: {each.says})" if rule else "")


UNGROUNDED = {
    **{f"ungrounded_{trouble}": _check(trouble) for trouble in _TROUBLES},
    **{f"ungrounded_{kind}": _claimed(kind) for kind in get_args(Claimed)},
    "ungrounded_channel": _elsewhere,
    "ungrounded_degree": _overstated,
}

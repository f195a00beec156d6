"""A value told in the place of one that the brief gives: "two hours" where it says four and the draft says four nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.text.values import Day, Mark, Span, Value
from drafter.verdict.agreement import supports
from drafter.verdict.fact import Fact
from drafter.verdict.facts import Facts

_GIVES = ("brief.solutions", "brief.needs", "brief.timeline", "hint")
_NAMED = ("reference", "email", "phone", "link", "remedy")  # one does not stand for another


def is_mistold(mark: Mark, marks: Sequence[Mark], facts: Facts) -> bool:
    """Whether something alike of the brief is told nowhere among `marks`, so that this value, which nobody named, stands in its place."""
    return mark.kind not in _NAMED and any(
        _may_be_told(fact) and _is_alike(fact.value, mark.value) and not any(supports(fact, each.value, facts.today, facts.country) for each in marks)
        for fact in facts.of(mark.kind)
    )


def _may_be_told(fact: Fact) -> bool:
    return fact.ours and not (fact.denied or fact.is_computed or fact.earliest) and fact.source.startswith(_GIVES)


def _is_alike(given: Value, told: Value) -> bool:
    """Whether one may stand for the other: spans of one unit; a day for a day, not for "New Year" or a month."""
    if isinstance(given, Span) or isinstance(told, Span):
        return isinstance(given, Span) and isinstance(told, Span) and given.unit == told.unit
    return not any(isinstance(each, Day) and len(each.days) > 1 for each in (given, told))

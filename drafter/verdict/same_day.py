"""Days that only tell in other words which supported day is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.text.reading import Reading
from drafter.text.values import Day
from drafter.verdict.grounded import Grounded

_BESIDE = re.compile(r"[\s,(]*(?:(\w{1,9})[\s,]+)?")  # "after the weekend, on Monday, 14 December"


def is_told_beside(each: Grounded, others: Sequence[Grounded], reading: Reading) -> bool:
    """Whether a day that nothing supports is a weekday whose date stands in the sentence or before ("on the Monday after, 11 January"), or a stretch
    of days, or a day counted from another, right before or after a date: "after the weekend, on Monday, 14 December"."""
    day = each.mark.value
    if each.trouble != "time" or not isinstance(day, Day):
        return False
    dated = [other for other in others if other.source and isinstance(other.mark.value, Day) and len(other.mark.value.days) == 1]
    if day.weekday and not day.days:
        ends = reading.spans[_sentence(each, reading)][1]
        return any(other.mark.start < ends and _falls_on(other, day.weekday) for other in dated)
    return (len(day.days) > 1 or day.after is not None) and any(_is_beside(each, other, reading) for other in dated)


def _sentence(each: Grounded, reading: Reading) -> int:
    return reading.sentence_index_at(reading.folded.position(each.mark.start))


def _falls_on(other: Grounded, weekday: int) -> bool:
    return isinstance(other.mark.value, Day) and any(found.isoweekday() == weekday for found in other.mark.value.days)


def _is_beside(one: Grounded, other: Grounded, reading: Reading) -> bool:
    first, second = sorted((one.mark, other.mark), key=lambda mark: mark.start)
    between = _BESIDE.fullmatch(reading.raw, first.end, second.start)
    return between is not None and (between[1] or "").lower() not in reading.sentence(_sentence(one, reading)).joins

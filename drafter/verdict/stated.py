"""The facts that one text of a ticket states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from drafter.text.values import Money
from drafter.verdict.fact import Fact
from drafter.verdict.heard import Heard

_COUNTED = 28  # characters before an amount in which a number may say how many of it
_CUT = re.compile(r"[,.;:!?\n]")


def stated(heard: Heard, source: str, ours: bool) -> Iterator[Fact]:
    """The values of a text, each with whether its clause denies it."""
    for mark in heard.marks:
        denied: Literal["", "wholly", "until"] = ""
        if ours and heard.tongue.denies(heard.reading, mark):
            denied = "until" if mark.limit == "by" else "wholly"
        is_each = ours and mark.kind == "amount" and heard.tongue.tells_each(heard.reading, mark)
        demanded = not ours and (mark.limit == "by" or heard.tongue.demands(heard.reading, mark))
        yield Fact(mark.kind, mark.value, source, ours, denied=denied, is_each=is_each, demanded=demanded)
        if ours and isinstance(mark.value, Money):  # "three instalments of £40"
            before = heard.tongue.fold(_CUT.split(heard.text[max(0, mark.start - _COUNTED) : mark.start])[-1])
            for count in heard.tongue.extractor.counts(before, heard.tongue.extractor.find(before)):
                yield Fact(mark.kind, Money(mark.value.amount * count, mark.value.currency), source, ours, denied=denied)


def bare_numbers(heard: Heard, source: str, ours: bool) -> Iterator[Fact]:
    """Amounts written as bare numbers: "34,30 instead of 30" by a customer, "26 000 for two extra days" in a brief. Nothing is reckoned from them."""
    numbers = heard.tongue.extractor.numbers(heard.reading.folded, heard.marks)
    return (Fact("amount", Money(number, None), source, ours=ours) for number in sorted(numbers))

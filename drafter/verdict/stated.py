"""The facts that one text of a ticket states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec.structs import replace

from drafter.text.contacts import given_references, host_of
from drafter.text.periods import part_of_month
from drafter.text.values import Day, Mark, Money, Name
from drafter.verdict.fact import Fact
from drafter.verdict.heard import Heard

_A_SUM = 100  # a smaller bare number of a brief is a count, a size, a bus
_SHORT_MONTH = 3  # letters of a month that is another word as well: "the customer may send it back"
_COUNTED = 28  # characters before an amount in which a number may say how many of it
_CUT = re.compile(r"[,.;:!?\n]")


def stated(heard: Heard, source: str, ours: bool, *, granted: bool = False) -> Iterator[Fact]:
    """The values of a text, each with whether its clause denies it. What a customer asks for, or names with "by", is demanded of us unless it is
    `granted`."""
    for mark in heard.marks:
        denied: Literal["", "wholly", "until"] = ""
        if ours and heard.tongue.denies(heard.reading, mark):
            denied = "until" if mark.limit == "by" else "wholly"
        is_each = ours and mark.kind == "amount" and heard.tongue.tells_each(heard.reading, mark)
        demanded = not (ours or granted) and (mark.limit == "by" or heard.tongue.demands(heard.reading, mark))
        yield Fact(mark.kind, mark.value, source, ours, denied=denied, is_each=is_each, demanded=demanded)
        if not ours and isinstance(mark.value, Day) and mark.value.last:  # "the shop was shut on the 14th", told as 14 November
            yield Fact(mark.kind, Day(frozenset({mark.value.last})), source, ours, demanded=demanded)
        if ours and isinstance(mark.value, Money):  # "three instalments of £40"
            before = heard.tongue.fold(_CUT.split(heard.text[max(0, mark.start - _COUNTED) : mark.start])[-1])
            for count in heard.tongue.extractor.counts(before, heard.tongue.extractor.find(before)):
                yield Fact(mark.kind, Money(mark.value.amount * count, mark.value.currency), source, ours, denied=denied)


def bare_months(heard: Heard, source: str, today: date | None, *, ours: bool = True) -> Iterator[Fact]:
    """The months that a text names in any way: "second bus from January", "move it to May", "my exams are in April". In a brief a short one is no
    month but with its capital: "the customer may keep it"."""
    folded, months = heard.reading.folded, heard.tongue.lexicon.months
    for match in re.finditer(rf"(?<!\w){months.expression}", folded.text):
        start, end = folded.span(*match.span())
        is_one = end - start > _SHORT_MONTH or not ours or heard.text[start].isupper()
        if is_one and not any(mark.start < end and start < mark.end for mark in heard.marks):
            value = part_of_month("month", int(months.value(match[0])), None, today)
            demanded = not ours and heard.tongue.demands(heard.reading, Mark("date", value, start, end))
            yield Fact("date", value, source, ours, demanded=demanded, is_month=True)


def bare_numbers(heard: Heard, source: str, ours: bool) -> Iterator[Fact]:
    """Amounts written as bare numbers: "34,30 instead of 30" by a customer, "26 000 for two extra days" in a brief, where a small number counts
    or names something ("bus 40"). Nothing is reckoned from them."""
    numbers = heard.tongue.extractor.numbers(heard.reading.folded, heard.marks)
    numbers = {number for number in numbers if number >= _A_SUM or number != int(number)} if ours else numbers
    return (Fact("amount", Money(number, None), source, ours=ours) for number in sorted(numbers))


def numbers_told(text: str, source: str, ours: bool) -> Iterator[Fact]:
    """Whatever may be a reference number in a text, with or without a word that says so."""
    return (Fact("reference", name, source, ours) for name in sorted(given_references(text), key=str))


def hosts(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The site that a link or an e-mail address of the ticket belongs to."""
    return (
        replace(fact, kind="link", value=Name(host_of(fact.value.name)))
        for fact in facts
        if fact.kind in ("email", "link") and isinstance(fact.value, Name)
    )

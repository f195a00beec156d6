"""How many of something the brief gives, and whether a draft counts something else: "three of your tickets" where the brief moves two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from drafter.text.reading import Reading
from drafter.text.values import Mark, Money
from drafter.verdict.fact import Fact
from drafter.verdict.grounded import Grounded
from drafter.verdict.heard import Heard
from drafter.verdict.tongue import Tongue

_GIVES = ("brief.solutions", "brief.needs", "hint")
_NAME_BEFORE = re.compile(r"[^\s.!?:]\s+(?P<name>\w[\w-]*)\s$")  # not the first word of a sentence
_FEW = 8  # numbers that are reckoned with each other


@dataclass(frozen=True)
class Counts:
    """`given`: how many of something the company gives or asks for, each with its source; `known`: every number of the ticket, and what two of them
    add up or differ to."""

    given: dict[Decimal, str] = field(default_factory=dict)
    known: frozenset[Decimal] = frozenset()


def counts_of(read: Iterable[tuple[str, Sequence[Heard]]]) -> Counts:
    """The counts of all texts of a ticket, each text with its source and as every reader hears it: a number of a value in one tongue counts
    nothing in another. Nothing is looked for where the company counts nothing."""
    texts = list(read)
    given: dict[Decimal, str] = {}
    for source, heard in texts:
        if source.startswith(_GIVES):
            numbers = [each.tongue.extractor.numbers(each.reading.folded) for each in heard]
            counts = [each.tongue.extractor.counts(each.reading.folded, each.marks) for each in heard]
            of_values = set[Decimal]().union(*(all_ - some for all_, some in zip(numbers, counts, strict=True)))
            of_values |= {number for number in set[Decimal]().union(*counts) if number.as_tuple().exponent}  # "open 9.00-18.00" counts nothing
            given |= dict.fromkeys(sorted(set[Decimal]().union(*counts) - of_values), source)
    if not given:
        return Counts()
    known = set[Decimal]().union(*(each.tongue.extractor.numbers(each.reading.folded) for _, heard in texts for each in heard))
    outside = (each.tongue.extractor.numbers(each.reading.folded, each.marks) for _, heard in texts for each in heard)  # 1 June is no one of them
    few = sorted(number for number in set[Decimal]().union(*outside) if number == int(number))[:_FEW]
    sums = {other + one for one, other in combinations(few, 2) if one != 1}  # one of them may be left, but "the black one" adds none
    return Counts(given, frozenset(known | sums | {other - one for one, other in combinations(few, 2)}))


def spoken_counts(read: Iterable[tuple[str, Sequence[Heard]]]) -> set[Decimal]:
    """How many of something any text of a ticket may speak of."""
    return {count for _, heard in read for each in heard for count in each.tongue.extractor.counts(each.reading.folded, each.marks)}


def miscounted(reading: Reading, tongue: Tongue, marks: Sequence[Mark], counts: Counts) -> Iterator[Grounded]:
    """A number that the ticket does not know, in a text that tells none of those that the company gives. `marks` are the text's values, whose numbers
    count nothing."""
    if not counts.given:
        return
    told = [each for each in tongue.extractor.counted(reading.folded, marks) if not _names(reading.raw, each[0], each[1])]
    if any(number in counts.given for _, _, number in told):
        return
    given, source = next(iter(counts.given.items()))
    for start, end, number in told:
        if number not in counts.known:
            mark = Mark("amount", Money(number, None), start, end, reading.raw[start:end])
            yield Grounded(mark, trouble="amount", nearest=Fact("amount", Money(given, None), source))


def _names(text: str, start: int, end: int) -> bool:
    """Whether a number in digits counts nothing: it opens a line of a list ("2. Choose the seats"), or stands behind a name: "gate B 7", "with
    Team 9"."""
    if not text[start:end].isdigit():
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if not before.strip():
        return text[end : end + 1] in (".", ")")
    name = _NAME_BEFORE.search(before)
    return name is not None and name["name"][0].isupper()

"""Amounts that follow from what we gave."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from msgspec.structs import replace

from drafter.text.values import Money, Share
from drafter.verdict.fact import TOLD_WHY, Fact

_FEW = 8  # amounts that are reckoned with each other
_CENT = Decimal("0.01")


def sums(facts: Sequence[Fact], counts: Collection[Decimal]) -> Iterator[Fact]:
    """The sum and the difference of two amounts of ours, our share of any and which share of any ours is, and what is ours for each of several so
    many times as the ticket counts of something ("RM18 for each of the four passengers")."""
    amounts = [(fact, fact.value) for fact in facts if isinstance(fact.value, Money) and not fact.denied][:_FEW]
    ours = [each for each in amounts if each[0].ours]
    for (fact, one), (other, two) in combinations(ours, 2):
        if one.currency == two.currency and one != two:
            if not (fact.source.startswith(TOLD_WHY) or other.source.startswith(TOLD_WHY)):  # what delivery costs adds nothing to a refund
                yield replace(fact, value=Money(one.amount + two.amount, one.currency))
            yield replace(other, value=Money(abs(one.amount - two.amount), one.currency))
    paid = {value for other_fact, value in amounts if not other_fact.ours}
    for fact, part_of in ours:  # "half of the deposit" is RM50 of the RM100 that the customer paid
        for whole in paid if len(paid) == 1 and not fact.source.startswith(TOLD_WHY) else ():
            if part_of.currency == whole.currency and 0 < part_of.amount < whole.amount and part_of.amount * 20 % whole.amount == 0:
                yield replace(fact, kind="percentage", value=Share(part_of.amount * 100 / whole.amount))
    for count in counts:
        for fact, money in ours:
            if fact.is_each:
                yield replace(fact, value=Money(money.amount * count, money.currency))
    for share, percent in ((fact, fact.value.percent) for fact in facts if isinstance(fact.value, Share) and fact.ours and not fact.denied):
        for _, money in amounts:
            part = money.amount * percent / 100
            yield replace(share, kind="amount", value=Money(part.quantize(_CENT), money.currency))
            yield replace(share, kind="amount", value=Money((money.amount - part).quantize(_CENT), money.currency))

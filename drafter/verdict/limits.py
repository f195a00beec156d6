"""What the brief gives only within a limit or up to a sum, and whether a draft keeps to that."""

from __future__ import annotations

from drafter.text.values import Money, Share
from drafter.verdict.agreement import agree
from drafter.verdict.coverage import Held
from drafter.verdict.degree import Limit
from drafter.verdict.lines import Line, is_in

_FEW = 1 / 3  # of the words of a limit: with no more it is not told


def drops_limit(held: Held, line: Line) -> bool:
    """Whether a draft tells nothing of one of the limits of a line, or neither its cap nor a smaller sum."""
    return _is_capless(held, line) or any(_is_untold(held, line, limit) for limit in line.degree.limits)


def _is_capless(held: Held, line: Line) -> bool:
    """Whether a line has a cap and the draft tells no sum within it; another sum is found as such."""
    return bool(line.degree.caps) and not keeps_within(held, line) and not any(each.trouble == "amount" for each in held.grounded)


def keeps_within(held: Held, line: Line) -> bool:
    """Whether a draft tells a sum that is no more than the cap of a line."""
    sums = [each.mark.value.amount for each in held.grounded if isinstance(each.mark.value, Money)]
    return any(isinstance(cap, Money) and min(sums, default=cap.amount + 1) <= cap.amount for cap in line.degree.caps)


def _is_untold(held: Held, line: Line, limit: Limit) -> bool:
    """Whether hardly a word of a limit is told, nothing that it speaks of, no remedy that it names, and none of its values. A sum or share of its
    own that is told limits enough."""
    told = [each.mark.value for each in held.grounded]
    words = [word for word in line.words if any(is_in(word, each) for each in limit.words)]
    if limit.values and not words:
        return not any(agree(value, given, held.facts.today) for value in told for given in limit.values)
    if not limit.remedies.isdisjoint(held.remedies) or any(isinstance(value, Money | Share) for value in line.values if value in told):
        return False
    others = (other.about for lines in held.facts.lines.values() for other in lines if other is not line)
    if not limit.concepts.difference(*others).isdisjoint(held.concepts):
        return False
    if words:
        return sum(is_in(word, held.reading.folded.text) or held.counts(word) for word in words) <= _FEW * len(words)
    return line.is_foreign and bool(limit.concepts)

"""How much a line of the brief gives, and how surely: half of the fee, a place that may come free."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter.text.values import Money, Share, Value
from drafter.verdict.heard import Heard
from drafter.verdict.tongue import Tongue

_WHOLE = 100
_MONEY = frozenset({"refund", "credit", "voucher", "discount"})
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+\b")
_ITEM = re.compile(r"[^,;.\n]+(?:[,.](?=\d)[^,;.\n]+)*")


@dataclass(frozen=True, slots=True)
class Limit:
    """What stands behind an "only", or before it: its words, the concepts and remedies that they name, and the values of its item."""

    words: frozenset[str]
    concepts: frozenset[str]
    remedies: frozenset[str]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Degree:
    """`is_part`: a share and no more; `may_fail`: it tells what may happen. `is_hedged`: a part of it says perhaps; `values`, `remedies` and
    `concepts` are what stands there. `is_bound`: it names a condition; `condition` is what that speaks of, `condition_words` the
    words of it. `limits` are its "only"s, `caps` the sums above which it gives nothing."""

    is_part: bool = False
    may_fail: bool = False
    is_hedged: bool = False
    is_bound: bool = False
    values: tuple[Value, ...] = ()
    remedies: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    condition: frozenset[str] = frozenset()
    condition_words: frozenset[str] = frozenset()
    limits: tuple[Limit, ...] = ()
    caps: tuple[Value, ...] = ()

    @property
    def gives_less(self) -> bool:
        """Whether a line gives less than its words without the small ones would."""
        return self.is_part or self.is_bound or self.is_hedged or bool(self.limits)


NO_DEGREE = Degree()


def degree_of(heard: Sequence[Heard]) -> Degree:
    """The degree of a line, as each of some tongues reads it."""
    spaced = [(each, each.reading.spaced) for each in heard]
    conditions = list(_conditions(heard))
    caps = tuple(dict.fromkeys(_caps(heard)))
    hedged = [(each, *item) for each in heard for item in _hedged_items(each)]
    return Degree(
        is_part=(bool(caps) or any(_is_share(each) or each.tongue.wording.part_of(words) for each, words in spaced))
        and not any(each.tongue.wording.has("whole", words) for each, words in spaced),
        may_fail=any(each.tongue.wording.may_fail(words) for each, words in spaced),
        is_hedged=bool(hedged),
        is_bound=any(each.tongue.wording.binds(words) for each, words in spaced),
        values=tuple(mark.value for each, start, end in hedged for mark in each.marks if start <= mark.start < end),
        remedies=frozenset(name for each, start, end in hedged for name, _ in each.tongue.remedies_in(each.text[start:end])),
        concepts=frozenset().union(*(each.tongue.concepts_in(each.text[start:end]) for each, start, end in hedged)),
        condition=frozenset().union(*(each.tongue.concepts_in(words) for each, words in conditions)),
        condition_words=frozenset(word for _, words in conditions for word in words.split()),
        limits=tuple(_limits(heard)),
        caps=caps,
    )


def _conditions(heard: Sequence[Heard]) -> Iterator[tuple[Heard, str]]:
    """What stands behind a word that binds, in each tongue that knows one, up to the next comma: "tag still attached" of "free if tag still
    attached", "the seal is intact" of "if the seal is intact, we refund it"."""
    for each in heard:
        if each.tongue.wording.binds(each.reading.spaced):
            tails = (each.tongue.wording.condition(each.tongue.read(item[0]).spaced) for item in _ITEM.finditer(each.text))
            yield from ((each, tail) for tail in tails if tail)


def _limits(heard: Sequence[Heard]) -> Iterator[Limit]:
    for each in heard:
        if each.tongue.wording.has("only", each.reading.spaced):
            for item in _ITEM.finditer(each.text):
                spaced = each.tongue.read(item[0]).spaced
                words = each.tongue.wording.limit(spaced)
                is_counted = spaced.endswith(words) and bool(each.tongue.extractor.numbers(each.tongue.fold(words.strip().partition(" ")[0])))
                if words.strip() and not is_counted:  # "in only two days" limits nothing
                    values = tuple(mark.value for mark in each.marks if item.start() <= mark.start < item.end())
                    remedies = frozenset(name for name, _ in each.tongue.remedies_in(words))
                    yield Limit(frozenset(words.split()), each.tongue.concepts_in(words), remedies, values)


def _caps(heard: Sequence[Heard]) -> Iterator[Value]:
    """The sums above which a line gives nothing: "the fare up to 120 euros". Of a repair it is the price."""
    for each in heard:
        if any(name in _MONEY for name, _ in each.remedies):
            yield from (mark.value for mark in each.marks if isinstance(mark.value, Money) and mark.limit == "by")


def _is_share(heard: Heard) -> bool:
    return any(isinstance(mark.value, Share) and mark.value.percent < _WHOLE for mark in heard.marks)


def _hedged_items(heard: Heard) -> Iterator[tuple[int, int]]:
    """Where the parts of a line stand that say perhaps: of "claim is forwarded; 25 % may be paid" the second."""
    if heard.tongue.wording.hedged(heard.reading.spaced):
        for item in _ITEM.finditer(heard.text):
            if heard.tongue.wording.hedged(heard.tongue.read(_without_months(item[0], heard.tongue)).spaced):
                yield item.span()


def _without_months(text: str, tongue: Tongue) -> str:
    """A text without the months that are another word as well: "the May bill" is certain."""
    return _CAPITALISED.sub(lambda word: "" if tongue.lexicon.months.holds(tongue.fold(word[0]).text) else word[0], text)

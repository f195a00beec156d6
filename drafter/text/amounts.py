"""Amounts of money in a text: `RM49.90`, "1,5 juta rupiah", "thirty-four pounds fifty"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from drafter.text.finder import Finder
from drafter.text.lexicon import SYMBOLS, Lexicon
from drafter.text.numbers import Numbers
from drafter.text.values import Money

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)")
_ANY = "XXX"  # by ISO 4217 no currency: a cent is one of the currency before it
_CENT = Decimal("0.01")
Found = tuple[int, int, Money]


class Amounts:
    """Finds amounts in a folded text."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        self._lexicon, self._numbers = lexicon, numbers

    def find(self, text: str, window: tuple[int, int]) -> Iterator[Found]:
        """Every amount; a range's two ends stand on the same words, and smaller coins belong to the amount before them."""
        before: Found | None = None
        for match in self._finder.finditer(text, *window):
            start, end = match.span()
            parts = [(number, self._currency(match)) for number in (match["n0"], match["n1"] or match["n2"], match["n3"]) if number]
            for number, (currency, decimals) in parts:
                money = Money(self._amount(number).scaleb(-decimals), None if currency == _ANY else currency)
                if before is not None and decimals and self._coins_follow.fullmatch(text, before[1], start) and money.amount < 1:
                    before = (before[0], end, Money(before[2].amount + money.amount, before[2].currency))
                    continue
                if before is not None:
                    yield before
                before = (start, end, money)
            if before is not None and len(parts) == 1 and match["c2"] and match["c2"] not in SYMBOLS and (coins := self._coins.match(text, end)):
                more = self._numbers.read(coins[1])
                if more == int(more) and 10 <= more < 100:  # "zwölf Euro neunzig"; "20 Euro zwei Personen" is another number
                    before = (start, coins.end(), Money((before[2].amount + more / 100).quantize(_CENT), before[2].currency))
        if before is not None:
            yield before
        yield from self._bare(text, window)

    def _currency(self, match: re.Match[str]) -> tuple[str, int]:
        """The currency with how many decimals its coins stand behind: of cents two."""
        name = match["c1"] or match["c2"]
        currency, _, parts = (SYMBOLS.get(name) or self._lexicon.currencies.value(name)).partition("/")
        return currency, len(parts) - 1 if parts else 0

    def _bare(self, text: str, window: tuple[int, int]) -> Iterator[Found]:
        if self._lexicon.file.bare_amounts:
            for match in self._numbers.whole.finditer(text, *window):
                if self._bare_amount.search(match[0]) or _THOUSANDS.fullmatch(match[0]):
                    yield match.start(), match.end(), Money(self._numbers.read(match[0]), None)

    @cached_property
    def _coins_follow(self) -> re.Pattern[str]:
        """What stands between an amount and its coins: "drei Euro und fünf Cent"."""
        words = self._lexicon.words(self._lexicon.file.spans.plus)
        return re.compile(rf"\s+(?:(?:{words})\s+)?" if words else r"\s+")

    @cached_property
    def _coins(self) -> re.Pattern[str]:
        """A number behind the word for a currency, at the end of its clause: "zwölf Euro neunzig"; in "12 Euro 20 Flaschen" it counts bottles."""
        lexicon = self._lexicon
        counted = "|".join((lexicon.units.expression, lexicon.currencies.expression, lexicon.months.expression, self._numbers.words))
        return re.compile(rf"\s({self._numbers.words}|\d\d)(?=\s*(?:[.,;:!?)\n]|$))(?![\w.,:/-]*\w)(?!\s*(?:[%\d]|{counted}))")

    @cached_property
    def _finder(self) -> Finder:
        number = self._numbers.expression
        symbols = "".join(map(re.escape, SYMBOLS))
        words, units = self._lexicon.currencies.expression, self._lexicon.units.expression
        to, months = self._lexicon.range_to, self._lexicon.months.expression
        name = rf"(?<!\w){self._lexicon.currencies.before_digits}|[{symbols}]"  # "S$5" is no five US dollars
        amount = rf"{self._numbers.digits}|{number}"
        other = rf"[\s\-]*(?:[{symbols}]|{units}|{words})|\.?\s*{months}|[./]\d"  # "$549 until 13 December", "RM12 dan 50 sen"
        before = rf"(?P<c1>{name})[\s.]*(?P<n1>{amount})(?:{to}(?:(?P=c1)[\s.]*)?(?P<n3>(?>{amount}))(?!{other}))?"
        # A sign follows digits; "a $12 credit" is not one dollar.
        whole = r"(?:[.,][-\u2013\u2014]{1,2})?"  # "20,-", "50.–"
        close = rf"(?<=[\d\s.\u2013\u2014-])(?<![^\W\d_]\s)[{symbols}]"
        after = rf"(?:(?P<n0>(?>{number})){to})?(?P<n2>{number}){whole}[\s\-]*(?P<c2>{close}|{words})"
        begins = {*self._numbers.beginnings, *SYMBOLS, *map(str.rstrip, self._lexicon.currencies.beginnings)}  # `RM50`
        return Finder(rf"{before}|{after}", begins)

    def _amount(self, number: str) -> Decimal:
        """Of money, three digits behind a mark are thousands whatever the language's mark: `IDR 250,000`."""
        return self._numbers.read(re.sub("[.,]", "", number) if _THOUSANDS.fullmatch(number) else number)

    @cached_property
    def _bare_amount(self) -> re.Pattern[str]:
        """The word for thousands by which a number is money without any currency: `50rb`. So is one in groups of three digits."""
        return re.compile(rf"(?:{self._lexicon.words(self._lexicon.file.bare_amounts)})$")

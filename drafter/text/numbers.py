"""Numbers as they are written: `12 000`, `1.234,50`, `1,5 juta`, "twenty-five", "tiga setengah"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

from drafter.text.finder import Finder
from drafter.text.lexicon import Lexicon

_DIGITS = r"\d*[1-9]\u2044[2-9]|\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"


class Numbers:
    """Finds and reads numbers in a language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._decimal = lexicon.file.decimal

    @cached_property
    def words(self) -> str:
        """Number words, one or several."""
        words = self._lexicon.numbers.expression
        return rf"(?:(?<!\w){words}(?:[\s\-]+{words})*)"

    @cached_property
    def expression(self) -> str:
        """Digits, words, or digits followed by words that multiply or add (`1,5 juta`, `3k`)."""
        words = self._lexicon.numbers.expression
        return rf"(?:(?<![\w.,]){self.digits}|(?<!\w)(?:{words})(?:[\s\-]+(?:{words}))*)"

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """With what a match of `expression` may begin."""
        return self._lexicon.numbers.beginnings | {"0"}

    @cached_property
    def whole(self) -> Finder:
        """A number that is no part of a longer word or name."""
        return Finder(rf"{self.expression}(?![\w.,/-]*\w)", self.beginnings)

    @cached_property
    def digits(self) -> str:
        """Digits with what follows them, also right behind letters: `RM49.90`. What multiplies may be glued to them: `Rp50rb`."""
        numbers = self._lexicon.file.numbers.items()
        times = self._lexicon.words(*(block for key, block in numbers if key[0] == "*")) or r"(?!)"
        scale = self._lexicon.words(*(block for key, block in numbers if key[0] in "*+")) or r"(?!)"
        suffixes = self._lexicon.words(self._lexicon.file.suffixes)
        suffix = rf"(?:-?(?:{suffixes})(?!\w))?" if suffixes else ""
        return rf"(?:(?:{_DIGITS})(?:(?:{times})(?!\w))?{suffix}(?:[\s\-]+(?:{scale})(?!\w))*)"

    @cached_property
    def _piece(self) -> re.Pattern[str]:
        return re.compile(rf"({_DIGITS})|({self._lexicon.numbers.expression})")

    def read(self, text: str) -> Decimal:
        """The value of what `expression` matched: words add up, multipliers multiply what stands before them. Of several numbers the last."""
        return self.read_range(text)[1]

    def read_range(self, text: str) -> tuple[Decimal, Decimal]:
        """From where to where: "two-three" is a range, "twenty-five" one number, and so is "a two-" in "a two-day wait"."""
        low: Decimal | None = None
        total = current = Decimal(0)
        for match in self._piece.finditer(text):
            if match[1] is not None:
                key, number = "", self.read_digits(match[1])
            else:
                key = self._lexicon.numbers.value(match[2])
                number = Decimal(key.lstrip("*+"))
            if key[:1] == "*":
                if number >= 1000:
                    total, current = total + (current or 1) * number, Decimal(0)
                else:
                    # "zwei hundert" multiplies the two, "tausend zwei hundert" not the thousand.
                    current = (current or 1) * number
            elif key[:1] == "+" or not (total + current) or number < _room(total + current):
                current += number
            else:
                low = total + current if text[match.start() - 1] == "-" else None
                total, current = Decimal(0), number
        high = total + current
        return (high if low is None else min(low, high)), high

    def read_digits(self, text: str) -> Decimal:
        """Digits with marks of thousands and decimals in any usual order."""
        text = text.replace(" ", "").replace("'", "")
        if "\u2044" in text:
            whole, one, other = text[:-3] or "0", text[-3], text[-1]  # folded, 2½ is written 2, 1, slash, 2
            return Decimal(whole) + Decimal(one) / Decimal(other)
        last = max(text.rfind("."), text.rfind(","))
        if last < 0:
            return Decimal(text)
        decimals = text[last + 1 :]
        both = "." in text and "," in text
        repeated = text.count(text[last]) > 1
        is_group = len(decimals) == 3 and not both and (text[last] != self._decimal or repeated)
        if is_group:
            return Decimal(re.sub(r"[.,]", "", text))
        return Decimal(re.sub(r"[.,]", "", text[:last]) + "." + decimals)


def _room(number: Decimal) -> int:
    """What a number leaves to be added to it: twenty leaves 10 (twenty-five), a hundred 100, fifteen nothing but 1."""
    room = 1
    while number % (room * 10) == 0 and room < number:
        room *= 10
    return room

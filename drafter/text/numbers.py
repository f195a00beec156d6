"""Numbers as they are written: `12 000`, `1.234,50`, `1,5 juta`, "twenty-five", "tiga setengah"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

from drafter.text.lexicon import Lexicon

_DIGITS = r"\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"


class Numbers:
    """Finds and reads numbers in a language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._decimal = lexicon.file.decimal

    @cached_property
    def expression(self) -> str:
        """Digits, words, or digits followed by words (`1,5 juta`)."""
        words = self._lexicon.numbers.expression
        suffixes = self._lexicon.words(self._lexicon.file.suffixes)
        suffix = rf"(?:-?(?:{suffixes})(?!\w))?" if suffixes else ""
        return rf"(?:(?<![\w.,])(?:{_DIGITS}){suffix}(?:[\s\-]+(?:{words}))*|(?<!\w)(?:{words})(?:[\s\-]+(?:{words}))*)"

    @cached_property
    def _piece(self) -> re.Pattern[str]:
        return re.compile(rf"({_DIGITS})|({self._lexicon.numbers.expression})")

    def read(self, text: str) -> Decimal:
        """The value of what `expression` matched: words add up, multipliers multiply what stands before them."""
        total, current = Decimal(0), Decimal(0)
        for match in self._piece.finditer(text):
            if match[1] is not None:
                current += self.read_digits(match[1])
                continue
            key = self._lexicon.numbers.value(match[2])
            number = Decimal(key.lstrip("*+"))
            if key[0] != "*":
                current += number
            elif number >= 1000:
                total, current = total + (current or 1) * number, Decimal(0)
            else:
                # "zwei hundert" multiplies the two, "tausend zwei hundert" not the thousand.
                current = (current or 1) * number
        return total + current

    def read_digits(self, text: str) -> Decimal:
        """Digits with marks of thousands and decimals in any usual order."""
        text = text.replace(" ", "").replace("'", "")
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

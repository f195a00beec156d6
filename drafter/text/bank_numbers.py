"""Payment cards and IBANs in a text, known by their own check digits: order numbers are long, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_CARD = re.compile(r"(?<![\d-])[2-6]\d{3}(?:[ -]?\d){8,15}(?![\d-])", re.ASCII)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])", re.ASCII)


class BankNumber(NamedTuple):
    """Its place in the text as given."""

    start: int
    end: int
    kind: Literal["CARD", "IBAN"]


def bank_numbers(text: str) -> Iterator[BankNumber]:
    """Every card and IBAN; two never overlap."""
    for match in _CARD.finditer(text):
        from stdnum import luhn  # loaded when a text holds so long a number, which few do

        if luhn.is_valid(re.sub(r"[ -]", "", match[0])):
            yield BankNumber(*match.span(), "CARD")
    for match in _IBAN.finditer(text):
        from stdnum import iban

        # The last group may be the next word; the longest beginning that is an IBAN counts.
        ends = [match.end(), *(match.start() + space.start() for space in reversed(list(re.finditer(" ", match[0]))))]
        end = next((end for end in ends if iban.is_valid(text[match.start() : end])), None)
        if end is not None:
            yield BankNumber(match.start(), end, "IBAN")

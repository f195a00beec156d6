"""Finds personal data by its form: e-mails, phones, payment cards, IBANs. Its libraries are loaded only when a text holds a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.text.bank_numbers import bank_numbers

_CANDIDATE = re.compile(r"[\d@]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_PHONE = re.compile(r"(?<![\w+.,-])(?:\+|\(?0|\(?\d)[\d()\s./-]{5,24}\d(?![\w])", re.ASCII)


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """A place in a text; `kind` is the beginning of its mask."""

    kind: str
    start: int
    end: int


def find_personal(text: str, region: str | None = None) -> list[PersonalSpan]:
    """Every e-mail, card, IBAN and phone, maybe overlapping. `region` (ISO 3166) tells how a phone without a country code reads."""
    if not _CANDIDATE.search(text):
        return []
    numbers = (PersonalSpan(number.kind, number.start, number.end) for number in bank_numbers(text))
    return [*_emails(text), *numbers, *_phones(text, region)]


def _emails(text: str) -> Iterator[PersonalSpan]:
    if "@" in text:
        yield from (PersonalSpan("EMAIL", *match.span()) for match in _EMAIL.finditer(text))


def _phones(text: str, region: str | None) -> Iterator[PersonalSpan]:
    """A number counts as a phone only when it is written like one: a bare run of digits is more often an order number."""
    for match in _PHONE.finditer(text):
        if sum(map(str.isdigit, match[0])) < 7:
            continue
        import phonenumbers

        for number in phonenumbers.PhoneNumberMatcher(match[0], region):
            raw = number.raw_string
            if not raw.isdigit() or raw.startswith(_trunk_prefixes(region)):
                yield PersonalSpan("PHONE", match.start() + number.start, match.start() + number.end)


def _trunk_prefixes(region: str | None) -> tuple[str, ...]:
    """What a phone of this country starts with when it is dialled at home: 0 nearly everywhere, 8 in Kazakhstan."""
    if region is None:
        return ("0",)
    from phonenumbers import PhoneMetadata

    metadata = PhoneMetadata.metadata_for_region(region, None)
    return ("0", metadata.national_prefix) if metadata and metadata.national_prefix else ("0",)

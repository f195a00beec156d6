"""Finds personal data by its form: e-mails, phones, payment cards, IBANs. Its libraries are loaded only when a text holds a candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CANDIDATE = re.compile(r"[\d@]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_CARD = re.compile(r"(?<![\d-])[2-6]\d{3}(?:[ -]?\d){8,15}(?![\d-])", re.ASCII)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])", re.ASCII)
_PHONE = re.compile(r"(?<![\w+.,-])(?:\+|\(?0|\(?\d)[\d()\s./-]{5,24}\d(?![\w])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    kind: str
    start: int
    end: int


def find_personal(text: str, region: str | None = None) -> list[Found]:
    """Every e-mail, card, IBAN and phone, maybe overlapping. `region` (ISO 3166) tells how a phone without a country code reads."""
    if not _CANDIDATE.search(text):
        return []
    return [*_emails(text), *_cards(text), *_ibans(text), *_phones(text, region)]


def _emails(text: str) -> Iterator[Found]:
    if "@" in text:
        yield from (Found("EMAIL", *match.span()) for match in _EMAIL.finditer(text))


def _cards(text: str) -> Iterator[Found]:
    for match in _CARD.finditer(text):
        from stdnum import luhn

        if luhn.is_valid(re.sub(r"[ -]", "", match[0])):
            yield Found("CARD", *match.span())


def _ibans(text: str) -> Iterator[Found]:
    for match in _IBAN.finditer(text):
        from stdnum import iban

        # The last group may be the next word; take the longest beginning that is an IBAN.
        ends = [match.end(), *(match.start() + space.start() for space in reversed(list(re.finditer(" ", match[0]))))]
        for end in ends:
            if iban.is_valid(text[match.start() : end]):
                yield Found("IBAN", match.start(), end)
                break


def _phones(text: str, region: str | None) -> Iterator[Found]:
    """A number counts as a phone only when it is written like one: a bare run of digits is more often an order number."""
    for match in _PHONE.finditer(text):
        if sum(map(str.isdigit, match[0])) < 7:
            continue
        import phonenumbers

        for number in phonenumbers.PhoneNumberMatcher(match[0], region):
            raw = number.raw_string
            if not raw.isdigit() or raw.startswith(_trunk_prefixes(region)):
                yield Found("PHONE", match.start() + number.start, match.start() + number.end)


def _trunk_prefixes(region: str | None) -> tuple[str, ...]:
    """What a phone of this country starts with when it is dialled at home: 0 nearly everywhere, 8 in Kazakhstan."""
    if region is None:
        return ("0",)
    from phonenumbers import PhoneMetadata

    metadata = PhoneMetadata.metadata_for_region(region, None)
    return ("0", metadata.national_prefix) if metadata and metadata.national_prefix else ("0",)

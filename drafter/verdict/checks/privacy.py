"""Personal data that the ticket does not hold: e-mail addresses, phone numbers, cards, IBANs, and national ids of DE, ID, MY and KZ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.text.bank_numbers import bank_numbers
from drafter.text.contacts import contacts, emails
from drafter.verdict.checks.case import Case, Found

_SEVEN_DIGITS = re.compile(r"\d(?:[\s()/.-]{0,2}\d){6}")  # fewer are no number of a person; nearly all texts are done with that
_IBAN_BEGINS = re.compile(r"[A-Z]{2}\d\d")
_LONG = re.compile(r"(?<![\w.,])\d(?:[ -]?\d){10,15}(?!\w)")


def personal_data(case: Case) -> Iterator[Found]:
    """Every address or number of a person that stands neither in the ticket nor in the brief."""
    brief, text = case.brief, case.text
    if brief is not None and ("@" in text or _SEVEN_DIGITS.search(case.reading.folded.text) or _IBAN_BEGINS.search(text)):
        candidates = list(_candidates(case))
        if candidates:
            yield from _unknown(candidates, "\n".join(brief.texts))


def _candidates(case: Case) -> Iterator[tuple[int, int, str, str]]:
    """Places with what stands there: an `id` of any kind, an `email`, a `phone`."""
    for number in bank_numbers(case.text):
        yield number.start, number.end, "id", re.sub(r"[ -]", "", case.text[number.start : number.end])
    for match in _LONG.finditer(case.text):
        if _is_national_id(compact := re.sub(r"[ -]", "", match[0])):
            yield match.start(), match.end(), "id", compact
    folded = case.reading.folded
    for folded_start, folded_end, kind, name in contacts(folded, [(0, len(folded.text))]):
        if kind in ("email", "phone"):
            yield *folded.span(folded_start, folded_end), kind, name.name


def _unknown(candidates: list[tuple[int, int, str, str]], known: str) -> Iterator[Found]:
    """Those that do not stand in what is known. Of an address every letter counts: `ana@` is another one than `a@`."""
    letters, addresses = re.sub(r"[\s-]", "", known).upper(), emails(known)
    numbers = re.sub(r"\D", "", letters)
    taken: list[tuple[int, int]] = []
    for start, end, kind, name in candidates:
        if kind == "id":
            if name not in letters:
                taken.append((start, end))
                yield Found(start, end)
        elif any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        elif (kind == "email" and name not in addresses) or (kind == "phone" and name[-7:] not in numbers):
            yield Found(start, end)


def _is_national_id(digits: str) -> bool:
    """Only what its own check digits or the date of birth in it confirm: order numbers are long, too."""
    match len(digits):
        case 11:
            from stdnum.de import idnr  # loaded when a text holds so long a number, which few do

            return bool(idnr.is_valid(digits))
        case 12:
            from stdnum.my import nric

            return bool(nric.is_valid(digits)) or _is_iin(digits)
        case 16:
            return _is_nik(digits)
    return False


def _is_nik(digits: str) -> bool:
    """Indonesia: place (6), day (plus 40 for women), month, year, serial."""
    day, month = int(digits[6:8]) % 40, int(digits[8:10])
    return 11 <= int(digits[:2]) <= 96 and 1 <= day <= 31 and 1 <= month <= 12 and digits[12:] != "0000"


def _is_iin(digits: str) -> bool:
    """Kazakhstan: birth date, century and sex, serial, and a check digit with a second row of weights where the first gives 10."""
    if not (1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31 and digits[6] in "0123456"):
        return False
    for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        check = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        if check < 10:
            return check == int(digits[11])
    return False

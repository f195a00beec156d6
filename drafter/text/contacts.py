"""E-mail addresses, links, phone numbers and reference numbers in a text, in a normal form that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.text.values import Kind, Name

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'\u201c\u201d\u00ab\u00bb)\]]{3,300}")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00|\(0|0)?\d{1,4}[\s()/.-]{0,2}(?:\d{1,5}[\s()/.-]{0,2}){2,6}\d{2,5}(?![\w])")
_REFERENCE = re.compile(r"(?<![\w@./-])(?:#\s?)?(?=[\w/-]*\d)[A-Z]{0,6}[-/]?\d[\dA-Z]*(?:[-/][\dA-Z]+)*(?![\w@])")
Found = tuple[int, int, Kind, Name]


def contacts(text: str, long_numbers: list[tuple[int, int]]) -> Iterator[Found]:
    """All but references, none overlapping another; telephone numbers are sought where the long numbers are."""
    taken: list[tuple[int, int]] = []
    if "@" in text:
        for match in _EMAIL.finditer(text):
            taken.append(match.span())
            yield match.start(), match.end(), "email", Name(match[0].lower())
    if "://" in text or "www." in text:
        for match in _LINK.finditer(text):
            link = match[0].rstrip(".,;:!?")
            taken.append(match.span())
            yield match.start(), match.start() + len(link), "link", Name(plain_link(link))
    for match in (match for window in long_numbers for match in _PHONE.finditer(text, *window)):
        digits = re.sub(r"\D", "", match[0])
        begins = match[0].lstrip("(")[:1]
        if 7 <= len(digits) <= 15 and begins in "+0" and not any(match.start() < end and start < match.end() for start, end in taken):
            yield match.start(), match.end(), "phone", Name(digits)


def references(text: str, cues: str) -> Iterator[Found]:
    """Order, ticket and tracking numbers: letters with digits or long numbers, after a word that says so or after `#`."""
    before = re.compile(rf"(?<!\w)(?:{cues})[\w.:#\s\u2116-]{{0,16}}$", re.IGNORECASE) if cues else None
    for match in _REFERENCE.finditer(text):
        digits = sum(char.isdigit() for char in match[0])
        if digits < 3:
            continue
        if match[0].startswith("#") or (before and before.search(text[max(0, match.start() - 40) : match.start()])):
            yield match.start(), match.end(), "reference", Name(re.sub(r"[\s#-]", "", match[0]).upper())


def plain_link(link: str) -> str:
    """Without scheme, `www.` and a last slash, so that the same page is the same value."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).rstrip("/")

"""E-mail addresses, links, phone numbers and reference numbers in a text, in a normal form that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.text.fold import Folded
from drafter.text.values import Kind, Name

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'\u201c\u201d\u00ab\u00bb)\]]{3,300}")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00|\(0|0)?\d{1,4}[\s()/.-]{0,2}(?:\d{1,5}[\s()/.-]{0,2}){2,6}\d{2,5}(?![\w])")
_REFERENCE = re.compile(r"(?<![\w@./-])(?:#\s?)?(?=[\w/-]*\d)[A-Z]{0,6}[-/]?\d[\dA-Z]*(?:[-/][\dA-Z]+)*(?![\w@])")
_NORTH_AMERICAN = re.compile(r"(?:1[\s.-])?\(?[2-9]\d{2}\)?[\s.-]{1,2}\d{3}[\s.-]\d{4}")
_TRUNK = re.compile(r"87\d{9}")  # within Kazakhstan and Russia, 8 stands for +7
_TOLL_FREE = re.compile(r"1[378]00\d{6,7}")
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d\d){1,2}")
Contact = tuple[int, int, Kind, Name]
"""Start, end (in the folded text), kind and normal form."""


def emails(text: str) -> set[str]:
    """The e-mail addresses of a text, in small letters."""
    return {match.lower() for match in _EMAIL.findall(text)}


def contacts(folded: Folded, long_numbers: list[tuple[int, int]]) -> Iterator[Contact]:
    """All but references, none overlapping another; telephone numbers are sought where the long numbers are.

    Addresses are read as they were given: a language's spelling pairs (ä → ae) would make another address of them.
    """
    raw, text = folded.raw, folded.text
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, int, Kind, str]] = []
    if "@" in raw:
        found += [(match.start(), match.end(), "email", match[0].lower()) for match in _EMAIL.finditer(raw)]
    if "://" in raw or "www." in text:
        for match in _LINK.finditer(raw):
            link = match[0].rstrip(".,;:!?")
            found.append((match.start(), match.start() + len(link), "link", plain_link(link)))
    for raw_start, raw_end, kind, name in found:
        start, end = folded.position(raw_start), folded.position(raw_end)
        taken.append((start, end))
        yield start, end, kind, Name(name)
    for match in (match for window in long_numbers for match in _PHONE.finditer(text, *window)):
        digits = re.sub(r"\D", "", match[0])
        begins = match[0].lstrip("(")[:1]
        is_known = begins in "+0" or _TRUNK.fullmatch(digits) or _TOLL_FREE.fullmatch(digits) or _NORTH_AMERICAN.fullmatch(match[0])
        is_phone = 7 <= len(digits) <= 15 and is_known and not _DATE.fullmatch(match[0])
        if is_phone and not any(match.start() < end and start < match.end() for start, end in taken):
            yield match.start(), match.end(), "phone", Name(digits)


def references(folded: Folded, cues: str, cues_after: str = "") -> Iterator[Contact]:
    """Order, ticket and tracking numbers: letters with digits or long numbers, beside a word that says so or after `#`.

    A reference is known by its capitals, so it is read in the text as given; the words beside it are folded like all words.
    """
    before, after = _said(cues, cues_after)
    for match in _REFERENCE.finditer(folded.raw):
        digits = sum(char.isdigit() for char in match[0])
        if digits < 3:
            continue
        start, end = folded.position(match.start()), folded.position(match.end())
        said_before = match[0].startswith("#") or (before and before.search(folded.text[max(0, start - 40) : start]))
        if said_before or (after and after.match(folded.text, end)):
            yield start, end, "reference", Name(re.sub(r"[\s#-]", "", match[0]).upper())


@lru_cache(maxsize=32)
def _said(cues: str, cues_after: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What says, before and behind a reference, that it is one."""
    before = re.compile(rf"(?<!\w)(?:{cues})[\w.:#\s\u2116-]{{0,16}}$") if cues else None
    return before, re.compile(rf"[\s-]*(?:{cues_after})(?!\w)") if cues_after else None


def plain_link(link: str) -> str:
    """Without scheme, `www.` and a last slash, so that the same page is the same value."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).rstrip("/")

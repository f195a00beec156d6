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
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# The endings of hosts that are no abbreviation and no ending of a file. With capitals it is a company's name: Booking.com.
_TOP = (
    "app|asia|at|au|biz|br|ca|ch|club|cn|co|com|cz|de|dev|dk|edu|es|eu|example|fi|fr|gov|gr|help|hk|hu|id|ie|info|io|jp|kg|kz|link|live|lu|me|my|net"
    "|nl|nz|online|org|page|pl|pt|ro|ru|se|sg|shop|site|sk|store|support|tech|to|tr|travel|ua|uk|us|uz|web|za|\u049b\u0430\u0437|\u0440\u0444"
)
_DOT_INSIDE = re.compile(r"\.[^\W\d_]")  # most texts have no full stop but at the end of a sentence
_BARE_LINK = re.compile(rf"(?<![\w@./-])(?:{_LABEL}\.){{1,4}}(?:{_TOP})(?![\w@]|\.\w)(?:/[\w./?=&%#~+-]*)?")
_ENDING = re.compile(r"-[\u0400-\u052f]+$")  # of a case, as Kazakh glues it to a link: help.kz-тен
_LETTER = "A-Z\u0410-\u042f\u0401\u04d8\u0406\u04a2\u0492\u04ae\u04b0\u049a\u04e8\u04ba"
_REFERENCE = re.compile(rf"(?<![\w@./-])(?:#\s?)?(?=[\w/-]*\d)[{_LETTER}]{{0,6}}[-/]?\d[\d{_LETTER}]*(?:[-/][\d{_LETTER}]+)*(?![\w@])")
# What is a reference by its looks: letters and five digits (TRK88160), letters and numbers (RE/2026/0417), a year and a number, seven digits.
# Fewer digits name a model (R-400, WH-1000XM4) or a place (050000 Almaty), ISO and digits a standard; a round number counts something, and a year
# with the next is a season.
_SPEAKING = re.compile(
    rf"(?!(?:DIN|EN|IEC|ISO)[-/\d])[{_LETTER}]{{1,6}}[-/]?(?:\d{{5,}}[{_LETTER}]?|\d{{2,}}(?:[-/]\d{{2,}})*[-/]\d{{4,}})"
    r"|20\d\d[-/](?!20\d\d(?!\d))\d{4,}|(?!\d+000$)\d{7,}"
)
_GIVEN = re.compile(r"\w+(?:[-/]\w+)*")
_THREE_DIGITS = re.compile(r"\d\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NORTH_AMERICAN = re.compile(r"(?:1[\s.-])?\(?[2-9]\d{2}\)?[\s.-]{1,2}\d{3}[\s.-]\d{4}")
_TRUNK = re.compile(r"87\d{9}")  # within Kazakhstan and Russia, 8 stands for +7
_TOLL_FREE = re.compile(r"1[378]00\d{6,7}")
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d\d){1,2}")
_HOURS = re.compile(r"(?:[01]\d|2[0-4])\.[0-5]\d\s?-\s?(?:[01]\d|2[0-4])\.[0-5]\d")  # 08.00-19.00
_PART = 4  # digits of a part by which a reference may be quoted
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
    if _DOT_INSIDE.search(raw):
        spoken_for = [span[:2] for span in found]
        for match in _BARE_LINK.finditer(raw):
            if not any(match.start() < end and start < match.end() for start, end in spoken_for):
                link = _ENDING.sub("", match[0].rstrip(".?-"))
                found.append((match.start(), match.start() + len(link), "link", plain_link(link)))
    for raw_start, raw_end, kind, name in found:
        start, end = folded.position(raw_start), folded.position(raw_end)
        taken.append((start, end))
        yield start, end, kind, Name(name)
    for match in (match for window in long_numbers for match in _PHONE.finditer(text, *window)):
        digits = re.sub(r"\D", "", match[0])
        begins = match[0].lstrip("(")[:1]
        is_known = begins in "+0" or _TRUNK.fullmatch(digits) or _TOLL_FREE.fullmatch(digits) or _NORTH_AMERICAN.fullmatch(match[0])
        is_phone = 7 <= len(digits) <= 15 and is_known and not (_DATE.fullmatch(match[0]) or _HOURS.fullmatch(match[0]))
        if is_phone and not any(match.start() < end and start < match.end() for start, end in taken):
            yield match.start(), match.end(), "phone", Name(digits)


def references(folded: Folded, cues: str, cues_after: str = "") -> Iterator[Contact]:
    """Order, ticket and tracking numbers: by their looks, or letters with digits or long numbers beside a word that says so or after `#`.

    A reference is known by its capitals, so it is read in the text as given; the words beside it are folded like all words.
    """
    before, after = _said(cues, cues_after)
    for match in _REFERENCE.finditer(folded.raw):
        digits = sum(char.isdigit() for char in match[0])
        if digits < 3:
            continue
        start, end = folded.position(match.start()), folded.position(match.end())
        said = before.search(folded.text[max(0, start - 40) : start]) if before else None
        if said and _YEAR.fullmatch(match[0]) and re.search(r"\w", said["between"]):
            said = None  # "the policy of 2025"
        if match[0].startswith("#") or said or (after and after.match(folded.text, end)) or _SPEAKING.fullmatch(match[0]):
            yield start, end, "reference", _reference(match[0])


def given_references(text: str) -> set[Name]:
    """Whatever may be a reference in a text of the ticket, whole and by its parts: a draft may quote it with or without its prefix."""
    found = {match[0] for match in _GIVEN.finditer(text) if _THREE_DIGITS.search(match[0])}
    parts = {part for name in found for part in re.split("[-/]", name) if sum(char.isdigit() for char in part) >= _PART}
    return {_reference(name) for name in found | parts}


def _reference(text: str) -> Name:
    return Name(re.sub(r"[\s#-]", "", text).upper())


def host_of(address: str) -> str:
    """Of a link in its normal form, or of an e-mail address, the host."""
    return address.rpartition("@")[2].partition("/")[0]


@lru_cache(maxsize=32)
def _said(cues: str, cues_after: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What says, before and behind a reference, that it is one."""
    before = re.compile(rf"(?<!\w)(?:{cues})(?P<between>[\w.:#\s\u2116-]{{0,16}})$") if cues else None
    return before, re.compile(rf"[\s-]*(?:{cues_after})(?!\w)") if cues_after else None


def plain_link(link: str) -> str:
    """Without scheme, `www.` and a last slash, so that the same page is the same value."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.lower()).rstrip("/")

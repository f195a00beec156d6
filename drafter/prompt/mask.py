"""Personal data out before the model sees a text, and back into what it wrote.

What is masked: the ticket's known fields wherever they stand (name, e-mail, phone, ids, the agent's name), and e-mails, phones, payment cards and
IBANs found in any text. Amounts, dates and order numbers stay: a reply needs them. A mask looks like `[NAME_1]`; the same text always gets the
same mask, and endings glued to a mask survive (`[NAME_1]ге`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from drafter.prompt.personal import PersonalSpan, find_personal
from drafter.request import TicketRequest

_KINDS = ("NAME", "AGENT", "EMAIL", "PHONE", "CARD", "IBAN", "ID", "TEXT")
_MASK = re.compile(rf"\[[\s*_]*({'|'.join(_KINDS)})[\s_\-–]*(\d{{1,6}})[\s*_]*\]", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Masks:
    """What was taken out: mask → text. An empty one masks and restores nothing."""

    values: Mapping[str, str] = field(default_factory=dict)

    def restore(self, text: str) -> str:
        """Put everything back, also where a model changed a mask's case or spacing. A mask that was never given stays as it stands."""
        return _MASK.sub(lambda match: self.values.get(f"[{match[1].upper()}_{int(match[2])}]", match[0]), text)

    def hide(self, text: str) -> str:
        """Mask what is known already, in a text that was written later (a rejected attempt)."""
        if not self.values:
            return text
        known = {value: mask for mask, value in self.values.items()}
        pattern = "|".join(re.escape(value) for value in sorted(known, key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{pattern})", lambda match: known[match[0]], text)


class Masker:
    """Masks the texts of one ticket. `glued`: names of this language take endings, so a name may be followed by letters."""

    def __init__(self, request: TicketRequest, *, country: str | None = None, glued: bool = False) -> None:
        self._region = country.split("-")[0].upper() if country else None
        self._by_value: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._known = _known_fields(request)
        self._pattern = _known_pattern(self._known, glued=glued)

    def mask(self, text: str) -> str:
        """The text with every personal piece replaced by its mask."""
        # What looks like a mask already must come back as it was.
        spans = [PersonalSpan("TEXT", match.start(), match.end()) for match in _MASK.finditer(text)]
        if self._pattern:
            spans += [PersonalSpan(self._kind(match[0]), match.start(), match.end()) for match in self._pattern.finditer(text)]
        spans += find_personal(text, self._region)
        out, done = [], 0
        for span in _without_overlaps(spans):
            out += [text[done : span.start], self._mask_of(span.kind, text[span.start : span.end])]
            done = span.end
        return "".join([*out, text[done:]])

    def masks(self) -> Masks:
        """Everything that was masked so far."""
        return Masks({mask: value for value, mask in self._by_value.items()})

    def _kind(self, value: str) -> str:
        return next((kind for kind, known in self._known if known.casefold() == value.casefold()), "PHONE")

    def _mask_of(self, kind: str, value: str) -> str:
        if value not in self._by_value:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._by_value[value] = f"[{kind}_{self._counts[kind]}]"
        return self._by_value[value]


def _known_fields(request: TicketRequest) -> list[tuple[str, str]]:
    """(kind, value) of the ticket's own fields, whole names before their parts."""
    customer, agent = request.customer, request.agent
    known = [("NAME", customer.name), ("EMAIL", customer.email), ("PHONE", customer.phone), ("AGENT", agent.name), ("ID", customer.id)]
    known += [("ID", item) for item in customer.ids]
    names, salutation = (customer.name or "").split(), customer.salutation or ""
    known += [("NAME", part) for part in names]
    if len(salutation.split()) > 1 and not any(part in salutation.split() for part in names):  # one word is a title; this holds another name
        known.append(("NAME", salutation))
    found = [(kind, value.strip()) for kind, value in known if value]
    return [(kind, value) for kind, value in found if len(value) >= 3]  # shorter ones would hit ordinary words


def _known_pattern(known: Iterable[tuple[str, str]], *, glued: bool) -> re.Pattern[str] | None:
    """All known fields as one pattern. Names and ids match case for case; a phone matches however its digits are grouped."""
    parts = []
    for kind, value in sorted(known, key=lambda item: -len(item[1])):
        if kind == "PHONE" and len(digits := re.sub(r"\D", "", value, flags=re.ASCII)) >= 6:
            parts.append(r"\+?" + r"[\s().\-/]{0,2}".join(digits) + r"(?!\d)")
        elif kind == "EMAIL":
            parts.append(f"(?i:{re.escape(value)})" + r"(?!\w)")
        elif kind == "NAME" and glued and len(value) >= 4:
            parts.append(re.escape(value) + r"(?![A-Z0-9_])")
        else:
            parts.append(re.escape(value) + r"(?!\w)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})") if parts else None


def _without_overlaps(spans: list[PersonalSpan]) -> list[PersonalSpan]:
    """Of two that overlap the longer, in the order of the text."""
    kept: list[PersonalSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept

"""What the shipped content reads in a text, for the tests of each language."""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec

from drafter.house import House, open_house
from drafter.request import CheckRequest
from drafter.settings import Settings
from drafter.text.values import Mark
from drafter.verdict.tongue import Tongue

TODAY = date(2026, 11, 22)


@cache
def _house() -> House:
    return open_house(Settings())


def tongue(language: str) -> Tongue:
    return _house().rules.pack(language).tongue


def marks(language: str, text: str, today: date | None = TODAY) -> list[Mark]:
    """The values of a text with their places."""
    return tongue(language).extractor.find(tongue(language).fold(text), today)


def values(language: str, text: str) -> list[str]:
    return [str(mark.value) for mark in marks(language, text)]


def rules(language: str, text: str, *, told: str = "", by: str = "customer", **ticket: object) -> list[str]:
    """The rules that a draft breaks, today, with an empty brief unless `ticket` has another. `told` is a message `by` its author."""
    return [rule for rule, _ in findings(language, text, told=told, by=by, **ticket)]


def findings(language: str, text: str, *, told: str = "", by: str = "customer", **ticket: object) -> list[tuple[str, str]]:
    """The same rules, each with the words that break it."""
    conversation = [{"author": by, "text": told}] if told else []
    request = {"language": language, "today": TODAY.isoformat(), "brief": {}, "conversation": conversation, "text": text, **ticket}
    _, verdict = _house().check(msgspec.convert(request, CheckRequest))
    return [(finding.rule, finding.quote) for finding in verdict.findings]

"""Tickets and briefs for tests, made the way the service makes them."""

from __future__ import annotations

from typing import Any

from drafter.brief import Brief, Workspace
from drafter.request import CheckRequest, DraftRequest
from drafter.resolve import resolve
from drafter.strict import convert
from drafter.text.language import LanguageDetector, Markers

ENGLISH = Markers(
    "",
    frozenset(["the", "and", "you", "your", "is", "it", "we", "will", "have", "not", "with", "for", "are", "this", "that", "to", "of", "on", "my"]),
)
KAZAKH = Markers("әғқңөұүһ", frozenset(["және", "бұл", "мен", "сіз", "біз", "үшін", "жоқ", "емес", "бар"]))
DETECTOR = LanguageDetector({"en": ENGLISH, "kk": KAZAKH})


def drafting(*messages: str | dict[str, Any], **keys: Any) -> DraftRequest:
    """A request for a draft on 22 November 2026, a Sunday; a message given as a text is the customer's."""
    conversation = [{"author": "customer", "text": message} if isinstance(message, str) else message for message in messages or ("Where is it?",)]
    return convert({"language": "en", "today": "2026-11-22", "conversation": conversation} | keys, DraftRequest)


def checking(text: str, **keys: Any) -> CheckRequest:
    """A text to judge."""
    return convert({"language": "en", "text": text} | keys, CheckRequest)


def brief_of(request: DraftRequest | CheckRequest, *, workspace: Workspace | None = None, live: tuple[str, ...] = ("en", "kk")) -> Brief:
    return resolve(request, detector=DETECTOR, live=live, workspace=workspace or Workspace())

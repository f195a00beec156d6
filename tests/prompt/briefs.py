"""Briefs for tests, made the way the pipeline makes them."""

from __future__ import annotations

from typing import Any

from drafter.brief import Brief, Workspace
from drafter.content import find_content
from drafter.prompt.library import Library
from drafter.request import DraftRequest
from drafter.resolve import resolve
from drafter.strict import convert
from drafter.text.language import LanguageDetector

LIBRARY = Library(find_content().prompts)


def brief_of(*messages: str | dict[str, Any], workspace: Workspace | None = None, **request: Any) -> Brief:
    """A brief in English on 22 November 2026, a Sunday; a message given as a text is the customer's."""
    conversation = [{"author": "customer", "text": message} if isinstance(message, str) else message for message in messages or ("Where is it?",)]
    given = {"language": "en", "today": "2026-11-22", "conversation": conversation} | request
    return resolve(
        convert(given, DraftRequest),
        detector=LanguageDetector({}, {}),
        live=tuple(language.code for language in LIBRARY.languages()),
        workspace=workspace or Workspace(),
    )

"""The packs that judge now."""

from __future__ import annotations

import threading
from pathlib import Path

from drafter.content import languages_in
from drafter.verdict.pack import Pack, build_pack


class Packs:
    """Packs by language, each built when it is first asked for. A RuleSource."""

    def __init__(self, guardrails: Path, books: Path | None = None) -> None:
        """`books` is a folder for what can be kept until the next start; without one every start works it out."""
        self._guardrails, self._books = guardrails, books
        self._packs: dict[str, Pack] = {}
        self._building = threading.Lock()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(languages_in(self._guardrails))

    def pack(self, language: str) -> Pack:
        """The pack in force. InvalidContent when its files cannot be used."""
        found = self._packs.get(language)
        if found is None:
            with self._building:
                found = self._packs.get(language) or build_pack(self._guardrails, language, self._books)
                self._packs[language] = found
        return found

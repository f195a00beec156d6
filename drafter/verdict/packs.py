"""The packs that judge now."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path

from drafter.content import languages_in
from drafter.verdict.pack import Pack, build_pack

_TICK = 1_000_000_000  # nanoseconds; file systems keep times in steps of up to this


class Packs:
    """Packs by language, each built when it is first asked for. A RuleSource."""

    def __init__(self, guardrails: Path, books: Path | None = None) -> None:
        """`books` is a folder for what can be kept until the next start; without one every start works it out."""
        self.guardrails, self._books = guardrails, books
        self._packs: dict[str, Pack] = {}
        self._building = threading.Lock()
        self._listed: tuple[int, tuple[str, ...]] = (-1, ())  # when the folder was written, and what was in it

    @property
    def languages(self) -> tuple[str, ...]:
        """The folders there are now; they are listed again only when one was added or taken away."""
        written = self.guardrails.stat().st_mtime_ns
        if self._listed[0] == written:
            return self._listed[1]
        found = tuple(languages_in(self.guardrails))
        if time.time_ns() - written > _TICK:  # until then another folder may come without the time being another
            self._listed = (written, found)
        return found

    def pack(self, language: str) -> Pack:
        """The pack in force. InvalidContent when its files cannot be used."""
        found = self._packs.get(language)
        if found is None:
            with self._building:
                found = self._packs.get(language) or self.build(language)
                self._packs[language] = found
        return found

    @property
    def in_force(self) -> Mapping[str, Pack]:
        """The packs that judge now; a language that nobody asked for has none yet."""
        return dict(self._packs)

    def build(self, language: str) -> Pack:
        """A pack of the files as they are now, in force nowhere. InvalidContent when they cannot be used."""
        return build_pack(self.guardrails, language, self._books)

    def put_in_force(self, pack: Pack) -> None:
        """From here on this pack judges its language; whoever holds the one before finishes with that."""
        with self._building:
            self._packs[pack.language] = pack

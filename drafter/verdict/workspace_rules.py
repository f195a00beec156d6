"""The rules that are in force for one workspace. A RuleSource."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from drafter.errors import Problem
from drafter.verdict.overlay import RuleChange, fitting, overlaid
from drafter.verdict.pack import Pack
from drafter.verdict.packs import Packs


class WorkspaceRules:
    """The shipped packs, with the workspace's changes on top. A language without a change is judged by the shipped pack itself."""

    def __init__(self, shipped: Packs, changes: Sequence[RuleChange]) -> None:
        self.changes = tuple(changes)
        self._shipped = shipped
        self._made: dict[str, tuple[Pack, Pack]] = {}  # language → the shipped pack, and the one made of it
        self._making = threading.Lock()
        self._problems: dict[str, list[Problem]] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        return self._shipped.languages

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why a change is left out, for the operator: it does not fit the shipped files any more."""
        return tuple(dict.fromkeys(problem for each in self._problems.values() for problem in each))

    @property
    def is_made(self) -> bool:
        """Whether there is a pack for every language in force."""
        return self._made.keys() >= self._shipped.in_force.keys()

    def pack(self, language: str) -> Pack:
        """The pack in force. InvalidContent when the shipped files cannot be used."""
        if language not in self._made:
            self._make(language)
        return self._made[language][1]

    def catch_up(self) -> None:
        """Make anew what the shipped files have changed under; until this is called, what was made before judges on."""
        for language in self._shipped.in_force:
            self._make(language)

    def _make(self, language: str) -> None:
        shipped = self._shipped.pack(language)
        with self._making:
            made = self._made.get(language)
            if made is None or made[0] is not shipped:
                changes, self._problems[language] = fitting(shipped, self.changes)
                pack = overlaid(shipped, changes)
                _ = pack.phrase_index, pack.exception_index  # now, and not while somebody waits for a draft
                self._made[language] = (shipped, pack)

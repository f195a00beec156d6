"""Takes up what workspaces change of the rules, whichever worker it was approved in."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict

from drafter.checker import RuleSource
from drafter.errors import StoreError
from drafter.store.store import Store
from drafter.verdict.overlay import RuleChange
from drafter.verdict.packs import Packs
from drafter.verdict.workspace_rules import WorkspaceRules

_log = logging.getLogger("drafter")
LOOK_SECONDS = 2.0
KEPT = 16
"""Of so many workspaces the packs are kept; a pack of all languages takes up to 64 MB."""


class RulesByWorkspace:
    """The rules of every workspace, as this process has them. A workspace without changes has the shipped packs themselves; the packs of the `kept`
    workspaces that asked last are there, those of others are made anew when they ask."""

    def __init__(self, store: Store, shipped: Packs, kept: int = KEPT) -> None:
        self._store, self._shipped, self._most = store, shipped, kept
        self._places: dict[str, tuple[int, ...]] = {}
        self._changes: dict[str, tuple[RuleChange, ...]] = {}
        self._rules: OrderedDict[str, WorkspaceRules] = OrderedDict()  # who asked last stands last
        self._told: set[str] = set()
        self._looking = asyncio.Lock()

    def of(self, workspace: str) -> RuleSource:
        """Its packs may have to be made yet, by whoever asks for one first; `made` does that beside the event loop."""
        if (changes := self._changes.get(workspace)) is None:
            return self._shipped
        if workspace not in self._rules:
            self._keep(workspace, WorkspaceRules(self._shipped, changes))
        self._rules.move_to_end(workspace)
        return self._rules[workspace]

    async def made(self, workspace: str) -> RuleSource:
        """As `of`, with the packs made for the languages in force."""
        rules = self.of(workspace)
        if isinstance(rules, WorkspaceRules) and not rules.is_made:
            await asyncio.to_thread(rules.catch_up)
        return rules

    async def look(self) -> None:
        """Take up what was approved or reverted since the last look. StoreError: the rules of before judge on."""
        async with self._looking:
            await self._look()

    async def _look(self) -> None:
        live: dict[str, tuple[int, ...]] = {}
        for workspace, place in await self._store.live_rule_changes():
            live[workspace] = (*live.get(workspace, ()), place)
        for workspace in live.keys() | self._places.keys():
            if live.get(workspace) != self._places.get(workspace):
                await self._take_up(workspace)
        self._places = live
        for workspace, rules in list(self._rules.items()):
            await asyncio.to_thread(rules.catch_up)
            self._tell(workspace, rules)

    async def look_every(self, seconds: float = LOOK_SECONDS) -> None:
        """Until it is cancelled."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self.look()
            except StoreError as error:
                self._tell_once(f"The workspaces' own rules could not be looked after; those of before judge on. {error}")
            except Exception:  # noqa: BLE001 (whatever it is, the rules in force judge on, and the next look gets its chance)
                _log.exception("The workspaces' own rules could not be looked after.")
            else:
                self._told = {told for told in self._told if not told.startswith("The")}

    async def _take_up(self, workspace: str) -> None:
        changes = tuple(proposal.change for proposal in await self._store.shelf(workspace).proposals.live())
        if not changes:
            self._changes.pop(workspace, None)
            self._rules.pop(workspace, None)
        elif workspace in self._rules or len(self._rules) < self._most:
            rules = WorkspaceRules(self._shipped, changes)
            await asyncio.to_thread(rules.catch_up)
            self._changes[workspace] = changes
            self._keep(workspace, rules)
        else:
            self._changes[workspace] = changes
            self._rules.pop(workspace, None)  # somebody may have asked since
        _log.info("Workspace %s: %d changes of rules are in force.", workspace, len(changes))

    def _keep(self, workspace: str, rules: WorkspaceRules) -> None:
        """Who is being answered by what is let go here holds it until then."""
        self._rules[workspace] = rules
        while len(self._rules) > self._most:
            self._rules.popitem(last=False)

    def _tell(self, workspace: str, rules: WorkspaceRules) -> None:
        for problem in rules.problems:
            self._tell_once(f"Workspace {workspace}: a rule of its own is left out, since it does not fit the shipped files any more. {problem}")

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            _log.error("%s", sentence)

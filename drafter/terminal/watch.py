"""`drafter rules prove --watch`: whoever edits a rule sees on one screen, at every save, whether it keeps its word."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import click

from drafter.content import stamps_in
from drafter.errors import InvalidInput, Problem
from drafter.house import House, open_house
from drafter.terminal.prove import languages_of, paint_complaint, rules_of
from drafter.verdict.pack import Pack, version_of
from drafter.verdict.proof import Proof, prove_in
from drafter.verdict.trial import affected

_SECONDS = 0.5  # between two looks
_AROUND = 3  # lines of the screen for the end of the list, the last line and the cursor
_NAMED = 4  # rules


def run(what: str | None) -> int:
    """Until Ctrl-C."""
    watch = Watch(open_house(), what)
    try:
        while True:
            if screen := watch.look():
                click.clear()
                for line in _fitting(screen, shutil.get_terminal_size().lines - _AROUND):
                    click.echo(line)
                click.secho("Watching; Ctrl-C ends.", dim=True)
            time.sleep(_SECONDS)
    except KeyboardInterrupt:
        return 0


class Watch:
    """The state of all sentences of WHAT. After an edit only those are tried again for which it can make a difference."""

    def __init__(self, house: House, what: str | None) -> None:
        self._house, self._what = house, what
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._packs: dict[str, Pack] = {}
        self._proofs: dict[str, dict[str, list[Proof]]] = {}

    def look(self) -> list[str]:
        """What the screen is to show; empty when no file was written since the last look."""
        stamps = stamps_in(self._house.content.guardrails, "**/*.toml")
        if stamps == self._stamps:
            return []
        self._stamps = stamps
        heads: list[str] = []
        problems: list[Problem] = []
        for language in languages_of(self._house, self._what):
            try:
                again = self._prove(language)
                heads.append(self._head(language, again))
            except InvalidInput as error:
                problems += error.problems
        complaints = [paint_complaint(proof) for proof in self._all() if proof.complaint]
        if not problems and not complaints:
            return [*heads, click.style("All good!", fg="green")]
        return [*heads, *(click.style(str(problem), fg="red") for problem in dict.fromkeys(problems)), *complaints]

    def _prove(self, language: str) -> list[str]:
        """Bring a language's proofs up to date; the ids of the rules that were tried for it."""
        before = self._packs.get(language)
        if before is not None and before.version == version_of(self._house.content.guardrails, language):
            return []
        pack = self._house.rules.build(language)
        wanted = rules_of(pack, self._what)
        known = self._proofs.get(language, {})
        touched = {rule.id for rule in affected(before, pack, self._house.detector)} if before else set()
        again = [rule for rule in wanted if rule.id in touched or rule.id not in known]
        proved = {rule.id: list(prove_in(pack, [rule], self._house.detector)) for rule in again}
        self._proofs[language] = {rule.id: proved.get(rule.id) or known.get(rule.id, []) for rule in wanted}
        self._packs[language] = pack
        return [rule.id for rule in again] if before else []

    def _head(self, language: str, again: list[str]) -> str:
        proofs = [proof for each in self._proofs[language].values() for proof in each]
        holding = sum(not proof.complaint for proof in proofs)
        named = ", ".join(again[:_NAMED]) + (f" and {len(again) - _NAMED} more" if len(again) > _NAMED else "")
        return f"{language}: {len(self._proofs[language])} rules, {holding} of {len(proofs)} sentences hold" + (
            f"; tried again: {named}" if again else ""
        )

    def _all(self) -> Iterator[Proof]:
        return (proof for rules in self._proofs.values() for proofs in rules.values() for proof in proofs)


def _fitting(lines: list[str], height: int) -> list[str]:
    """As many lines as the screen takes, and how many more there are."""
    height = max(height, 5)
    return lines if len(lines) <= height else [*lines[: height - 1], f"… and {len(lines) - height + 1} more"]

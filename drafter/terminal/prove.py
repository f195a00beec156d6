"""`drafter rules prove`."""

from __future__ import annotations

import time

import click

from drafter.content import files_in
from drafter.errors import InvalidInput, Problem
from drafter.house import House, open_house
from drafter.terminal.rules import no_such_rule
from drafter.verdict.pack import Pack
from drafter.verdict.proof import Proof, prove
from drafter.verdict.rule import Rule


def run(what: str | None) -> int:
    """Print a line a language, and every sentence that does not do what its rule says; 0 when there is none."""
    house = open_house()
    failed = False
    for language in _languages(house, what):
        pack = house.rules.pack(language)
        wanted = _rules(pack, what)
        proofs = [proof for rule in wanted for proof in prove(rule, pack, house.detector) if _is_provable(proof, language)]
        complaints = [proof for proof in proofs if proof.complaint]
        click.echo(f"{language}: {len(wanted)} rules, {len(proofs) - len(complaints)} of {len(proofs)} sentences hold (pack {pack.version})")
        for proof in complaints:
            place = click.style(f"{proof.where} {proof.block}", bold=True)
            click.echo(f"{place}: {proof.sentence!r} {click.style(proof.complaint, fg='red')}", err=True)
        failed = failed or bool(complaints)
    return 1 if failed else 0


def run_watching(what: str | None) -> int:
    """Prove whenever a file changes; a broken file is told and waited for."""
    house = open_house()
    seen: dict[str, float] = {}
    try:
        while True:
            now = {str(path): path.stat().st_mtime for path in files_in(house.content.guardrails, "**/*.toml")}
            if now != seen:
                seen = now
                click.clear()
                try:
                    if run(what) == 0:
                        click.secho("All good!", fg="green")
                except InvalidInput as error:
                    for problem in error.problems:
                        click.secho(str(problem), fg="red")
                click.echo("Watching; Ctrl-C ends.")
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0


def _languages(house: House, what: str | None) -> list[str]:
    language = (what or "").partition("/")[0]
    return [language] if language not in ("", "any") else list(house.rules.languages)


def _rules(pack: Pack, what: str | None) -> list[Rule]:
    if what is None or "/" not in what:
        return list(pack.rules)
    name = what.removesuffix("/").removesuffix(".toml")
    if rule := pack.rule(name):
        return [rule]
    language, _, family = name.partition("/")
    if found := [rule for rule in pack.rules if rule.family == family and (language != "any" or rule.id.startswith("any/"))]:
        return found
    if family in pack.families.families:
        raise InvalidInput(Problem(name, "There is no rule in this family.", f"`drafter rules list {pack.language}` shows where there are."))
    raise InvalidInput(no_such_rule(name, pack))


def _is_provable(proof: Proof, language: str) -> bool:
    """The sentences of `any/` are English; its advice is worded in every language."""
    return language == "en" or proof.block == "say_instead" or not proof.rule.startswith("any/")

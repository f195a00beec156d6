"""`drafter rules prove`."""

from __future__ import annotations

import click

from drafter.errors import InvalidInput, Problem
from drafter.house import House, open_house
from drafter.terminal.rules import no_such_rule
from drafter.verdict.pack import Pack
from drafter.verdict.proof import Proof, prove_in
from drafter.verdict.rule import Rule


def run(what: str | None) -> int:
    """Print a line a language, and every sentence that does not do what its rule says; 0 when there is none."""
    house = open_house()
    failed = False
    for language in languages_of(house, what):
        pack = house.rules.pack(language)
        wanted = rules_of(pack, what)
        proofs = list(prove_in(pack, wanted, house.detector))
        complaints = [proof for proof in proofs if proof.complaint]
        click.echo(f"{language}: {len(wanted)} rules, {len(proofs) - len(complaints)} of {len(proofs)} sentences hold (pack {pack.version})")
        for proof in complaints:
            click.echo(paint_complaint(proof), err=True)
        failed = failed or bool(complaints)
    return 1 if failed else 0


def paint_complaint(proof: Proof) -> str:
    """One line: where the sentence stands, and what is the matter with it."""
    return f"{click.style(f'{proof.where} {proof.block}', bold=True)}: {proof.sentence!r} {click.style(proof.complaint, fg='red')}"


def languages_of(house: House, what: str | None) -> list[str]:
    """The languages whose packs WHAT is proved in."""
    language = (what or "").partition("/")[0]
    return [language] if language not in ("", "any") else list(house.rules.languages)


def rules_of(pack: Pack, what: str | None) -> list[Rule]:
    """The rules of a pack that WHAT means: its language, a family or one rule. InvalidInput when there is none."""
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

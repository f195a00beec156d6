"""`drafter rules coverage`: families and principles by language, gaps visible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

import click

from drafter.house import open_house
from drafter.verdict.families import Principle
from drafter.verdict.pack import Pack


def run() -> None:
    """Two tables: rules (and phrases) of each family, and rules of each principle, in every language. A dash is a gap."""
    house = open_house()
    packs = [house.rules.pack(language) for language in house.rules.languages]
    families = list(packs[0].families.families) if packs else []
    _table("family", families, packs, _by_family)
    click.echo()
    _table("principle", get_args(Principle), packs, _by_principle)
    click.echo("\nrules/phrases; a check is code and holds for every language; a dash is a gap")


def _table(head: str, names: Iterable[str], packs: list[Pack], cell: Callable[[Pack, str], str]) -> None:
    click.secho(f"{head:<14}" + "".join(f"{pack.language:>10}" for pack in packs), bold=True)
    for name in names:
        cells = [cell(pack, name) or "-" for pack in packs]
        click.echo(f"{name:<14}" + "".join(click.style(f"{value:>10}", fg="red" if value == "-" else None) for value in cells))


def _by_family(pack: Pack, family: str) -> str:
    rules = [rule for rule in pack.rules if rule.family == family]
    phrases = sum(len(rule.phrases) for rule in rules)
    if not rules:
        return ""
    return f"{len(rules)}/{phrases}" if phrases else "check"


def _by_principle(pack: Pack, principle: str) -> str:
    rules = [rule for rule in pack.rules if rule.file.principle == principle]
    return f"{len(rules)}/{sum(len(rule.phrases) for rule in rules)}" if rules else ""

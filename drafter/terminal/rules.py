"""`drafter rules list` and `drafter rules show`."""

from __future__ import annotations

import textwrap
from itertools import groupby

import click

from drafter.errors import InvalidInput, Problem
from drafter.house import open_house
from drafter.mistakes import near_misses
from drafter.strict import lines_of, nearest
from drafter.verdict.pack import Pack
from drafter.verdict.rule import Rule


def run_list(language: str | None, family: str | None, severity: str | None = None) -> None:
    """A line a rule, by language and family."""
    house = open_house()
    for code in [language] if language else house.rules.languages:
        pack = house.rules.pack(code)
        if family is not None and family not in pack.families.families:
            raise InvalidInput(Problem("--family", f"There is no family {family!r}.", nearest(family, pack.families.families)))
        order = list(pack.families.families)
        chosen = [rule for rule in pack.rules if family in (None, rule.family) and severity in (None, rule.file.severity)]
        rules = sorted(chosen, key=lambda rule: (order.index(rule.family), rule.id))
        click.secho(f"{code}: {_count(rules, 'rule')}, {sum(len(rule.phrases) for rule in rules)} phrases, pack {pack.version}", bold=True)
        for name, group in groupby(rules, key=lambda rule: rule.family):
            click.echo(f"\n  {click.style(name, bold=True)}  {pack.families.families[name].title}")
            for rule in group:
                mark = click.style("warn  ", fg="yellow") if rule.file.severity == "warn" else click.style("reject", fg="red")
                click.echo(f"    {mark}  {rule.id:<44}  {rule.text.title}")
        click.echo()


def run_show(name: str) -> None:
    """One rule as a page."""
    house, name = open_house(), name.removesuffix(".toml")
    scope = name.partition("/")[0]
    if scope not in ("any", *house.rules.languages):
        raise InvalidInput(Problem(name, "A rule's path begins with its language.", nearest(scope, ["any", *house.rules.languages])))
    pack = house.rules.pack("en" if scope == "any" else scope)
    rule = pack.rule(name)
    if rule is None:
        raise InvalidInput(no_such_rule(name, pack))
    click.echo(_page(rule, pack))


def no_such_rule(name: str, pack: Pack) -> Problem:
    """What to tell when a path leads to no rule of a pack; all of them would fill the screen."""
    remedy = f"{near_misses(name, [rule.id for rule in pack.rules])}`drafter rules list {pack.language}` shows all."
    return Problem(name, "There is no such rule.", remedy)


def _count(rules: list[Rule], word: str) -> str:
    return f"{len(rules)} {word}" + "s" * (len(rules) != 1)


def _page(rule: Rule, pack: Pack) -> str:
    file = rule.file
    out = [click.style(rule.text.title, bold=True), f"{rule.id}  ({file.severity}, {file.principle})", ""]
    out += _paragraph("Why", rule.text.why) + _paragraph("Say instead", rule.text.say_instead) + _paragraph("Source", file.source)
    if file.fix is not None:
        out += _paragraph("Mended by", file.fix.strip() or "leaving the sentence out")
    if file.check:
        out += _paragraph("Found by", f"the check {file.check!r}, which is code")
    for title, block in (("Phrases", file.phrases), ("Unless", file.unless), ("Unless redeemed by", file.unless_next)):
        out += _block(title, block)
    contexts = [f"{kind}: {pack.families.contexts[kind].description.strip()}" for kind in rule.silenced_by]
    out += _block("Silent in these contexts", "\n".join(contexts))
    for title, block in (("Rejects", file.rejects), ("Passes", file.passes), ("Not yet", file.not_yet)):
        out += _block(title, block)
    out.append(click.style(str(rule.path), dim=True))
    return "\n".join(out)


def _paragraph(title: str, text: str) -> list[str]:
    if not text.strip():
        return []
    return [click.style(title, underline=True), *textwrap.wrap(text.strip(), 100, initial_indent="  ", subsequent_indent="  "), ""]


def _block(title: str, block: str) -> list[str]:
    lines = lines_of(block)
    return [click.style(title, underline=True), *(f"  {line}" for line in lines), ""] if lines else []

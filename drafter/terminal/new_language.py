"""`drafter new-language`: folders to fill in, and the list of what is still to write."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from drafter.errors import InvalidInput, Problem
from drafter.house import House, open_house
from drafter.strict import nearest

_CODE = re.compile(r"[a-z]{2,3}")
# What says how a language works has no meaning in another; these start empty, with a word on what belongs there.
_OWN = {
    "fold.toml": '# Spellings that count as one: [letters] "ä" = "ae", [words] tak = "x tk". See guardrails/README.md.\n[letters]\n\n[words]\n',
    "lists.toml": "# Word lists for <name> and classes of endings or beginnings. See guardrails/README.md.\n[words]\n\n[affixes]\n",
    "context.toml": "# What makes a hit harmless, and how clauses are cut. See guardrails/README.md.\n[clauses]\n\n[sentences]\n",
}
_STATUS = re.compile(r"^status(\s*)=.*$", re.MULTILINE)
_REVIEW = re.compile(r"^reviewed_(by|on)\s*=.*\n", re.MULTILINE)


def run(code: str, source: str) -> None:
    """Make `prompts/<code>` and `guardrails/<code>`. InvalidInput when the code is none, the source is missing, or a folder is there already."""
    house = open_house()
    _refuse(house, code, source)
    prompts, rules = house.content.prompts / code, house.content.guardrails / code
    shutil.copytree(house.content.prompts / source, prompts)
    about = prompts / "language.toml"
    text = _REVIEW.sub("", _STATUS.sub(r"status\1= 'draft'", about.read_text(encoding="utf-8")))
    about.write_text(text, encoding="utf-8")
    rules.mkdir()
    for name, content in _OWN.items():
        (rules / name).write_text(content, encoding="utf-8")
    if (house.content.guardrails / source / "any.toml").exists():
        shutil.copy(house.content.guardrails / source / "any.toml", rules / "any.toml")
    _tell(house, code, source, prompts, rules)


def _refuse(house: House, code: str, source: str) -> None:
    if not _CODE.fullmatch(code):
        raise InvalidInput(Problem("CODE", f"{code!r} is no language code.", "Write two or three small letters, such as sw."))
    known = [language.code for language in house.library.languages()]
    if source not in known:
        raise InvalidInput(Problem("--from", f"There is no language {source!r}.", nearest(source, known)))
    for folder in (house.content.prompts / code, house.content.guardrails / code):
        if folder.exists():
            raise InvalidInput(
                Problem(str(folder), "This folder is there already.", "Nothing was changed; go on writing in it, or choose another code.")
            )


def _tell(house: House, code: str, source: str, prompts: Path, rules: Path) -> None:
    """The list of what is to write, in the order in which it is easiest."""
    click.secho(f"{code} has been made from {source}, as a draft: nobody is written to in it until its status is live.\n", bold=True)
    click.secho("Translate, file by file (what stands in braces stays):", underline=True)
    for path in sorted(prompts.rglob("*")):
        if path.is_file():
            click.echo(f"  [ ] {path}")
    click.secho("\nWrite anew (another language's rules do not fit):", underline=True)
    for name in (*_OWN, "any.toml"):
        click.echo(f"  [ ] {rules / name}")
    families = house.rules.pack(source).families.families
    for family, about in families.items():
        if about.needs is None and any(rule.family == family and not rule.file.check for rule in house.rules.pack(source).rules):
            click.echo(f"  [ ] {rules / family}/  {about.title}")
    click.echo(f"\nThen: drafter languages · drafter rules prove {code} · drafter rules coverage")

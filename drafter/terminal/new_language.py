"""`drafter new-language`: the files of a language that are not there yet, and the list of what is still to write."""

from __future__ import annotations

import re
from pathlib import Path

import click

from drafter.errors import InvalidInput, Problem
from drafter.house import House, open_house
from drafter.strict import nearest
from drafter.verdict.pack import BRIEF_LANGUAGE

_CODE = re.compile(r"[a-z]{2,3}")
# What says how a language works has no meaning in another; these start empty, with a word on what belongs there.
_OWN = {
    "fold.toml": '# Spellings that count as one: [letters] "ä" = "ae", [words] tak = "x tk". See guardrails/README.md.\n[letters]\n\n[words]\n',
    "lists.toml": "# Word lists for <name> and classes of endings or beginnings. See guardrails/README.md.\n[words]\n\n[affixes]\n",
    "context.toml": "# What makes a hit harmless, and how clauses are cut. See guardrails/README.md.\n[clauses]\n\n[sentences]\n",
    "lexicon.toml": "# Words for numbers, units, days, times, money and remedies. See guardrails/README.md; guardrails/en/lexicon.toml shows one.\n"
    "decimal = '.'\n\n[units]\n\n[months]\n\n[weekdays]\n",
}
_STATUS = re.compile(r"^status(\s*)=.*$", re.MULTILINE)
_REVIEW = re.compile(r"^reviewed_(by|on)\s*=.*\n", re.MULTILINE)
_MARKERS = re.compile(r"^\[markers\].*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
_NO_MARKERS = "[markers]\nletters = ''\nwords = '''\n'''\n"  # those of another language would make its own texts doubtful
_ORDER = ("language.toml", "words.toml", "principles.toml", "channels.toml", "customers.toml")
_EXAMPLES = ("examples", "demo.toml")  # the demo shows one of the examples


def run(code: str, source: str) -> None:
    """Make what `prompts/<code>` and `guardrails/<code>` lack, and change nothing that is there. InvalidInput when the code is none, or the
    source is missing."""
    house = open_house()
    _refuse(house, code, source)
    made = [*_copied(house.content.prompts / source, house.content.prompts / code), *_begun(house, source, house.content.guardrails / code)]
    _tell(house, code, source, made)


def _refuse(house: House, code: str, source: str) -> None:
    if not _CODE.fullmatch(code):
        raise InvalidInput(Problem("CODE", f"{code!r} is no language code.", "Write two or three small letters, such as sw."))
    known = [language.code for language in house.library.languages()]
    if source not in known:
        raise InvalidInput(Problem("--from", f"There is no language {source!r}.", nearest(source, known)))


def _copied(source: Path, target: Path) -> list[Path]:
    """The source's files that the target has not. Examples only when there are none: they are written, not translated."""
    has_examples = any((target / "examples").glob("*.toml"))
    made = []
    for path in sorted(source.rglob("*"), key=_step):
        name = path.relative_to(source)
        if path.is_file() and not (target / name).exists() and not (has_examples and name.parts[0] in _EXAMPLES):
            made.append(target / name)
            _write(target / name, _as_draft(path) if name.name == "language.toml" else path.read_text(encoding="utf-8"))
    return made


def _step(path: Path) -> tuple[int, str]:
    """The order of the steps in prompts/README.md."""
    if path.parent.name == "examples" or path.name == "demo.toml":
        return len(_ORDER) + 1, str(path)
    return (_ORDER.index(path.name) if path.name in _ORDER else len(_ORDER)), str(path)


def _as_draft(path: Path) -> str:
    text = _STATUS.sub(r"status\1= 'draft'", path.read_text(encoding="utf-8"))
    return _MARKERS.sub(lambda _: _NO_MARKERS, _REVIEW.sub("", text))


def _begun(house: House, source: str, target: Path) -> list[Path]:
    """The files that every folder of rules has, with nothing but their headings; the rules of `any/` as they are worded there, in English."""
    files = _OWN | ({"any.toml": _wording(house, source)} if target.name != BRIEF_LANGUAGE else {})
    made = [target / name for name in files if not (target / name).exists()]
    for path in made:
        _write(path, files[path.name])
    return made


def _wording(house: House, source: str) -> str:
    """Title, reason and say-instead of the rules that hold for every language."""
    rules = [rule for rule in house.rules.pack(source).rules if rule.id.startswith("any/")]
    sections = [
        f"[{rule.id.removeprefix('any/').replace('/', '.')}]\n"
        + "".join(f"{key:<11} = '''{getattr(rule.file, key).strip()}'''\n" for key in ("title", "why", "say_instead"))
        for rule in rules
    ]
    return "\n".join(["# The rules of guardrails/any/ in this language: what they are called, why, and what to say instead.\n", *sections])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _tell(house: House, code: str, source: str, made: list[Path]) -> None:
    """What was made, and what is still to write, in the order in which it is easiest."""
    prompts, rules = house.content.prompts / code, house.content.guardrails / code
    if not made:
        click.secho(f"{code} has all its files; nothing was made or changed.\n", bold=True)
    elif prompts / "language.toml" in made:
        click.secho(f"{code} has been made from {source}, as a draft: nobody is written to in it until its status is live.\n", bold=True)
    else:
        click.secho(f"{code} has been completed from {source}; nothing that was there is changed.\n", bold=True)
    _list(f"Made from {source}, to be translated (what stands in braces stays):", [path for path in made if prompts in path.parents])
    _list("Made empty, or in English, to be written (another language's rules do not fit):", [path for path in made if rules in path.parents])
    source_rules = house.rules.pack(source).rules
    wanted = [
        (family, about.title)
        for family, about in house.rules.pack(source).families.families.items()
        if about.needs is None and any(rule.family == family and not rule.file.check for rule in source_rules) and not any((rules / family).glob("*"))
    ]
    _list("Rules to be written, a few in each family:", [f"{rules / family}/  {title}" for family, title in wanted])
    mail = house.content.guardrails / "any" / "mail.toml"
    if mail.exists() and f"\n[{code}]" not in mail.read_text(encoding="utf-8"):
        _list("To be added:", [f"a section [{code}] in {mail}: how mail programs in this language introduce quoted messages"])
    click.echo(f"Then: drafter languages --all · drafter rules prove {code} · drafter rules coverage · drafter draft ticket.json --preview")


def _list(heading: str, items: list[Path] | list[str]) -> None:
    if items:
        click.secho(heading, underline=True)
        for item in items:
            click.echo(f"  [ ] {item}")
        click.echo()

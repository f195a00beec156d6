"""The commands about the guardrails: `rules`. What they do is loaded when one runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.terminal.files import FILE, opened


@click.group()
def rules() -> None:
    """The guardrails: list, read, prove them, and see where they are thin."""


@rules.command("list")
@click.argument("language", required=False)
@click.option("--family", help="Only this family.")
@click.option("--severity", type=click.Choice(["reject", "warn"]), help="Only rules that stop a draft, or only those that warn.")
@click.option("--language", "-l", "named", help="The same as LANGUAGE.")
def rules_list(language: str | None, family: str | None, severity: str | None, named: str | None) -> None:
    """All rules of LANGUAGE (or of every language), by family."""
    from drafter.terminal.rules import run_list

    run_list(language or named, family, severity)


@rules.command("show")
@click.argument("rule")
def rules_show(rule: str) -> None:
    """One rule as a page: why, what to say instead, phrases, sentences. RULE is its path, such as en/guarantee/no-guarantees."""
    from drafter.terminal.rules import run_show

    run_show(rule)


@rules.command("prove")
@click.argument("what", required=False)
@click.option("--watch", "watching", is_flag=True, help="Prove again whenever a file changes, until Ctrl-C.")
def rules_prove(what: str | None, watching: bool) -> None:
    """Try rules against their own sentences. WHAT is a language (en), a family (en/guarantee) or a rule; without it, everything.

    Exit code: 0 all hold, 1 a sentence does not do what its rule says, 2 a file cannot be used.
    """
    from drafter.terminal import prove, watch

    sys.exit((watch if watching else prove).run(what))


@rules.command("try")
@click.argument("first", type=FILE, metavar="[RULE]")
@click.argument("second", type=FILE, required=False, metavar="TEXTS")
@click.option("--guardrails", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Try this folder instead of one RULE.")
@click.option("--as", "named", help="The rule's id, such as en/guarantee/my-rule, where the file's own path or name does not tell it.")
@click.option("--language", "-l", help="Language of the texts whose line names none; otherwise it is told from each.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Texts shown of each group; 0 shows all.")
@click.option("--json", "as_json", is_flag=True, help="Print counts and every difference as JSON.")
def rules_try(first: str, second: str | None, folder: Path | None, named: str | None, language: str | None, limit: int, as_json: bool) -> None:
    """What a changed rule would newly stop or release in TEXTS, beside the rules in force.

    \b
    RULE is a rule file, new or an edited copy; TEXTS holds one JSON object a line, as `drafter check --jsonl` takes it.
      drafter rules try no-guarantees.toml replies.jsonl
      drafter rules try --guardrails edited-guardrails replies.jsonl
    Exit code: 0 nothing newly stopped or released, 1 something is, 2 bad input.
    """
    from drafter.house import open_house
    from drafter.terminal import trial
    from drafter.terminal.candidate import changed_folder, changed_rule

    if (second is None) != (folder is not None):
        raise click.UsageError("Give TEXTS alone with --guardrails." if folder else "Give RULE and TEXTS, or TEXTS with --guardrails FOLDER.")
    if folder and named:
        raise click.UsageError("--as goes with one RULE.")
    house = open_house()
    with opened(second or first) as source:
        candidate = changed_folder(house, folder) if folder else changed_rule(house, Path(first), named, language)
        sys.exit(trial.run(source, candidate, house=house, language=language, limit=limit, as_json=as_json))


@rules.command("coverage")
def rules_coverage() -> None:
    """Families and principles by language, so that a gap shows."""
    from drafter.terminal.coverage import run

    run()

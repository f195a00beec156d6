"""The command line. Commands are declared here; what they do is loaded when one runs, so that `check` starts fast."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from drafter.errors import DrafterError, InvalidInput
from drafter.terminal import guardrails, store
from drafter.terminal.files import FILE, opened, read


class _Group(click.Group):
    """Turns every error of ours into a sentence on standard error and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except InvalidInput as error:
            for problem in error.problems:
                click.echo(f"{click.style('error', fg='red', bold=True)}: {problem}", err=True)
            sys.exit(2)
        except DrafterError as error:
            click.echo(f"{click.style('error', fg='red', bold=True)}: {error}", err=True)
            sys.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="drafter")
def main() -> None:
    """Drafts replies for support agents, and stops every promise that the company cannot stand behind.

    \b
    First steps:
      drafter draft ticket.json                 a draft for one ticket
      echo "We guarantee it." | drafter check - what is wrong with a text, and what to say instead
      drafter rules list                        all rules, by family
      drafter serve                             the HTTP service

    Without a model set (see `drafter settings`) drafts are composed from the brief alone, and no network is used.
    """


@main.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the whole draft as JSON: findings, origin, usage.")
@click.option("--attempts", is_flag=True, help="Also show, on standard error, each attempt and why it was stopped.")
@click.option("--preview", is_flag=True, help="Draft in languages that are not live too: for translators.")
def draft(file: str, as_json: bool, attempts: bool, preview: bool) -> None:
    """Draft a reply for the ticket in FILE (JSON), or on standard input with -.

    \b
    The least that is needed:
      {"conversation": [{"author": "customer", "text": "Where is my parcel?"}]}
    Exit code: 0 a draft, 1 withheld, 2 bad input.
    """
    from drafter.terminal.draft import run

    sys.exit(run(read(file), as_json=as_json, attempts=attempts, preview=preview))


@main.command()
@click.argument("file", type=FILE, default="-")
@click.option("--language", "-l", help="Language of the text; otherwise it is told from the text.")
@click.option("--ticket", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The ticket and brief (JSON) that the text answers.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
@click.option(
    "--jsonl", is_flag=True, help="FILE holds one JSON object a line, with at least id and text; one verdict a line comes out, in the same order."
)
@click.option("--trace", is_flag=True, help="Also show what was found and is harmless where it stands, and why. --json always does.")
def check(file: str, language: str | None, ticket: Path | None, as_json: bool, jsonl: bool, trace: bool) -> None:
    """Judge the text in FILE, or on standard input with -.

    \b
    FILE is plain text, or JSON with "text" and any key of a draft request.
      echo "It will definitely arrive tomorrow." | drafter check -
      drafter check --jsonl < replies.jsonl > verdicts.jsonl
    Exit code: 0 all pass, 1 something is rejected, 2 bad input.
    """
    from drafter.terminal import check as command

    if jsonl and ticket is not None:
        raise click.UsageError("--ticket goes with one text; in a batch each line holds its own ticket.")
    if jsonl:
        with opened(file) as source:
            sys.exit(command.run_batch(source, sys.stdout.buffer, language=language, trace=trace))
    sys.exit(command.run(read(file), language=language, ticket=ticket, as_json=as_json, trace=trace))


@main.command()
@click.option("--all", "everything", is_flag=True, help="Show all that a language lacks, not only the first of it.")
def languages(everything: bool) -> None:
    """Languages: live or draft, reviewed by a native reader or not, and what each still lacks.

    Exit code: 0 every live language is complete, 1 one is not.
    """
    from drafter.terminal.languages import run

    sys.exit(run(everything=everything))


@main.command("new-language")
@click.argument("code")
@click.option("--from", "source", default="en", show_default=True, help="Language whose folders are the pattern.")
def new_language(code: str, source: str) -> None:
    """Make the folders of a new language and list what is to be written.

    CODE is the language's ISO 639 code, such as `sw`. Nothing that exists is overwritten.
    """
    from drafter.terminal.new_language import run

    run(code, source)


@main.command()
@click.argument("language", required=False)
def demo(language: str | None) -> None:
    """Show a shipped ticket of each language (or of LANGUAGE) from ticket to verdict, without key and network."""
    from drafter.terminal.demo import run

    sys.exit(run(language))


@main.command()
@click.option("--host", help="Address to listen on.  [default: DRAFTER_HOST or 127.0.0.1]")
@click.option("--port", type=int, help="Port to listen on.  [default: DRAFTER_PORT or 8000]")
@click.option("--reload-rules", is_flag=True, help="Take edited rules up while it runs, every DRAFTER_RELOAD or 2 seconds.")
@click.option("--workers", type=int, help="Processes that answer; more than one wants PostgreSQL.  [default: DRAFTER_WORKERS or 1]")
def serve(host: str | None, port: int | None, reload_rules: bool, workers: int | None) -> None:
    """Run the HTTP service. While no key exists it listens on loopback only and prints a one-time link."""
    from drafter.terminal.serve import run

    run(host, port, reload_rules=reload_rules, workers=workers)


@main.command()
def settings() -> None:
    """All settings with their meaning and the value in force."""
    from drafter.terminal.settings import run

    run()


for group in (guardrails.rules, store.keys, store.db, store.customer):
    main.add_command(group)


if __name__ == "__main__":
    main()

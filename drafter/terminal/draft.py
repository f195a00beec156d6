"""`drafter draft`."""

from __future__ import annotations

import asyncio

import click
import msgspec

from drafter.attempt import Attempt
from drafter.draft import Drafted
from drafter.house import open_house
from drafter.request import DraftRequest
from drafter.strict import decode_json
from drafter.terminal.paint import paint_findings


def run(raw: bytes, *, as_json: bool, attempts: bool, preview: bool) -> int:
    """Print the draft; 0 when there is one, 1 when it was withheld."""
    request = decode_json(raw, DraftRequest)
    drafted = asyncio.run(open_house().pipeline(preview=preview).draft(request))
    if attempts:
        for attempt in drafted.attempts:
            click.echo(paint_attempt(attempt), err=True)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(drafted.draft), indent=2).decode())
    else:
        _print(drafted)
    return 0 if drafted.draft.text is not None else 1


def _print(drafted: Drafted) -> None:
    """The text alone on standard output; what the agent should know beside it."""
    draft = drafted.draft
    if draft.text is not None:
        click.echo(draft.text)
    if draft.notice:
        click.secho(draft.notice, fg="yellow", err=True)
    for finding in draft.findings:
        click.secho(f"{finding.severity}: {finding.why}", fg="yellow", err=True)


def paint_attempt(attempt: Attempt) -> str:
    """Who wrote, and what became of it; the words that were stopped are underlined."""
    head = click.style(f"attempt {attempt.number}: {attempt.kind} by {attempt.writer}", bold=True)
    if attempt.verdict is None or attempt.text is None:
        return f"{head}\n    {attempt.message}\n"
    return f"{head}\n{paint_findings(attempt.text, attempt.verdict)}"

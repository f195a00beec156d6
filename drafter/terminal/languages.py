"""`drafter languages`."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor

import click

from drafter.errors import Problem
from drafter.house import open_house
from drafter.readiness import lacks

_SHOWN = 12  # problems of a language; the rest is counted


def run(*, everything: bool) -> int:
    """A line a language: code, names, status, who has read it, and what it lacks. 1 when a live language lacks anything."""
    languages = open_house().library.languages()
    # Each language is read, compiled and tried apart from the others, which takes half a second of a processor.
    with ProcessPoolExecutor(max(1, min(len(languages), os.cpu_count() or 1))) as pool:
        found = list(pool.map(_lacks, [language.code for language in languages]))
    code = 0
    for language, problems in zip(languages, found, strict=True):
        about = language.about
        status = click.style("live ", fg="green") if language.is_live else click.style("draft", fg="yellow")
        unread = click.style("unreviewed by a native reader", dim=True)
        reviewed = f"reviewed by {about.reviewed_by}, {about.reviewed_on}" if about.reviewed_by else unread
        click.echo(f"{language.code}  {status}  {about.english} ({about.native})  {reviewed}")
        for problem in problems if everything else problems[:_SHOWN]:
            click.echo(f"      {click.style('lacks', fg='red' if language.is_live else 'yellow')}  {problem}")
        if len(problems) > _SHOWN and not everything:
            click.echo(f"      … and {len(problems) - _SHOWN} more; --all shows them")
        if problems and language.is_live:
            code = 1
    return code


def _lacks(code: str) -> list[Problem]:
    house = open_house()
    return lacks(house, house.library.language(code))

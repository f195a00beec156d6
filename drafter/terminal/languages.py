"""`drafter languages`."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor

import click

from drafter.errors import Problem
from drafter.house import open_house
from drafter.readiness import lacks

_SHOWN = 12  # files of a language that lack something, each with its first problem; the rest is counted


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
        shown = [str(problem) for problem in problems] if everything else _by_file(problems)
        for line in shown:
            click.echo(f"      {click.style('lacks', fg='red' if language.is_live else 'yellow')}  {line}")
        if len(shown) < len(problems):
            click.echo(f"      {len(problems)} in all; --all lists each")
        if problems and language.is_live:
            code = 1
    return code


def _by_file(problems: list[Problem]) -> list[str]:
    """The first problem of each of the first files, with how many more there are in it."""
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.where.split(":")[0], []).append(problem)
    return [f"{found[0]}" + (f" (and {len(found) - 1} more in this file)" if found[1:] else "") for found in files.values()][:_SHOWN]


def _lacks(code: str) -> list[Problem]:
    house = open_house()
    return lacks(house, house.library.language(code))

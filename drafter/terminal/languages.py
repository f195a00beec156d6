"""`drafter languages`."""

from __future__ import annotations

import click

from drafter.house import open_house


def run() -> None:
    """A line a language: code, names, status, and who has read it."""
    for language in open_house().library.languages():
        about = language.about
        status = click.style("live ", fg="green") if language.is_live else click.style("draft", fg="yellow")
        reviewed = (
            f"reviewed by {about.reviewed_by}, {about.reviewed_on}" if about.reviewed_by else click.style("unreviewed by a native reader", dim=True)
        )
        click.echo(f"{language.code}  {status}  {about.english} ({about.native})  {reviewed}")

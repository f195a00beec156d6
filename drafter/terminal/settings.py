"""`drafter settings`."""

from __future__ import annotations

import re
import textwrap

import click

from drafter.settings import MEANINGS, SECRETS, read_settings


def run() -> None:
    """Every setting: variable, value in force, meaning. Secrets are shown as set or not."""
    settings = read_settings()
    for name, meaning in MEANINGS.items():
        value = getattr(settings, name)
        shown = (
            "(set)"
            if value is not None and name in SECRETS
            else "(not set)"
            if value is None or value == ()
            else ", ".join(value)
            if isinstance(value, tuple)
            else str(value).lower()
            if isinstance(value, bool)
            else re.sub(r"(?<=:)[^:@/]+(?=@)", "…", str(value))  # the password of a database
        )
        click.echo(f"{click.style('DRAFTER_' + name.upper(), bold=True)} = {shown}")
        for line in textwrap.wrap(meaning, 100):
            click.echo(f"    {line}")

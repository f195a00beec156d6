"""`drafter db`."""

from __future__ import annotations

import asyncio

import click

from drafter.settings import read_settings
from drafter.store.schema import Schema, read_schema, upgrade


def run_upgrade() -> None:
    """StoreUnavailable, or StoreBehind when the tables are from a newer version."""
    before, after = asyncio.run(upgrade(read_settings().database_url))
    if before.fits:
        click.echo(f"{after.where} is up to date ({after.current}).")
    else:
        click.echo(f"{after.where} is upgraded from {before.current or 'nothing'} to {after.current}.")


def run_current() -> int:
    """0 when the tables fit this version, 1 when not."""
    schema = asyncio.run(read_schema(read_settings().database_url))
    click.echo(f"{schema.where}: {schema.current or 'no tables yet'}; this version needs {schema.needed}.{_remedy(schema)}")
    return 0 if schema.fits else 1


def _remedy(schema: Schema) -> str:
    if schema.fits:
        return ""
    return " Run `drafter db upgrade`." if schema.known else " They are from a newer version of Drafter."

"""`drafter customer`."""

from __future__ import annotations

import asyncio

import click
import msgspec

from drafter.house import open_house
from drafter.terminal.keys import known, whoever

_WHOSE = "The id is the one that the helpdesk sends as customer.id; drafts of requests without one cannot be told apart by customer."


def run_export(customer: str, workspace: str) -> None:
    """JSON lines on standard output."""

    async def export() -> int:
        found = 0
        async with open_house().store().opened() as store:
            await known(store, workspace)
            async for draft in store.shelf(workspace).customers.export(customer):
                found += 1
                click.echo(msgspec.json.encode(draft))
        return found

    found = asyncio.run(export())
    click.echo(f"{_drafts(found)}." if found else f"Nothing is kept about {customer!r} in the workspace {workspace!r}. {_WHOSE}", err=True)


def run_erase(customer: str, workspace: str) -> None:
    async def erase() -> int:
        async with open_house().store().opened() as store:
            await known(store, workspace)
            return await store.shelf(workspace).customers.erase(customer, actor=whoever())

    gone = asyncio.run(erase())
    what = f"Deleted {_drafts(gone)} of {customer!r}, with all that hung on them. Backups are yours to look after." if gone else ""
    click.echo(what or f"Nothing was kept about {customer!r} in the workspace {workspace!r}. {_WHOSE}", err=True)


def _drafts(number: int) -> str:
    return "1 draft" if number == 1 else f"{number} drafts"

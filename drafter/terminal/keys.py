"""`drafter keys`."""

from __future__ import annotations

import asyncio
from datetime import datetime
from getpass import getuser
from typing import cast

import click

from drafter.errors import InvalidInput, Problem
from drafter.house import open_house
from drafter.store.keys import Role
from drafter.store.store import Store
from drafter.strict import nearest


def run_create(role: str, name: str, workspace: str, *, new_workspace: bool) -> None:
    """The token alone on standard output, so that it can be piped into a secret store."""

    async def create() -> str:
        async with open_house().store().opened() as store:
            if new_workspace:
                await _make(store, workspace)
            await known(store, workspace)
            key, token = await store.shelf(workspace).keys.create(name, cast(Role, role), actor=whoever())
            click.echo(f"Key {key.id} for {name}, role {role}, workspace {workspace}, in {store.where}. Its token is shown this once:", err=True)
            return token

    click.echo(asyncio.run(create()))


def run_list(workspace: str) -> None:
    async def all_keys() -> None:
        async with open_house().store().opened() as store:
            await known(store, workspace)
            keys = await store.shelf(workspace).keys.all()
        if not keys:
            click.echo("There is no key yet. `drafter keys create --role agent --name …` makes one.", err=True)
        for key in keys:
            state = f"revoked {_day(key.revoked)}" if key.revoked else f"last used {_day(key.last_used)}"
            click.echo(f"{click.style(key.id, bold=True)}  {key.role:<5}  created {_day(key.created)}  {state:<22}  {key.name}")

    asyncio.run(all_keys())


def run_revoke(key: str, workspace: str) -> None:
    """InvalidInput when there is no such key."""

    async def revoke() -> None:
        async with open_house().store().opened() as store:
            await known(store, workspace)
            if not await store.shelf(workspace).keys.revoke(key, actor=whoever()):
                what = f"There is no such key in the workspace {workspace!r} that is not revoked already."
                raise InvalidInput(Problem(key, what, "`drafter keys list` shows the ids."))

    asyncio.run(revoke())
    click.echo(f"Key {key} is revoked.", err=True)


async def known(store: Store, workspace: str) -> None:
    """InvalidInput when there is no such workspace."""
    workspaces = await store.workspaces()
    if workspace not in workspaces:
        remedy = nearest(workspace, workspaces) or "`drafter keys create --new-workspace` makes it."
        raise InvalidInput(Problem("--workspace", f"There is no workspace {workspace!r}.", remedy))


def whoever() -> str:
    """Who is at the terminal, for the audit."""
    try:
        return f"terminal:{getuser()}"
    except (KeyError, OSError):  # a container's user may have no name
        return "terminal"


async def _make(store: Store, workspace: str) -> None:
    if workspace in await store.workspaces():
        raise InvalidInput(Problem("--new-workspace", f"The workspace {workspace!r} is there already.", "Leave the option out."))
    if not (workspace.isascii() and workspace.replace("-", "").replace("_", "").isalnum() and len(workspace) <= 64):
        raise InvalidInput(Problem("--workspace", f"{workspace!r} is no name.", "Write up to 64 letters, digits, - and _."))
    await store.add_workspace(workspace)


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "never"

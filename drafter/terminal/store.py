"""The commands about what is stored: `keys`, `db`, `customer`. What they do is loaded when one runs."""

from __future__ import annotations

import sys

import click

_WORKSPACE = click.option("--workspace", default="default", show_default=True, help="The company whose drafts they are.")


@click.group()
def keys() -> None:
    """Keys of the HTTP service: who may come in, and as what.

    \b
    Roles: agent (drafts and checks), qa (also reads and reviews what was stopped), lead (also changes rules), admin (everything).
    """


@keys.command("create")
@click.option("--role", type=click.Choice(["agent", "qa", "lead", "admin"]), required=True)
@click.option("--name", required=True, help="Whose key it is: a person, a team, a helpdesk.")
@_WORKSPACE
@click.option("--new-workspace", is_flag=True, help="Make the workspace, which is not there yet.")
def keys_create(role: str, name: str, workspace: str, new_workspace: bool) -> None:
    """Make a key. Its token goes to standard output, once; nobody can show it again."""
    from drafter.terminal.keys import run_create

    run_create(role, name, workspace, new_workspace=new_workspace)


@keys.command("list")
@_WORKSPACE
def keys_list(workspace: str) -> None:
    """All keys of a workspace, when each was last used, and which are revoked."""
    from drafter.terminal.keys import run_list

    run_list(workspace)


@keys.command("revoke")
@click.argument("key")
@_WORKSPACE
def keys_revoke(key: str, workspace: str) -> None:
    """Revoke KEY, by its id. A running service lets it in for ten more seconds at most."""
    from drafter.terminal.keys import run_revoke

    run_revoke(key, workspace)


@click.group()
def db() -> None:
    """The database that DRAFTER_DATABASE_URL names."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the tables up to date. `serve` does so itself with SQLite; with PostgreSQL it is yours to choose when."""
    from drafter.terminal.db import run_upgrade

    run_upgrade()


@db.command("current")
def db_current() -> None:
    """Which tables are there, and which this version needs.

    Exit code: 0 they fit, 1 they do not.
    """
    from drafter.terminal.db import run_current

    sys.exit(run_current())


@click.group()
def customer() -> None:
    """What is kept about one customer, by the id that the helpdesk sends (customer.id)."""


@customer.command("export")
@click.argument("customer")
@_WORKSPACE
def customer_export(customer: str, workspace: str) -> None:
    """Everything about CUSTOMER on standard output: one JSON object a draft."""
    from drafter.terminal.customer import run_export

    run_export(customer, workspace)


@customer.command("erase")
@click.argument("customer")
@_WORKSPACE
@click.option("--yes", is_flag=True, help="Do not ask.")
def customer_erase(customer: str, workspace: str, yes: bool) -> None:
    """Delete everything about CUSTOMER. That it was done is kept in the audit; the id is not."""
    from drafter.terminal.customer import run_erase

    if not yes:
        click.confirm(f"Delete everything that is kept about the customer {customer!r}?", abort=True, err=True)
    run_erase(customer, workspace)

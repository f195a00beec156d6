"""`drafter keys`, `drafter db`, `drafter customer`: what an operator does about what is kept."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafter.cli import main
from drafter.store.store import Store
from tests.store.records import record

Run = Callable[..., Result]


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/drafter.db"


@pytest.fixture
def run(address: str) -> Run:
    def call(*arguments: str, input: str | None = None) -> Result:
        return CliRunner().invoke(main, arguments, input=input, env={"DRAFTER_DATABASE_URL": address})

    return call


def test_the_tables_are_made_and_shown(run: Run) -> None:
    before = run("db", "current")
    assert (1, True) == (before.exit_code, "no tables yet" in before.stdout)
    assert "Run `drafter db upgrade`" in before.stdout
    assert "upgraded from nothing to" in run("db", "upgrade").stdout
    assert "is up to date" in run("db", "upgrade").stdout
    assert 0 == run("db", "current").exit_code


def test_a_key_is_made_listed_and_revoked_and_its_token_stands_alone_on_standard_output(run: Run) -> None:
    made = run("keys", "create", "--role", "qa", "--name", "QA lead")
    assert re.fullmatch(r"drafter_[\w-]{43}\n", made.stdout)
    listed = run("keys", "list").stdout
    assert "QA lead" in listed
    assert made.stdout.strip() not in listed
    key = listed.split()[0]
    assert key in made.stderr
    assert 0 == run("keys", "revoke", key).exit_code
    assert "revoked 20" in run("keys", "list").stdout
    again = run("keys", "revoke", key)
    assert (2, True) == (again.exit_code, "drafter keys list" in again.stderr)


def test_without_a_key_the_list_says_how_to_make_one(run: Run) -> None:
    assert "drafter keys create" in run("keys", "list").stderr


def test_a_workspace_is_made_only_when_that_was_meant(run: Run) -> None:
    key = ("keys", "create", "--role", "agent", "--name", "x", "--workspace")
    mistyped = run(*key, "defualt")
    assert (2, True) == (mistyped.exit_code, "Did you mean 'default'?" in mistyped.stderr)
    assert 0 == run(*key, "acme", "--new-workspace").exit_code
    assert 0 == run(*key, "acme").exit_code
    assert "is there already" in run(*key, "acme", "--new-workspace").stderr
    assert "is no name" in run(*key, "a b", "--new-workspace").stderr
    assert 2 == len(run("keys", "list", "--workspace", "acme").stdout.splitlines())


@pytest.fixture
def kept(address: str) -> None:
    """Two drafts of c-1 and one of c-2."""

    async def keep() -> None:
        async with Store(address).opened() as store:
            for customer in ("c-1", "c-1", "c-2"):
                await store.shelf().record(record("en/guarantee/no-guarantees", customer=customer))

    asyncio.run(keep())


def test_a_customers_data_are_given_out_as_json_lines(run: Run, kept: None) -> None:
    result = run("customer", "export", "c-1")
    drafts = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["c-1", "c-1"] == [draft["request"]["customer"]["id"] for draft in drafts]
    assert "2 drafts." in result.stderr
    assert "1 draft." in run("customer", "export", "c-2").stderr


def test_a_customers_data_are_erased_after_a_question(run: Run, kept: None) -> None:
    assert 1 == run("customer", "erase", "c-1", input="n\n").exit_code
    assert 2 == len(run("customer", "export", "c-1").stdout.splitlines())
    assert "Deleted 2 drafts of 'c-1'" in run("customer", "erase", "c-1", input="y\n").stderr
    assert "" == run("customer", "export", "c-1").stdout
    assert 1 == len(run("customer", "export", "c-2").stdout.splitlines())
    assert "Nothing was kept" in run("customer", "erase", "c-1", "--yes").stderr


def test_the_password_of_a_database_is_not_shown() -> None:
    result = CliRunner().invoke(main, ["settings"], env={"DRAFTER_DATABASE_URL": "postgresql://drafter:hidden@db:5432/drafter"})
    assert "postgresql://…@db:5432/drafter" in result.stdout
    assert "hidden" not in result.stdout

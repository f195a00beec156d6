"""The command line over a small guardrails folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from drafter.cli import main
from tests.guardrails_kit import rule, write_guardrails

Run = Callable[..., Result]

FILES = {
    "en/context.toml": "[[negation]]\ncues = '''\nnot\ncannot\n'''\n",
    "en/guarantee/no-guarantees.toml": rule(
        phrases="guarantee*", title="No guarantees", why="We cannot know.", say_instead="We expect it.", source="The house's own.", fix="we expect"
    ),
    "en/blunt/hiccups.toml": rule(phrases="hiccup*", title="No hiccups", severity="warn", principle="solutions", rejects="A hiccup."),
    "any/blunt/blank.toml": rule(check="unfilled_blank", title="No blanks", rejects="Dear {{name}}.", passes="Dear Ana."),
    "kk/guarantee/no-guarantees.toml": rule(
        phrases="кепіл*", title="Кепілдік жоқ", why="Біз білмейміз.", say_instead="Күтеміз.", rejects="Кепілдік.", passes="Рақмет."
    ),
}


@pytest.fixture
def guardrails(tmp_path: Path) -> Path:
    return write_guardrails(tmp_path / "guardrails", FILES)


@pytest.fixture
def run(guardrails: Path) -> Run:
    """`run("check", "-", input="We guarantee it.")`; further keys are environment variables."""

    def call(*arguments: str, input: str | bytes | None = None, **environment: str) -> Result:
        return CliRunner().invoke(main, arguments, input=input, env={"DRAFTER_GUARDRAILS": str(guardrails), "COLUMNS": "100", **environment})

    return call


def lines(result: Result) -> list[Any]:
    """The JSON objects of a batch's output."""
    return [json.loads(line) for line in result.stdout.splitlines()]

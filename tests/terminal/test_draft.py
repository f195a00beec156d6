"""`drafter draft`, `drafter languages`, `drafter settings`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.settings import MEANINGS, SECRETS
from tests.guardrails_kit import rule, write_guardrails
from tests.terminal.conftest import Run

TICKET = {
    "language": "en",
    "today": "2026-11-22",
    "conversation": [{"author": "customer", "text": "Where is my parcel?"}],
    "brief": {"solutions": ["a new parcel"], "follow_up": {"at": "2026-11-27"}},
}


def test_the_text_alone_stands_on_standard_output(run: Run) -> None:
    result = run("draft", "-", input=json.dumps(TICKET))
    assert (0, "") == (result.exit_code, result.stderr)
    assert "new parcel" in result.stdout


def test_as_json_the_whole_draft_is_printed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ticket.json"
    path.write_text(json.dumps(TICKET), encoding="utf-8-sig")
    draft = json.loads(run("draft", str(path), "--json").stdout)
    assert ("en", "email", "composed", "pass", 1) == tuple(draft[key] for key in ("language", "channel", "origin", "verdict", "attempts"))
    assert {"id", "text", "notice", "findings", "commitments", "usage"} <= set(draft)


def test_a_withheld_draft_says_so_and_prints_no_text(run: Run) -> None:
    result = run("draft", "-", "--attempts", input=json.dumps(TICKET | {"brief": {"solutions": ["a guaranteed parcel"]}}))
    assert (1, "") == (result.exit_code, result.stdout)
    assert "No draft: every attempt was stopped (Certain)" in result.stderr
    assert "attempt 1: composed by composer" in result.stderr


def test_a_model_that_cannot_be_reached_gives_a_composed_draft_with_a_notice(run: Run) -> None:
    model = {"DRAFTER_MODEL": "m", "DRAFTER_MODEL_URL": "http://127.0.0.1:9/v1", "DRAFTER_DRAFT_SECONDS": "2"}
    result = run("draft", "-", input=json.dumps(TICKET), **model)
    assert 0 == result.exit_code
    assert "new parcel" in result.stdout
    assert "This reply was composed from the brief." in result.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "not JSON"),
        ("{}", "The key 'conversation' is missing"),
        ('{"conversation": []}', "This list is empty"),
        (json.dumps(TICKET | {"language": "xx"}), "The request asks for 'xx'"),
        (json.dumps(TICKET | {"brief": {"follow_up": {"at": "2026-11-21"}}}), "is before today"),
    ],
)
def test_bad_input_ends_with_exit_code_2(run: Run, given: str, said: str) -> None:
    result = run("draft", "-", input=given)
    assert (2, "") == (result.exit_code, result.stdout)
    assert said in result.stderr


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DRAFTER_MODEL": "m"}, "neither a key nor a URL is set"),
        ({"DRAFTER_MODLE": "m"}, "Did you mean 'DRAFTER_MODEL'?"),
        ({"DRAFTER_GUARDRAILS": "/nowhere"}, "There is no such folder for guardrails"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_before_anything_is_done(run: Run, environment: dict[str, str], said: str) -> None:
    result = run("draft", "-", input=json.dumps(TICKET), **environment)
    assert 2 == result.exit_code
    assert said in result.stderr


def test_a_key_of_other_programs_stops_no_command(run: Run) -> None:
    assert 0 == run("draft", "-", input=json.dumps(TICKET), OPENAI_API_KEY="sk-of-another-program").exit_code


def test_settings_are_listed_with_meaning_and_value_and_no_secret_is_shown(run: Run) -> None:
    given = {"DRAFTER_MODEL": "m", "DRAFTER_MODEL_KEY": "sk-secret", "DRAFTER_TOKEN": "t-secret", "DRAFTER_CLOSING": "true"}
    result = run("settings", **given)
    assert 0 == result.exit_code
    for name in MEANINGS:
        assert f"DRAFTER_{name.upper()} = " in result.stdout
    assert "DRAFTER_MODEL_KEY = (set)" in result.stdout
    assert "DRAFTER_FALLBACK_KEY = (not set)" in result.stdout
    assert "DRAFTER_CLOSING = true" in result.stdout
    assert "secret" not in result.stdout
    assert set(MEANINGS) > SECRETS


@pytest.mark.parametrize(
    ("variable", "address", "shown"),
    [
        ("DRAFTER_REDIS_URL", "redis://localhost:6379/0", "redis://localhost:6379/0"),
        ("DRAFTER_REDIS_URL", "redis://localhost:6379/0?password=s3cret", "redis://localhost:6379/0?…"),
        ("DRAFTER_REDIS_URL", "redis://:s3cret@localhost/0", "redis://…@localhost/0"),
        ("DRAFTER_REDIS_URL", "redis://:s3:s3cret@localhost/0", "redis://…@localhost/0"),
        ("DRAFTER_REDIS_URL", "redis://:p/s3cret@localhost/0", "(set)"),
        ("DRAFTER_REDIS_URL", "redis://:1/s3cret@localhost/0", "(set)"),
        ("DRAFTER_REDIS_URL", "redis://:p#s3cret@localhost/0", "(set)"),
        ("DRAFTER_DATABASE_URL", "postgresql://s3cret:s3cret@db:5432/drafter", "postgresql://…@db:5432/drafter"),
        ("DRAFTER_DATABASE_URL", "postgresql://db/drafter?user=x&password=s3cret", "postgresql://db/drafter?…"),
        ("DRAFTER_DATABASE_URL", "sqlite:////data/drafter.db", "sqlite:////data/drafter.db"),
        ("DRAFTER_MODEL_URL", "https://gateway/v1?key=s3cret", "https://gateway/v1?…"),
    ],
)
def test_an_address_is_shown_without_what_may_be_a_password(variable: str, address: str, shown: str, run: Run) -> None:
    result = run("settings", DRAFTER_MODEL="m", DRAFTER_MODEL_KEY="k", **{variable: address})
    assert 0 == result.exit_code, result.output
    assert f"{variable} = {shown}\n" in result.stdout
    assert "s3" not in result.stdout


def test_languages_say_whether_they_are_live_and_read_by_a_native(run: Run) -> None:
    result = run("languages", DRAFTER_GUARDRAILS="")
    assert any(line.startswith("en") and "live" in line and "English" in line for line in result.stdout.splitlines())


def test_help_teaches_and_no_command_is_an_error_without_a_word(run: Run) -> None:
    assert 'echo "We guarantee it." | drafter check -' in run("--help").stdout
    assert "Exit code: 0 all pass, 1 something is rejected, 2 bad input." in run("check", "--help").stdout
    result = run("chek")
    assert (2, True) == (result.exit_code, "chek" in result.stderr)


def test_a_file_that_is_a_rule_with_a_typo_stops_a_draft_with_its_line(run: Run, guardrails: Path) -> None:
    write_guardrails(guardrails, {"en/blunt/typo.toml": rule(phrases="x") + "sillenced_by = []\n"})
    result = run("draft", "-", input=json.dumps(TICKET))
    assert 2 == result.exit_code
    assert "en/blunt/typo.toml:15: Unknown key 'sillenced_by'. Did you mean 'silenced_by'?" in result.stderr

"""`drafter serve`, before it listens: what it refuses, and what it prints."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from drafter.cli import main
from drafter.settings import Settings
from drafter.terminal import serve


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DRAFTER_TOKEN", "DRAFTER_HOST", "DRAFTER_PORT"):
        monkeypatch.delenv(name, raising=False)


def _refused(*arguments: str) -> str:
    run = CliRunner().invoke(main, ["serve", *arguments])
    assert 2 == run.exit_code, run.output
    assert "Traceback" not in run.output
    return run.output


def test_without_a_token_it_listens_on_loopback_only_and_names_the_remedy() -> None:
    said = _refused("--host", "0.0.0.0")  # noqa: S104 refused
    assert "set DRAFTER_TOKEN" in said


def test_a_port_that_is_taken_is_named_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = _refused("--port", str(port))
    assert f"port {port} on 127.0.0.1" in said
    assert "--port" in said


@pytest.mark.parametrize(
    ("option", "value"),
    [("--host", "192.0.2.1"), ("--host", "no such host"), ("--host", "a" * 300), ("--port", "65536"), ("--port", "70000"), ("--port", "-1")],
)
def test_an_address_that_cannot_be_listened_on_is_refused(option: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTER_TOKEN", "a-token")
    assert option in _refused(option, value)


def test_a_broken_content_file_is_named_before_anything_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "language.toml").write_text("englisch = 'English'\n", encoding="utf-8")
    monkeypatch.setenv("DRAFTER_PROMPTS", str(tmp_path))
    assert "language.toml:1" in _refused("--port", "0")


def test_it_prints_a_link_that_works_once_and_a_token_only_if_it_made_one(capsys: pytest.CaptureFixture[str]) -> None:
    serve._welcome(Settings(), "http://127.0.0.1:8000", token="made", entry=serve._Entry(keys=False, link_token="once"))  # noqa: S106
    made = capsys.readouterr().out
    assert "http://127.0.0.1:8000/schema?token=once" in made
    assert "Bearer made" in made
    assert "the composer" in made
    assert re.search(r"keeps    drafts in /\S+/drafter\.db, for 90 days", made)
    serve._welcome(Settings(), "http://127.0.0.1:8000", token=None, entry=serve._Entry(keys=True))
    assert "`drafter keys create --role admin" in capsys.readouterr().out
    modelled = Settings(token="set", model="m", model_url="http://user:pass@models:9/v1")  # noqa: S106
    serve._welcome(modelled, "http://0.0.0.0:80", token=None, entry=serve._Entry(keys=False))
    kept = capsys.readouterr().out
    assert "Bearer $DRAFTER_TOKEN" in kept
    assert "m at models:9" in kept
    assert not [secret for secret in ("set ", "pass", "token=") if secret in kept]

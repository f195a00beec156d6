"""What a newcomer sees first."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from drafter.cli import main
from drafter.house import open_house
from drafter.settings import Settings

LIVE = open_house(Settings()).library.live()


@pytest.mark.parametrize("language", LIVE)
def test_the_demo_shows_ticket_sources_verdict_and_what_became_of_an_over_promise(language: str) -> None:
    shown = CliRunner().invoke(main, ["demo", language])
    assert 0 == shown.exit_code
    for part in ("Ticket ·", "Brief ·", "← brief.follow_up", "Verdict · pass", "stopped, the agent never sees it", "What the agent gets · repaired"):
        assert part in shown.output


@pytest.mark.parametrize("language", [code for code in LIVE if code != "en"])
def test_the_demo_drafts_each_language_from_an_english_brief_too(language: str) -> None:
    shown = CliRunner().invoke(main, ["demo", language], env={"COLUMNS": "100"}).output
    english = shown[shown.index("The same brief, written in English") : shown.index("given to a model that over-promises")]
    assert "Draft, composed from it · pass" in english
    assert "← brief.solutions[0]" in english
    assert "so that only the remedy is named: “replacement " in " ".join(english.split())


@pytest.mark.parametrize("language", LIVE)
def test_the_demo_fits_into_a_hundred_columns(language: str) -> None:
    shown = CliRunner().invoke(main, ["demo", language], env={"COLUMNS": "100"}).output
    assert [] == [line for line in shown.splitlines() if len(line) > 100]


def test_the_demo_needs_neither_key_nor_network_whatever_is_set() -> None:
    shown = CliRunner().invoke(main, ["demo", "en"], env={"DRAFTER_MODEL": "some-model", "DRAFTER_MODEL_URL": "http://127.0.0.1:9/v1"})
    assert 0 == shown.exit_code

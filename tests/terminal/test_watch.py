"""`drafter rules prove --watch`, looked at by hand: what one screen shows after each save."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from drafter.house import open_house
from drafter.settings import Settings
from drafter.terminal.watch import Watch
from tests.guardrails_kit import rule, write_guardrails

RULE = "en/guarantee/no-guarantees"


@pytest.fixture
def watch(guardrails: Path) -> Watch:
    return Watch(open_house(Settings(guardrails=guardrails)), None)


def look(watch: Watch) -> list[str]:
    return [click.unstyle(line) for line in watch.look()]


def test_the_first_screen_is_about_everything_and_without_a_save_there_is_no_second(watch: Watch) -> None:
    assert ["en: 3 rules, 10 of 10 sentences hold", "kk: 2 rules, 4 of 4 sentences hold", "All good!"] == look(watch)
    assert [] == look(watch)


def test_after_a_save_only_what_it_can_change_is_tried_again(watch: Watch, guardrails: Path) -> None:
    look(watch)
    write_guardrails(guardrails, {f"{RULE}.toml": rule(phrases="guarantee*\npromise*", rejects="We promise it.")})
    assert [f"en: 3 rules, 9 of 9 sentences hold; tried again: {RULE}", "kk: 2 rules, 4 of 4 sentences hold", "All good!"] == look(watch)


def test_a_rule_that_stops_what_another_lets_pass_shows_at_that_other(watch: Watch, guardrails: Path) -> None:
    look(watch)
    write_guardrails(guardrails, {f"{RULE}.toml": rule(phrases="guarantee*\ndear ana", passes="We cannot guarantee it.")})
    head, _, complaint = look(watch)
    assert head.endswith(f"tried again: any/blunt/blank, {RULE}")
    assert f"any/blunt/blank.toml:11 passes: 'Dear Ana.' is stopped: {RULE} finds 'Dear Ana'" == complaint


def test_a_broken_file_is_told_until_it_is_mended_and_what_was_proved_stays(watch: Watch, guardrails: Path) -> None:
    look(watch)
    sound = (guardrails / f"{RULE}.toml").read_text(encoding="utf-8")
    write_guardrails(guardrails, {f"{RULE}.toml": "title = "})
    screen = look(watch)
    assert any(line.startswith(f"{RULE}.toml:1: This is not TOML") for line in screen)
    assert "All good!" not in screen
    write_guardrails(guardrails, {f"{RULE}.toml": sound})
    assert "All good!" == look(watch)[-1]


def test_a_rule_that_is_not_there_yet_is_waited_for(guardrails: Path) -> None:
    watch = Watch(open_house(Settings(guardrails=guardrails)), "en/blunt/new")
    assert "en/blunt/new: There is no such rule." in look(watch)[0]
    write_guardrails(guardrails, {"en/blunt/new.toml": rule(phrases="nonsense", rejects="Nonsense.")})
    assert ["en: 1 rules, 3 of 3 sentences hold", "All good!"] == look(watch)
    (guardrails / "en/blunt/new.toml").unlink()
    assert "There is no such rule." in look(watch)[0]

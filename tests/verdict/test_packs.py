"""The packs in force: built when first asked for, swapped whole, kept when their files break."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import InvalidContent
from drafter.verdict.packs import Packs
from tests.guardrails_kit import quotes, rule, write_guardrails


@pytest.fixture
def guardrails(tmp_path: Path) -> Path:
    return write_guardrails(tmp_path, {"en/guarantee/it.toml": rule(phrases="guarantee*"), "kk/guarantee/it.toml": rule(phrases="кепіл*")})


def test_a_pack_is_built_once(guardrails: Path) -> None:
    packs = Packs(guardrails)
    assert ("en", "kk") == packs.languages
    assert packs.pack("en") is packs.pack("en")


def test_a_changed_rule_holds_after_a_reload_and_not_before(guardrails: Path) -> None:
    packs = Packs(guardrails)
    old = packs.pack("en")
    write_guardrails(guardrails, {"en/guarantee/it.toml": rule(phrases="promise*")})
    assert old is packs.pack("en")
    fresh = packs.reload("en")
    assert fresh is packs.pack("en")
    assert ([], ["promise"]) == (quotes(old, "We promise."), quotes(fresh, "We promise."))


def test_a_broken_reload_leaves_the_old_pack_in_force(guardrails: Path) -> None:
    packs = Packs(guardrails)
    old = packs.pack("en")
    write_guardrails(guardrails, {"en/guarantee/it.toml": "title = "})
    with pytest.raises(InvalidContent):
        packs.reload("en")
    assert old is packs.pack("en")
    assert ["guarantee"] == quotes(packs.pack("en"), "We guarantee it.")


def test_a_broken_language_takes_no_other_with_it(guardrails: Path) -> None:
    write_guardrails(guardrails, {"kk/guarantee/it.toml": "title = "})
    packs = Packs(guardrails)
    with pytest.raises(InvalidContent):
        packs.pack("kk")
    assert ["guarantee"] == quotes(packs.pack("en"), "We guarantee it.")
    write_guardrails(guardrails, {"kk/guarantee/it.toml": rule(phrases="кепіл*")})
    assert ["кепілдік"] == quotes(packs.pack("kk"), "Біз кепілдік береміз.")


def test_dropping_a_folder_in_is_enough(guardrails: Path) -> None:
    packs = Packs(guardrails)
    assert "de" not in packs.languages
    write_guardrails(guardrails, {"de/guarantee/it.toml": rule(phrases="garantier*")})
    assert ["garantieren"] == quotes(packs.pack("de"), "Wir garantieren es.")
    assert "de" in packs.languages

"""The packs in force, built when first asked for."""

from __future__ import annotations

import os
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


def test_a_folder_is_seen_even_right_after_the_folders_were_listed(guardrails: Path) -> None:
    packs = Packs(guardrails)
    for code in ("aa", "bb", "cc"):
        (guardrails / code).mkdir()
        assert code in packs.languages
        (guardrails / code).rmdir()
        assert code not in packs.languages


def test_the_folders_are_seen_when_they_were_written_long_ago_too(guardrails: Path) -> None:
    os.utime(guardrails, (0, 0))
    packs = Packs(guardrails)
    assert ("en", "kk") == packs.languages == packs.languages
    (guardrails / "de").mkdir()
    assert "de" in packs.languages

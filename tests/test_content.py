"""What is found in a content folder, and what lies there without being content."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.content import files_in, languages_in
from drafter.verdict.pack import build_pack
from tests.guardrails_kit import quotes, rule, write_guardrails

LEFT_OVER = ["it.toml~", ".it.toml.swp", "#it.toml#", "4913", "it.toml___jb_tmp___", ".DS_Store", "Thumbs.db"]


@pytest.mark.parametrize("name", LEFT_OVER)
def test_what_an_editor_or_a_system_leaves_behind_stops_nothing(tmp_path: Path, name: str) -> None:
    write_guardrails(tmp_path, {"en/blunt/it.toml": rule(phrases="promise"), f"en/blunt/{name}": "left", f"en/{name}": "left", name: "left"})
    assert ["promise"] == quotes(build_pack(tmp_path, "en"), "We promise.")


def test_the_lock_of_a_file_that_is_being_edited_stops_nothing(tmp_path: Path) -> None:
    write_guardrails(tmp_path, {"en/blunt/it.toml": rule(phrases="promise")})
    (tmp_path / "en" / "blunt" / ".#it.toml").symlink_to("somebody@machine.1")
    assert ["promise"] == quotes(build_pack(tmp_path, "en"), "We promise.")
    assert ["en/blunt/it.toml"] == [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path, "**/*.toml") if "blunt" in path.parts]


def test_a_folder_that_is_not_there_holds_no_file(tmp_path: Path) -> None:
    assert [] == files_in(tmp_path / "absent")


def test_languages_are_folders_that_are_neither_hidden_nor_for_all(tmp_path: Path) -> None:
    for name in ("en", "any", ".git", "_old"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").touch()
    assert ["en"] == languages_in(tmp_path)

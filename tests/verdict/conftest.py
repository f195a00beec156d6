"""Packs made of a few lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from drafter.verdict.pack import Pack
from tests.guardrails_kit import small_pack

MakePack = Callable[..., Pack]


@pytest.fixture
def make_pack(tmp_path: Path) -> MakePack:
    """`make_pack({"en/guarantee/x.toml": rule(phrases="guarantee*")})` writes the files beside a small families.toml and compiles them."""

    def make(files: Mapping[str, str | bytes], language: str = "en") -> Pack:
        return small_pack(tmp_path, files, language)

    return make

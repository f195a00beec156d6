"""`families.toml`: the families of rules and the kinds of context, the same for every language."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from drafter.strict import read_toml

Principle = Literal["solutions", "transparency", "timeline", "realism", "follow_up"]


class Family(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`silenced_by` names kinds of context; `needs` what a check must have at hand before it can judge."""

    title: str
    description: str
    principle: Principle
    silenced_by: tuple[str, ...]
    needs: Literal["brief", "conversation"] | None = None


class ContextKind(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    description: str
    voids: tuple[str, ...] = ()
    cancels: bool = False


class Families(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    families: dict[str, Family]
    contexts: dict[str, ContextKind]


def read_families(guardrails: Path) -> Families:
    return read_toml(guardrails / "families.toml", Families, name="families.toml")

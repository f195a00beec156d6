"""`families.toml`: the families of rules and the kinds of context, the same for every language."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from drafter.errors import InvalidContent, Problem
from drafter.strict import line_of, nearest, read_toml

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
    """InvalidContent carries every mistake, a kind of context that is not described among them."""
    path = guardrails / "families.toml"
    families = read_toml(path, Families, name="families.toml")
    named = [(f"families.{name}", kind) for name, family in families.families.items() for kind in family.silenced_by]
    named += [(f"contexts.{name}", kind) for name, context in families.contexts.items() for kind in context.voids]
    wrong = [(table, kind) for table, kind in named if kind not in families.contexts]
    if wrong:
        text = path.read_text(encoding="utf-8")
        unknown = "There is no kind of context"
        raise InvalidContent(
            *(Problem(f"families.toml:{line_of(text, table)}", f"{unknown} {kind!r}.", nearest(kind, families.contexts)) for table, kind in wrong)
        )
    return families

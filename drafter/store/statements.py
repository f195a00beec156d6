"""What people say about drafts, and what they did: outcomes, reviews, the audit's entries."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

_Note = Annotated[str, Meta(max_length=10_000)]


class Outcome(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What became of a draft. `text` is what was sent, when the agent changed it. `by` names the key that told us."""

    action: Literal["sent", "edited", "discarded"]
    text: Annotated[str, Meta(max_length=2_000_000)] | None = None
    note: _Note | None = None
    by: str | None = None

    def __post_init__(self) -> None:
        if (self.text is not None) != (self.action == "edited"):
            raise ValueError("'text' goes with the action 'edited', and 'edited' goes with 'text'")


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Was it right to stop this attempt? `by` names the key of whoever says so."""

    judgement: Literal["right", "wrong"]
    note: _Note | None = None
    by: str | None = None


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`actor` did `action` (`keys.create`) to `subject`."""

    actor: str
    action: str
    subject: str
    details: dict[str, str | int] = {}

"""What people say about drafts, and what they did: outcomes, reviews, the audit's entries."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from drafter.verdict.verdict import Verdict

_Note = Annotated[str, Meta(max_length=10_000)]


class Outcome(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What became of a draft. `text` is what was sent when the agent changed it, `verdict` what the rules say of it, and `distance` how many
    characters were added, taken out or changed. `reason` is why it was discarded. `by` names the key that told us."""

    action: Literal["sent", "edited", "discarded"]
    text: Annotated[str, Meta(max_length=2_000_000)] | None = None
    verdict: Verdict | None = None
    distance: int | None = None
    reason: _Note | None = None
    by: str | None = None

    def __post_init__(self) -> None:
        if (self.text is not None) != (self.action == "edited"):
            raise ValueError("'text' goes with the action 'edited', and 'edited' goes with 'text'")


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Was it right to stop this attempt? `by` names the key of whoever says so."""

    judgement: Literal["right", "false_alarm"]
    note: _Note | None = None
    by: str | None = None


class SentReview(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Is there anything in a text that was sent that should have been stopped? `by` names the key of whoever says so."""

    judgement: Literal["sound", "slipped_through"]
    note: _Note | None = None
    by: str | None = None


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`actor` did `action` (`keys.create`) to `subject`."""

    actor: str
    action: str
    subject: str
    details: dict[str, str | int] = {}

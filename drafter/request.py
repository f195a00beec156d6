"""What the helpdesk sends: `DraftRequest` for a draft, `CheckRequest` for a text of the agent's own. Strict: unknown keys are refused.

The structs hold JSON's own types, so that they serve as the OpenAPI schema too; what needs a calendar or a language is resolved in `resolve`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from drafter.moments import parse_duration, parse_moment

Channel = Literal["email", "chat", "sms", "phone", "letter", "social", "in_person"]
Purpose = Literal["answer", "ask", "update", "closing"]
Tone = Literal["warm", "neutral", "formal"]
Length = Literal["short", "normal", "long"]
Address = Literal["formal", "informal"]
CustomerKind = Literal["unappeasable", "critic", "upset", "enthusiast"]
Author = Literal["customer", "agent", "note", "bot"]
Feasibility = Literal["possible", "partly_possible", "not_possible", "unknown"]
Fault = Literal["ours", "theirs", "third_party", "unknown"]

Text = Annotated[str, Meta(max_length=2_000_000)]
Line = Annotated[str, Meta(min_length=1, max_length=10_000)]
MomentText = Annotated[str, Meta(description="YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss][offset]", examples=["2026-11-27T15:00"])]
DurationText = Annotated[str, Meta(description="ISO 8601 with Y, M, W, D, H, M", examples=["P2D"])]


class _Strict(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, omit_defaults=True):
    """Unknown keys are refused; what is absent stays absent when written out again."""


class Ticket(_Strict, frozen=True):
    id: str | None = None
    url: str | None = None
    subject: str | None = None
    brand: str | None = None


class Customer(_Strict, frozen=True):
    id: str | None = None
    name: str | None = None
    salutation: str | None = None
    email: str | None = None
    phone: str | None = None
    ids: list[str] = msgspec.field(default_factory=list)
    address: Address | None = None
    kind: CustomerKind | None = None
    preferred_channel: Channel | None = None


class Attachment(_Strict, frozen=True):
    name: str
    type: str | None = None


class Message(_Strict, frozen=True):
    author: Author
    text: Text
    at: MomentText | None = None
    attachments: list[Attachment] = msgspec.field(default_factory=list)

    def __post_init__(self) -> None:
        if self.at is not None:
            parse_moment(self.at)


class Agent(_Strict, frozen=True):
    name: str | None = None
    signature: str | None = None


class Statement(_Strict, frozen=True):
    """One thing that the company stands behind. `terms` names, for a language, words of which a draft in it must hold one."""

    text: Line
    url: str | None = None
    terms: dict[str, list[str]] = msgspec.field(default_factory=dict)


class Step(_Strict, frozen=True):
    who: Line
    what: Line
    when: str | None = None


class Timeline(_Strict, frozen=True):
    """Either a span (`latest`, maybe `earliest`) or a date (`by`)."""

    earliest: DurationText | None = None
    latest: DurationText | None = None
    business_days: bool = False
    by: MomentText | None = None

    def __post_init__(self) -> None:
        if (self.by is None) == (self.latest is None and self.earliest is None):
            raise ValueError("a timeline is either {'by': date} or {'earliest': duration, 'latest': duration}")
        if self.by is not None:
            parse_moment(self.by)
        bounds = [parse_duration(bound).after(datetime(2026, 1, 1)) for bound in (self.earliest, self.latest) if bound is not None]
        if len(bounds) == 2 and bounds[1] < bounds[0]:
            raise ValueError(f"latest ({self.latest}) is before earliest ({self.earliest})")


class FollowUp(_Strict, frozen=True):
    at: MomentText
    channel: Channel | None = None

    def __post_init__(self) -> None:
        parse_moment(self.at)


class BriefInput(_Strict, frozen=True):
    """The brief as it was sent. `timeline: null` means known to be unknown; an absent key asks for nothing."""

    feasibility: Feasibility | None = None
    solutions: list[Line | Statement] = msgspec.field(default_factory=list)
    reasons: list[Line | Statement] = msgspec.field(default_factory=list)
    obstacles: list[Line | Statement] = msgspec.field(default_factory=list)
    needs: list[Line] = msgspec.field(default_factory=list)
    steps: list[Step] = msgspec.field(default_factory=list)
    fault: Fault | None = None
    timeline: Timeline | UnsetType | None = UNSET
    follow_up: FollowUp | None = None


class _TicketKeys(_Strict, frozen=True):
    """What a draft and a check have in common."""

    language: Annotated[str, Meta(description="ISO 639, or a tag with a region", examples=["de", "en-GB"])] | None = None
    channel: Channel = "email"
    purpose: Purpose = "answer"
    tone: Tone = "neutral"
    length: Length = "normal"
    ticket: Ticket = msgspec.field(default_factory=Ticket)
    now: MomentText | None = None
    today: MomentText | None = None
    country: Annotated[str, Meta(description="ISO 3166, with a region if holidays differ", examples=["DE", "MY-10"])] | None = None
    customer: Customer = msgspec.field(default_factory=Customer)
    hint: Annotated[str, Meta(max_length=10_000)] | None = None
    agent: Agent = msgspec.field(default_factory=Agent)
    brief: BriefInput | None = None

    def __post_init__(self) -> None:
        for key in ("now", "today"):
            value = getattr(self, key)
            if value is not None and isinstance(parse_moment(value), datetime) != (key == "now"):
                raise ValueError(f"'{key}' is {'a date with a time' if key == 'now' else 'a date without a time'}, not {value!r}")


class DraftRequest(_TicketKeys, frozen=True, kw_only=True):
    """All that is needed to draft one reply. Only `conversation` is required."""

    conversation: Annotated[list[Message], Meta(min_length=1, max_length=2_000)]


class CheckRequest(_TicketKeys, frozen=True, kw_only=True):
    """A text to judge, with as much of the ticket as is at hand. Only `text` is required."""

    text: Text
    conversation: Annotated[list[Message], Meta(max_length=2_000)] = msgspec.field(default_factory=list)
    id: Any = UNSET


TicketRequest = DraftRequest | CheckRequest

"""`Brief`: everything that a reply may stand on, and what a company has set once for all of its tickets. `resolve` makes one of a request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import UnsetType

from drafter.moments import Duration
from drafter.request import BriefInput, Channel, Statement, TicketRequest

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a company has set once. `follow_up_after` is when we write again if nobody said; None promises no time."""

    language: str = "en"
    zone: ZoneInfo | None = None
    country: str | None = None
    follow_up_after: Duration | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """`by` alone, or `latest` and maybe `earliest`."""

    earliest: Duration | None = None
    latest: Duration | None = None
    business_days: bool = False
    by: Moment | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """When and on which channel we come back. `source` says who said so: the brief, the hint, or the workspace's default."""

    at: Moment
    channel: Channel
    source: str = "brief.follow_up"


@dataclass(frozen=True, slots=True)
class HintRead:
    """What the agent's line states. `follow_up` is when, and on which channel."""

    solutions: tuple[str, ...] = ()
    timeline: Timeline | None = None
    follow_up: tuple[Moment, Channel] | None = None

    def with_(self, **changes: Any) -> HintRead:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class CleanMessage:
    """A message without HTML, quoted history and signature. `index` is its place in the request's conversation."""

    index: int
    author: str
    text: str
    at: Moment | None
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that a reply may stand on.

    `given` is False in a check to which neither a brief nor a hint came; a draft always has a brief, and an empty one promises nothing.
    `timeline` is UNSET when nobody asked for one, and None when it is known to be unknown.
    `hinted` are options that the agent's line offers; `timeline_source` says whether the brief or that line gave the timeline.
    `today` is None only in a check that has no date to go by.
    """

    request: TicketRequest
    language: str
    channel: Channel
    zone: tzinfo
    country: str | None
    today: date | None
    given: bool
    solutions: tuple[Statement, ...]
    reasons: tuple[Statement, ...]
    obstacles: tuple[Statement, ...]
    needs: tuple[str, ...]
    timeline: Timeline | UnsetType | None
    follow_up: FollowUp | None
    conversation: tuple[CleanMessage, ...]
    hinted: tuple[Statement, ...] = ()
    timeline_source: str = "brief.timeline"

    @property
    def facts(self) -> BriefInput:
        """The brief as it was sent, empty when none came."""
        return self.request.brief or BriefInput()

    @property
    def fault_is_ours(self) -> bool:
        return self.facts.fault == "ours"

    @property
    def hint_was_read(self) -> bool:
        """Whether anything of the agent's line joined the brief."""
        return bool(self.hinted) or self.timeline_source == "hint" or (self.follow_up is not None and self.follow_up.source == "hint")

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that stands in the ticket and in the brief, notes and the fields of the customer included."""
        request, facts = self.request, self.facts
        customer, ticket, agent = request.customer, request.ticket, request.agent
        fields = (ticket.id, ticket.url, ticket.subject, ticket.brand, customer.id, customer.name, customer.email, customer.phone)
        given = [*fields, *customer.ids, agent.name, agent.signature, request.hint, *self.needs]
        given += [item.text for item in (*self.solutions, *self.reasons, *self.obstacles)] + [item.url for item in self.solutions]
        given += [f"{step.who} {step.what} {step.when or ''}" for step in facts.steps]
        return tuple(text for text in (*given, *(message.text for message in self.conversation)) if text)

    @property
    def customer_messages(self) -> tuple[CleanMessage, ...]:
        return tuple(message for message in self.conversation if message.author == "customer")

"""Step 2: request → `Brief`. Today, zone, language and channel are resolved, texts cleaned, contradictions with the calendar refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import UNSET, UnsetType

from drafter.errors import InvalidInput, LanguageNotLive, Problem
from drafter.moments import Duration, day_of, in_zone, parse_duration, parse_moment
from drafter.request import BriefInput, Channel, DraftRequest, Statement, TicketRequest
from drafter.text.clean import NO_PHRASES, MailPhrases, clean_message
from drafter.text.language import LanguageDetector

Moment = date | datetime
_TELLING = 4  # words; "yo" or "Bonjour" alone is no proof that a customer writes another language
_TOLD_BY = 5  # of the customer's newest messages that may tell the language


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a company has set once. `follow_up_after` is when we write again if nobody said; None promises no time."""

    language: str = "en"
    zone: ZoneInfo = ZoneInfo("UTC")
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
    """When and on which channel we come back. `source` is the brief, or the workspace's default."""

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
    zone: ZoneInfo
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


def resolve(
    request: TicketRequest,
    *,
    detector: LanguageDetector,
    live: tuple[str, ...],
    workspace: Workspace,
    mail: MailPhrases = NO_PHRASES,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    hints: Callable[[str, str, date | None], HintRead] | None = None,
) -> Brief:
    """Resolve a request. InvalidInput when dates contradict each other, LanguageNotLive when nobody here drafts in the language.

    `mail` is what mail programs put round a message. `hints` reads the agent's line (line, language, today); what the brief itself says goes
    before it.
    """
    conversation = tuple(
        CleanMessage(
            index=index,
            author=message.author,
            text=clean_message(message.text, mail),
            at=None if message.at is None else in_zone(parse_moment(message.at), workspace.zone),
            attachments=tuple(attachment.name for attachment in message.attachments),
        )
        for index, message in enumerate(request.conversation)
    )
    language = _language(request, conversation, detector, live, workspace)
    today = _today(request, conversation, workspace.zone, clock)
    facts = request.brief or BriefInput()
    hint = hints(request.hint, language, today) if hints and request.hint else HintRead()
    timeline, timeline_source = _timeline(facts, today, workspace.zone), "brief.timeline"
    if timeline is UNSET and hint.timeline is not None:
        timeline, timeline_source = hint.timeline, "hint"
    return Brief(
        request=request,
        language=language,
        channel=request.channel,
        zone=workspace.zone,
        country=request.country or workspace.country,
        today=today,
        given=isinstance(request, DraftRequest) or request.brief is not None or bool(request.hint),
        solutions=_statements(facts.solutions),
        hinted=_statements(list(hint.solutions)),
        reasons=_statements(facts.reasons),
        obstacles=_statements(facts.obstacles),
        needs=tuple(facts.needs),
        timeline=timeline,
        timeline_source=timeline_source,
        follow_up=_follow_up(request, today, workspace, hint),
        conversation=conversation,
    )


def _language(
    request: TicketRequest, conversation: tuple[CleanMessage, ...], detector: LanguageDetector, live: tuple[str, ...], workspace: Workspace
) -> str:
    if request.language is not None:
        if request.language not in live:
            raise LanguageNotLive(request.language, live, written_by_customer=False)
        return request.language
    # The newest message decides; one that says too little ("ok, thanks") leaves it to the one before.
    texts = [message.text for message in reversed(conversation) if message.author == "customer"][:_TOLD_BY]
    if not isinstance(request, DraftRequest) and not texts:
        texts = [request.text]
    for text in texts:
        guess = detector.detect(text)
        if guess in live:
            return guess
        if guess and len(text.split()) >= _TELLING:
            raise LanguageNotLive(guess, live, written_by_customer=True)
    return workspace.language


def _today(request: TicketRequest, conversation: tuple[CleanMessage, ...], zone: ZoneInfo, clock: Callable[[], datetime]) -> date | None:
    """The request's own date, else the newest message's, else (when drafting) the clock's: a ticket from last week is answered from its own day."""
    if request.now is not None:
        return day_of(in_zone(parse_moment(request.now), zone))
    if request.today is not None:
        return day_of(parse_moment(request.today))
    if days := [day_of(message.at) for message in conversation if message.at is not None]:
        return max(days)
    return clock().astimezone(zone).date() if isinstance(request, DraftRequest) else None


def _statements(given: list[str | Statement]) -> tuple[Statement, ...]:
    return tuple(Statement(text=item) if isinstance(item, str) else item for item in given)


def _timeline(facts: BriefInput, today: date | None, zone: ZoneInfo) -> Timeline | UnsetType | None:
    given = facts.timeline
    if given is UNSET or given is None:
        return given
    if given.by is None:
        return Timeline(
            earliest=parse_duration(given.earliest) if given.earliest else None,
            latest=parse_duration(given.latest) if given.latest else None,
            business_days=given.business_days,
        )
    by = in_zone(parse_moment(given.by), zone)
    _refuse_past("$.brief.timeline.by", by, today)
    return Timeline(by=by)


def _follow_up(request: TicketRequest, today: date | None, workspace: Workspace, hint: HintRead) -> FollowUp | None:
    given = request.brief.follow_up if request.brief else None
    channel = request.customer.preferred_channel or request.channel
    if given is not None:
        at = in_zone(parse_moment(given.at), workspace.zone)
        _refuse_past("$.brief.follow_up.at", at, today)
        return FollowUp(at, given.channel or channel)
    if hint.follow_up is not None:
        return FollowUp(*hint.follow_up, source="hint")
    if workspace.follow_up_after is None or today is None or request.hint or request.brief not in (None, BriefInput()):
        return None
    midnight = datetime(today.year, today.month, today.day, tzinfo=workspace.zone)
    return FollowUp(workspace.follow_up_after.after(midnight).date(), channel, source="workspace.follow_up_after")


def _refuse_past(where: str, moment: Moment, today: date | None) -> None:
    if today is not None and day_of(moment) < today:
        raise InvalidInput(Problem(where, f"{day_of(moment)} is before today ({today}).", "Give a date that is still to come, or name 'today'."))

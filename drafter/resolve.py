"""Step 2: request → `Brief`. Now, zone, language and channel are resolved, texts cleaned, contradictions with the calendar refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, tzinfo
from itertools import islice

from msgspec import UNSET, UnsetType

from drafter.brief import Brief, CleanMessage, FollowUp, HintRead, Moment, Timeline, Workspace
from drafter.errors import InvalidInput, LanguageNotLive, Problem
from drafter.moments import day_of, in_zone, parse_duration, parse_moment
from drafter.request import BriefInput, DraftRequest, Statement, TicketRequest
from drafter.request import Timeline as TimelineInput
from drafter.text.clean import NO_PHRASES, MailPhrases, clean_message
from drafter.text.language import LanguageDetector

_TELLING = 4  # words; "yo" or "Bonjour" alone is no proof that a customer writes another language
_TOLD_BY = 5  # of the customer's newest messages that may tell the language


def resolve(
    request: TicketRequest,
    *,
    detector: LanguageDetector,
    live: tuple[str, ...],
    workspace: Workspace,
    mail: MailPhrases = NO_PHRASES,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    hints: Callable[[str, str, Moment | None, tzinfo], HintRead] | None = None,
) -> Brief:
    """Resolve a request. InvalidInput when dates contradict each other, LanguageNotLive when nobody here drafts in the language.

    `mail` is what mail programs put round a message. `hints` reads the agent's line (line, language, now, zone); what the brief itself
    says goes before it.
    """
    zone = workspace.zone or _zone_of(request)
    conversation = tuple(
        CleanMessage(
            index=index,
            author=message.author,
            text=clean_message(message.text, mail),
            at=None if message.at is None else in_zone(parse_moment(message.at), zone),
            attachments=tuple(attachment.name for attachment in message.attachments),
        )
        for index, message in enumerate(request.conversation)
    )
    language = _language(request, _by_customer(conversation), detector, live, workspace)
    now = _now(request, conversation, zone, clock)
    today = None if now is None else day_of(now)
    facts = request.brief or BriefInput()
    hint = hints(request.hint, language, now, zone) if hints and request.hint else HintRead()
    timeline, timeline_source = _timeline(facts, now, zone), "brief.timeline"
    if timeline is UNSET and hint.timeline is not None:
        timeline, timeline_source = hint.timeline, "hint"
    return Brief(
        request=request,
        language=language,
        channel=request.channel,
        zone=zone,
        country=request.country or (request.language and _subtags(request.language)[1]) or workspace.country,
        today=today,
        given=isinstance(request, DraftRequest) or request.brief is not None or bool(request.hint),
        solutions=_statements(facts.solutions),
        hinted=_statements(list(hint.solutions)),
        reasons=_statements(facts.reasons),
        obstacles=_statements(facts.obstacles),
        needs=tuple(facts.needs),
        timeline=timeline,
        timeline_source=timeline_source,
        follow_up=_follow_up(request, now, zone, workspace, hint),
        conversation=conversation,
    )


def _by_customer(conversation: tuple[CleanMessage, ...]) -> Iterator[str]:
    return (message.text for message in reversed(conversation) if message.author == "customer")


def language_of(
    request: TicketRequest, *, detector: LanguageDetector, live: tuple[str, ...], workspace: Workspace, mail: MailPhrases = NO_PHRASES
) -> str:
    """The language alone, for whoever needs no more of a request; raises as `resolve` does."""
    customers = (clean_message(message.text, mail) for message in reversed(request.conversation) if message.author == "customer")
    return _language(request, customers, detector, live, workspace)


def _zone_of(request: TicketRequest) -> tzinfo:
    """The offset in which the ticket itself gives its times: what the brief calls nine o'clock is nine to whoever reads the reply. Else UTC."""
    brief = request.brief or BriefInput()
    by = brief.timeline.by if isinstance(brief.timeline, TimelineInput) else None
    at = brief.follow_up.at if brief.follow_up else None
    for text in (request.now, at, by, *(message.at for message in reversed(request.conversation))):
        moment = parse_moment(text) if text else None
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            return moment.tzinfo
    return UTC


def _language(request: TicketRequest, customers: Iterator[str], detector: LanguageDetector, live: tuple[str, ...], workspace: Workspace) -> str:
    """`customers` are the texts of the customer's messages, the newest first."""
    if request.language is not None:
        named = _subtags(request.language)[0]
        if named not in live:
            raise LanguageNotLive(request.language, live, written_by_customer=False)
        return named
    # The newest message decides; one that says too little ("ok, thanks") leaves it to the one before.
    texts = list(islice(customers, _TOLD_BY))
    if not isinstance(request, DraftRequest) and not texts:
        texts = [request.text]
    doubtful: tuple[str, ...] = ()
    for text in texts:
        guess = detector.guess(text)
        if guess.sure and guess.language in live:
            return guess.language
        if len(text.split()) >= _TELLING:
            if guess.sure and guess.language:
                raise LanguageNotLive(guess.language, live, written_by_customer=True)
            doubtful = doubtful or tuple(each for each in (guess.language, guess.next_best) if each in live)
    return _of_neighbours(doubtful, request.country or workspace.country, workspace) if len(doubtful) > 1 else workspace.language


def _of_neighbours(doubtful: tuple[str, ...], country: str | None, workspace: Workspace) -> str:
    """Of two languages between which a text leaves it open, the likelier first: the workspace's, else the country's, else the likelier."""
    if workspace.language in doubtful:
        return workspace.language
    if country is None:
        return doubtful[0]
    from babel.languages import get_official_languages  # rarely needed, and a check starts faster without it

    official = get_official_languages(country.partition("-")[0].upper(), de_facto=True)
    return next((language for language in doubtful if language in official), doubtful[0])


def _subtags(tag: str) -> tuple[str, str | None]:
    """Language and region of a tag such as helpdesks send: `en-GB` is English and GB, `kk_Cyrl_KZ` is Kazakh and KZ."""
    language, *others = tag.replace("_", "-").split("-")
    return language.lower(), next((part.upper() for part in others if len(part) == 2 and part.isalpha()), None)


def _now(request: TicketRequest, conversation: tuple[CleanMessage, ...], zone: tzinfo, clock: Callable[[], datetime]) -> Moment | None:
    """The request's own moment, else the newest message's, else (when drafting) the clock's: a ticket from last week is answered from its own day.
    A date alone where no time is known. When the newest message is of this very day, the clock knows better how late it is."""
    if request.now is not None:
        return in_zone(parse_moment(request.now), zone)
    if request.today is not None:
        return parse_moment(request.today)
    moments = [message.at for message in conversation if message.at is not None]
    clocked = clock().astimezone(zone) if isinstance(request, DraftRequest) else None
    if not moments:
        return clocked
    today = max(map(day_of, moments))
    times = [at for at in (*moments, clocked) if isinstance(at, datetime) and at.date() == today]
    return max(times, default=today)


def _statements(given: list[str | Statement]) -> tuple[Statement, ...]:
    return tuple(Statement(text=item) if isinstance(item, str) else item for item in given)


def _timeline(facts: BriefInput, now: Moment | None, zone: tzinfo) -> Timeline | UnsetType | None:
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
    _refuse_past("$.brief.timeline.by", by, now)
    return Timeline(by=by)


def _follow_up(request: TicketRequest, now: Moment | None, zone: tzinfo, workspace: Workspace, hint: HintRead) -> FollowUp | None:
    given = request.brief.follow_up if request.brief else None
    channel = request.customer.preferred_channel or request.channel
    if given is not None:
        at = in_zone(parse_moment(given.at), zone)
        _refuse_past("$.brief.follow_up.at", at, now)
        return FollowUp(at, given.channel or channel)
    if hint.follow_up is not None:
        return FollowUp(*hint.follow_up, source="hint")
    if workspace.follow_up_after is None or now is None or request.hint or request.brief not in (None, BriefInput()):
        return None
    # Of a day without a time the last minute counts: four hours from some time today may well end tomorrow, and to promise too little is better.
    start = now if isinstance(now, datetime) else datetime.combine(now, time(23, 59), tzinfo=zone)
    return FollowUp(workspace.follow_up_after.after(start).date(), channel, source="workspace.follow_up_after")


def _refuse_past(where: str, moment: Moment, now: Moment | None) -> None:
    if now is None:
        return
    if day_of(moment) < day_of(now):
        what, remedy = f"{day_of(moment)} is before today ({day_of(now)}).", "Give a date that is still to come, or name 'today'."
    elif isinstance(moment, datetime) and isinstance(now, datetime) and moment < now:
        what, remedy = f"{moment:%H:%M} today is over: it is {now:%H:%M}.", "Give a time that is still to come, or name 'now'."
    else:
        return
    raise InvalidInput(Problem(where, what, remedy))

"""What supports a statement: every value in the brief, the hint, the ticket and the conversation, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import cast

from msgspec.structs import replace

from drafter.brief import Brief, Timeline
from drafter.moments import Duration, day_of, parse_duration, parse_moment
from drafter.text.contacts import plain_link
from drafter.text.language import LanguageDetector
from drafter.text.values import Clock, Day, Kind, Name, Span, Unit
from drafter.verdict.counts import Counts, counts_of, spoken_counts
from drafter.verdict.ends import end_of, ends, ends_of_told
from drafter.verdict.fact import TOLD_WHY, Fact
from drafter.verdict.heard import Heard, Hearing
from drafter.verdict.jotted import jotted
from drafter.verdict.lines import Line, Part, lines_of_brief
from drafter.verdict.pack import Pack
from drafter.verdict.stated import bare_months, bare_numbers, hosts, numbers_told, stated
from drafter.verdict.sums import sums

_UNITS: dict[str, tuple[Unit, int]] = {
    "years": ("year", 1),
    "months": ("month", 1),
    "weeks": ("week", 1),
    "days": ("day", 1),
    "hours": ("hour", 1),
    "minutes": ("minute", 1),
}


@dataclass(frozen=True)
class Facts:
    """All facts of a brief. `offered` and `refused` are remedies with their sources; `mentioned` those that a reason or an obstacle names, which
    supports what has been done and promises nothing. `lines` are what its own lines say. `cannot`: what the customer asks for is not possible;
    `partly`: a part of it is; `for_now`: what is refused until something else is done."""

    facts: tuple[Fact, ...]
    today: date | None = None
    country: str | None = None
    offered: dict[str, str] = field(default_factory=dict)
    mentioned: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    lines: Mapping[Part, tuple[Line, ...]] = field(default_factory=dict)
    cannot: bool = False
    partly: bool = False
    for_now: frozenset[str] = frozenset()
    counts: Counts = field(default_factory=Counts)

    def of(self, kind: Kind) -> Sequence[Fact]:
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[Kind, list[Fact]]:
        found: dict[Kind, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.kind, []).append(fact)
        return found


def collect(brief: Brief, pack: Pack, detector: LanguageDetector) -> Facts:
    """The facts of a brief, read in the draft's language and in the language of briefs."""
    facts = [
        *(replace(fact, part="follow_up") for fact in _of_follow_up(brief)),
        *(replace(fact, part="timeline") for fact in _of_timeline(brief)),
        *_of_steps(brief),
        *_of_ticket(brief),
    ]
    offered: dict[str, str] = {}
    mentioned: dict[str, str] = {}
    refused: dict[str, str] = {}
    for_now: set[str] = set()
    can = brief.facts.feasibility == "possible" and not isinstance(brief.timeline, Timeline)  # and then on the day that was asked for
    hearing = Hearing(brief.today)
    read: list[tuple[str, list[Heard]]] = []
    bare: list[Fact] = []
    for text, source, ours in texts_of(brief):
        facts += numbers_told(text, source, ours)
        read.append((source, [hearing.of(text, reader) for reader in pack.readers]))
        for heard in read[-1][1]:
            facts += stated(heard, source, ours, granted=can)
            bare += bare_numbers(heard, source, ours)
            bare += bare_months(heard, source, brief.today, ours=ours)
            bare += jotted(heard, source, brief.today, ours=ours)
        if ours:
            gives = mentioned if source.startswith((*TOLD_WHY, "brief.needs")) else offered
            named = [each for reader in pack.readers for each in hearing.of(text, reader).remedies_listed(source == "hint")]
            no = {name for name, is_refused in named if is_refused}  # one tongue may know the remedy's name and not the word that refuses it
            refused |= dict.fromkeys(sorted(no - refused.keys()), source)
            supported = sorted(name for reader in pack.readers for name in hearing.of(text, reader).supported)
            gives |= {name: source for name in (*(name for name, _ in named), *supported) if name not in no and name not in gives}
            for_now |= no if any(reader.bounds(hearing.of(text, reader).reading.words) for reader in pack.readers) else set()
    counts = spoken_counts(read) if any(fact.is_each for fact in facts) else set[Decimal]()
    facts += [*ends(facts, brief.today, brief.country), *ends_of_told(facts, brief.today, brief.country), *sums(facts, counts), *hosts(facts), *bare]
    cannot = brief.facts.feasibility == "not_possible"
    return Facts(
        tuple(facts),
        brief.today,
        brief.country,
        offered,
        mentioned,
        refused,
        lines_of_brief(brief, pack.readers, detector, hearing),
        cannot,
        brief.facts.feasibility == "partly_possible",
        frozenset(for_now),
        counts_of(read),
    )


def texts_of(brief: Brief) -> Iterator[tuple[str, str, bool]]:
    """Every text that may support something, with its source and whether it is ours."""
    for key in ("solutions", "reasons", "obstacles"):
        for index, statement in enumerate(getattr(brief, key)):
            yield statement.text, f"brief.{key}[{index}]", True
    for index, need in enumerate(brief.needs):
        yield need, f"brief.needs[{index}]", True
    for index, step in enumerate(brief.facts.steps):
        yield f"{step.who}: {step.what} {step.when or ''}", f"brief.steps[{index}]", True
    request = brief.request
    if request.hint:
        yield request.hint, "hint", True
    if request.ticket.subject:
        yield request.ticket.subject, "ticket.subject", False
    if request.customer.name:
        yield request.customer.name, "customer.name", False
    if request.agent.signature:
        yield request.agent.signature, "agent.signature", True
    for message in brief.conversation:
        if message.author != "note":
            yield message.text, f"conversation[{message.index}]", message.author in ("agent", "bot")


def _of_timeline(brief: Brief) -> Iterator[Fact]:
    timeline = brief.timeline
    if not isinstance(timeline, Timeline):
        return
    source = brief.timeline_source
    if timeline.by is not None:
        yield from _moment(timeline.by, source)
        return
    bounds = [_span(bound, timeline.business_days) for bound in (timeline.earliest, timeline.latest) if bound]
    if not bounds or any(bound is None for bound in bounds):
        return
    low, high = cast(Span, bounds[0]), cast(Span, bounds[-1])
    if low.unit != high.unit:
        yield Fact("duration", high, source)
        if low.measure()[0] == high.measure()[0] == "minutes":  # "three days to a week"
            yield Fact("duration", Span(low.measure()[1], high.measure()[2], "minute"), source)
    elif timeline.latest is None:
        yield Fact("duration", low, source, earliest=True)
        return
    else:
        yield Fact("duration", Span(low.low, high.high, high.unit), source)
    if timeline.earliest is not None:
        yield Fact("duration", low, source, earliest=True)
    if brief.today:
        for bound, earliest in ((low, timeline.earliest is not None and low != high), (high, False)):
            if (end := end_of(bound, brief.today, brief.country)) is not None:
                yield Fact("date", Day(frozenset({end})), source, earliest=earliest, is_computed=True)


def _of_follow_up(brief: Brief) -> Iterator[Fact]:
    if brief.follow_up is not None:
        yield from _moment(brief.follow_up.at, brief.follow_up.source)


def _of_steps(brief: Brief) -> Iterator[Fact]:
    """When a step is taken: a date or a duration of the contract, or words."""
    for index, step in enumerate(brief.facts.steps):
        source = f"brief.steps[{index}]"
        if step.when:
            with suppress(ValueError):
                yield from _moment(parse_moment(step.when), source)
            with suppress(ValueError):
                if (span := _span(parse_duration(step.when), business_days=False)) is not None:
                    yield Fact("duration", span, source)


def _moment(moment: date | datetime, source: str) -> Iterator[Fact]:
    if not isinstance(moment, datetime):
        yield Fact("date", Day(frozenset({moment})), source)
        return
    hour = time(moment.hour, moment.minute)
    yield Fact("date", Day(frozenset({day_of(moment)}), part=(hour, hour)), source)
    yield Fact("time", Clock(frozenset({hour})), source)


def _of_ticket(brief: Brief) -> Iterator[Fact]:
    """What the ticket itself holds: ids, addresses, the dates of its messages."""
    request, customer = brief.request, brief.request.customer
    for text in (request.ticket.id, customer.id, *customer.ids):
        if text:
            yield Fact("reference", Name(text.replace(" ", "").replace("#", "").replace("-", "").upper()), "ticket")
    if customer.email:
        yield Fact("email", Name(customer.email.lower()), "customer.email", ours=False)
    if customer.phone:
        yield Fact("phone", Name("".join(filter(str.isdigit, customer.phone))), "customer.phone", ours=False)
    for statement in (*brief.solutions, *brief.reasons, *brief.obstacles):
        if statement.url:
            yield Fact("link", Name(plain_link(statement.url)), "brief")
    if request.ticket.url:
        yield Fact("link", Name(plain_link(request.ticket.url)), "ticket.url")
    for message in brief.conversation:
        if message.at is not None:
            yield Fact("date", Day(frozenset({day_of(message.at)})), f"conversation[{message.index}].at", ours=False)


def _span(duration: Duration, business_days: bool) -> Span | None:
    """A span of one unit; a duration of several is given in hours or days."""
    parts = duration.parts()
    if len(parts) == 1:
        unit, factor = _UNITS[parts[0][0]]
        number = Decimal(parts[0][1] * factor)
        if business_days and unit in ("day", "week"):
            return Span(number * (5 if unit == "week" else 1), number * (5 if unit == "week" else 1), "business_day")
        return Span(number, number, unit)
    if any(name in ("years", "months") for name, _ in parts) or not parts:
        return None
    minutes = timedelta(**cast(dict[str, float], dict(parts))).total_seconds() / 60
    return Span(Decimal(minutes), Decimal(minutes), "minute")

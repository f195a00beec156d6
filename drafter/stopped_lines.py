"""Which lines of the brief a rule stops in a composed reply, and whether what is left without them is worth an agent's while."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import msgspec

from drafter.brief import Brief
from drafter.completion.parts import only, parts_of
from drafter.completion.slots import cleaned
from drafter.completion.writer import Completion, LeftOut
from drafter.prompt.facts import is_empty
from drafter.verdict.families import Families
from drafter.verdict.verdict import Finding

SUBJECT = "ticket.subject"
_LOST = ("language", "rule")  # why a line is left out of which nobody learns elsewhere: for room and in public something else is said
_ANSWERS = ("answer", "update")


def stopped_lines(completion: Completion, findings: Iterable[Finding], brief: Brief, families: Families) -> tuple[LeftOut, ...]:
    """The lines whose own words rules stop, each once, `by` the families' titles. What is stopped of the template's words is no line's fault."""
    by: dict[tuple[str, str], dict[str, None]] = {}
    for finding in findings:
        for source, text in _lines(completion, finding, brief):
            title = families.families[finding.family].title if finding.family in families.families else finding.family
            by.setdefault((source, text), {})[title] = None
    return tuple(LeftOut(source, text, "rule", by="; ".join(titles)) for (source, text), titles in by.items())


def without(brief: Brief, lines: Collection[LeftOut]) -> Brief:
    """The brief without these lines; every other keeps its place."""
    gone = {(line.source, line.text) for line in lines}
    kept = only(brief, {part: part.text for part in parts_of(brief) if (part.source, part.text) not in gone})
    if any(line.source == SUBJECT for line in lines):
        ticket = msgspec.structs.replace(kept.request.ticket, subject=None)
        kept = replace(kept, request=msgspec.structs.replace(kept.request, ticket=ticket))
    return kept


def is_worth_sending(told: Brief, left_out: Collection[LeftOut], brief: Brief) -> bool:
    """Whether a reply that tells only `told` still answers: not when the brief has a solution and none is told because of its language or of a
    rule, and it can be done (which the reply then hides) or nothing else is told either."""
    lost = [line for line in left_out if line.why in _LOST and not line.said]
    given = [part for part in parts_of(brief) if part.is_solution]
    if not lost or brief.request.purpose not in _ANSWERS:
        return True
    if is_empty(told) and told.follow_up is None:
        return not given and all(line.why == "language" for line in lost)
    is_told = any(part.is_solution for part in parts_of(told))
    return is_told or not given or brief.facts.feasibility not in ("possible", "partly_possible")


def _lines(completion: Completion, finding: Finding, brief: Brief) -> Iterable[tuple[str, str]]:
    for origin in completion.origins:
        if not (finding.quote and origin.start < finding.end and finding.start < origin.end):
            continue
        said = completion.text[origin.start : origin.end].lower()
        subject = brief.request.ticket.subject or ""
        if origin.source == SUBJECT and finding.quote.lower() in subject.lower():
            yield SUBJECT, subject
        for source, text in ((part.source, part.text) for part in parts_of(brief) if part.source == origin.source):
            start = origin.start + said.find(cleaned(text).lower())
            if start >= origin.start and start < finding.end and finding.start < start + len(cleaned(text)):
                yield source, text

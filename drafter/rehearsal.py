"""Every kind of reply that a language's templates can compose, tried before a customer gets one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast, get_args

import msgspec

from drafter.brief import Brief
from drafter.completion.composer import Composer
from drafter.completion.writer import Completion
from drafter.errors import Problem
from drafter.prompt.library import Language, Library
from drafter.prompt.system import example_brief
from drafter.request import BriefInput, Channel, CustomerKind, Feasibility, Length, Purpose, Statement, Tone
from drafter.text.language import Guess, LanguageDetector
from drafter.verdict.facts import Facts, collect
from drafter.verdict.judge import judge
from drafter.verdict.lines import owed_by
from drafter.verdict.pack import Pack
from drafter.verdict.verdict import Finding

_Reply = tuple[str, Brief, Completion]  # what kind of reply it is, what it was composed for
_FEASIBILITIES = (*get_args(Feasibility), None)


@dataclass(frozen=True)
class _Own:
    """Knows the language of an example without asking statistics, which take seconds to load."""

    language: str

    def detect(self, text: str) -> str:
        return self.language

    def guess(self, text: str, *, statistics: bool = True) -> Guess:
        return Guess(self.language, 1.0)


def rehearse(language: Language, library: Library, pack: Pack, detector: LanguageDetector) -> Iterator[Problem]:
    """What is wrong with the replies to the brief of the first example and to an empty one, for each purpose, channel and feasibility; the
    same finding is told once, with the first reply that has it."""
    where = f"{language.folder.parent.name}/{language.code}/reply.md.j2"
    composer = Composer(library)
    name, example = next(iter(language.examples.items()))
    full = example_brief(language, name, example)
    facts = collect(full, pack, cast(LanguageDetector, _Own(language.code)))
    replies: dict[str, _Reply] = {}
    whole: list[_Reply] = []
    for kind, brief in _variants(full):
        try:
            completion = composer.compose(brief)
        except Exception as error:  # noqa: BLE001 (a template is content: whatever it raises is told with its name)
            yield Problem(where, f"The reply for {kind} cannot be composed: {error}.", "Mend the template.")
            return
        if brief.channel == "email":
            whole.append((kind, brief, completion))
        for origin in completion.origins:
            replies.setdefault(completion.text[origin.start : origin.end], (kind, brief, completion))
    told: set[tuple[str, str]] = set()
    # What a reply leaves out shows in a whole one alone; a channel adds nothing to that.
    for kind, brief, completion in [*whole, *_suspects(replies, full, facts, pack, detector)]:
        held_to = completion.told or brief
        for finding in _rejecting(completion.text, held_to, replace(facts, lines=owed_by(held_to, facts.lines)), pack, detector):
            if (finding.rule, finding.quote) not in told:
                told.add((finding.rule, finding.quote))
                quote = f"{finding.quote[:60]!r}" if finding.quote else f"it: {finding.why}"
                yield Problem(where, f"In the reply for {kind} the rule {finding.rule} stops {quote}.", "Mend the template, or the rule.")


def _variants(full: Brief) -> Iterator[tuple[str, Brief]]:
    """The briefs, each with a name for it."""
    for purpose, channel in itertools.product(get_args(Purpose), get_args(Channel)):
        for feasibility in _FEASIBILITIES:
            facts = msgspec.structs.replace(full.facts, feasibility=feasibility)
            request = msgspec.structs.replace(full.request, purpose=purpose, channel=channel, brief=facts)
            yield f"{purpose}, {channel}, feasibility {feasibility or 'not given'}", replace(full, request=request, channel=channel)
        request = msgspec.structs.replace(full.request, purpose=purpose, channel=channel, brief=BriefInput())
        nothing: dict[str, tuple[()]] = dict.fromkeys(("solutions", "hinted", "reasons", "obstacles", "needs"), ())
        empty = replace(full, request=request, channel=channel, timeline=msgspec.UNSET, follow_up=None, **nothing)  # type: ignore[arg-type]
        yield f"{purpose}, {channel}, an empty brief", empty
    yield from _manners(full)


def _manners(full: Brief) -> Iterator[tuple[str, Brief]]:
    """Whole sentences in the place of fragments, which get leads instead of labels; and every way to open an e-mail."""
    stated = replace(full, solutions=_sentences(full.solutions), reasons=_sentences(full.reasons), obstacles=_sentences(full.obstacles)[:1])
    for purpose, feasibility in itertools.product(get_args(Purpose), _FEASIBILITIES):
        facts = msgspec.structs.replace(full.facts, feasibility=feasibility)
        request = msgspec.structs.replace(full.request, purpose=purpose, channel="email", brief=facts)
        yield f"{purpose}, sentences, feasibility {feasibility or 'not given'}", replace(stated, request=request, channel="email")
    for tone, length, kind, fault in itertools.product(get_args(Tone), get_args(Length), (*get_args(CustomerKind), None), ("ours", None)):
        facts = msgspec.structs.replace(full.facts, fault=fault)
        customer = msgspec.structs.replace(full.request.customer, kind=kind)
        request = msgspec.structs.replace(full.request, purpose="answer", channel="email", brief=facts, tone=tone, length=length, customer=customer)
        yield f"{tone}, {length}, {kind or 'any customer'}, fault {fault or 'not given'}", replace(full, request=request, channel="email")


def _sentences(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Each as somebody would write it who writes sentences."""
    return tuple(msgspec.structs.replace(each, text=f"{each.text[:1].upper()}{each.text[1:].rstrip('. ')}.") for each in statements)


def _suspects(replies: dict[str, _Reply], full: Brief, facts: Facts, pack: Pack, detector: LanguageDetector) -> Iterator[_Reply]:
    """The replies in which a rule may find something. Hundreds of replies hold few sentences, so all of these are judged as one text."""
    text = "\n\n".join(replies)
    found = _rejecting(text, full, facts, pack, detector)
    seen: set[str] = set()
    start = 0
    for sentence, reply in replies.items():
        end = start + len(sentence)
        if reply[0] not in seen and any(finding.start < end and finding.end > start for finding in found):
            seen.add(reply[0])
            yield reply
        start = end + 2


def _rejecting(text: str, brief: Brief, facts: Facts, pack: Pack, detector: LanguageDetector) -> list[Finding]:
    return [finding for finding in judge(text, pack, detector, brief, facts).findings if finding.severity == "reject"]

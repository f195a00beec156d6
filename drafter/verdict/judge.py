"""Step 5: text + Brief → Verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drafter.brief import Brief
from drafter.text.language import LanguageDetector
from drafter.text.places import Places
from drafter.text.reading import Reading
from drafter.verdict.channels import Elsewhere, elsewhere
from drafter.verdict.checks import CHECKS, Case, Found
from drafter.verdict.claims import Claim, claims
from drafter.verdict.coverage import Held, Missing, missing
from drafter.verdict.facts import Facts, collect
from drafter.verdict.grounded import Grounded
from drafter.verdict.grounding import ground
from drafter.verdict.overstated import Overstated, overstated
from drafter.verdict.pack import Pack
from drafter.verdict.rule import Rule
from drafter.verdict.scan import Cues, Hit, merged, scan
from drafter.verdict.telling import TIMES
from drafter.verdict.verdict import Commitment, Finding, Suppressed, Verdict

_GROUNDED = "grounded"  # the kinds of context that no cue tells, but the brief
_OPEN = "open"


def judge(text: str, pack: Pack, detector: LanguageDetector, brief: Brief | None = None, facts: Facts | None = None) -> Verdict:
    """Judge a text by all rules of its pack; checks that need a brief or a conversation run when there is one. `facts` are the brief's, if they
    have been collected already for an earlier attempt."""
    reading = pack.read(text)
    cues = Cues(reading, pack)
    spoken = pack.tongue.spoken(reading) if brief is not None and brief.given and pack.tongue.reads_values else None
    hits = phrase_hits(reading, pack, cues)
    grounded: tuple[Grounded, ...] = ()
    absent: tuple[Missing, ...] = ()
    claimed: tuple[Claim, ...] = ()
    other_channel: tuple[Elsewhere, ...] = ()
    more: tuple[Overstated, ...] = ()
    if brief is not None and spoken is not None:
        facts = facts or collect(brief, pack, detector)
        grounded = tuple(ground(reading, cues, pack.tongue, facts, spoken))
        held = Held(reading, brief, facts, grounded, pack.tongue, spoken)
        absent = tuple(missing(held))
        other_channel = tuple(elsewhere(held, cues))
        claimed = tuple(claims(spoken, cues, pack.tongue, brief))
        more = tuple(overstated(held, cues))
        hits = [_left_open(_supported(hit, grounded), held, absent) for hit in hits]
    findings = [finding(hit.rule, hit.start, hit.end, text) for hit in hits if not hit.because]
    findings += _checked(Case(reading, pack, detector, brief, grounded, absent, claimed, other_channel, more))
    suppressed = tuple(
        Suppressed(rule=hit.rule.id, start=hit.start, end=hit.end, quote=text[hit.start : hit.end], because=hit.because, cue=hit.cue)
        for hit in hits
        if hit.because
    )
    return Verdict(
        language=pack.language,
        pack=pack.version,
        findings=tuple(_one_a_place(findings)),
        suppressed=suppressed,
        commitments=tuple(map(_commitment, grounded)),
    )


def phrase_hits(reading: Reading, pack: Pack, cues: Cues) -> list[Hit]:
    """The phrase pass over a text, its disguised words included; silenced hits too."""
    hits = scan(reading, pack, cues)
    for plain in reading.undisguised:
        hits = merged(hits, scan(plain, pack))
    return hits


def _supported(hit: Hit, grounded: Sequence[Grounded]) -> Hit:
    """The hit, silenced where its rule lets a time of the brief stand and it holds one: "in 45 minutes" where the brief says so."""
    if hit.because or _GROUNDED not in hit.rule.silenced_by:
        return hit
    ours = (each.mark for each in grounded if each.nearest is not None and each.trouble is None and each.mark.kind in TIMES)
    mark = next((mark for mark in ours if mark.start < hit.end and hit.start < mark.end), None)
    return hit if mark is None else replace(hit, because=_GROUNDED, cue=mark.quote)


def _left_open(hit: Hit, held: Held, absent: Sequence[Missing]) -> Hit:
    """The hit, silenced where its rule lets us not know what the brief does not know either: in a sentence about when, or where we write again."""
    brief = held.brief
    if hit.because or _OPEN not in hit.rule.silenced_by or not (brief.timeline is None or brief.facts.feasibility == "unknown"):
        return hit
    reading = held.reading
    words = reading.spaced_sentence(reading.sentence_index_at(reading.folded.position(hit.start)))
    is_followed = brief.follow_up is not None and not any(each.owed == "follow_up" for each in absent)
    return replace(hit, because=_OPEN) if is_followed or held.tongue.wording.asks_when(words) else hit


def _commitment(each: Grounded) -> Commitment:
    mark = each.mark
    return Commitment(kind=mark.kind, value=str(mark.value), start=mark.start, end=mark.end, quote=mark.quote, source=each.source or "none")


def _checked(case: Case) -> Iterator[Finding]:
    there = _needs_met(case)
    for rule, name, needs in case.pack.checks_to_make:
        if needs in there:
            for found in CHECKS[name](case):
                yield finding(rule, found.start, found.end, case.text, found)


def _needs_met(case: Case) -> tuple[str | None, ...]:
    """What a family may need and this case has."""
    if case.brief is None:
        return (None,)
    if case.brief.given:
        return (None, "brief", "conversation")
    return (None, "conversation") if case.brief.conversation else (None,)


def finding(rule: Rule, start: int, end: int, text: str, found: Found | None = None) -> Finding:
    """A place where a rule is broken, in the rule's words or, where it has some of its own, in those of what a check found."""
    return Finding(
        rule=rule.id,
        family=rule.family,
        principle=rule.file.principle,
        severity=rule.file.severity,
        start=start,
        end=end,
        quote=text[start:end],
        why=(found and found.why) or rule.text.why.strip(),
        say_instead=(found and found.say_instead) or rule.text.say_instead.strip(),
    )


def _one_a_place(findings: list[Finding]) -> list[Finding]:
    """Of findings of one family on overlapping words the longest speaks for all; the order is that of the text."""
    taken: dict[str, Places] = {}
    ranked = sorted(findings, key=lambda finding: (finding.severity != "reject", finding.start - finding.end))
    kept = [finding for finding in ranked if taken.setdefault(finding.family, Places()).take(finding.start, finding.end)]
    return sorted(kept, key=lambda finding: (finding.start, finding.end))

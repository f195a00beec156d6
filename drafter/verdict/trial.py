"""What a changed state of the rules would newly stop or release. Only what can differ is judged: the rules that changed, alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from drafter.brief import Brief
from drafter.text.disguise import may_be_disguised
from drafter.text.language import LanguageDetector
from drafter.text.reading import Reading
from drafter.verdict.index import PhraseIndex
from drafter.verdict.judge import finding, judge, phrase_hits
from drafter.verdict.pack import Pack
from drafter.verdict.pattern import Pattern
from drafter.verdict.rule import Rule, RuleFile
from drafter.verdict.scan import Cues
from drafter.verdict.verdict import Finding

Outcome = Literal["stopped", "released", "otherwise"]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A text that two states of the rules judge differently. `gained` is found by the later state alone, `lost` by the earlier alone.

    `stopped` and `released` go by the rules that changed; `stopped_by` names those that did not change and stop the text in both states.
    `otherwise`: other words are found, or a warning comes or goes, and the text is stopped as before, or passes as before."""

    outcome: Outcome
    gained: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    stopped_by: tuple[str, ...] = ()


class Trial:
    """Two states of one language's rules. `rules` are the ids of those that were changed, are new or are gone; when anything beside the rules
    changed (lists, context, folding), all of them."""

    def __init__(self, before: Pack, after: Pack, detector: LanguageDetector) -> None:
        self._detector = detector
        self._same_around = before.surroundings == after.surroundings
        changed = frozenset(_changed(before, after))
        if not self._same_around:
            changed = frozenset(rule.id for pack in (before, after) for rule in pack.rules)
        self.rules = tuple(sorted(changed))
        self._before, self._after = (pack.only(rule for rule in pack.rules if rule.id in changed) for pack in (before, after))
        self._others = before.only(rule for rule in before.rules if rule.id not in changed)
        # Reading a brief takes twenty times as long as looking for the phrases of a rule.
        self._telling = PhraseIndex(list(_telling(self._before, self._after)))
        self.needs_brief = not self._same_around or any(rule.file.check for pack in (self._before, self._after) for rule in pack.rules)

    def differ(self, text: str, brief: Brief | None = None) -> Difference | None:
        """How the two states differ over a text; None when they agree. A brief is looked at only when `needs_brief`."""
        before, after = self._judged(text, brief) if self.needs_brief else self._found(text)
        gained, lost = tuple(_apart(after, before)), tuple(_apart(before, after))
        if not gained and not lost:
            return None
        stopped, was_stopped = _stops(after), _stops(before)
        outcome: Outcome = "otherwise" if stopped == was_stopped else "stopped" if stopped else "released"
        others = judge(text, self._others, self._detector, brief).findings if self._others.rules else ()
        stopped_by = sorted({other.rule for other in others if other.severity == "reject"})
        return Difference(outcome=outcome, gained=gained, lost=lost, stopped_by=tuple(stopped_by))

    def sentence_at(self, text: str, position: int) -> tuple[int, int]:
        """The span of the sentence that holds a position, without the white space round it."""
        start, end = next((span for span in self._after.read(text).spans if span[0] <= position < span[1]), (0, len(text)))
        inside = text[start:end]
        return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())

    def _judged(self, text: str, brief: Brief | None) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        return judge(text, self._before, self._detector, brief).findings, judge(text, self._after, self._detector, brief).findings

    def _found(self, text: str) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Both states share lists and context here, so a text is read once, and mostly not even that."""
        folded = self._after.lists.folder.fold(text)
        is_disguised = may_be_disguised(folded.text)
        if not is_disguised and not self._telling.may_occur(folded):
            return (), ()
        reading = Reading.of(folded, self._after.context.grammar)
        if not any(map(self._telling.may_match, (reading, *(reading.undisguised if is_disguised else ())))):
            return (), ()
        return self._findings(reading, self._before), self._findings(reading, self._after)

    def _findings(self, reading: Reading, pack: Pack) -> tuple[Finding, ...]:
        hits = phrase_hits(reading, pack, Cues(reading, pack)) if pack.rules else ()
        return tuple(finding(hit.rule, hit.start, hit.end, reading.raw) for hit in hits if not hit.because)


def affected(before: Pack, after: Pack, detector: LanguageDetector) -> tuple[Rule, ...]:
    """The rules of the later pack whose sentences may not do any more what they did: those that changed, and those with a sentence over which
    the two packs differ."""
    trial = Trial(before, after, detector)
    return tuple(rule for rule in after.rules if rule.id in trial.rules or any(trial.differ(sentence) for sentence in _sentences(rule)))


def _sentences(rule: Rule) -> Iterator[str]:
    for block in ("rejects", "passes", "not_yet"):
        yield from (sentence for _, sentence in rule.lines.get(block, ()))
    yield rule.text.say_instead
    if rule.file.fix:
        yield rule.file.fix


def _changed(before: Pack, after: Pack) -> Iterator[str]:
    old, new = ({rule.id: (rule.file, rule.text) for rule in pack.rules} for pack in (before, after))
    return (rule for rule in old.keys() | new.keys() if old.get(rule) != new.get(rule))


def _telling(before: Pack, after: Pack) -> Iterator[Pattern]:
    """The phrases without which two states cannot differ over a text: of a rule in which nothing but phrases changed, only those."""
    for rule_id in {rule.id for pack in (before, after) for rule in pack.rules}:
        old, new = before.rule(rule_id), after.rule(rule_id)
        phrases = [{phrase.source: phrase for phrase in rule.phrases} if rule else {} for rule in (old, new)]
        same = phrases[0].keys() & phrases[1].keys() if old and new and _but_phrases(old) == _but_phrases(new) else frozenset[str]()
        yield from (phrase for found in phrases for source, phrase in found.items() if source not in same)


def _but_phrases(rule: Rule) -> RuleFile:
    """What else of a rule makes it find, spare or weigh a text."""
    return msgspec.structs.replace(rule.file, title="", why="", say_instead="", phrases="", source="", rejects="", passes="", not_yet="")


def _apart(findings: tuple[Finding, ...], others: tuple[Finding, ...]) -> Iterator[Finding]:
    """The findings that have no counterpart: none of the same rule and weight on some of the same words."""
    for one in findings:
        if not any(
            (one.rule, one.severity) == (other.rule, other.severity)
            and ((one.start < other.end and other.start < one.end) or (one.start, one.end) == (other.start, other.end))
            for other in others
        ):
            yield one


def _stops(findings: tuple[Finding, ...]) -> bool:
    return any(one.severity == "reject" for one in findings)

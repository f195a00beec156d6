"""A rule against its own sentences: what it must stop, what it must let pass, and whether its advice keeps the rules itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from drafter.text.language import LanguageDetector
from drafter.verdict.judge import judge
from drafter.verdict.pack import BRIEF_LANGUAGE, Pack
from drafter.verdict.rule import Rule
from drafter.verdict.scan import scan
from drafter.verdict.verdict import Finding

Block = Literal["rejects", "passes", "not_yet", "say_instead", "fix"]


@dataclass(frozen=True, slots=True)
class Proof:
    """One sentence of a rule, tried. `complaint` is empty when the sentence does what its block says."""

    rule: str
    line: int
    block: Block
    sentence: str
    complaint: str = ""

    @property
    def where(self) -> str:
        """`en/guarantee/no-guarantees.toml:29`"""
        return f"{self.rule}.toml" + (f":{self.line}" if self.line else "")


def prove(rule: Rule, pack: Pack, detector: LanguageDetector) -> Iterator[Proof]:
    """Try every sentence of a rule against its whole pack."""
    complaints = 0
    for block in ("rejects", "passes", "not_yet"):
        for line, sentence in rule.lines.get(block, ()):
            complaint = _complaint(block, rule, judge(sentence, pack, detector).findings)
            complaints += bool(complaint)
            yield Proof(rule.id, line, block, sentence, complaint)
    if rule.phrases and not complaints and not any(_is_own_hit(rule, sentence, pack) for _, sentence in rule.lines.get("rejects", ())):
        yield Proof(rule.id, 0, "rejects", rule.text.title, "none of its sentences is stopped by a phrase of its own: the rule does nothing")
    advice: list[tuple[Block, str]] = [("say_instead", rule.text.say_instead)]
    if rule.file.fix:
        advice.append(("fix", rule.file.fix))
    for kind, sentence in advice:
        yield Proof(rule.id, 0, kind, sentence.strip(), _complaint(kind, rule, judge(sentence, pack, detector).findings))


def prove_in(pack: Pack, rules: Iterable[Rule], detector: LanguageDetector) -> Iterator[Proof]:
    """Every sentence of these rules that can be tried in the pack's language: those of `any/` are in the language of briefs, its advice is worded
    in every one."""
    for rule in rules:
        for proof in prove(rule, pack, detector):
            if pack.language == BRIEF_LANGUAGE or proof.block == "say_instead" or not rule.id.startswith("any/"):
                yield proof


def _is_own_hit(rule: Rule, sentence: str, pack: Pack) -> bool:
    return any(hit.rule.id == rule.id and not hit.because for hit in scan(pack.read(sentence), pack))


def _complaint(block: Block, rule: Rule, findings: tuple[Finding, ...]) -> str:
    own = [finding for finding in findings if finding.rule == rule.id or (finding.family == rule.family and block == "rejects")]
    match block:
        case "rejects" if not own:
            others = ", ".join(finding.rule for finding in findings)
            return "is not stopped by this rule" + (f" (only by {others})" if others else "")
        case "not_yet" if own:
            return "is stopped now: move it to 'rejects'"
        case "passes" | "say_instead" | "fix" if findings:
            return "is stopped: " + ", ".join(f"{finding.rule} finds {finding.quote!r}" for finding in findings)
    return ""

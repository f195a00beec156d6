"""What judging a text gives: `Finding`, `Suppressed`, `Verdict`."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["reject", "warn"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a text breaks a rule. Offsets count code points of the text as given: `text[start:end] == quote`.
    What is absent stands at the end with an empty quote."""

    rule: str
    family: str
    principle: str
    severity: Severity
    start: int
    end: int
    quote: str
    why: str
    say_instead: str


class Suppressed(msgspec.Struct, frozen=True, kw_only=True):
    """A hit that its context made harmless; kept so that QA sees why a rule was silent. `because` is the kind of context, or `unless`."""

    rule: str
    start: int
    end: int
    quote: str
    because: str
    cue: str


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """A date, time, duration, amount, percentage, remedy, contact or reference that a text states, and what supports it: a key of the brief, the
    hint, a message (`conversation[0]`), or `none`."""

    kind: str
    value: str
    start: int
    end: int
    quote: str
    source: str


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Pass or reject, with everything that was found. `pack` names the state of the rules that judged."""

    language: str
    pack: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    commitments: tuple[Commitment, ...] = ()

    @property
    def passed(self) -> bool:
        return not any(finding.severity == "reject" for finding in self.findings)

    @property
    def outcome(self) -> Literal["pass", "reject"]:
        return "pass" if self.passed else "reject"

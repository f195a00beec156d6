"""Findings as they go over HTTP: with the offsets of browsers, which count UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

import msgspec

from drafter.verdict.verdict import Finding, Suppressed

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class FindingView(Finding, frozen=True, kw_only=True):
    """A place where a text breaks a rule. `start` and `end` count code points of the text as given; `start_utf16` and `end_utf16` count as
    JavaScript, Java and C# do. What is absent stands at the end of the text with an empty quote."""

    start_utf16: int
    end_utf16: int


class SuppressedView(Suppressed, frozen=True, kw_only=True):
    """A place where a rule would have been broken, were it not for what stands round it. `because` is the kind of context, or `unless`; `cue` the
    words that tell it."""

    start_utf16: int
    end_utf16: int


def finding_views(findings: Iterable[Finding], text: str) -> tuple[FindingView, ...]:
    """The text is only looked through when there is a finding, and only once."""
    findings = tuple(findings)
    if not findings:
        return ()
    astral = _astral(text)
    return tuple(_view(finding, bisect_left(astral, finding.start), bisect_left(astral, finding.end)) for finding in findings)


def suppressed_views(suppressed: Iterable[Suppressed], text: str) -> tuple[SuppressedView, ...]:
    """The same for what was silenced."""
    astral = _astral(text)
    return tuple(
        SuppressedView(
            **msgspec.structs.asdict(hit),
            start_utf16=hit.start + bisect_left(astral, hit.start),
            end_utf16=hit.end + bisect_left(astral, hit.end),
        )
        for hit in suppressed
    )


def _astral(text: str) -> list[int]:
    """Places of the characters that UTF-16 counts as two. Almost no text holds one; then both ways of counting agree."""
    return [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]


def _view(finding: Finding, before_start: int, before_end: int) -> FindingView:
    return FindingView(
        rule=finding.rule,
        family=finding.family,
        principle=finding.principle,
        severity=finding.severity,
        start=finding.start,
        end=finding.end,
        quote=finding.quote,
        why=finding.why,
        say_instead=finding.say_instead,
        start_utf16=finding.start + before_start,
        end_utf16=finding.end + before_end,
    )

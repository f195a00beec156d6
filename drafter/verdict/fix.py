"""The deterministic mend that a rule names: other words in the place of the hit, or the sentence left out."""

from __future__ import annotations

import re

from drafter.text.places import Places
from drafter.verdict.pack import Pack
from drafter.verdict.verdict import Finding, Verdict


def fixed(text: str, verdict: Verdict, pack: Pack) -> str | None:
    """The text with every rejected place mended, or None when one of them has no fix or nothing would be left. The caller judges it again."""
    edits: list[tuple[int, int, str]] = []
    for finding in verdict.findings:
        if finding.severity != "reject":
            continue
        rule = pack.rule(finding.rule)
        if rule is None or rule.file.fix is None or not finding.quote:
            return None
        fix = rule.file.fix.strip()
        edits.append((finding.start, finding.end, _like(finding.quote, fix)) if fix else (*_sentence(text, finding, pack), ""))
    # What lies in a sentence that is left out goes with it; of two mends on the same words the longer is made, and the verdict on it says the rest.
    taken = Places()
    made = [edit for edit in sorted(set(edits), key=lambda edit: (edit[2] != "", edit[0] - edit[1], edit[0])) if taken.take(edit[0], edit[1])]
    for start, end, new in sorted(made, reverse=True):
        text = text[:start] + new + text[end:]
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return text or None


def _like(quote: str, fix: str) -> str:
    """A mend begins with a capital where the words that it replaces did."""
    return fix[:1].upper() + fix[1:] if quote[:1].isupper() else fix


def _sentence(text: str, finding: Finding, pack: Pack) -> tuple[int, int]:
    """The sentences that a finding touches, with the white space behind them."""
    touched = [(start, end) for start, end in pack.read(text).spans if start < finding.end and finding.start < end]
    start, end = touched[0][0], touched[-1][1]
    while start < finding.start and text[start].isspace():
        start += 1
    while end < len(text) and text[end] in " \t":
        end += 1
    return start, end

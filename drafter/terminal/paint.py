"""Findings as a person reads them: the line, the words underlined, why, and what to say instead."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterator

import click

from drafter.verdict.verdict import Commitment, Finding, Suppressed, Verdict

_INDENT = "    "


def paint_findings(text: str, verdict: Verdict) -> str:
    """A block a finding and one line of verdict; ends with a line break."""
    blocks = [paint_finding(text, finding) for finding in verdict.findings]
    rejected = sum(finding.severity == "reject" for finding in verdict.findings)
    warned = len(verdict.findings) - rejected
    word = click.style("pass", fg="green", bold=True) if verdict.passed else click.style("reject", fg="red", bold=True)
    counts = [f"{rejected} to mend"] * (rejected > 0) + [f"{warned} to look at"] * (warned > 0)
    return "".join(block + "\n" for block in blocks) + word + (f"  ({', '.join(counts)})" if counts else "") + f"  {verdict.language}\n"


def paint_finding(text: str, finding: Finding, *, columns: int | None = None) -> str:
    """The line that holds the finding, underlined, with rule, reason and advice, in so many columns (default: the terminal's)."""
    columns = columns or shutil.get_terminal_size().columns
    color = "red" if finding.severity == "reject" else "yellow"
    out = [f"{click.style(finding.severity, fg=color, bold=True)}  {click.style(finding.rule, bold=True)}"]
    if finding.quote:
        out += [_INDENT + line for line in _underlined(text, finding, color, columns, _line_of(text, finding))]
    out += _wrapped("why", finding.why, columns) + _wrapped("say instead", finding.say_instead, columns)
    return "\n".join(out) + "\n"


def paint_hit(text: str, finding: Finding, mark: str, sentence: tuple[int, int]) -> list[str]:
    """The sentence that holds the finding, underlined, below the rule's name and a mark."""
    color = "red" if finding.severity == "reject" else "yellow"
    out = [f"{mark} {finding.rule} ({finding.severity})"]
    if finding.quote:
        out += [_INDENT + line for line in _underlined(text, finding, color, shutil.get_terminal_size().columns, sentence)]
    return out


def paint_suppressed(suppressed: Suppressed) -> str:
    """One line: the words, the rule that would have stopped them, and what silenced it."""
    because = f"{suppressed.because}: {plain(suppressed.cue)}" if suppressed.cue else suppressed.because
    return f"{_INDENT}{click.style('silent', fg='cyan')}  {plain(suppressed.quote)}  ({suppressed.rule})  ← {because}"


def paint_commitment(commitment: Commitment) -> str:
    """One line: what the text commits to, and what supports it."""
    source = click.style("nothing supports it", fg="red") if commitment.source == "none" else click.style(commitment.source, fg="cyan")
    return f"{_INDENT}{commitment.kind:<10} {plain(commitment.quote)}  ({commitment.value})  ← {source}"


def _line_of(text: str, finding: Finding) -> tuple[int, int]:
    end = text.find("\n", finding.start)
    return text.rfind("\n", 0, finding.start) + 1, len(text) if end < 0 else end


def _underlined(text: str, finding: Finding, color: str, columns: int, shown: tuple[int, int]) -> Iterator[str]:
    """As much of `shown` as fits round the quote; tabs and line breaks inside are shown as spaces."""
    width = max(40, columns - len(_INDENT) - 2)
    line_start, line_end = shown
    start = max(line_start, finding.start - width // 3)
    end = min(line_end, start + width)
    shown_end = min(finding.end, end)
    before, words, after = text[start : finding.start], text[finding.start : shown_end], text[shown_end:end]
    lead = "…" if start > line_start else ""
    yield plain(lead + before) + click.style(plain(words), fg=color) + plain(after) + ("…" if end < line_end else "")
    yield " " * _columns(lead + before) + click.style("^" * max(1, _columns(words)), fg=color)


def plain(text: str) -> str:
    """No control character reaches the terminal."""
    return "".join(" " if char in "\t\n\r" else char for char in text if char in "\t\n\r" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def _columns(text: str) -> int:
    """How many columns a text takes: wide letters two, combining and invisible ones none."""
    wide = {"W": 2, "F": 2}
    return sum(0 if unicodedata.combining(char) else wide.get(unicodedata.east_asian_width(char), 1) for char in plain(text))


def _wrapped(label: str, text: str, columns: int) -> list[str]:
    width = min(100, max(40, columns - 2))
    head = f"{_INDENT}{label}: "
    return textwrap.wrap(plain(text), width=width, initial_indent=head, subsequent_indent=" " * len(head))

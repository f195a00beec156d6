"""The answer of `drafter rules try`: for a person a page, for a program JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

import click
import msgspec

from drafter.terminal.candidate import Candidate
from drafter.terminal.paint import paint_hit, plain
from drafter.verdict.trial import Difference, Outcome

_TITLES: dict[Outcome, str] = {
    "stopped": "Newly stopped",
    "released": "Released",
    "otherwise": "Stopped or passed as before, for other words",
}
_COLORS: dict[Outcome, str] = {"stopped": "red", "released": "green", "otherwise": "yellow"}
_NAMED = 6  # rules, ids or lines that are spelled out before the rest is counted


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A line whose text is judged differently."""

    id: Any
    line: int
    language: str
    text: str
    difference: Difference


@dataclass
class Tally:
    """`texts` were tried; `untried` are in languages whose rules are the same; `errors` are lines that cannot be judged."""

    texts: int = 0
    untried: int = 0
    changes: list[Change] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.texts += other.texts
        self.untried += other.untried
        self.changes += other.changes
        self.errors += other.errors

    def count(self, outcome: Outcome) -> int:
        return sum(change.difference.outcome == outcome for change in self.changes)


def to_json(tally: Tally, candidate: Candidate) -> str:
    """Counts, and every line that is judged differently, in the order of the file."""
    answer = {
        "rules": candidate.rules,
        "texts": tally.texts,
        "untried": tally.untried,
        **{outcome: tally.count(outcome) for outcome in get_args(Outcome)},
        "changes": [
            {"id": change.id, "line": change.line, "language": change.language, **msgspec.structs.asdict(change.difference)}
            for change in tally.changes
        ],
        "errors": tally.errors,
    }
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()


def page(tally: Tally, candidate: Candidate, limit: int) -> Iterator[str]:
    """Line by line. Of each group at most `limit` texts are shown (0: all), each text once."""
    yield click.style(_named(candidate.rules, "rule") or "nothing changed", bold=True)
    yield f"{_texts(tally.texts)} tried: " + ", ".join(_counts(tally)) + "."
    if tally.untried:
        yield f"{_texts(tally.untried)} in languages whose rules are the same."
    if len(candidate.rules) > 1:
        yield from _by_rule(tally)
    for outcome in get_args(Outcome):
        alike: dict[tuple[str, str, Difference], list[Change]] = {}
        for change in tally.changes:
            if change.difference.outcome == outcome:
                alike.setdefault((change.language, change.text, change.difference), []).append(change)
        if alike:
            yield ""
            yield click.style(f"{_TITLES[outcome]} ({tally.count(outcome):,})", fg=_COLORS[outcome], bold=True)
        for changes in list(alike.values())[: limit or None]:
            yield ""
            yield from _entry(changes, candidate)
        if limit and len(alike) > limit:
            yield f"\n  … and {_texts(len(alike) - limit)} more; --limit 0 shows all."


def _counts(tally: Tally) -> Iterator[str]:
    stopped = [change.difference for change in tally.changes if change.difference.outcome == "stopped"]
    released = [change.difference for change in tally.changes if change.difference.outcome == "released"]
    for differences, said in ((stopped, "newly stopped"), (released, "released")):
        anyway = sum(bool(difference.stopped_by) for difference in differences)
        yield f"{len(differences):,} {said}" + (f" ({anyway:,} of them stopped by other rules in any case)" if anyway else "")
    if others := tally.count("otherwise"):
        yield f"{others:,} stopped or passed as before for other words"


def _by_rule(tally: Tally) -> Iterator[str]:
    """The rules that find other words than before, with how often."""
    gained = Counter(finding.rule for change in tally.changes for finding in change.difference.gained)
    lost = Counter(finding.rule for change in tally.changes for finding in change.difference.lost)
    for rule in sorted(gained.keys() | lost.keys()):
        yield f"  {rule:<44}  +{gained[rule]:,}  -{lost[rule]:,}"


def _entry(changes: list[Change], candidate: Candidate) -> Iterator[str]:
    """One text: where it stands, then each hit in its sentence."""
    first, difference = changes[0], changes[0].difference
    places = _named([f"line {change.line}" + ("" if change.id is None else f" ({plain(str(change.id))})") for change in changes], "line")
    also = f"; stopped in any case by {_named(difference.stopped_by, 'rule')}" if difference.stopped_by else ""
    yield f"  {places}{also}"
    trial = candidate.trials[first.language]
    for mark, findings in (("+", difference.gained), ("-", difference.lost)):
        for finding in findings:
            span = trial.sentence_at(first.text, finding.start)
            yield from (f"  {line}" for line in paint_hit(first.text, finding, mark, span))


def _named(names: Any, what: str) -> str:
    """The first few by name."""
    names = list(names)
    shown = ", ".join(names[:_NAMED])
    return shown + (f" and {len(names) - _NAMED:,} more {what}s" if len(names) > _NAMED else "")


def _texts(count: int) -> str:
    return f"{count:,} text" + "s" * (count != 1)

"""Labelled values and labelled drafts: what the extractor reads, and what is stopped when a draft is held against its brief.

`commitments/<lang>.jsonl`: `{"text", "today", "kind", "value", "quote"}`; `value` as `drafter/text/values.py` prints it, `quote` the words in which
it stands. With `"kind": null` nothing may be read there. `drafts/<lang>.jsonl`: a request's keys with `text`, `expect` and `because`. Both were
written before anybody looked at what is read. `"not_yet": "why"` marks a known miss; the day it comes right, a test asks to take the mark off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from drafter.house import House
from drafter.request import CheckRequest

T = TypeVar("T", bound="Item")
HERE = Path(__file__).parent


class Expression(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One sentence with a value, or with a tempting number that is none."""

    text: str
    kind: str | None
    quote: str
    value: str | None = None
    today: str | None = None
    not_yet: str | None = None


class LabelledDraft(msgspec.Struct, frozen=True):
    """A whole draft. `request` holds all other keys."""

    expect: Literal["pass", "reject"]
    because: str
    request: dict[str, Any]
    not_yet: str | None = None

    @property
    def text(self) -> str:
        return str(self.request["text"])


class Item(Protocol):
    """What both kinds share."""

    @property
    def text(self) -> str: ...
    @property
    def not_yet(self) -> str | None: ...


@dataclass
class Tally:
    """How many came right; `wrong` with what happened instead."""

    right: int = 0
    of: int = 0
    wrong: list[tuple[Item, str]] = field(default_factory=list)


def files(folder: Literal["commitments", "drafts"]) -> dict[str, Path]:
    """The files of a folder by language."""
    return {path.stem: path for path in sorted((HERE / folder).glob("*.jsonl"))}


def expressions(language: str) -> list[Expression]:
    return [msgspec.json.decode(line, type=Expression) for line in _lines(HERE / "commitments" / f"{language}.jsonl")]


def drafts(language: str) -> list[LabelledDraft]:
    found = []
    for line in _lines(HERE / "drafts" / f"{language}.jsonl"):
        request = msgspec.json.decode(line, type=dict[str, Any])
        labels = {key: request.pop(key, None) for key in ("expect", "because", "not_yet")}
        found.append(msgspec.convert({**labels, "request": {"language": language, **request}}, LabelledDraft))
    return found


def _lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().splitlines() if line.strip()]


def complaint_of_expression(house: House, language: str, item: Expression) -> str:
    """What is wrong with what was read; empty when it is right."""
    tongue = house.rules.pack(language).tongue
    start = item.text.index(item.quote)
    end = start + len(item.quote)
    marks = tongue.extractor.find(tongue.fold(item.text), date.fromisoformat(item.today) if item.today else None)
    there = [mark for mark in marks if mark.start < end and start < mark.end]
    read = ", ".join(f"{mark.kind} {mark.value} in {mark.quote!r}" for mark in there) or "nothing"
    if item.kind is None:
        return f"read {read}" if there else ""
    return "" if any((mark.kind, str(mark.value)) == (item.kind, item.value) for mark in there) else f"read {read}"


def complaint_of_draft(house: House, item: LabelledDraft) -> str:
    """What is wrong with the verdict; empty when it is right."""
    _, verdict = house.check(msgspec.convert(item.request, CheckRequest))
    stopped = [finding for finding in verdict.findings if finding.severity == "reject"]
    if item.expect == "reject":
        return "" if stopped else f"passed: {item.because}"
    return "; ".join(f"{finding.rule} finds {finding.quote!r}: {finding.why}" for finding in stopped)


def tally(items: Sequence[T], complain: Callable[[T], str]) -> Tally:
    """Hold every item to its label."""
    found = Tally(of=len(items))
    for item in items:
        if said := complain(item):
            found.wrong.append((item, said))
        else:
            found.right += 1
    return found


def report(house: House, language: str, *, misses: bool = False) -> list[str]:
    """Lines for `make accuracy`."""
    values = tally(expressions(language) if language in files("commitments") else [], lambda item: complaint_of_expression(house, language, item))
    whole = drafts(language) if language in files("drafts") else []
    sound, faulty = (
        tally([item for item in whole if item.expect == kind], lambda item: complaint_of_draft(house, item)) for kind in ("pass", "reject")
    )
    lines = [
        f"{language}: {values.right} of {values.of} expressions read right; "
        f"{len(sound.wrong)} of {sound.of} sound drafts stopped, {faulty.right} of {faulty.of} faulty ones"
    ]
    if misses:
        lines += [f"  {item.text[:80]!r}: {said}" for each in (values, sound, faulty) for item, said in each.wrong]
    return lines

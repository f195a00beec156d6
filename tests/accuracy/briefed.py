"""Labelled values and labelled drafts: what the extractor reads, and what is stopped when a draft is held against its brief.

`commitments/<lang>.jsonl`: `{"text", "today", "kind", "value", "quote"}`; `value` as `drafter/text/values.py` prints it, `quote` the words in which
it stands. With `"kind": null` nothing may be read there. `drafts/<lang>.jsonl`: a request's keys with `text`, `expect` and `because`. Both were
written before anybody looked at what is read; those named `.aside` were never shown to whoever works on the extractor.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

from drafter.house import House
from drafter.request import CheckRequest
from tests.accuracy.scores import Score, Wrong


class Expression(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One sentence with a value, or with a tempting number that is none."""

    text: str
    kind: str | None
    quote: str
    value: str | None = None
    today: str | None = None


class LabelledDraft(msgspec.Struct, frozen=True):
    """A whole draft. `request` holds all other keys."""

    expect: Literal["pass", "reject"]
    because: str
    request: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.request["text"])


def expressions(path: Path) -> list[Expression]:
    return [msgspec.json.decode(line, type=Expression) for line in _lines(path)]


def drafts(path: Path) -> list[LabelledDraft]:
    found = []
    for line in _lines(path):
        request = msgspec.json.decode(line, type=dict[str, Any])
        labels = {key: request.pop(key) for key in ("expect", "because")}
        found.append(msgspec.convert({**labels, "request": {"language": _language(path), **request}}, LabelledDraft))
    return found


def measure_values(house: House, path: Path) -> dict[str, Score]:
    """Values to be read, and tempting numbers that are none."""
    score = Score()
    for item in expressions(path):
        said = _complaint(house, _language(path), item)
        label = f"{item.kind} {item.value} in {item.quote!r}" if item.kind else f"{item.quote!r} is no value"
        score.count(forbidden=item.kind is not None, wrong=Wrong(item.text, label, said) if said else None)
    return {"total": score}


def measure_drafts(house: House, path: Path) -> dict[str, Score]:
    """Drafts with a planted fault, and sound ones."""
    score = Score()
    for item in drafts(path):
        _, verdict = house.check(msgspec.convert(item.request, CheckRequest))
        stopped = [finding for finding in verdict.findings if finding.severity == "reject"]
        is_faulty = item.expect == "reject"
        wrong = None
        if is_faulty != bool(stopped):
            wrong = Wrong(item.text, item.because, "; ".join(f"{finding.rule} finds {finding.quote!r}: {finding.why}" for finding in stopped))
        score.count(forbidden=is_faulty, wrong=wrong)
    return {"total": score}


def _language(path: Path) -> str:
    return path.name.split(".")[0]


def _lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().splitlines() if line.strip()]


def _complaint(house: House, language: str, item: Expression) -> str:
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

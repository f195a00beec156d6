"""Labelled sentences against the rules: what is stopped that should be, and what is stopped that should not.

`<lang>.jsonl` are development sentences; `<lang>.aside.jsonl` were kept from whoever writes rules, and are only counted. Both were written by people
who had not seen the rules. A line: `{"text", "expect": "reject" | "pass", "family", "near_miss"?}`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from drafter.house import House
from drafter.verdict.judge import judge
from tests.accuracy.scores import Score, Wrong

HERE = Path(__file__).parent


class Labelled(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One sentence. `family` is the one that it breaks, or whose near miss it is."""

    text: str
    expect: Literal["reject", "pass"]
    family: str
    near_miss: str | None = None


def read(path: Path) -> list[Labelled]:
    return [msgspec.json.decode(line, type=Labelled) for line in path.read_bytes().splitlines() if line.strip()]


def measure_sentences(house: House, path: Path) -> dict[str, Score]:
    """Scores by family, with all of them together under `total`."""
    pack = house.rules.pack(path.name.split(".")[0])
    scores: dict[str, Score] = {"total": Score()}
    for sentence in read(path):
        stopped = [finding for finding in judge(sentence.text, pack, house.detector).findings if finding.severity == "reject"]
        is_forbidden = sentence.expect == "reject"
        wrong = None
        if is_forbidden != bool(stopped):
            why = f"{stopped[0].rule} finds {stopped[0].quote!r}" if stopped else ""
            wrong = Wrong(sentence.text, ", ".join(filter(None, (sentence.family, sentence.near_miss))), why)
        for name in (sentence.family, "total"):
            scores.setdefault(name, Score()).count(forbidden=is_forbidden, wrong=wrong)
    return scores

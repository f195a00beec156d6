"""Labelled sentences against the rules: what is stopped that should be, and what is stopped that should not.

`<lang>.jsonl` are development sentences; `<lang>.aside.jsonl` were kept from whoever writes rules, and are only counted. Both were written by people
who had not seen the rules. A line: `{"text", "expect": "reject" | "pass", "family", "near_miss"?}`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from drafter.house import House
from drafter.verdict.judge import judge

HERE = Path(__file__).parent


class Labelled(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One sentence. `family` is the one that it breaks, or whose near miss it is."""

    text: str
    expect: Literal["reject", "pass"]
    family: str
    near_miss: str | None = None


@dataclass
class Score:
    """Counts of one family, or of all; the sentences that went wrong are kept."""

    forbidden: int = 0
    harmless: int = 0
    missed: list[Labelled] = field(default_factory=list)
    false_alarms: list[tuple[Labelled, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the forbidden sentences that were stopped, in percent."""
        return 100 * (1 - len(self.missed) / self.forbidden) if self.forbidden else 100.0

    @property
    def false_alarm_rate(self) -> float:
        """Share of the harmless sentences that were stopped, in percent."""
        return 100 * len(self.false_alarms) / self.harmless if self.harmless else 0.0


def sets() -> list[Path]:
    """All files of labelled sentences, by language, the development set before the one kept aside."""
    return sorted(HERE.glob("*.jsonl"), key=lambda path: (path.name.split(".")[0], "aside" in path.name))


def read(path: Path) -> list[Labelled]:
    return [msgspec.json.decode(line, type=Labelled) for line in path.read_bytes().splitlines() if line.strip()]


def measure(house: House, path: Path) -> dict[str, Score]:
    """Scores by family, with all of them together under `total`."""
    pack = house.rules.pack(path.name.split(".")[0])
    scores: dict[str, Score] = {"total": Score()}
    for sentence in read(path):
        stopped = [finding for finding in judge(sentence.text, pack, house.detector).findings if finding.severity == "reject"]
        for name in (sentence.family, "total"):
            score = scores.setdefault(name, Score())
            if sentence.expect == "reject":
                score.forbidden += 1
                if not stopped:
                    score.missed.append(sentence)
            else:
                score.harmless += 1
                if stopped:
                    score.false_alarms.append((sentence, f"{stopped[0].rule} finds {stopped[0].quote!r}"))
    return scores

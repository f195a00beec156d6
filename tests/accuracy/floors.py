"""`floors.toml`: how good rules, extractor and brief check were when somebody last looked. Worse is a failing test; better may be written down.

python -m tests.accuracy --floors
"""

from __future__ import annotations

import math
from pathlib import Path

import msgspec

from drafter.strict import read_toml
from tests.accuracy.scores import Score

FLOORS = Path(__file__).parent / "floors.toml"
_HEAD = """# What is reached on labelled sentences, values and drafts, in percent: recall at least, false alarms at most.
# A test holds the product to it.
# Written by `python -m tests.accuracy --floors`; lower a floor by hand only with the reason in the commit.
"""


class Floor(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`recall` is the least share of the forbidden that is stopped (of values: read right), `false_alarms` the largest of the harmless; in
    percent."""

    recall: float
    false_alarms: float

    def complaints(self, score: Score) -> list[str]:
        """What got worse; empty when nothing did."""
        found = []
        if score.recall < self.recall:
            found.append(f"{score.recall:.1f} % of the forbidden are stopped; it was {self.recall:.1f} % at least.")
        if score.false_alarm_rate > self.false_alarms:
            found.append(f"{score.false_alarm_rate:.1f} % of the harmless are stopped; it was {self.false_alarms:.1f} % at most.")
        return found

    def gain(self, score: Score) -> float:
        """By how many points the better of both figures is better than its floor."""
        return max(score.recall - self.recall, self.false_alarms - score.false_alarm_rate)


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Floors by set: `en`, `en.aside`. InvalidContent says what is wrong with the file."""
    return read_toml(path, dict[str, Floor], name=path.name)


def write_floors(scores: dict[str, Score], path: Path = FLOORS, *, kept: dict[str, Floor] | None = None) -> None:
    """Write what was measured, to a tenth of a point on the lenient side; floors of sets that were not measured are `kept`."""
    measured = {name: Floor(math.floor(score.recall * 10) / 10, math.ceil(score.false_alarm_rate * 10) / 10) for name, score in scores.items()}
    floors = sorted({**(kept or {}), **measured}.items())
    tables = [f'["{name}"]\nrecall = {floor.recall}\nfalse_alarms = {floor.false_alarms}\n' for name, floor in floors]
    path.write_text("\n".join([_HEAD, *tables]), encoding="utf-8")

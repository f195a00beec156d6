"""What was stopped that should be, and what was stopped that should not: counts, with what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wrong:
    """Something judged wrongly: the text, what it was meant to be, and what happened instead."""

    text: str
    label: str
    why: str = ""


@dataclass
class Score:
    """Counts of one family, or of all. Of values: `forbidden` are those to be read, `harmless` the tempting numbers that are none."""

    forbidden: int = 0
    harmless: int = 0
    missed: list[Wrong] = field(default_factory=list)
    false_alarms: list[Wrong] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the forbidden that were stopped, in percent."""
        return 100 * (1 - len(self.missed) / self.forbidden) if self.forbidden else 100.0

    @property
    def false_alarm_rate(self) -> float:
        """Share of the harmless that were stopped, in percent."""
        return 100 * len(self.false_alarms) / self.harmless if self.harmless else 0.0

    def count(self, *, forbidden: bool, wrong: Wrong | None) -> None:
        """Take in one item."""
        if forbidden:
            self.forbidden += 1
        else:
            self.harmless += 1
        if wrong is not None:
            (self.missed if forbidden else self.false_alarms).append(wrong)

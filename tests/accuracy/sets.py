"""All sets of labelled texts: sentences for the rules, values for the extractor, whole drafts for the check against the brief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drafter.house import House
from tests.accuracy.briefed import measure_drafts, measure_values
from tests.accuracy.measure import HERE, measure_sentences
from tests.accuracy.scores import Score

_WHAT: dict[str, tuple[str, str, Callable[[House, Path], dict[str, Score]]]] = {
    "sentences": (".", "sentences", measure_sentences),
    "values": ("commitments", "values in sentences", measure_values),
    "drafts": ("drafts", "drafts with their briefs", measure_drafts),
}


@dataclass(frozen=True)
class LabelledSet:
    """One file. `what` is `sentences`, `values` or `drafts`."""

    language: str
    what: str
    is_aside: bool
    path: Path

    @property
    def name(self) -> str:
        """As floors.toml names it: `en`, `en.aside`, `en.drafts`, `en.drafts.aside`."""
        parts = [self.language, *([] if self.what == "sentences" else [self.what]), *(["aside"] if self.is_aside else [])]
        return ".".join(parts)

    @property
    def title(self) -> str:
        who = "kept aside from whoever works on what is measured" if self.is_aside else "for development"
        return f"{_WHAT[self.what][1]}, {who}"

    def measure(self, house: House) -> dict[str, Score]:
        """Scores by family if the set has any, all together under `total`."""
        return _WHAT[self.what][2](house, self.path)


def sets() -> list[LabelledSet]:
    """By language and kind, the development set before the one kept aside."""
    found = [
        LabelledSet(path.name.split(".")[0], what, ".aside." in path.name, path)
        for what, (folder, _, _) in _WHAT.items()
        for path in (HERE / folder).glob("*.jsonl")
    ]
    return sorted(found, key=lambda each: (each.language, list(_WHAT).index(each.what), each.is_aside))

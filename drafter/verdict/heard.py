"""A text of the ticket as one tongue reads it, no further than somebody asks and never twice."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from drafter.text.reading import Reading
from drafter.text.values import Mark
from drafter.verdict.tongue import Tongue

_ITEM_END = re.compile(r"[,;\n]\s+")


class Heard:
    """One text in one tongue."""

    def __init__(self, text: str, tongue: Tongue, today: date | None) -> None:
        self.text, self.tongue, self._today = text, tongue, today

    @cached_property
    def reading(self) -> Reading:
        return self.tongue.read(self.text)

    @cached_property
    def marks(self) -> list[Mark]:
        """The values that it states."""
        return self.tongue.extractor.find(self.reading.folded, self._today)

    @cached_property
    def remedies(self) -> list[tuple[str, bool]]:
        """The remedies that it names, each with whether it is refused."""
        return list(self.tongue.remedies_of(self.reading))

    @cached_property
    def supported(self) -> frozenset[str]:
        """The remedies that it supports by other words than their names, and does not refuse."""
        return frozenset(name for name, is_refused in self.tongue.remedies_of(self.reading, ("support",)) if not is_refused)

    @cached_property
    def denies(self) -> bool:
        """Whether a sentence of it denies something."""
        return any(self.tongue.denies_anywhere(self.reading.sentence(index)) for index in range(len(self.reading)))

    def remedies_listed(self, is_list: bool) -> list[tuple[str, bool]]:
        """The same; in a list ("no refund, repair ok") what is refused in one item is not in the next."""
        return [each for item in _ITEM_END.split(self.text) for each in self.tongue.remedies_in(item)] if is_list else self.remedies

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What it speaks of."""
        return self.tongue.concepts_of(self.reading.folded)


class Hearing:
    """What was heard of one ticket."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._heard: dict[tuple[str, str], Heard] = {}

    def of(self, text: str, tongue: Tongue) -> Heard:
        found = self._heard.get((tongue.language, text))
        if found is None:
            found = self._heard[tongue.language, text] = Heard(text, tongue, self._today)
        return found

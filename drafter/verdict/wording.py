"""The words of a lexicon's `owed`: by which a text says a part or all, perhaps or for certain, asks, offers, or leaves a time open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from drafter.text.lexicon import Lexicon

Key = Literal[
    "part",
    "binds",
    "only",
    "out_of",
    "perhaps",
    "risks",
    "generic",
    "whole",
    "hedges",
    "weighs",
    "caveats",
    "offers",
    "courtesy",
    "lasts",
    "asks",
    "contacts",
]
_Own = Literal["no_part", "permits", "when", "open", "knows"]  # what no one else asks for by name


class Wording:
    """Words of one language. Texts are folded words between single spaces, with one at either end, as `Reading.spaced_sentence` gives them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._compiled: dict[str, re.Pattern[str]] = {}

    def has(self, key: Key, words: str) -> bool:
        return bool(self._among(key).search(words))

    def first(self, key: Key, words: Sequence[str]) -> tuple[int, int] | None:
        """Where the first of the words begins and, if it is several, ends; None where none stands."""
        spaced = f" {' '.join(words)} "
        found = self._among(key).search(spaced)
        if found is None:
            return None
        at = spaced.count(" ", 0, found.start()) - 1
        return at, at + 1 + found[0].count(" ")

    def part_of(self, words: str) -> bool:
        """Whether words give a share of something: half of the fee, but no half hour."""
        return self.has("part", self._among("no_part").sub(" ; ", words))

    def hedged(self, words: str) -> bool:
        """Whether words say perhaps. "The customer may keep it" permits."""
        return self.has("perhaps", self._firm(words))

    def binds(self, words: str) -> bool:
        """Whether words name a condition: only if unopened, once it is back. "If the customer prefers" leaves a choice."""
        return self.has("binds", self._firm(words))

    def is_polite(self, words: str) -> bool:
        """Whether a sentence may only thank or ask to be written to: "if you have any questions, just reply"."""
        return self.has("courtesy", words) or self.has("asks", words)

    def condition(self, words: str) -> str:
        """What follows the first word that binds; empty without one."""
        found = self._among("binds").search(self._firm(words))
        return self._firm(words)[found.end() :] if found else ""

    def limit(self, words: str) -> str:
        """What a line limits itself to: what follows its "only", or what stands before it at the end ("on weekdays only"); empty without one."""
        found = self._among("only").search(words)
        if found is None:
            return ""
        return words[found.end() :] if words[found.end() :].strip() else words[: found.start()]

    def may_fail(self, words: str) -> bool:
        """Whether words tell what may happen: the date can slip, data could be lost."""
        firm = self._firm(words)
        return self.has("perhaps", firm) or self.has("hedges", firm) or self.has("risks", firm)

    def keeps_open(self, words: str) -> bool:
        """Whether words leave something open, by a hedge or a condition."""
        firm = self._firm(words)
        return self.has("hedges", firm) or self.has("perhaps", firm)

    def cautions(self, words: str) -> bool:
        """Whether words may tell what stands in the way: a hedge, a condition, a "but"."""
        firm = self._firm(words)
        return self.has("caveats", firm) or self.has("hedges", firm) or self.has("perhaps", firm)

    def past_courtesy(self, words: str) -> str:
        """Words without those of courtesy: "no problem" refuses nothing."""
        return self._among("courtesy").sub(" ; ", words)

    def asks_when(self, words: str) -> bool:
        return bool(self._among("when").search(words))

    @property
    def asks_only_so(self) -> bool:
        """Whether the language asks for nothing but by the words of `asks`."""
        return self._lexicon.file.owed.asks_by_these

    def leaves_time_open(self, words: str, *, denied: bool) -> bool:
        """Whether a sentence says that a time is not known; `denied` is whether it denies anything."""
        if not self.asks_when(words):
            return False
        return bool(self._among("open").search(words)) or (denied and bool(self._among("knows").search(words)))

    def _firm(self, words: str) -> str:
        return self._among("permits").sub(" ; ", words)

    def _among(self, key: Key | _Own) -> re.Pattern[str]:
        if key not in self._compiled:
            words = self._lexicon.words(getattr(self._lexicon.file.owed, key))
            self._compiled[key] = re.compile(rf"(?<= )(?:{words})(?= )" if words else r"(?!)")
        return self._compiled[key]

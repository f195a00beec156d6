"""Parts of a month that is named: "the end of December", "Anfang Januar", "akhir Disember"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from drafter.text.lexicon import Lexicon
from drafter.text.periods import MONTH_PART, part_of_month
from drafter.text.values import Day

Found = tuple[int, int, Day]


class MonthParts:
    """Finds them in a folded text by the forms of `[periods]` that hold `{month}`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        fold, month = self._lexicon.folder.fold, self._lexicon.months.expression
        blocks = [(key, block) for key, block in self._lexicon.file.periods.items() if MONTH_PART.fullmatch(key)]
        forms = [(key, line.strip()) for key, block in blocks for line in block.splitlines() if line.strip()]
        found = []
        for key, form in sorted(forms, key=lambda each: -len(each[1])):
            before, after = (spaced(fold(part).text) for part in form.split("{month}"))
            found.append((key, re.compile(rf"(?<!\w){before}(?P<month>{month}){after}(?!\w)(?:\s+(?P<year>\d{{4}})(?!\d))?")))
        return found

    def find(self, text: str, windows: list[tuple[int, int]], today: date | None) -> Iterator[Found]:
        """Every part with its place and its days, the longer form first."""
        for key, pattern in self._patterns:
            for match in (match for window in windows for match in pattern.finditer(text, *window)):
                month, year = int(self._lexicon.months.value(match["month"])), int(match["year"]) if match["year"] else None
                yield match.start(), match.end(), part_of_month(key, month, year, today)


def spaced(words: str) -> str:
    """Words as an expression in which any space is as good as another; a space at the edge stands."""
    return re.sub(r"(?:\\ )+", r"\\s+", re.escape(words))

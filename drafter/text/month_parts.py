"""Parts of a month that is named: "the end of December", "Anfang Januar", "akhir Disember"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from drafter.text.finder import Finder
from drafter.text.lexicon import Lexicon
from drafter.text.periods import MONTH_PART, part_of_month
from drafter.text.values import Day

Found = tuple[int, int, Day]


class MonthParts:
    """Finds them in a folded text by the forms of `[periods]` that hold `{month}`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _forms(self) -> list[tuple[str, str]]:
        blocks = [(key, block) for key, block in self._lexicon.file.periods.items() if MONTH_PART.fullmatch(key)]
        forms = [(key, line.strip()) for key, block in blocks for line in block.splitlines() if line.strip()]
        return sorted(forms, key=lambda each: -len(each[1]))

    @cached_property
    def _finder(self) -> Finder:
        """All forms at once; the month's group tells which of them it was."""
        fold, month = self._lexicon.folder.fold, self._lexicon.months.expression
        ways, begins = [], set[str]()
        for number, (_, form) in enumerate(self._forms):
            before, after = (fold(part).text for part in form.split("{month}"))
            ways.append(rf"{spaced(before)}(?P<m{number}>{month}){spaced(after)}(?!\w)")
            begins |= {before.partition(" ")[0] + " " * (" " in before)} if before else self._lexicon.months.beginnings
        return Finder(rf"(?<!\w)(?:{'|'.join(ways)})(?:\s+(?P<year>(?:19|2[01])\d\d)(?!\d))?", begins)

    def find(self, text: str, windows: list[tuple[int, int]], today: date | None) -> Iterator[Found]:
        """Every part with its place and its days."""
        for match in self._finder.find_in(text, windows):
            number = next(number for number in range(len(self._forms)) if match[f"m{number}"])
            month, year = int(self._lexicon.months.value(match[f"m{number}"])), int(match["year"]) if match["year"] else None
            yield match.start(), match.end(), part_of_month(self._forms[number][0], month, year, today)


def spaced(words: str) -> str:
    """Words as an expression in which any space is as good as another; a space at the edge stands."""
    return re.sub(r"(?:\\ )+", r"\\s+", re.escape(words))

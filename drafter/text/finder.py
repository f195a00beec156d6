"""Looking for an expression only where it can begin.

The expression engine tries an expression that begins with a look behind at every character of a text. Values begin with a digit or with the first
letter of one of a few forms, at the beginning of a word: such places are found ten times faster than the expression fails at all the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


class Finder:
    """An expression all matches of which begin with one of `beginnings` (a digit stands for all digits, "" for anything). No letter or digit stands
    before one of these."""

    __slots__ = ("_pattern", "_places")

    def __init__(self, expression: str, beginnings: Iterable[str]) -> None:
        self._pattern = re.compile(expression)
        firsts = {each[:1] for each in beginnings}
        digits = r"\d" if any(first.isdigit() for first in firsts) else ""
        letters = "".join(re.escape(first) for first in sorted(firsts) if not first.isdigit())
        self._places = re.compile(r"" if "" in firsts else rf"[{digits}{letters}](?<!\w\w)" if firsts else r"(?!)")

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer` finds them."""
        match = self._pattern.match
        for place in self._places.finditer(text, start, end):
            if (at := place.start()) >= start and (found := match(text, at, end)):
                yield found
                start = found.end()

    def find_in(self, text: str, windows: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
        """In each of some parts of a text."""
        return (match for window in windows for match in self.finditer(text, *window))

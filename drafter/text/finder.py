"""Looking for an expression only where it can begin.

The expression engine tries an expression that begins with a look behind at every character of a text. Values begin with a digit or with the first
word of one of many forms: such places are found ten times faster than the expression fails at all the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.text.branching import tree


class Finder:
    """An expression all matches of which begin with one of `beginnings`: letters, with a space behind them where a word ends with them, and one for
    any gap between two words; a digit stands for all digits, and "" for anything. No letter or digit stands before the first of a word."""

    __slots__ = ("_pattern", "_places")

    def __init__(self, expression: str, beginnings: Iterable[str]) -> None:
        self._pattern = re.compile(expression)
        self._places = re.compile(_places(sorted(set(beginnings))))

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


def _places(beginnings: list[str]) -> str:
    """It begins with a plain set of characters, which the engine runs through fastest, and from there looks on without moving on, since the next
    place may begin within this one."""
    if "" in beginnings:
        return ""
    firsts = "".join(sorted({r"\d" if each[0].isdigit() else re.escape(each[0]) for each in beginnings}))
    words = [each for each in beginnings if not each[0].isdigit()]
    whole, open_ = [word[:-1] for word in words if word[-1] == " "], [word for word in words if word[-1] != " "]
    ways = [r"\d"] if len(words) < len(beginnings) else []
    ways += [tree(map(_letters, open_))] if open_ else []
    ways += [tree(map(_letters, whole)) + r"(?!\w)"] if whole else []
    return rf"[{firsts}](?<!\w\w)(?<=(?={'|'.join(ways)}).)" if ways else "(?!)"


def _letters(beginning: str) -> tuple[str, ...]:
    return tuple(r"[\s\-]+" if letter == " " else re.escape(letter) for letter in beginning)

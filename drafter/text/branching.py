"""Many texts as one expression, which branches letter by letter: hundreds of them stay short to compile and quick to try."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# A letter that stands for itself: none that is repeated, and no sign of an expression.
_LETTERS = re.compile(r"(?:(?:[^\\.^$*+?{}\[\]|()]|\\[^\w\s])(?![*+?{]))*")
_LETTER = re.compile(r"\\?.", re.DOTALL)


@lru_cache(maxsize=4096)
def branching(texts: tuple[str, ...]) -> str:
    """An expression for any of some texts."""
    return tree([tuple(map(re.escape, text)) for text in texts])


def tree(ways: Iterable[tuple[str, ...]]) -> str:
    """The same of ways that are made of expressions, one after another. Of two that begin alike the one that stands first is tried first; none may
    stand behind one that it goes on from."""
    branches: dict[str, list[tuple[str, ...]]] = {}
    ends = False
    for way in ways:
        if way:
            branches.setdefault(way[0], []).append(way[1:])
        else:
            ends = True
    parts = [first + tree(rests) for first, rests in branches.items()]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{whole}?" if ends else whole


def first_of(expressions: Iterable[str]) -> str:
    """An expression for the first of some expressions that matches, as `a|b|c` does; those that begin with the same letters share them. Where two go
    different ways with a letter only one can match, so that the order of the two tells nothing."""
    return _first_of([_parted(each) for each in expressions])


def _parted(expression: str) -> tuple[str, ...]:
    """The letters with which an expression begins, and what follows them as one."""
    end = _LETTERS.match(expression).end()  # type: ignore[union-attr]  # it matches nothing, too
    letters = _LETTER.findall(expression, 0, end)
    return (*letters, expression[end:]) if end < len(expression) else tuple(letters)


def _first_of(ways: list[tuple[str, ...]]) -> str:
    parts: list[str] = []
    branches: dict[str, list[tuple[str, ...]]] = {}

    def settle() -> None:
        parts.extend(letter + _first_of(rests) for letter, rests in branches.items())
        branches.clear()

    for way in ways:
        if way and _LETTERS.fullmatch(way[0]):
            branches.setdefault(way[0], []).append(way[1:])
        else:  # its place among the others counts
            settle()
            parts.append("".join(way))
    settle()
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"

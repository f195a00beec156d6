"""Many texts as one expression, which branches letter by letter: hundreds of them stay short to compile and quick to try."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


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

"""Many texts as one expression."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def branching(texts: tuple[str, ...]) -> str:
    """Texts as an expression that branches letter by letter, so that hundreds of them stay short to compile and quick to try."""
    if len(texts) == 1:
        return re.escape(texts[0])
    branches: dict[str, list[str]] = {}
    for text in texts:
        branches.setdefault(text[:1], []).append(text[1:])
    ends = branches.pop("", None) is not None
    parts = [re.escape(letter) + branching(tuple(dict.fromkeys(rests))) for letter, rests in branches.items()]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{whole}?" if ends else whole

"""What stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left

_QUOTED = re.compile(
    r"\u201c[^\u201c\u201d]{1,600}\u201d|\u201e[^\u201c\u201d\u201e]{1,600}[\u201c\u201d]|\u00ab[^\u00ab\u00bb]{1,600}\u00bb"
    r"|\"[^\"\n]{1,600}\""
)


class Quotations:
    """The quotations of a text, marks included, in order; none lies in another."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, raw: str) -> None:
        spans = [match.span() for match in _QUOTED.finditer(raw)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, start: int, end: int) -> bool:
        """True when `raw[start:end]` stands between the marks of one quotation."""
        at = bisect_left(self._starts, start) - 1
        return at >= 0 and end < self._ends[at]


def unquoted(raw: str) -> str:
    """The text without its quotations."""
    return _QUOTED.sub(" ", raw)

"""The readings of an hour by the half of the day that stands beside it: "jam 1 malam", "half past three in the afternoon"."""

from __future__ import annotations

import re
from datetime import time

from drafter.text.lexicon import Lexicon
from drafter.text.values import Clock

_HOUR_AND_MINUTES = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?")
_DAY, _NOON, _ONE = 1440, 720, 780  # minutes: of a day, up to noon, up to 1 p.m.


class HalvesOfDay:
    """Reads hours in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon, self._table = lexicon, lexicon.file.clock

    def clock(self, minutes: int, half: str | None, *, stated_12: bool) -> Clock:
        """All readings: with `half` one, without it two where a 12-hour clock was meant."""
        minutes %= _DAY
        readings = {minutes}
        if half is not None:
            is_pm = bool(re.fullmatch(self._lexicon.words(self._table.pm) or r"(?!)", half))
            base = minutes % _NOON
            readings = {minutes} if minutes >= _ONE else {self._in_part(base, half) if is_pm else base}
        elif stated_12 and minutes < _ONE:
            readings = {minutes % _NOON, minutes % _NOON + _NOON}
        return Clock(frozenset(time(value // 60 % 24, value % 60) for value in readings))

    def _in_part(self, base: int, half: str) -> int:
        """The reading after noon, or the one before it where that is nearer to the part of the day: "jam 11 siang", "jam 1 malam"."""
        part = next((key for key, block in self._table.parts.items() if re.fullmatch(self._lexicon.words(block), half)), None)
        if part is None:
            return base + _NOON
        start, end = (int(moment[:2]) * 60 + int(moment[3:]) for moment in part.split("-"))
        return min((base + _NOON, base), key=lambda reading: _distance(reading, start, end))


def _distance(minutes: int, start: int, end: int) -> int:
    """How far a time lies from a stretch of the day, round midnight; in minutes."""
    return 0 if start <= minutes <= end else min((start - minutes) % _DAY, (minutes - end) % _DAY)


def is_later(first: str, last: str) -> bool:
    """Whether the first hour of a stretch, in digits on a clock face, stands behind the last."""
    one, other = (_HOUR_AND_MINUTES.fullmatch(text) for text in (first, last))
    if one is None or other is None:
        return False
    return (int(one[1]) % 12, int(one[2] or 0)) > (int(other[1]) % 12, int(other[2] or 0))

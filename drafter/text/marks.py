"""Where in a text a value may stand: one automaton pass over the lexicon's words, and scans for digits. Expressions run only round these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from ahocorasick_rs import AhoCorasick

from drafter.text.forms import Forms
from drafter.text.lexicon import SYMBOLS, Lexicon

MarkKind = Literal[
    "span",
    "fused",
    "named_day",
    "day",
    "weekday",
    "day_after",
    "numeric_day",
    "day_of_month",
    "period",
    "clock",
    "money",
    "share",
    "phone",
    "reference",
]
Windows = dict[MarkKind, list[tuple[int, int]]]

# How many characters before and after a mark a value of that kind may reach. What is not named here is a part of another kind: it has no windows
# of its own, and is only asked for.
_REACH: dict[MarkKind, tuple[int, int]] = {
    "span": (64, 28),
    "named_day": (56, 44),
    "day": (28, 28),
    "numeric_day": (28, 14),
    "day_of_month": (28, 28),
    "period": (40, 40),
    "clock": (48, 28),
    "money": (48, 48),
    "share": (48, 48),
    "phone": (4, 2),
    "reference": (14, 26),
}
_NUMERIC_DAY = re.compile(r"\d[./-]\d")
_HOUR = re.compile(r"\d[:.h]\d\d")
_DASHED = re.compile(r"\d\s?[-\u2013]\s?\d")
_HOURS = re.compile(r"(?:[^\W\d_]|-\d\d)[.,]?\s\d{1,2}\s?[-\u2013]\s?\d{1,2}(?![\d-])")
_LONG_NUMBER = re.compile(r"\d[\d\s()/.-]{5,}\d")
_NEXT = re.compile(r"\s*(\w+)")
_THREE_DIGITS = re.compile(r"[\d#](?:(?<=\d)\d\d|(?<=#)\s?\d|(?<=\d)[A-Za-z]+\d)")
_THOUSANDS = re.compile(r"\d[.,]\d{3}(?!\d)")
# Digits with all that may stand between those of one value. It begins with a plain set of characters, through which the engine runs quickest.
_DIGITS = re.compile(r"\d(?:[\d\s()/.,:\u2013-]|h(?=\d))*")
_SHORTEST = 3  # characters of what the scans look for
_SCANS: list[tuple[MarkKind, re.Pattern[str]]] = [("numeric_day", _NUMERIC_DAY), ("clock", _HOUR), ("phone", _LONG_NUMBER)]


class Marks:
    """The windows of a language's texts, by kind."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _wanted(self) -> dict[str, set[tuple[MarkKind, bool, bool]]]:
        """Letters → the kinds that they mark, whether they are a whole word, and whether a number must follow ("at" before an hour)."""
        lexicon, clock = self._lexicon, self._lexicon.file.clock
        hours = "\n".join([clock.after, clock.am, clock.pm, clock.past_last, clock.to_last, *clock.offsets.values(), *clock.named.values()])
        lines = [line.split("{day}") for line in lexicon.file.day_of_month.splitlines() if line.strip()]
        before_day = [before.split()[-1] for before, _ in lines if before.strip()]
        after_day = [after.split()[0] for before, after in lines if after.strip() and not before.strip()]
        tables: list[tuple[Forms, MarkKind, bool]] = [
            (lexicon.units, "span", False),
            (Forms(lexicon.file.spans.fused, lexicon.folder), "span", False),
            (Forms(lexicon.file.spans.fused, lexicon.folder), "fused", False),
            (lexicon.periods, "period", False),
            (lexicon.months, "named_day", False),
            (lexicon.weekdays, "day", False),
            (lexicon.weekdays, "weekday", False),
            (lexicon.weekdays_short, "day", False),
            (lexicon.days, "day", False),
            (lexicon.days_after, "day", False),
            (lexicon.days_after, "day_after", False),
            (lexicon.currencies, "money", False),
            (Forms({"": lexicon.file.bare_amounts}, lexicon.folder), "money", False),
            (Forms({"": hours}, lexicon.folder), "clock", False),
            (Forms({"": clock.before}, lexicon.folder), "clock", True),
            (Forms({"": "\n".join(before_day)}, lexicon.folder), "day_of_month", True),
            (Forms({"": "\n".join(after_day)}, lexicon.folder), "day_of_month", False),
            (Forms({"": lexicon.file.percent}, lexicon.folder), "share", False),
            (lexicon.shares, "share", False),
        ]
        found: dict[str, set[tuple[MarkKind, bool, bool]]] = {symbol: {("money", False, False)} for symbol in SYMBOLS}
        found["%"] = {("share", False, False)}
        for forms, kind, before_number in tables:
            for stem, whole in forms.stems:
                if stem:
                    found.setdefault(stem, set()).add((kind, whole, before_number))
        return found

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[list[tuple[MarkKind, bool, bool]]]]:
        return AhoCorasick(list(self._wanted)), [sorted(kinds) for kinds in self._wanted.values()]

    @cached_property
    def _scans(self) -> list[tuple[MarkKind, re.Pattern[str]]]:
        return [*_SCANS, ("money", _THOUSANDS)] if self._lexicon.file.bare_amounts else _SCANS

    @cached_property
    def _number_words(self) -> frozenset[str]:
        return frozenset(stem for forms in (self._lexicon.numbers, self._lexicon.ordinals) for stem, _ in forms.stems)

    def windows(self, text: str) -> Windows:
        """Windows by kind, merged where they touch."""
        found: dict[MarkKind, list[tuple[int, int]]] = {}
        automaton, wanted = self._automaton
        last = len(text)
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1].isalpha() and text[start].isalpha():
                continue
            continues = end < last and text[end].isalpha()
            for kind, whole, before_number in wanted[number]:
                if not (whole and continues) and not (before_number and not self._number_at(text, end)):
                    found.setdefault(kind, []).append((start, end))
        self._scan(text, found)
        return {kind: list(_merged(sorted(spans), *_REACH[kind], text)) if kind in _REACH else spans for kind, spans in found.items()}

    def _scan(self, text: str, found: Windows) -> None:
        """What stands in digits. Few texts hold more of them than a number, so each expression is asked only of those that may be what it finds."""
        is_dashed = has_digits = False
        for digits in _DIGITS.finditer(text):
            has_digits = True
            start, end = digits.span()
            if len(digits[0].rstrip()) >= _SHORTEST:
                is_dashed = is_dashed or _DASHED.search(text, start, end) is not None
                for kind, pattern in self._scans:
                    if spans := [match.span() for match in pattern.finditer(text, start, end)]:
                        found.setdefault(kind, []).extend(spans)
        if is_dashed and (spans := [match.span() for match in _HOURS.finditer(text)]):
            found.setdefault("clock", []).extend(spans)
        if has_digits and (spans := [match.span() for match in _THREE_DIGITS.finditer(text)]):
            found.setdefault("reference", []).extend(spans)

    def _number_at(self, text: str, position: int) -> bool:
        word = _NEXT.match(text, position)
        return word is not None and (word[1][0].isdigit() or word[1] in self._number_words)


def _merged(spans: list[tuple[int, int]], before: int, after: int, text: str) -> Iterator[tuple[int, int]]:
    low, high = spans[0][0] - before, spans[0][1] + after
    for start, end in spans[1:]:
        if start - before <= high:
            high = max(high, end + after)
        else:
            yield max(0, low), _end_of_word(text, high)
            low, high = start - before, end + after
    yield max(0, low), _end_of_word(text, min(len(text), high))


def _end_of_word(text: str, position: int) -> int:
    """Where a word ends that a window would cut: the first letters of "mir" are a Wednesday."""
    while 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum():
        position += 1
    return position

"""`lexicon.toml`: a language's words for numbers, units, days, times and money, compiled into expressions over folded text.

Forms stand one a line. A form may be several words; `*` at its end lets any letters follow (inflection). In the lists of words (past, future,
refusals, unknown, channels) it may stand at the beginning, too. Nothing here knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from drafter.errors import InvalidContent, Problem
from drafter.strict import read_toml
from drafter.text.fold import Folder

SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "₸": "KZT"}
_GAP = r"[\s\-]+"


class ClockTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`before` and `after` make a bare number an hour; `am`, `pm` say which half of the day; `offsets` are minutes ("half past" 30, "halb" -30)."""

    before: str = ""
    after: str = ""
    am: str = ""
    pm: str = ""
    offsets: dict[str, str] = {}
    named: dict[str, str] = {}


class SpansTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`joiners` part the ends of a range; `ranges` are whole expressions with `{unit}`: `"1-2" = 'a {unit} or two'`."""

    joiners: str = ""
    ranges: dict[str, str] = {}


class RemedyTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Phrases: `offers` give the remedy to the customer, `names` only speak of it (in a brief)."""

    offers: str = ""
    names: str = ""


class LexiconFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A lexicon as it is written. Keys of `numbers` are values: `3`, `*100` multiplies what stands before, `+0.5` adds to it."""

    decimal: str = "."
    month_first: bool = False
    suffixes: str = ""
    numbers: dict[str, str] = {}
    units: dict[str, str] = {}
    spans: SpansTable = SpansTable()
    limits: dict[str, str] = {}
    months: dict[str, str] = {}
    date_joiners: str = ""
    weekdays: dict[str, str] = {}
    days: dict[str, str] = {}
    clock: ClockTable = ClockTable()
    currencies: dict[str, str] = {}
    percent: str = ""
    references: str = ""
    references_after: str = ""
    past: str = ""
    future: str = ""
    refusals: str = ""
    unknown: str = ""
    channels: dict[str, str] = {}
    remedies: dict[str, RemedyTable] = {}


def _forms(block: str, folder: Folder) -> list[str]:
    return [folder.fold(line).text for raw in block.splitlines() if (line := raw.strip())]


def _expression(form: str) -> str:
    stem = form.removesuffix("*").removeprefix("*")
    words = _GAP.join(re.escape(word) for word in re.split(r"[\s\-]+", stem))
    return (r"\w*" if form.startswith("*") else "") + words + (r"\w*" if form.endswith("*") else "")


class Forms:
    """Words with what they stand for. `expression` matches any of them as whole words; `value` tells which it was."""

    def __init__(self, table: Mapping[str, str], folder: Folder) -> None:
        entries = [(form, key) for key, block in table.items() for form in _forms(block, folder)]
        self._entries = sorted(entries, key=lambda entry: -len(entry[0]))
        self._exact = {form: key for form, key in reversed(self._entries) if not form.endswith("*")}

    @cached_property
    def expression(self) -> str:
        """An alternation, the longest form first; matches nothing when there are none."""
        return rf"(?:{'|'.join(_expression(form) for form, _ in self._entries)})(?!\w)" if self._entries else r"(?!)"

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(_expression(form)), key) for form, key in self._entries]

    def value(self, text: str) -> str:
        """The key of what was matched."""
        found = self._exact.get(text)
        if found is not None:
            return found
        return next(key for pattern, key in self._patterns if pattern.fullmatch(text))

    @property
    def stems(self) -> list[tuple[str, bool]]:
        """The longest word of each form, and whether it stands whole, for finding places worth a look."""
        found: list[tuple[str, bool]] = []
        for form, _ in self._entries:
            words = re.split(r"[\s\-]+", form)
            longest = max(words, key=len)
            found.append((longest.removesuffix("*"), not longest.endswith("*")))
        return found

    def __bool__(self) -> bool:
        return bool(self._entries)


@dataclass(frozen=True)
class Lexicon:
    """A compiled lexicon."""

    file: LexiconFile
    folder: Folder
    # The same blocks are asked for with every text that is read.
    _alternations: dict[tuple[str, ...], str] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def numbers(self) -> Forms:
        return Forms(self.file.numbers, self.folder)

    @cached_property
    def units(self) -> Forms:
        return Forms(self.file.units, self.folder)

    @cached_property
    def months(self) -> Forms:
        return Forms(self.file.months, self.folder)

    @cached_property
    def weekdays(self) -> Forms:
        return Forms(self.file.weekdays, self.folder)

    @cached_property
    def days(self) -> Forms:
        return Forms(self.file.days, self.folder)

    @cached_property
    def currencies(self) -> Forms:
        return Forms(self.file.currencies, self.folder)

    @cached_property
    def limits(self) -> Forms:
        return Forms(self.file.limits, self.folder)

    def words(self, *blocks: str) -> str:
        """An alternation of the forms of some blocks, the longest first; empty when they hold none."""
        found = self._alternations.get(blocks)
        if found is None:
            forms = sorted((form for block in blocks for form in _forms(block, self.folder)), key=len, reverse=True)
            found = self._alternations[blocks] = "|".join(_expression(form) for form in forms)
        return found


def read_lexicon(folder: Path, name: str, folder_fold: Folder) -> Lexicon:
    """Read `lexicon.toml`; absent is empty. InvalidContent names file and mistake."""
    path = folder / "lexicon.toml"
    file = read_toml(path, LexiconFile, name=f"{name}/lexicon.toml") if path.exists() else LexiconFile()
    problems = list(_problems(file, f"{name}/lexicon.toml"))
    if problems:
        raise InvalidContent(*problems)
    return Lexicon(file, folder_fold)


_NUMBER_KEY = re.compile(r"[*+]?\d+(?:\.\d+)?")
_CLOCK_KEY = re.compile(r"\d\d:\d\d")
UNITS = ("minute", "hour", "day", "business_day", "week", "month", "year")


def _problems(file: LexiconFile, where: str) -> Iterable[Problem]:
    for key in file.numbers:
        if not _NUMBER_KEY.fullmatch(key):
            yield Problem(
                where, f"numbers: {key!r} is no value.", "Write 3, *100 (multiplies) or +0.5 (adds), in quotes unless it is a whole number."
            )
    for key in file.units:
        if key not in UNITS:
            yield Problem(where, f"units: {key!r} is no unit.", f"Allowed: {', '.join(UNITS)}.")
    for key in file.months:
        if not (key.isdigit() and 1 <= int(key) <= 12):
            yield Problem(where, f"months: {key!r} is no month.", "Write 1 to 12.")
    for key in file.weekdays:
        if not (key.isdigit() and 1 <= int(key) <= 7):
            yield Problem(where, f"weekdays: {key!r} is no weekday.", "Write 1 (Monday) to 7.")
    for key in file.clock.named:
        if not _CLOCK_KEY.fullmatch(key):
            yield Problem(where, f"clock.named: {key!r} is no time.", "Write it as '12:00'.")
    if file.decimal not in (".", ","):
        yield Problem(where, f"decimal: {file.decimal!r} is no decimal mark.", "Write '.' or ','.")

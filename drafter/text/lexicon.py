"""`lexicon.toml`: a language's words for numbers, units, days, times and money, compiled into expressions over folded text.

Forms stand one a line. A form may be several words; `*` at its end lets any letters follow (inflection). In the lists of words (past, future,
refusals, unknown, channels) it may stand at the beginning, too. Nothing here knows a language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from drafter.errors import InvalidContent
from drafter.strict import read_toml
from drafter.text.fold import Folder
from drafter.text.forms import Forms, alternation, forms_of
from drafter.text.lexicon_file import NONE, LexiconFile, problems_of
from drafter.text.periods import MONTH_PART

SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "₸": "KZT"}
_BEFORE = "_before"
_DASH = r"\s*[-\u2013\u2014]\s*"


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
    def weekdays_short(self) -> Forms:
        return Forms(self.file.weekdays_short, self.folder)

    @cached_property
    def weekdays_jotted(self) -> Forms:
        return Forms(self.file.weekdays_jotted, self.folder)

    @cached_property
    def days(self) -> Forms:
        return Forms(self.file.days, self.folder)

    @cached_property
    def days_after(self) -> Forms:
        return Forms(self.file.days_after, self.folder)

    @cached_property
    def periods(self) -> Forms:
        return Forms({key: block for key, block in self.file.periods.items() if not MONTH_PART.fullmatch(key)}, self.folder)

    @cached_property
    def ordinals(self) -> Forms:
        return Forms(self.file.ordinals, self.folder)

    @cached_property
    def parts_of_day(self) -> Forms:
        return Forms(self.file.clock.parts, self.folder)

    @cached_property
    def currencies(self) -> Forms:
        return Forms(self.file.currencies, self.folder)

    @cached_property
    def shares(self) -> Forms:
        return Forms({key: block for key, block in self.file.shares.items() if key != NONE}, self.folder)

    @cached_property
    def limits(self) -> Forms:
        """Words that bound a value, on either side of it."""
        return Forms(self._limits_by_side[0], self.folder)

    @cached_property
    def limits_after(self) -> Forms:
        """Those that may stand behind it."""
        return Forms(self._limits_by_side[1], self.folder)

    @cached_property
    def _limits_by_side(self) -> tuple[dict[str, str], dict[str, str]]:
        """Forms by `by`, `from` and `none`: all, and those that may stand on either side."""
        either = {key: block for key, block in self.file.limits.items() if not key.endswith(_BEFORE)}
        return {key: f"{either.get(key, '')}\n{self.file.limits.get(key + _BEFORE, '')}" for key in ("by", "from", NONE)}, either

    @cached_property
    def range_to(self) -> str:
        """What stands between the two ends of a range, as an expression: a dash, or a word such as "to"."""
        joiners = self.words(self.file.spans.joiners)
        return rf"(?:{_DASH}|\s+(?:{joiners})\s+)" if joiners else _DASH

    @cached_property
    def counted_from(self) -> list[tuple[re.Pattern[str], int]]:
        """What stands behind a span that is counted from another day, back (-1) or on (1)."""
        ways = ((self.words(self.file.counted_back), -1), (self.words(self.file.counted_on), 1))
        return [(re.compile(rf"[\s,]*(?:{words})(?!\w)"), way) for words, way in ways if words]

    @cached_property
    def before_hours(self) -> re.Pattern[str]:
        """A word right before the end of a text behind which two bare numbers are hours: "open", "between", a weekday."""
        words = self.words(self.file.clock.before, self.file.clock.opens)
        days = "|".join(each.expression for each in (self.weekdays, self.weekdays_short, self.weekdays_jotted, self.days) if each)
        return re.compile(rf"(?<!\w)(?:{words or '(?!)'}|{days or '(?!)'})[\s.,:]*$")

    @cached_property
    def hour_alone(self) -> re.Pattern[str]:
        """A number right behind a word for hours, with nothing glued to it: "from 8", "till four"."""
        clock = self.file.clock
        words, not_hours = self.words(clock.before, clock.opens, clock.past, clock.to) or "(?!)", self.words(clock.not_hours) or "(?!)"
        number = rf"[01]?\d|2[0-4]|(?!(?:{not_hours})(?!\w)){self.numbers.expression}"
        return re.compile(rf"(?<!\w)(?:{words})\s+({number})(?![\w%€$£₸:/-]|[.,]\d)")

    @cached_property
    def hours_counted(self) -> re.Pattern[str]:
        """Hours without a word of their own, which count nothing: "between 6 and 8", "from 8"."""
        words, number = self.words(self.file.clock.opens) or "(?!)", rf"(?:\d{{1,2}}|{self.numbers.expression})"
        return re.compile(rf"(?<!\w)(?:{words})\s+{number}(?:{self.range_to}{number}(?!\w)|(?=\s*(?:[.,;:!?)](?!\d)|$)))")

    @cached_property
    def ordinal_in_digits(self) -> re.Pattern[str]:
        """A day of the month with its ending: "15th", "15-ке"."""
        return re.compile(rf"(?<![\w.,:/-])(\d{{1,2}})-?(?:{self.words(self.file.suffixes) or '(?!)'})(?!\w)")

    @cached_property
    def counting_unit(self) -> str:
        """A unit, but where it is the word before an hour: "tanggal 17 jam 3"."""
        hours = self.words(self.file.clock.before)
        return rf"(?!(?:{hours})\s+\d){self.units.expression}" if hours else self.units.expression

    @cached_property
    def before_day(self) -> re.Pattern[str]:
        """A word right before the end of a text behind which a number is a day of the month: "tanggal"."""
        words = self.words("\n".join(line.partition("{day}")[0] for line in self.file.day_of_month.splitlines() if not line.startswith("{")))
        return re.compile(rf"(?<!\w)(?:{words})\s*$" if words else r"(?!)")

    @cached_property
    def bounding(self) -> re.Pattern[str]:
        """A word that bounds a value, at the end of a text."""
        return re.compile(rf"(?<!\w){self.limits.expression}\s*$")

    @cached_property
    def opens(self) -> re.Pattern[str]:
        """A word by which a text tells opening hours."""
        return re.compile(rf"(?<!\w)(?:{self.words(self.file.clock.opens) or '(?!)'})(?!\w)")

    def words(self, *blocks: str) -> str:
        """An alternation of the forms of some blocks, the longest first; empty when they hold none."""
        found = self._alternations.get(blocks)
        if found is None:
            forms = sorted((form for block in blocks for form in forms_of(block, self.folder)), key=len, reverse=True)
            found = self._alternations[blocks] = alternation(forms)
        return found

    def beginnings(self, *blocks: str) -> frozenset[str]:
        """With what a form of some blocks may begin, as a `Finder` takes it."""
        return Forms({str(number): block for number, block in enumerate(blocks)}, self.folder).beginnings


def read_lexicon(folder: Path, name: str, folder_fold: Folder) -> Lexicon:
    """Read `lexicon.toml`; absent is empty. InvalidContent names file and mistake."""
    path = folder / "lexicon.toml"
    file = read_toml(path, LexiconFile, name=f"{name}/lexicon.toml") if path.exists() else LexiconFile()
    problems = list(problems_of(file, f"{name}/lexicon.toml"))
    if problems:
        raise InvalidContent(*problems)
    return Lexicon(file, folder_fold)

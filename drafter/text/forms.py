"""Words with what they stand for, as the blocks of a lexicon write them: one form a line, `*` lets any letters follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from drafter.text.branching import tree
from drafter.text.fold import Folder

_GAP = r"[\s\-]+"


def forms_of(block: str, folder: Folder) -> list[str]:
    return [folder.fold(line).text for raw in block.splitlines() if (line := raw.strip())]


def _expression(form: str) -> str:
    stem = form.removesuffix("*").removeprefix("*")
    words = _GAP.join(re.escape(word) for word in re.split(r"[\s\-]+", stem))
    return (r"\w*" if form.startswith("*") else "") + words + (r"\w*" if form.endswith("*") else "")


def alternation(forms: Iterable[str]) -> str:
    """Any of some forms, as they stand one after another: the longest first."""
    return tree(_ways(form) for form in forms)


def _ways(form: str) -> tuple[str, ...]:
    """The letters of a form as expressions."""
    stem = form.removesuffix("*").removeprefix("*")
    letters = [re.escape(letter) for letter in re.sub(r"[\s\-]+", " ", stem)]
    middle = [_GAP if letter == "\\ " else letter for letter in letters]
    return (*([r"\w*"] if form.startswith("*") else []), *middle, *([r"\w*"] if form.endswith("*") else []))


def _beginning(form: str) -> str:
    """The first two words of a form with a space behind them, or what stands before its `*`; of one word that one."""
    if form.startswith("*"):
        return ""
    words = re.split(r"[\s\-]+", form)
    return " ".join(words)[:-1] if len(words) <= 2 and form.endswith("*") else " ".join(words[:2]) + " "


class Forms:
    """Words with what they stand for. `expression` matches any of them as whole words; `value` tells which it was."""

    def __init__(self, table: Mapping[str, str], folder: Folder) -> None:
        entries = [(form, key) for key, block in table.items() for form in forms_of(block, folder)]
        self._entries = sorted(entries, key=lambda entry: -len(entry[0]))
        self._exact = {form: key for form, key in reversed(self._entries) if not form.endswith("*")}
        self._inflected = lru_cache(maxsize=512)(self._value_by_pattern)  # texts show few forms of a word, and these again and again

    @cached_property
    def expression(self) -> str:
        """An alternation, the longest form first; matches nothing when there are none."""
        return rf"(?:{alternation(form for form, _ in self._entries)})(?!\w)" if self._entries else r"(?!)"

    @cached_property
    def before_digits(self) -> str:
        """The same, where digits may follow at once: `RM50`."""
        return rf"(?:{alternation(form for form, _ in self._entries)})(?![^\W\d])" if self._entries else r"(?!)"

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(_expression(form)), key) for form, key in self._entries]

    def value(self, text: str) -> str:
        """The key of what was matched."""
        found = self._exact.get(text)
        return self._inflected(text) if found is None else found

    def holds(self, text: str) -> bool:
        """Whether a text is one of the forms."""
        return text in self._exact or any(pattern.fullmatch(text) for pattern, _ in self._patterns)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """With what a form may begin, as a `Finder` takes it."""
        return frozenset(_beginning(form) for form, _ in self._entries)

    def _value_by_pattern(self, text: str) -> str:
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

"""`lists.toml`: the word lists and affix classes that phrases name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec

from drafter.errors import InvalidContent, Problem
from drafter.strict import line_of, lines_of, nearest, read_toml
from drafter.text.clauses import TOKEN
from drafter.text.fold import Folder
from drafter.verdict.phrase import Literal, Node, PhraseError, Word, parse_phrase
from drafter.verdict.phrase_book import PhraseBook
from drafter.verdict.runs import Runs

T = TypeVar("T")


class ListsFile(msgspec.Struct, forbid_unknown_fields=True):
    """Both tables hold one entry a line."""

    words: dict[str, str] = {}
    affixes: dict[str, str] = {}


class FoldFile(msgspec.Struct, forbid_unknown_fields=True):
    """`fold.toml`: `letters` level spellings inside words, `words` names other spellings of a whole word."""

    letters: dict[str, str] = {}
    words: dict[str, str] = {}


F = TypeVar("F", ListsFile, FoldFile)


@dataclass(frozen=True, slots=True)
class Affix:
    """One ending or beginning. `replaces` is the stem's letter whose place it takes (`к` in кепілдік, кепілдігі)."""

    text: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class AffixLine:
    """A line of an affix class. Of `meng-k` and `к-гі` the part beside the stem is the letter replaced: only a stem makes clear which that is."""

    before: str
    after: str = ""

    def affix(self, *, ending: bool) -> Affix:
        """As a beginning or as an ending. PhraseError when more than one letter would be replaced."""
        if not self.after:
            return Affix(self.before)
        text, replaced = (self.after, self.before) if ending else (self.before, self.after)
        if len(replaced) != 1:
            line = f"{self.before}-{self.after}"
            raise PhraseError(f"{line!r} replaces {replaced!r} of the stem {'before' if ending else 'behind'} it; it can replace one letter.")
        return Affix(text, replaced)


@dataclass(frozen=True)
class Lists:
    """What phrases may name, folded, and the spellings that count as one word."""

    folder: Folder
    words: dict[str, tuple[Node, ...]]
    affixes: dict[str, tuple[AffixLine, ...]]
    same: dict[str, tuple[str, ...]]
    broken: bool = False  # lists.toml holds a mistake that is told on its own: phrases do not complain about names as well
    book: PhraseBook = field(default_factory=PhraseBook, compare=False)
    # A list stands in many phrases; what was worked out for it once is kept.
    compiled: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False)
    expressions: dict[str, str] = field(default_factory=dict, compare=False)
    runs: dict[str, Runs] = field(default_factory=dict, compare=False)
    shown: dict[tuple[str, ...], list[Runs]] = field(default_factory=dict, compare=False)
    _folded: dict[str, str] = field(default_factory=dict, compare=False)
    _tokens: dict[str, list[str]] = field(default_factory=dict, compare=False)

    def fold(self, text: str) -> str:
        found = self._folded.get(text)
        if found is None:
            found = self._folded[text] = self.folder.fold(text).text
        return found

    def tokens(self, text: str) -> list[str]:
        """The words that a reader of a text sees in it, folded."""
        found = self._tokens.get(text)
        if found is None:
            found = self._tokens[text] = TOKEN.findall(self.fold(text))
        return found

    def word_list(self, name: str) -> tuple[Node, ...]:
        """The entries of a list. PhraseError when there is none of that name, or nothing in it."""
        return self._entries(self.words, name, "word list") or (Word((name,)),)

    def affix_class(self, name: str, *, ending: bool) -> tuple[Affix, ...]:
        """The entries of a class, as beginnings or as endings. PhraseError when there is none of that name, or nothing in it."""
        return tuple(line.affix(ending=ending) for line in self._entries(self.affixes, name, "affix class")) or (Affix(""),)

    def _entries(self, table: Mapping[str, tuple[T, ...]], name: str, what: str) -> tuple[T, ...]:
        found = table.get(name, ())
        if not found and not self.broken:
            reason = (
                f"the {what} {name!r} in lists.toml is empty."
                if name in table
                else f"there is no {what} {name!r} in lists.toml. {nearest(name, table)}"
            )
            raise PhraseError(reason)
        return found

    def also_starting(self, letters: str) -> list[str]:
        """Other spellings of the words that begin with these letters."""
        return [other for word, others in self.same.items() if word.startswith(letters) for other in others]

    @cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Every spelling → all that count as the same word."""
        found: dict[str, tuple[str, ...]] = {}
        for word, others in self.same.items():
            everything = (word, *others)
            for spelling in everything:
                found[spelling] = tuple(dict.fromkeys(found.get(spelling, ()) + everything))
        return found


def read_lists(folder: Path, name: str) -> tuple[Lists, list[Problem]]:
    """Read `lists.toml` and `fold.toml` of a language folder; either may be absent. What cannot be used is left out and told as a problem."""
    problems: list[Problem] = []
    lists, lines = _read(folder / "lists.toml", ListsFile, f"{name}/lists.toml", problems)
    broken = bool(problems)
    fold, fold_lines = _read(folder / "fold.toml", FoldFile, f"{name}/fold.toml", problems)
    for key, value in fold.letters.items():
        if len(unicodedata.normalize("NFC", key).lower()) != 1 or (key.isascii() and len(value) != 1):
            what, remedy = (
                f"The pair {key!r} = {value!r} is not one letter and what it counts as.",
                'Write it like "ä" = "ae"; a plain letter counts as one other.',
            )
            problems.append(Problem(f"{name}/fold.toml:{line_of(fold_lines, key)}", what, remedy))
    folder_ = Folder(fold.letters)
    words: dict[str, tuple[Node, ...]] = {}
    for key, block in lists.words.items():
        entries: list[Node] = []
        for line in lines_of(block):
            try:
                entries.append(_entry(line))
            except PhraseError as error:
                broken = True
                problems.append(Problem(f"{name}/lists.toml:{line_of(lines, line, after=key)}", f"In the list {key!r}, {line!r}: {error}"))
        words[key] = tuple(entries)
    affixes = {key: tuple(_affix(folder_.fold(line).text) for line in lines_of(block)) for key, block in lists.affixes.items()}
    same = {folder_.fold(word).text: tuple(folder_.fold(others).text.split()) for word, others in fold.words.items()}
    return Lists(folder_, words, affixes, same, broken), problems


def _read(path: Path, kind: type[F], name: str, problems: list[Problem]) -> tuple[F, str]:
    """A file and its text; an empty one where there is none or where it cannot be read."""
    if not path.exists():
        return kind(), ""
    try:
        return read_toml(path, kind, name=name), path.read_text(encoding="utf-8")
    except InvalidContent as error:
        problems += error.problems
        return kind(), ""


def _entry(line: str) -> Node:
    node = parse_phrase(line)
    if isinstance(node, Literal):
        raise PhraseError("exact characters in backquotes are a phrase of a rule, no entry of a list.")
    return node


def _affix(line: str) -> AffixLine:
    """`-` is nothing attached, `-lah` the same as `lah`; `meng-k` and `к-гі` take the place of the stem's letter beside them."""
    before, _, after = line.partition("-")
    return AffixLine(before, after) if before and after else AffixLine(before or after)

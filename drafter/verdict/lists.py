"""`lists.toml`: the word lists and affix classes that phrases name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from drafter.errors import InvalidContent, Problem
from drafter.strict import nearest, read_toml
from drafter.text.clauses import TOKEN
from drafter.text.fold import Folder
from drafter.verdict.phrase import Node, PhraseError, parse_phrase


class ListsFile(msgspec.Struct, forbid_unknown_fields=True):
    """Both tables hold one entry a line."""

    words: dict[str, str] = {}
    affixes: dict[str, str] = {}


class FoldFile(msgspec.Struct, forbid_unknown_fields=True):
    """`fold.toml`: `letters` level spellings inside words, `words` names other spellings of a whole word."""

    letters: dict[str, str] = {}
    words: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Anchor:
    """Letters that a match holds; `starts` and `ends` say that a word begins or ends with them there."""

    text: str
    starts: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Affix:
    """One ending or beginning. `replaces` is the stem's letter whose place it takes (`к` in кепілдік, кепілдігі)."""

    text: str
    replaces: str = ""


@dataclass(frozen=True)
class Lists:
    """What phrases may name, folded, and the spellings that count as one word."""

    folder: Folder
    words: dict[str, tuple[Node, ...]]
    affixes: dict[str, tuple[Affix, ...]]
    same: dict[str, tuple[str, ...]]
    # A list stands in many phrases; what was worked out for it once is kept.
    compiled: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False)
    expressions: dict[str, str] = field(default_factory=dict, compare=False)
    anchors: dict[str, list[list[Anchor]]] = field(default_factory=dict, compare=False)
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
        """The entries of a list. PhraseError when there is none of that name."""
        if name not in self.words:
            raise PhraseError(f"there is no word list {name!r} in lists.toml. {nearest(name, self.words)}")
        return self.words[name]

    def affix_class(self, name: str) -> tuple[Affix, ...]:
        """The entries of a class. PhraseError when there is none of that name."""
        if name not in self.affixes:
            raise PhraseError(f"there is no affix class {name!r} in lists.toml. {nearest(name, self.affixes)}")
        return self.affixes[name]

    @cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Every spelling → all that count as the same word."""
        found: dict[str, tuple[str, ...]] = {}
        for word, others in self.same.items():
            everything = (word, *others)
            for spelling in everything:
                found[spelling] = tuple(dict.fromkeys(found.get(spelling, ()) + everything))
        return found


def lines_of(block: str) -> list[str]:
    """The lines of a ''' block that hold something."""
    return [line for raw in block.splitlines() if (line := raw.strip())]


def read_lists(folder: Path, name: str) -> Lists:
    """Read `lists.toml` and `fold.toml` of a language folder; either may be absent. InvalidContent names file and mistake."""
    lists = read_toml(folder / "lists.toml", ListsFile, name=f"{name}/lists.toml") if (folder / "lists.toml").exists() else ListsFile()
    fold = read_toml(folder / "fold.toml", FoldFile, name=f"{name}/fold.toml") if (folder / "fold.toml").exists() else FoldFile()
    folder_ = Folder(fold.letters)

    def folded(text: str) -> str:
        return folder_.fold(text).text

    words: dict[str, tuple[Node, ...]] = {}
    for key, block in lists.words.items():
        try:
            words[key] = tuple(map(parse_phrase, lines_of(block)))
        except PhraseError as error:
            raise InvalidContent(Problem(f"{name}/lists.toml", f"In the list {key!r}: {error}")) from None
    affixes = {key: tuple(_affix(folded(line)) for line in lines_of(block)) for key, block in lists.affixes.items()}
    same = {folded(word): tuple(folded(others).split()) for word, others in fold.words.items()}
    return Lists(folder_, words, affixes, same)


def _affix(line: str) -> Affix:
    """`-` is nothing attached; `meng-k` and `к-гі` take the place of the stem's letter beside them."""
    if line == "-":
        return Affix("")
    before, dash, after = line.partition("-")
    if not dash:
        return Affix(line)
    # The single letter is the one replaced: it stands on the stem's side, last in a beginning (meng-k), first in an ending (к-гі).
    return Affix(after, replaces=before) if len(before) == 1 and len(after) != 1 else Affix(before, replaces=after)

"""`context.toml`: what around a hit makes it harmless, and how the language cuts sentences and clauses."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from drafter.errors import InvalidContent, InvalidInput, Problem
from drafter.strict import convert, nearest
from drafter.text.clauses import Grammar
from drafter.verdict.families import Families
from drafter.verdict.lists import Lists, lines_of
from drafter.verdict.pattern import Pattern, compile_phrase
from drafter.verdict.phrase import PhraseError

Reach = Literal["word", "clause", "complement", "sentence", "next"]


class CueGroup(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Cues that work alike. `quoted`: the hit stands in quotation marks too; `ends`: the sentence ends with one of these characters."""

    cues: str = ""
    direction: Literal["before", "after", "around"] = "before"
    reach: Reach = "clause"
    quoted: bool = False
    ends: str = ""


class ClausesTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    begins: str = ""
    complement: str = ""
    complement_ends: str = ""
    joins: str = ""


class SentencesTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    abbreviations: str = ""
    ordinals: bool = False


@dataclass(frozen=True)
class Cue:
    """One compiled cue. `pattern` is None for a group that goes by quotation marks or the sentence's end alone."""

    kind: str
    group: CueGroup
    pattern: Pattern | None


@dataclass(frozen=True)
class Context:
    """A language's cues and its grammar."""

    cues: tuple[Cue, ...]
    grammar: Grammar


def read_context(folder: Path, name: str, lists: Lists, families: Families) -> Context:
    """Read `context.toml`; absent is empty. InvalidContent carries every mistake."""
    path, where = folder / "context.toml", f"{name}/context.toml"
    if not path.exists():
        return Context((), Grammar())
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        clauses = convert(tables.pop("clauses", {}), ClausesTable)
        sentences = convert(tables.pop("sentences", {}), SentencesTable)
        groups = convert(tables, dict[str, list[CueGroup]])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidContent(Problem(where, f"This is not TOML: {error}.")) from None
    except InvalidInput as error:
        raise InvalidContent(*(Problem(f"{where} {problem.where}", problem.what, problem.remedy) for problem in error.problems)) from None
    problems = [
        Problem(where, f"There is no kind of context {kind!r}.", nearest(kind, families.contexts)) for kind in groups if kind not in families.contexts
    ]
    cues: list[Cue] = []
    for kind, entries in groups.items():
        for group in entries:
            if not lines_of(group.cues):
                cues.append(Cue(kind, group, None))
            for line in lines_of(group.cues):
                try:
                    cues.append(Cue(kind, group, compile_phrase(line, lists)))
                except PhraseError as error:
                    problems.append(Problem(where, f"The cue {line!r} of {kind!r}: {error}"))
    if problems:
        raise InvalidContent(*problems)
    return Context(tuple(cues), _grammar(clauses, sentences, lists))


def _grammar(clauses: ClausesTable, sentences: SentencesTable, lists: Lists) -> Grammar:
    def folded(block: str) -> frozenset[str]:
        return frozenset(lists.fold(line) for line in lines_of(block))

    abbreviations = frozenset(line.lower().rstrip(".") for line in lines_of(sentences.abbreviations))
    return Grammar(
        begins=folded(clauses.begins),
        complement=folded(clauses.complement),
        complement_ends=folded(clauses.complement_ends),
        joins=folded(clauses.joins),
        abbreviations=abbreviations,
        ordinals=sentences.ordinals,
    )

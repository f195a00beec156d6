"""`context.toml`: what around a hit makes it harmless, and how the language cuts sentences and clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from drafter.errors import InvalidContent, InvalidInput, Problem
from drafter.strict import convert, line_of, lines_of, nearest, read_toml
from drafter.text.clauses import Grammar
from drafter.verdict.families import Families
from drafter.verdict.lists import Lists
from drafter.verdict.pattern import Pattern, compile_phrase
from drafter.verdict.phrase import PhraseError

T = TypeVar("T")
Reach = Literal["word", "clause", "complement", "sentence", "next"]


class CueGroup(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Cues that work alike. `quoted`: the hit stands in quotation marks too; `ends`: the sentence ends with one of these characters. `hedges`: they
    soften what is said ("probably"), so they make no promise of an outcome harmless that gives something: "you will probably get your money".
    `tags`: what behind the last comma asks nothing but assent ("we send you another, ok?")."""

    cues: str = ""
    direction: Literal["before", "after", "around"] = "before"
    reach: Reach = "clause"
    quoted: bool = False
    hedges: bool = False
    ends: str = ""
    tags: str = ""


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
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Context:
    """A language's cues and its grammar."""

    cues: tuple[Cue, ...]
    grammar: Grammar


def read_context(folder: Path, name: str, lists: Lists, families: Families) -> tuple[Context, list[Problem]]:
    """Read `context.toml`; absent is empty. What cannot be used is left out and told as a problem."""
    path, where = folder / "context.toml", f"{name}/context.toml"
    if not path.exists():
        return Context((), Grammar()), []
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = read_toml(path, dict[str, Any], name=where)
    except InvalidContent as error:
        return Context((), Grammar()), list(error.problems)
    except UnicodeDecodeError as error:
        return Context((), Grammar()), [Problem(where, f"The file is not UTF-8 (byte {error.start}).", "Save it as UTF-8.")]
    problems: list[Problem] = []

    def part(key: str, value: Any, kind: type[T]) -> T | None:
        try:
            return convert(value, kind)
        except InvalidInput as error:
            problems.extend(Problem(f"{where}:{_line(text, key, each)}", f"In {key!r}: {each.what}", each.remedy) for each in error.problems)
            return None

    clauses = part("clauses", tables.pop("clauses", {}), ClausesTable) or ClausesTable()
    sentences = part("sentences", tables.pop("sentences", {}), SentencesTable) or SentencesTable()
    cues: list[Cue] = []
    for kind, given in tables.items():
        if kind not in families.contexts:
            remedy = nearest(kind, [*families.contexts, "clauses", "sentences"])
            problems.append(Problem(f"{where}:{line_of(text, kind)}", f"There is no kind of context {kind!r}.", remedy))
            continue
        for group in part(kind, given, list[CueGroup]) or ():
            lines = lines_of(group.cues)
            if not lines and not group.ends and not group.quoted:
                what = f"A group of {kind!r} has no cues, so it would silence everything."
                problems.append(Problem(f"{where}:{line_of(text, kind)}", what, "Write one cue a line in 'cues', or say how the sentence 'ends'."))
            elif not lines:
                cues.append(Cue(kind, group, None, frozenset(map(lists.fold, lines_of(group.tags)))))
            for line in lines:
                try:
                    cues.append(Cue(kind, group, compile_phrase(line, lists)))
                except PhraseError as error:
                    problems.append(Problem(f"{where}:{line_of(text, line, after=kind)}", f"The cue {line!r} of {kind!r}: {error}"))
    return Context(tuple(cues), _grammar(clauses, sentences, lists)), problems


def _line(text: str, kind: str, problem: Problem) -> int:
    """The line of the key that a problem names, behind the head of its table; else that of the table."""
    named = re.search(r"key '(.+?)'", problem.what) or re.search(r"\.(\w+)$", problem.where)
    return line_of(text, named[1], after=kind) if named else line_of(text, kind)


def _grammar(clauses: ClausesTable, sentences: SentencesTable, lists: Lists) -> Grammar:
    def folded(block: str) -> frozenset[str]:
        return frozenset(spelling for line in map(lists.fold, lines_of(block)) for spelling in lists.spellings.get(line, (line,)))

    abbreviations = frozenset(line.lower().rstrip(".") for line in lines_of(sentences.abbreviations))
    return Grammar(
        begins=folded(clauses.begins),
        complement=folded(clauses.complement),
        complement_ends=folded(clauses.complement_ends),
        joins=folded(clauses.joins),
        abbreviations=abbreviations,
        ordinals=sentences.ordinals,
    )

"""`context.toml`: what around a hit makes it harmless, and how the language cuts sentences and clauses."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from drafter.errors import InvalidContent, InvalidInput, Problem
from drafter.strict import convert, nearest
from drafter.text.clauses import Grammar, Sentence
from drafter.verdict.families import Families
from drafter.verdict.lists import Lists, lines_of
from drafter.verdict.pattern import Pattern, compile_phrase
from drafter.verdict.phrase import PhraseError

Reach = Literal["word", "clause", "complement", "sentence", "next"]

_QUOTED = re.compile(r"\u201c[^\u201c\u201d]{1,600}\u201d|\u201e[^\u201c\u201d\u201e]{1,600}[\u201c\u201d]|\u00ab[^\u00ab\u00bb]{1,600}\u00bb|\"[^\"\n]{1,600}\"")
_NEAR = 2  # words between a cue and its hit with reach `word`
_CANCELLING = 3  # words between two negations that cancel each other


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
class CueHit:
    """A cue found in a sentence, words `first` to `last`."""

    cue: Cue
    sentence: Sentence
    first: int
    last: int

    @property
    def quote(self) -> str:
        start, end = self.sentence.span(self.first, self.last)
        return self.sentence.folded.raw[start:end]


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
    problems = [Problem(where, f"There is no kind of context {kind!r}.", nearest(kind, families.contexts)) for kind in groups if kind not in families.contexts]
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


def silencing(cues: list[CueHit], kinds: tuple[str, ...], sentence: Sentence, first: int, last: int, families: Families) -> CueHit | None:
    """The cue that makes the hit on words `first` to `last` harmless, or None. `cues` are those of the hit's sentence and of the next."""
    for kind in kinds:
        able = [cue for cue in cues if cue.cue.kind == kind and _reaches(cue, sentence, first, last) and not _voided(cue, cues, families)]
        if able and not (families.contexts[kind].cancels and _cancelled(able, sentence)):
            return able[0]
    return None


def _reaches(hit: CueHit, sentence: Sentence, first: int, last: int) -> bool:
    group = hit.cue.group
    if group.quoted and not _is_quoted(sentence, first, last):
        return False
    if group.ends and not _ends_with(hit.sentence, group.ends):
        return False
    if hit.cue.pattern is None:
        return hit.sentence is sentence
    if hit.sentence is not sentence:
        return group.reach == "next"
    if hit.first < last and first < hit.last:
        return False
    before = hit.last <= first
    if group.direction != "around" and before != (group.direction == "before"):
        return False
    if group.reach in ("sentence", "next"):
        return True
    hit_clause, cue_clause = sentence.clause_of(first if before else last - 1), sentence.clause_of(hit.last - 1 if before else hit.first)
    if group.reach == "word":
        return hit_clause == cue_clause and (first - hit.last if before else hit.first - last) <= _NEAR
    if hit_clause == cue_clause or group.reach == "clause":
        return hit_clause == cue_clause
    if before:
        return all(clause.hangs_on_previous for clause in sentence.clauses[cue_clause + 1 : hit_clause + 1])
    return all(clause.hangs_on_next for clause in sentence.clauses[hit_clause:cue_clause])


def _voided(cue: CueHit, cues: list[CueHit], families: Families) -> bool:
    return any(
        cue.cue.kind in families.contexts[other.cue.kind].voids
        and other.sentence is cue.sentence
        and other.first < cue.last
        and cue.first < other.last
        for other in cues
    )


def _cancelled(able: list[CueHit], sentence: Sentence) -> bool:
    """Two negations close to each other, with nothing between that joins equals, say yes."""
    spans = sorted({(cue.first, cue.last) for cue in able if cue.sentence is sentence})
    apart = [span for index, span in enumerate(spans) if index == 0 or span[0] >= spans[index - 1][1]]
    if len(apart) != 2:
        return False
    between = sentence.words[apart[0][1] : apart[1][0]]
    return len(between) <= _CANCELLING and not sentence.joins.intersection(between)


def _is_quoted(sentence: Sentence, first: int, last: int) -> bool:
    start, end = sentence.span(first, last)
    return any(match.start() < start and end < match.end() for match in _QUOTED.finditer(sentence.folded.raw))


def _ends_with(sentence: Sentence, ends: str) -> bool:
    text = sentence.folded.text[sentence.start : sentence.end].rstrip(" \n\"')]*_")
    return bool(text) and text[-1] in ends

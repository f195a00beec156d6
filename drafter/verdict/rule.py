"""One file in `guardrails/` → one `Rule`, compiled; or an error that says file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from drafter.errors import InvalidContent, Problem
from drafter.strict import decode_toml, line_of, lines_of, nearest, read_text
from drafter.verdict.checks import CHECKS
from drafter.verdict.families import Families, Principle
from drafter.verdict.lists import Lists
from drafter.verdict.pattern import Pattern, compile_phrase
from drafter.verdict.phrase import PhraseError
from drafter.verdict.verdict import Severity


class RuleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A rule as it is written. Every block holds one phrase or sentence a line."""

    title: str
    severity: Severity
    principle: Principle
    why: str
    say_instead: str
    phrases: str = ""
    check: str | None = None
    unless: str = ""
    unless_next: str = ""
    silenced_by: tuple[str, ...] | None = None
    fix: str | None = None
    source: str = ""
    rejects: str = ""
    passes: str = ""
    not_yet: str = ""


class RuleText(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A language's wording of a rule in `any/`."""

    title: str
    why: str
    say_instead: str


@dataclass(frozen=True)
class Rule:
    """A compiled rule. `id` is its path: `en/guarantee/no-guarantees`."""

    id: str
    family: str
    file: RuleFile
    text: RuleText
    silenced_by: tuple[str, ...]
    path: Path
    phrases: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    unless_next: tuple[Pattern, ...] = ()
    lines: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The file as content names it: `en/guarantee/no-guarantees.toml`."""
        return f"{self.id}.toml"


_BLOCKS = ("phrases", "unless", "unless_next", "rejects", "passes", "not_yet")


def read_rule(path: Path, rule_id: str, lists: Lists, families: Families, texts: dict[str, RuleText]) -> Rule:
    """Read and compile one rule. InvalidContent carries every mistake of the file that can be told at once."""
    return compile_rule(read_text(path, name=f"{rule_id}.toml"), path, rule_id, lists, families, texts)


def compile_rule(text: str, path: Path, rule_id: str, lists: Lists, families: Families, texts: dict[str, RuleText]) -> Rule:
    """The same for the text of a rule file, wherever it was written; `path` is where it stands or would stand."""
    where, family_name = f"{rule_id}.toml", rule_id.split("/")[1]
    file = decode_toml(text, RuleFile, name=where)
    family = families.families.get(family_name)
    if family is None:
        raise InvalidContent(Problem(where, f"There is no family {family_name!r}.", nearest(family_name, families.families)))
    lines = _lines(text)
    problems = [Problem(f"{where}:{line_of(text, key)}", what, remedy) for key, what, remedy in _mistakes(file, families)]
    compiled: dict[str, tuple[Pattern, ...]] = {}
    for block in ("phrases", "unless", "unless_next"):
        patterns: list[Pattern] = []
        for line, phrase in lines.get(block, ()):
            try:
                patterns.append(compile_phrase(phrase, lists))
            except PhraseError as error:
                problems.append(Problem(f"{where}:{line}", f"The phrase {phrase!r}: {error}"))
            except RecursionError:
                problems.append(Problem(f"{where}:{line}", "The brackets of this phrase are nested too deep.", "Write several phrases."))
        compiled[block] = tuple(patterns)
    if problems:
        raise InvalidContent(*problems)
    wording = texts.get(rule_id.removeprefix("any/")) if rule_id.startswith("any/") else None
    wording = wording or RuleText(file.title.strip(), file.why.strip(), file.say_instead.strip())
    silenced_by = family.silenced_by if file.silenced_by is None else file.silenced_by
    return Rule(rule_id, family_name, file, wording, silenced_by, path, lines=lines, **compiled)


def _mistakes(file: RuleFile, families: Families) -> Iterator[tuple[str, str, str]]:
    """The key that a mistake is about, what is wrong, and what to do."""
    for key in ("title", "why", "say_instead"):
        if not getattr(file, key).strip():
            yield key, f"The key {key!r} is empty.", "Write it for the person who reads the finding."
    if file.check and lines_of(file.phrases):
        yield "check", "A rule has either phrases or a check, and this one has both.", "Make two rules of it."
    if not file.check and not lines_of(file.phrases):
        yield "phrases", "The rule has no phrases.", "Write one phrase a line in 'phrases'."
    if file.check and file.check not in CHECKS:
        yield "check", f"There is no check {file.check!r}.", nearest(file.check, CHECKS)
    for block in ("rejects", "passes"):
        if not file.check and not lines_of(getattr(file, block)):
            yield block, f"The rule has no sentence under {block!r}.", "A rule without sentences that it rejects and passes does not load."
    for kind in file.silenced_by or ():
        if kind not in families.contexts:
            yield "silenced_by", f"There is no kind of context {kind!r}.", nearest(kind, families.contexts)


def _lines(text: str) -> dict[str, list[tuple[int, str]]]:
    """Block → its lines with their numbers in the file, so that an error can point at one."""
    found: dict[str, list[tuple[int, str]]] = {}
    block: str | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if block is None:
            key, equals, value = line.partition("=")
            quote = value.strip()[:3]
            if equals and quote in ("'''", '"""') and key.strip() in _BLOCKS:
                content = value.strip()[3:]
                closed = content.endswith(quote)
                if content.removesuffix(quote).strip():
                    found.setdefault(key.strip(), []).append((number, content.removesuffix(quote).strip()))
                block = None if closed else key.strip()
        elif "'''" in line or '"""' in line:
            if content := line.replace("'''", "").replace('"""', "").strip():
                found.setdefault(block, []).append((number, content))
            block = None
        elif line.strip():
            found.setdefault(block, []).append((number, line.strip()))
    return found

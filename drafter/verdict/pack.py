"""All rules that hold for a language, compiled into one automaton."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from drafter.content import files_in, languages_in
from drafter.errors import InvalidContent, Problem
from drafter.strict import line_of, nearest, read_toml
from drafter.text.reading import Reading
from drafter.verdict.anchors import needs_of
from drafter.verdict.context import Context, read_context
from drafter.verdict.families import Families, read_families
from drafter.verdict.folder import rule_files
from drafter.verdict.index import PhraseIndex
from drafter.verdict.lists import Lists, read_lists
from drafter.verdict.pattern import Pattern
from drafter.verdict.phrase import Named, PhraseError
from drafter.verdict.phrase_book import book_for
from drafter.verdict.rule import Rule, RuleText, read_rule
from drafter.verdict.tongue import Tongue
from drafter.verdict.tongues import build_tongue, read_tongue

BRIEF_LANGUAGE = "en"  # a brief's texts may be in English while the draft is not


@dataclass(frozen=True)
class Pack:
    """The rules of one language with its lists, context and folding. `version` names their state: the same files give the same version.
    `surroundings` does so for all files but the rules': where it differs, any rule may judge otherwise than it did."""

    language: str
    version: str
    surroundings: str
    rules: tuple[Rule, ...]
    families: Families
    tongue: Tongue
    guardrails: Path

    @property
    def lists(self) -> Lists:
        return self.tongue.lists

    @property
    def context(self) -> Context:
        return self.tongue.context

    @cached_property
    def readers(self) -> tuple[Tongue, ...]:
        """Who reads what supports a draft: its own language, and the one in which briefs may be written whatever the draft's."""
        if self.language == BRIEF_LANGUAGE or not (self.guardrails / BRIEF_LANGUAGE).is_dir():
            return (self.tongue,)
        return (self.tongue, read_tongue(self.guardrails, BRIEF_LANGUAGE, self.families))

    def read(self, text: str) -> Reading:
        return Reading(text, self.lists.folder, self.context.grammar)

    def rule(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def only(self, rules: Iterable[Rule]) -> Pack:
        """The same pack with no rules but these."""
        return replace(self, rules=tuple(rules))

    def changed_to(self, rules: Iterable[Rule], version: str) -> Pack:
        """The same pack with these rules, under a version of its own. What does not hang on the rules is shared, not made again."""
        made = replace(self, rules=tuple(rules), version=version)
        made.__dict__.update(readers=self.readers, cue_index=self.cue_index, next_cue_index=self.next_cue_index)
        return made

    def title(self, rule_id: str) -> str:
        """What people read as the rule's name; its id when the rule is gone."""
        rule = self.rule(rule_id)
        return rule.text.title.strip().rstrip(".") if rule else rule_id

    @cached_property
    def phrases(self) -> tuple[tuple[Rule, Pattern], ...]:
        return tuple((rule, phrase) for rule in self.rules for phrase in rule.phrases)

    @cached_property
    def checks(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.file.check)

    @cached_property
    def checks_to_make(self) -> tuple[tuple[Rule, str, str | None], ...]:
        """The same, each with the name of its check and with what its family needs."""
        return tuple((rule, rule.file.check, self.families.families[rule.family].needs) for rule in self.checks if rule.file.check)

    def rule_of_check(self, check: str) -> Rule | None:
        """The first rule that names a check."""
        return next((rule for rule in self.checks if rule.file.check == check), None)

    @cached_property
    def phrase_index(self) -> PhraseIndex:
        return PhraseIndex([pattern for _, pattern in self.phrases])

    @cached_property
    def exceptions(self) -> tuple[Pattern, ...]:
        """Every `unless` and `unless_next` of any rule, once: the same words mean the same in one language."""
        return tuple({unless.source: unless for rule in self.rules for unless in (*rule.unless, *rule.unless_next)}.values())

    @cached_property
    def exception_index(self) -> PhraseIndex:
        return PhraseIndex(self.exceptions)

    @cached_property
    def cue_index(self) -> PhraseIndex:
        return PhraseIndex([cue.pattern for cue in self.context.cues])

    @cached_property
    def next_cue_index(self) -> PhraseIndex:
        """Those of the cues that reach a hit in the sentence before."""
        return PhraseIndex([cue.pattern if cue.group.reach == "next" else None for cue in self.context.cues])

    @cached_property
    def bare_cues(self) -> tuple[int, ...]:
        """Numbers of the cues that go by quotation marks or the sentence's end alone."""
        return tuple(number for number, cue in enumerate(self.context.cues) if cue.pattern is None)


def build_pack(guardrails: Path, language: str, books: Path | None = None) -> Pack:
    """Read and compile `guardrails/any` and `guardrails/<language>`. InvalidContent carries the mistakes of all files together.
    `books` is a folder for what can be kept until the next start."""
    folder = guardrails / language
    version = version_of(guardrails, language)  # before anything is read: an edit made meanwhile is another version
    if language == "any":
        raise InvalidContent(Problem("any/", "The rules here hold beside those of every language and make no pack alone.", "Name a language."))
    if not folder.is_dir():
        there_are = ", ".join(languages_in(guardrails)) or "none"
        raise InvalidContent(Problem(f"{language}/", "There is no such folder of rules.", f"There are: {there_are}."))
    families = read_families(guardrails)
    files, problems = rule_files(guardrails, language)
    lists, mistakes = read_lists(folder, language)
    lists = replace(lists, book=book_for(books, language, (folder / "lists.toml", folder / "fold.toml")))
    if circles := _in_lists(lists, folder, language):
        lists = replace(lists, broken=True)
    context, more = read_context(folder, language, lists, families)
    texts, others = _texts(folder / "any.toml", f"{language}/any.toml", [rule_id for _, rule_id in files])
    problems += mistakes + circles + more + others
    rules: list[Rule] = []
    for path, rule_id in files:
        try:
            rules.append(read_rule(path, rule_id, lists, families, texts))
        except InvalidContent as error:
            problems += error.problems
    tongue, of_lexicon = build_tongue(guardrails, language, lists, context)
    problems += of_lexicon
    if problems:
        raise InvalidContent(*problems)
    lists.book.keep()
    return Pack(language, version, _surroundings(guardrails, language), tuple(rules), families, tongue, guardrails)


def _texts(path: Path, name: str, rules: list[str]) -> tuple[dict[str, RuleText], list[Problem]]:
    """A language's wording of the rules in `any/`, and what is wrong with it."""
    if not path.exists():
        return {}, []
    try:
        tables = read_toml(path, dict[str, dict[str, RuleText]], name=name)
        file = path.read_text(encoding="utf-8-sig")
    except InvalidContent as error:
        return {}, list(error.problems)
    texts = {f"{family}/{rule}": text for family, rules in tables.items() for rule, text in rules.items()}
    known = [rule.removeprefix("any/") for rule in rules if rule.startswith("any/")]
    unknown = [
        Problem(f"{name}:{line_of(file, rule.replace('/', '.'))}", f"There is no rule 'any/{rule}' to word.", nearest(rule, known))
        for rule in texts
        if rule not in known
    ]
    return texts, unknown


def _in_lists(lists: Lists, folder: Path, language: str) -> list[Problem]:
    """Lists that name each other in a circle, or one that is not there: told once, whether or not a phrase uses them."""
    problems: list[Problem] = []
    for name in lists.words:
        try:
            needs_of(Named(name), lists)
        except PhraseError as error:
            line = line_of((folder / "lists.toml").read_text(encoding="utf-8-sig"), name)
            problems.append(Problem(f"{language}/lists.toml:{line}", f"In the list {name!r}: {error}"))
    return problems


def version_of(guardrails: Path, language: str) -> str:
    """The version that a pack of these files has."""
    files = [path for part in ("any", language) for path in files_in(guardrails / part, "*/*.toml")]
    return f"{language}-{_digest(guardrails, [*_around(guardrails, language), *files])}"


def _surroundings(guardrails: Path, language: str) -> str:
    return _digest(guardrails, _around(guardrails, language))


def _around(guardrails: Path, language: str) -> list[Path]:
    """The files beside the rules; those of the language in which briefs may be written judge along."""
    shared = [*files_in(guardrails, "families.toml"), *files_in(guardrails, "concepts.toml")]
    return [*shared, *(path for part in ("any", BRIEF_LANGUAGE, language) for path in files_in(guardrails / part, "*.toml"))]


def _digest(guardrails: Path, files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        digest.update(path.relative_to(guardrails).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]

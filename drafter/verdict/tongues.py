"""Languages without their rules, read from their folders."""

from __future__ import annotations

from pathlib import Path

from drafter.errors import InvalidContent, Problem
from drafter.text.lexicon import Lexicon, read_lexicon
from drafter.text.lexicon_file import LexiconFile
from drafter.verdict.concepts import Concepts, read_concepts
from drafter.verdict.context import Context, read_context
from drafter.verdict.families import Families
from drafter.verdict.lists import Lists, read_lists
from drafter.verdict.tongue import Tongue


def build_tongue(guardrails: Path, language: str, lists: Lists, context: Context) -> tuple[Tongue, list[Problem]]:
    """A language with its lexicon and concepts, and what is wrong with them; what cannot be used is left out."""
    lexicon, concepts, problems = Lexicon(LexiconFile(), lists.folder), Concepts({}, lists.folder), list[Problem]()
    try:
        lexicon = read_lexicon(guardrails / language, language, lists.folder)
    except InvalidContent as error:
        problems += error.problems
    try:
        concepts = read_concepts(guardrails, language, lists.folder)
    except InvalidContent as error:
        problems += error.problems
    tongue = Tongue(language, lists, context, lexicon, concepts)
    return tongue, problems + tongue.mistakes()


def read_tongue(guardrails: Path, language: str, families: Families) -> Tongue:
    """A language without its rules. InvalidContent carries what is wrong with any of its files."""
    lists, problems = read_lists(guardrails / language, language)
    context, more = read_context(guardrails / language, language, lists, families)
    tongue, others = build_tongue(guardrails, language, lists, context)
    if mistakes := [*problems, *more, *others]:
        raise InvalidContent(*mistakes)
    return tongue

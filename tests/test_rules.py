"""Every rule that ships keeps its own word: it stops its sentences under `rejects`, spares those under `passes`, and its advice breaks no rule.

One test a sentence: `en/guarantee/no-guarantees.toml:29 passes`. A file that cannot be read is one failing test among many.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from drafter.content import languages_in
from drafter.errors import InvalidContent, Problem
from drafter.house import open_house
from drafter.verdict.pack import Pack, build_pack
from drafter.verdict.proof import Block, Proof, prove
from drafter.verdict.rule import Rule

HOUSE = open_house()
GUARDRAILS = HOUSE.content.guardrails
LANGUAGES = languages_in(GUARDRAILS)
LIVE = [language for language in LANGUAGES if language in HOUSE.library.live()]
SPOKEN = ("guarantee", "absolute", "instant", "dismissive", "blame", "superior", "hostile", "rushing", "placeholder", "leak")
ROWS = range(1, 9)  # of the guide's table of what not to say


@cache
def read(language: str) -> tuple[Pack | None, tuple[Problem, ...]]:
    """The pack of a language, without the files that cannot be used, and what is wrong with those."""
    try:
        return build_pack(GUARDRAILS, language), ()
    except InvalidContent as error:
        problems = error.problems
    with TemporaryDirectory() as folder:
        sound = Path(shutil.copytree(GUARDRAILS, Path(folder) / "guardrails"))
        for problem in problems:
            (sound / problem.where.split(":")[0]).unlink(missing_ok=True)
        try:
            return build_pack(sound, language), problems
        except InvalidContent as error:
            return None, (*problems, *error.problems)


def pack_of(language: str) -> Pack:
    pack, problems = read(language)
    assert pack is not None, "\n".join(map(str, problems))
    return pack


def provable(rule: Rule, language: str) -> bool:
    """The sentences of `any/` are English."""
    return language == "en" or not rule.id.startswith("any/")


def sentences() -> list[tuple[str, str, Block, int]]:
    blocks: tuple[Block, ...] = ("rejects", "passes", "not_yet")
    found: list[tuple[str, str, Block, int]] = []
    for language in LANGUAGES:
        pack, _ = read(language)
        for rule in pack.rules if pack else ():
            if provable(rule, language):
                found += [(language, rule.id, block, line) for block in blocks for line, _ in rule.lines.get(block, ())]
            found.append((language, rule.id, "say_instead", 0))
            if rule.file.fix:
                found.append((language, rule.id, "fix", 0))
    return found


SENTENCES = sentences()


@cache
def proofs(language: str, rule_id: str) -> dict[tuple[Block, int], Proof]:
    pack = pack_of(language)
    rule = pack.rule(rule_id)
    assert rule is not None
    return {(proof.block, proof.line): proof for proof in prove(rule, pack, HOUSE.detector)}


@pytest.mark.parametrize(
    ("language", "rule", "block", "line"),
    SENTENCES,
    ids=[
        f"{rule}.toml{f':{line}' if line else ''} {block}" + (f" in {code}" if rule.startswith("any/") else "")
        for code, rule, block, line in SENTENCES
    ],
)
def test_a_sentence_does_what_its_rule_says(language: str, rule: str, block: Block, line: int) -> None:
    proof = proofs(language, rule)[block, line]
    assert not proof.complaint, f"{proof.where}: {proof.sentence!r} {proof.complaint}"


@pytest.mark.parametrize("problem", [problem for language in LANGUAGES for problem in read(language)[1]] or [None], ids=str)
def test_every_file_can_be_read(problem: Problem | None) -> None:
    assert problem is None, str(problem)


@pytest.mark.parametrize("language", LIVE)
@pytest.mark.parametrize("family", SPOKEN)
def test_every_family_has_a_rule_in_every_live_language(language: str, family: str) -> None:
    assert family in {rule.family for rule in pack_of(language).rules}


@pytest.mark.parametrize("language", LIVE)
@pytest.mark.parametrize("row", ROWS)
def test_each_row_of_what_not_to_say_has_a_rule_that_names_it(language: str, row: int) -> None:
    """The guide to complaints lists eight things that nobody says to a customer; the rule's `source` tells which it holds."""
    named = [rule.id for rule in pack_of(language).rules if re.search(rf"(?:row|baris) {row}\b", rule.file.source)]
    assert named, f"No rule in {language} names row {row} of the guide's table in its source."


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_rules_of_a_family_bear_one_title(language: str) -> None:
    """An agent who reads the title could not tell which of them spoke."""
    titles = Counter((rule.family, rule.text.title.casefold()) for rule in pack_of(language).rules)
    assert [] == [title for title, count in titles.items() if count > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_in_two_rules_of_a_family(language: str) -> None:
    """Whoever mends one of them would wonder why nothing changes."""
    phrases = Counter((rule.family, phrase.source) for rule in pack_of(language).rules for phrase in rule.phrases)
    assert [] == [phrase for phrase, count in phrases.items() if count > 1]


@pytest.mark.parametrize("language", [language for language in LIVE if language != "en"])
def test_rules_for_every_language_speak_each_of_them(language: str) -> None:
    """What an agent reads beside a finding is in the language of the folder."""
    unworded = [rule.id for rule in pack_of(language).rules if rule.id.startswith("any/") and rule.text.title == rule.file.title.strip()]
    assert [] == unworded, f"Add their title, why and say_instead to {language}/any.toml."

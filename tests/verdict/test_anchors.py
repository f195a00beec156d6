"""The runs of words by which a phrase is found: long where its words stand together, and one group for each part that every match has."""

from __future__ import annotations

import pytest

from drafter.verdict.lists import Lists, read_lists
from drafter.verdict.pattern import compile_phrase
from tests.guardrails_kit import write_guardrails

LISTS = (
    "[words]\nsure = '''\nsure\nvery sure\ncert*\n'''\n[affixes]\nme = '''\n-\nmen\n'''\nmany = '''\n"
    + "\n".join(f"e{n}x" for n in range(40))
    + "\n'''\n"
)
FOLD = '[words]\n"can\'t" = "cant"\n'


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    folder = write_guardrails(tmp_path_factory.mktemp("guardrails"), {"en/lists.toml": LISTS, "en/fold.toml": FOLD})
    found, problems = read_lists(folder / "en", "en")
    assert [] == problems
    return found


@pytest.mark.parametrize(
    ("needs", "phrase"),
    [
        ([[" go to hell "]], "go to hell"),
        ([[" we promise ", " we really promise "]], "we [really] promise"),
        ([[" fault "], [" you ", " your team "]], "(you|your team) … fault"),
        ([[" sure of it "], [" we "]], "we & sure of it"),
        ([[" guarantee"]], "guarantee*"),
        ([["tee "]], "*tee"),
        ([[" risk free offer "]], "risk-free offer"),
        ([[" 100% safe "]], "^ 100 % safe $"),
        ([[" can't stop ", " cant stop "]], "can't stop"),
        ([[" jamin ", " menjamin "]], "<me>jamin"),
        ([[" stem"]], "stem<many>"),  # too many to write out: the stem alone
        ([[" be sure ", " be very sure ", " be cert"]], "be <sure>"),
        ([[" a ", " b ", " c ", " d ", " e ", " f "], [" g ", " h ", " i ", " j ", " k ", " l "]], "(a|b|c|d|e|f) (g|h|i|j|k|l)"),
    ],
)
def test_a_phrase_is_found_by_its_rarest_runs_first(lists: Lists, needs: list[list[str]], phrase: str) -> None:
    assert [set(group) for group in needs] == [set(group) for group in compile_phrase(phrase, lists).needs]

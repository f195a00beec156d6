"""Word lists, affix classes and spellings: what may stand in them, and what is told of what may not."""

from __future__ import annotations

import pytest

from drafter.errors import InvalidContent
from tests.guardrails_kit import quotes, rule
from tests.verdict.conftest import MakePack

RULE = {"en/blunt/it.toml": rule(phrases="guarantee")}


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("lists.toml", "[word]\na = 'b'\n", 1, "Did you mean 'words'?"),
        ("lists.toml", "[words]\na = 1\n", 1, "a text is needed"),
        ("lists.toml", "[words]\na = '''\nfine\n(b\n'''\n", 4, "In the list 'a', '(b': a ')' is missing"),
        ("lists.toml", "[words]\na = '''\n`!!!`\n'''\n", 3, "no entry of a list"),
        ("lists.toml", "[words]\na = '''\n<b>\n'''\n", 2, "no word list 'b'"),
        ("lists.toml", "[words]\na = '''\n<c>\n'''\nc = '''\n<a>\n'''\n", 2, "names itself by way of others"),
        ("lists.toml", "[words]\na = '''\nb<c>\n'''\n", 2, "no affix class 'c'"),
        ("lists.toml", "[words]\na = '''\nwell !\n'''\n", 2, "is punctuation"),
        ("fold.toml", "[letter]\n", 1, "Did you mean 'letters'?"),
        ("fold.toml", '[letters]\n"ae" = "ä"\n', 2, "not one letter and what it counts as"),
        ("fold.toml", '[letters]\nw = "vv"\n', 2, "not one letter and what it counts as"),
        ("any.toml", "[blunt.absent]\ntitle = 'a'\nwhy = 'b'\nsay_instead = 'c'\n", 1, "no rule 'any/blunt/absent'"),
        ("any.toml", "[blunt.absent]\ntitle = 'a'\n", 1, "is missing"),
    ],
)
def test_a_mistake_is_told_with_its_line(make_pack: MakePack, name: str, text: str, line: int, said: str) -> None:
    with pytest.raises(InvalidContent) as caught:
        make_pack({**RULE, f"en/{name}": text})
    first = caught.value.problems[0]
    assert f"en/{name}:{line}" == first.where
    assert said in str(first)


def test_all_mistakes_of_a_file_come_together(make_pack: MakePack) -> None:
    lists = "[words]\na = '''\n(b\n'''\nc = '''\nfine\n[d\n'''\n"
    with pytest.raises(InvalidContent) as caught:
        make_pack({**RULE, "en/lists.toml": lists, "en/fold.toml": '[letters]\n"ae" = "ä"\n'})
    assert ["en/fold.toml:2", "en/lists.toml:3", "en/lists.toml:7"] == [problem.where for problem in caught.value.problems]


def test_a_broken_list_is_told_once_and_not_again_by_every_phrase_that_names_it(make_pack: MakePack) -> None:
    files = {"en/lists.toml": "[words\n", "en/blunt/a.toml": rule(phrases="<sure> it\nnot <sure>"), "en/blunt/b.toml": rule(phrases="so<sure>")}
    with pytest.raises(InvalidContent) as caught:
        make_pack(files)
    assert ["en/lists.toml:1"] == [problem.where for problem in caught.value.problems]


@pytest.mark.parametrize("phrase", ["we <sure>", "<sure>", "so<an>"])
def test_an_empty_list_or_class_is_refused_since_a_phrase_would_match_without_it(make_pack: MakePack, phrase: str) -> None:
    with pytest.raises(InvalidContent, match="is empty"):
        make_pack({"en/lists.toml": "[words]\nsure = ''\n[affixes]\nan = ''\n", "en/blunt/it.toml": rule(phrases=phrase)})


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("jamin<double>", "replaces 'ab' of the stem before it; it can replace one letter"),
        ("<kai>jamin", "no affix of <kai> fits the stem 'jamin'"),
        ("<me>jamin", "no affix of <me> fits the stem 'jamin'"),
    ],
)
def test_an_affix_that_can_never_stand_there_is_refused(make_pack: MakePack, phrase: str, said: str) -> None:
    lists = "[affixes]\ndouble = '''\nab-cd\n'''\nkai = '''\nkai-b\n'''\nme = '''\nmeng-k\n'''\n"
    with pytest.raises(InvalidContent) as caught:
        make_pack({"en/lists.toml": lists, "en/blunt/it.toml": rule(phrases=phrase)})
    assert said in str(caught.value)


def test_an_ending_may_be_written_with_its_hyphen_and_a_beginning_too(make_pack: MakePack) -> None:
    pack = make_pack({"en/lists.toml": "[affixes]\nkan = '-kan'\nmen = 'men-'\n", "en/blunt/it.toml": rule(phrases="<men>jamin<kan>")})
    assert ["menjaminkan"] == quotes(pack, "Kami menjaminkan itu.")


def test_one_letter_for_another_is_read_by_the_side_on_which_it_stands(make_pack: MakePack) -> None:
    """`п-б` as an ending replaces п; as a beginning it would replace б."""
    pack = make_pack({"en/lists.toml": "[affixes]\nsoft = 'п-б'\n", "en/blunt/it.toml": rule(phrases="кітап<soft>\n<soft>боз")})
    assert ["кітаб", "поз"] == quotes(pack, "кітаб поз кітап боз")


def test_spellings_count_as_one_in_phrases_cues_and_openers_of_clauses(make_pack: MakePack) -> None:
    files = {
        "en/fold.toml": '[words]\nbecause = "cuz"\nnot = "nt"\n',
        "en/context.toml": "[clauses]\nbegins = 'because'\n[[negation]]\ncues = 'not'\n",
        "en/guarantee/it.toml": rule(phrases="guarantee because"),
    }
    pack = make_pack(files)
    assert ["guarantee cuz"] == quotes(pack, "We guarantee cuz we can.")
    assert [] == quotes(pack, "We do nt guarantee cuz we can.")
    assert ["guarantee cuz"] == quotes(pack, "Nt so cuz we guarantee cuz we can.")


def test_a_letter_of_the_plain_alphabet_may_count_as_another_in_every_text(make_pack: MakePack) -> None:
    """Kazakh typed with a Latin i: a text that happens to hold plain letters only folds like any other."""
    pack = make_pack({"en/fold.toml": '[letters]\n"i" = "и"\n', "en/blunt/it.toml": rule(phrases="instant")})
    assert ["instant"] == quotes(pack, "instant")
    assert ["instant"] == quotes(pack, "бiз instant")

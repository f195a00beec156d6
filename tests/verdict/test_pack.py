"""A folder of rules becomes a pack, or says all that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import InvalidContent
from drafter.verdict.families import read_families
from drafter.verdict.pack import build_pack
from tests.guardrails_kit import FAMILIES, hits, quotes, rule, write_guardrails
from tests.verdict.conftest import MakePack

GOOD = rule(phrases="guarantee*")


def test_the_mistakes_of_all_files_come_together(make_pack: MakePack) -> None:
    files = {
        "en/lists.toml": "[words]\na = '''\n(b\n'''\n",
        "en/context.toml": "[[negatoin]]\ncues = 'not'\n",
        "en/any.toml": "[blunt.absent]\ntitle = 'a'\nwhy = 'b'\nsay_instead = 'c'\n",
        "en/guarantee/a.toml": rule(phrases="(a"),
        "en/guarantee/b.toml": "title = ",
        "en/blunt/c.toml": GOOD + "unles = ''\n",
        "en/nowhere/d.toml": GOOD,
        "en/guarantee/deep/e.toml": GOOD,
        "any/blunt/f.toml": rule(check="absent"),
    }
    with pytest.raises(InvalidContent) as caught:
        make_pack(files)
    named = {problem.where.split(":")[0] for problem in caught.value.problems}
    assert set(files) == named


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("en/it.toml", "one folder too high"),
        ("it.toml", "one folder too high"),
        ("en/list.toml", "Did you mean 'lists.toml'?"),
        ("any/it.toml", "one folder too high"),
        ("en/guarantee/hard/it.toml", "one folder too deep"),
        ("any/blunt/hard/it.toml", "one folder too deep"),
        ("en/guarantee/it.TOML", "does not end in '.toml'"),
        ("en/guarantee/it.toml.txt", "does not end in '.toml'"),
        ("en/guarantee/it", "does not end in '.toml'"),
    ],
)
def test_a_file_that_nobody_would_read_is_an_error_and_not_silence(make_pack: MakePack, path: str, said: str) -> None:
    with pytest.raises(InvalidContent) as caught:
        make_pack({path: GOOD})
    (problem,) = caught.value.problems
    assert path == problem.where
    assert said in str(problem)


def test_notes_hidden_files_and_other_languages_are_left_alone(make_pack: MakePack) -> None:
    files = {"README.md": "#", "en/README.md": "#", "en/guarantee/notes.md": "#", "en/.it.toml.swp": "x", ".git/HEAD": "x", "kk/it.toml": GOOD}
    assert () == make_pack(files).rules


def test_two_rules_whose_names_differ_only_in_case_are_an_error(make_pack: MakePack) -> None:
    """They would be one file on many machines."""
    with pytest.raises(InvalidContent, match="has the same name but for upper and lower case"):
        make_pack({"en/guarantee/it.toml": GOOD, "en/guarantee/It.toml": GOOD})


def test_a_language_without_a_folder_is_named_with_those_that_have_one(tmp_path: Path) -> None:
    write_guardrails(tmp_path, {"kk/blunt/it.toml": GOOD})
    with pytest.raises(InvalidContent, match="There are: en, kk"):
        build_pack(tmp_path, "de")


def test_the_version_changes_with_every_file_that_the_pack_is_made_of_and_with_no_other(tmp_path: Path) -> None:
    files = {"en/guarantee/it.toml": GOOD, "any/blunt/it.toml": rule(phrases="b"), "kk/blunt/it.toml": GOOD}
    write_guardrails(tmp_path, files)
    version = build_pack(tmp_path, "en").version
    assert version == build_pack(tmp_path, "en").version
    write_guardrails(tmp_path, {"kk/blunt/it.toml": GOOD + "\n"})
    assert version == build_pack(tmp_path, "en").version
    seen = {version}
    for name, text in {"en/guarantee/it.toml": GOOD + "\n", "any/blunt/it.toml": rule(phrases="c"), "en/lists.toml": ""}.items():
        write_guardrails(tmp_path, {name: text})
        seen.add(build_pack(tmp_path, "en").version)
    write_guardrails(tmp_path, {}, families=FAMILIES + "\n")
    seen.add(build_pack(tmp_path, "en").version)
    assert 5 == len(seen)


def test_rules_of_any_hold_beside_those_of_the_language(make_pack: MakePack) -> None:
    pack = make_pack({"any/blunt/it.toml": rule(phrases="promise"), "en/blunt/it.toml": rule(phrases="guarantee")})
    assert ["any/blunt/it", "en/blunt/it"] == [each.id for each in pack.rules]
    assert ["promise", "guarantee"] == quotes(pack, "We promise and guarantee.")
    assert pack.rule("en/blunt/it") is pack.rules[1]
    assert pack.rule("en/blunt/absent") is None


def test_an_empty_pack_finds_nothing(make_pack: MakePack) -> None:
    assert [] == hits(make_pack({}), "We guarantee it.")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("'denied', ", "'denial', ", "families.toml:2: There is no kind of context 'denial'. Did you mean 'denied'?"),
        ("['negation']\n\n[contexts.denied]", "['negatoin']\n\n[contexts.denied]", "Did you mean 'negation'?"),
        ("principle   = 'solutions'", "principle   = 'solution'", "Did you mean 'solutions'?"),
        ("cancels ", "cancel ", "Did you mean 'cancels'?"),
        ("needs       = 'brief'", "needs       = 'briefs'", "Did you mean 'brief'?"),
    ],
)
def test_a_mistake_in_the_families_is_told_with_its_line_and_the_nearest(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in FAMILIES
    write_guardrails(tmp_path, {}, families=FAMILIES.replace(old, new))
    with pytest.raises(InvalidContent) as caught:
        read_families(tmp_path)
    assert said in str(caught.value)

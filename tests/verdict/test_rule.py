"""A rule's file: what it takes, and how it says what it does not take."""

from __future__ import annotations

import pytest

from drafter.errors import InvalidContent
from tests.guardrails_kit import rule
from tests.verdict.conftest import MakePack

NAME = "en/guarantee/it.toml"
GOOD = rule(phrases="guarantee*")


def without(key: str) -> str:
    lines = GOOD.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(key))
    end = start + 1 if lines[start].count("'") in (2, 6) else lines.index("'''\n", start) + 1
    return "".join(lines[:start] + lines[end:])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD + "sillenced_by = []\n", 15, "Unknown key 'sillenced_by'. Did you mean 'silenced_by'?"),
        (GOOD + "unles = '''\na\n'''\n", 15, "Did you mean 'unless'?"),
        (GOOD.replace("'reject'", "'rejects'"), 2, "'rejects' is not allowed here. Did you mean 'reject'?"),
        (GOOD.replace("'realism'", "'realist'"), 3, "Did you mean 'realism'?"),
        (GOOD + "silenced_by = ['negated']\n", 15, "There is no kind of context 'negated'. Did you mean 'negation'?"),
        (GOOD + "silenced_by = 'negation'\n", 15, "a list or null is needed"),
        (GOOD + "check = 'markdown'\n", 15, "either phrases or a check"),
        (rule(check="markdwon"), 6, "There is no check 'markdwon'. Did you mean 'markdown'?"),
        (rule(phrases="guarantee*", why=" "), 4, "The key 'why' is empty"),
        (rule(phrases="guarantee*", title=""), 1, "The key 'title' is empty"),
        (rule(phrases="guarantee*", say_instead=""), 5, "The key 'say_instead' is empty"),
        (rule(), 1, "The rule has no phrases"),
        (rule(phrases="fine\n(guarantee"), 8, "The phrase '(guarantee': a ')' is missing"),
        (rule(phrases="fine", unless="\n[a\n"), 10, "The phrase '[a': a ']' is missing"),
        (rule(phrases="fine", unless_next="\na …\n"), 10, "does not begin or end with '…'"),
        (without("rejects"), 1, "The rule has no sentence under 'rejects'"),
        (without("passes"), 1, "The rule has no sentence under 'passes'"),
        (without("title"), 1, "The key 'title' is missing"),
        (without("severity"), 1, "The key 'severity' is missing"),
        ("title = \n", 1, "This is not TOML"),
        (GOOD + GOOD, 15, "This is not TOML"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_near_miss(make_pack: MakePack, text: str, line: int, said: str) -> None:
    with pytest.raises(InvalidContent) as caught:
        make_pack({NAME: text})
    (problem,) = caught.value.problems
    assert f"{NAME}:{line}" == problem.where
    assert said in str(problem)


def test_a_file_that_is_not_utf_8_is_named(make_pack: MakePack) -> None:
    with pytest.raises(InvalidContent, match=r"it\.toml: The file is not UTF-8 \(byte \d+\)"):
        make_pack({NAME: GOOD.replace("A rule", "Größe").encode("latin-1")})


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(make_pack: MakePack) -> None:
    pack = make_pack({NAME: b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()})
    (only,) = pack.rules
    assert {"phrases": [(7, "guarantee*")], "rejects": [(10, "We guarantee it.")], "passes": [(13, "Thank you for writing.")]} == only.lines


def test_several_mistakes_of_one_file_come_together(make_pack: MakePack) -> None:
    text = rule(phrases="(a\n[b", why="", rejects=" ") + "silenced_by = ['x', 'y']\n"
    with pytest.raises(InvalidContent) as caught:
        make_pack({NAME: text})
    assert 6 == len(caught.value.problems)


def test_a_family_that_does_not_exist_is_told_with_the_nearest(make_pack: MakePack) -> None:
    with pytest.raises(InvalidContent, match=r"There is no family 'guarantees'. Did you mean 'guarantee'\?"):
        make_pack({"en/guarantees/it.toml": GOOD})


def test_the_path_is_the_name_and_sentences_know_their_lines(make_pack: MakePack) -> None:
    pack = make_pack({NAME: GOOD + "not_yet = '''on one line'''\n"})
    (only,) = pack.rules
    assert ("en/guarantee/it", "guarantee", NAME) == (only.id, only.family, only.where)
    assert [(15, "on one line")] == only.lines["not_yet"]


def test_a_rule_for_every_language_speaks_the_language_of_its_folder(make_pack: MakePack) -> None:
    files = {
        "any/blunt/it.toml": rule(phrases="guarantee", title="Plain"),
        "kk/any.toml": "[blunt.it]\ntitle = 'Кепілдік'\nwhy = 'Себебі'\nsay_instead = 'Сөйлем'\n",
    }
    assert "Plain" == make_pack(files).rules[0].text.title
    assert "Кепілдік" == make_pack(files, "kk").rules[0].text.title

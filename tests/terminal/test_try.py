"""`drafter rules try`: a changed rule or folder against a file of texts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.guardrails_kit import rule, write_guardrails
from tests.terminal.conftest import FILES, Run

RULE = "en/guarantee/no-guarantees"
TEXTS = [
    {"id": "a", "language": "en", "text": "Dear Ana,\nwe promise that it comes. Thank you."},
    {"id": "b", "language": "en", "text": "We guarantee it."},
    {"id": "c", "language": "en", "draft": "We cannot promise it.", "brief": {}},
    {"id": "d", "language": "kk", "text": "Кепілдік."},
    {"language": "en", "text": "Dear Ana,\nwe promise that it comes. Thank you."},
    {"id": "e", "language": "en", "text": "We promise it, {{name}}."},
]


@pytest.fixture
def texts(tmp_path: Path) -> str:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, TEXTS)) + "\n\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def edited(tmp_path: Path) -> str:
    """An edited copy of a rule in force, whose path tells which."""
    folder = write_guardrails(tmp_path / "mine", {f"{RULE}.toml": rule(phrases="promise*", title="No promises", rejects="We promise it.")})
    return str(folder / f"{RULE}.toml")


def test_what_is_newly_stopped_and_released_is_shown_each_text_once_in_its_sentence(run: Run, edited: str, texts: str) -> None:
    result = run("rules", "try", edited, texts)
    assert (1, "") == (result.exit_code, result.stderr)
    assert [
        RULE,
        "5 texts tried: 3 newly stopped (1 of them stopped by other rules in any case), 1 released.",
        "1 text in languages whose rules are the same.",
        "",
        "Newly stopped (3)",
        "",
        "  line 1 (a), line 5",
        f"  + {RULE} (reject)",
        "      Dear Ana, we promise that it comes.",
        "                   ^^^^^^^",
        "",
        "  line 6 (e); stopped in any case by any/blunt/blank",
        f"  + {RULE} (reject)",
        "      We promise it, {{name}}.",
        "         ^^^^^^^",
        "",
        "Released (1)",
        "",
        "  line 2 (b)",
        f"  - {RULE} (reject)",
        "      We guarantee it.",
        "         ^^^^^^^^^",
    ] == result.stdout.splitlines()


def test_as_json_every_line_is_told(run: Run, edited: str, texts: str) -> None:
    result = run("rules", "try", edited, texts, "--json")
    answer: dict[str, Any] = json.loads(result.stdout)
    assert 1 == result.exit_code
    assert ([RULE], 5, 1, 3, 1, 0, []) == tuple(answer[key] for key in ("rules", "texts", "untried", "stopped", "released", "otherwise", "errors"))
    assert [("a", 1, "stopped"), ("b", 2, "released"), (None, 5, "stopped"), ("e", 6, "stopped")] == [
        (change["id"], change["line"], change["outcome"]) for change in answer["changes"]
    ]
    assert "promise" == answer["changes"][0]["gained"][0]["quote"]
    assert ["any/blunt/blank"] == answer["changes"][3]["stopped_by"]


def test_a_long_file_is_tried_by_several_processes_with_the_same_answer(run: Run, edited: str, tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    lines = [{"id": number, "language": "en", "text": "We promise it." if number % 50 == 0 else f"Thank you, {number}."} for number in range(6_000)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    answer = json.loads(run("rules", "try", edited, str(path), "--json").stdout)
    assert (6_000, 120) == (answer["texts"], answer["stopped"])
    assert list(range(0, 6_000, 50)) == [change["id"] for change in answer["changes"]]


def test_of_many_texts_the_first_are_shown_and_the_rest_counted(run: Run, edited: str) -> None:
    many = "\n".join(json.dumps({"language": "en", "text": f"We promise {number}."}) for number in range(5))
    result = run("rules", "try", edited, "-", "--limit", "2", input=many)
    assert 2 == result.stdout.count("We promise")
    assert "… and 3 texts more; --limit 0 shows all." in result.stdout
    assert 5 == run("rules", "try", edited, "-", "--limit", "0", input=many).stdout.count("We promise")


def test_nothing_changed_is_exit_code_0(run: Run, edited: str) -> None:
    result = run("rules", "try", edited, "-", "-l", "en", input='{"text": "Thank you."}')
    assert (0, f"{RULE}\n1 text tried: 0 newly stopped, 0 released.\n") == (result.exit_code, result.stdout)


def test_a_bad_line_is_told_and_the_rest_is_tried(run: Run, edited: str) -> None:
    result = run(
        "rules", "try", edited, "-", input='{"txet": 1}\n{"language": "en", "text": "We promise it."}\nnot json\n{"text": "a", "language": "xx"}'
    )
    assert 2 == result.exit_code
    assert "1 newly stopped" in result.stdout
    assert ["line 1:", "line 3:", "line 4:"] == [line[:7] for line in result.stderr.splitlines()]


def test_of_many_bad_lines_the_first_are_shown_and_the_rest_counted(run: Run, edited: str) -> None:
    told = run("rules", "try", edited, "-", "--limit", "2", input="no\n" * 5).stderr.splitlines()
    assert ["line 1:", "line 2:", "… and 3 more lines that cannot be judged."] == [told[0][:7], told[1][:7], *told[2:]]


def test_a_folder_is_tried_with_all_that_changed_in_it(run: Run, guardrails: Path, tmp_path: Path, texts: str) -> None:
    folder = Path(shutil.copytree(guardrails, tmp_path / "edited"))
    write_guardrails(folder, {f"{RULE}.toml": rule(phrases="promise*", rejects="We promise it."), "en/blunt/thanks.toml": rule(phrases="thank you")})
    result = run("rules", "try", "--guardrails", str(folder), texts)
    assert 1 == result.exit_code
    assert f"en/blunt/thanks, {RULE}" == result.stdout.splitlines()[0]
    assert ["en/blunt/thanks +2 -0", f"{RULE} +3 -1"] == [" ".join(line.split()) for line in result.stdout.splitlines() if line.startswith("  en/")]
    assert "1 text in languages whose rules are the same." in result.stdout


def test_changed_context_is_tried_with_the_whole_pack(run: Run, guardrails: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(guardrails, tmp_path / "edited"))
    write_guardrails(folder, {"en/context.toml": "[[negation]]\ncues = '''\nhardly\n'''\n"})
    result = run("rules", "try", "--guardrails", str(folder), "-", input='{"language": "en", "text": "We cannot guarantee it.", "brief": {}}')
    assert "1 newly stopped" in result.stdout


def test_the_file_in_force_is_tried_as_if_it_were_new(run: Run, guardrails: Path, texts: str) -> None:
    result = run("rules", "try", str(guardrails / f"{RULE}.toml"), texts)
    assert "is the file in force: shown is all that it stops." in result.stderr
    assert "1 newly stopped, 0 released." in result.stdout


def test_a_rule_that_breaks_its_own_word_is_tried_all_the_same_and_says_so(run: Run, tmp_path: Path, texts: str) -> None:
    path = tmp_path / "no-guarantees.toml"
    path.write_text(rule(phrases="promise*"), encoding="utf-8")
    result = run("rules", "try", str(path), texts, "-l", "en")
    assert 1 == result.exit_code
    assert f"{path}:10 rejects: 'We guarantee it.' is not stopped by this rule" in result.stderr


def test_a_rule_for_every_language_is_tried_in_each(run: Run, guardrails: Path, tmp_path: Path, texts: str) -> None:
    path = write_guardrails(tmp_path / "mine", {"any/blunt/thanks.toml": rule(phrases="thank you", rejects="Thank you.", passes="Ana.")})
    result = run("rules", "try", str(path / "any/blunt/thanks.toml"), texts)
    assert (1, "") == (result.exit_code, result.stderr)
    assert "6 texts tried: 2 newly stopped" in result.stdout


def test_what_others_name_a_text_cannot_steer_the_terminal(run: Run, edited: str) -> None:
    given = json.dumps({"id": "a\x1b[31m", "language": "en", "text": "We promise\x1b[31m it."})
    assert "\x1b" not in run("rules", "try", edited, "-", input=given).stdout


def test_a_new_rule_is_told_its_place(run: Run, tmp_path: Path, texts: str) -> None:
    path = tmp_path / "new.toml"
    path.write_text(rule(phrases="thank you", rejects="Thank you.", passes="Hello."), encoding="utf-8")
    assert "2 newly stopped" in run("rules", "try", str(path), texts, "--as", "en/blunt/new").stdout
    in_its_folder = write_guardrails(tmp_path / "mine", {"en/blunt/new.toml": path.read_text(encoding="utf-8")}) / "en/blunt/new.toml"
    assert "en/blunt/new" == run("rules", "try", str(in_its_folder), texts).stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        ("title = ", (), "no-guarantees.toml:1: This is not TOML"),
        (rule(phrases="(guarantee"), (), "no-guarantees.toml:7: The phrase '(guarantee'"),
        (rule(phrases="guarantee*").replace("phrases", "phrazes"), (), "Did you mean 'phrases'?"),
        (rule(phrases="guarantee*"), ("--as", "xx/blunt/new"), "'xx/blunt/new' is no path of a rule. Write <language>/<family>/<rule>"),
        (rule(phrases="guarantee*"), ("--as", "en/blont/new"), "There is no family 'blont'. Did you mean 'blunt'?"),
    ],
)
def test_a_broken_rule_is_told_with_file_line_and_remedy(run: Run, tmp_path: Path, text: str, arguments: tuple[str, ...], said: str) -> None:
    path = tmp_path / "no-guarantees.toml"
    path.write_text(text, encoding="utf-8")
    named = arguments or ("--as", RULE)
    result = run("rules", "try", str(path), "-", *named, input="")
    assert (2, "") == (result.exit_code, result.stdout)
    assert said in " ".join(result.stderr.split())


def test_a_name_that_two_languages_have_asks_for_one_of_them(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "no-guarantees.toml"
    path.write_text(rule(phrases="guarantee*"), encoding="utf-8")
    said = " ".join(run("rules", "try", str(path), "-", input="").stderr.split())
    assert (
        "2 rules have this name: en/guarantee/no-guarantees, kk/guarantee/no-guarantees. Name it with --as, or its language with --language." in said
    )
    assert 0 == run("rules", "try", str(path), "-", "-l", "en", input="").exit_code


def test_a_name_that_says_no_rule_asks_for_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "unknown.toml"
    path.write_text(rule(phrases="x"), encoding="utf-8")
    assert "Name it with --as" in run("rules", "try", str(path), "-", input="").stderr


@pytest.mark.parametrize("arguments", [("a.toml",), ("a", "b", "c"), ("--guardrails", ".", "a", "b"), ("--guardrails", ".", "--as", "en/a/b", "a")])
def test_rule_and_folder_exclude_each_other(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("rules", "try", *arguments)
    assert 2 == result.exit_code
    assert "Usage:" in result.stderr


@pytest.mark.parametrize("files", [("absent.toml", "-"), ("-", "absent.jsonl")])
def test_a_file_that_is_not_there_is_told(run: Run, files: tuple[str, str]) -> None:
    result = run("rules", "try", *files, "--as", RULE, input="")
    assert 2 == result.exit_code
    assert "absent." in result.stderr


def test_a_broken_folder_is_told_with_its_own_path(run: Run, tmp_path: Path) -> None:
    folder = write_guardrails(tmp_path / "broken", {**FILES, "en/blunt/hiccups.toml": "title = "})
    result = run("rules", "try", "--guardrails", str(folder), "-", input="")
    assert 2 == result.exit_code
    assert f"{folder}/en/blunt/hiccups.toml:1" in result.stderr

"""`drafter check`: one text for a person, a batch for a program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from drafter.cli import main
from tests.terminal.conftest import Run, lines

KAZAKH = "Сәлеметсіз бе! Кепілдік беріледі, күте тұрыңызшы, рақмет сізге және бәріңізге."


def test_a_rejected_text_is_shown_with_the_words_why_and_what_to_say_instead(run: Run) -> None:
    result = run("check", "-", "-l", "en", input="Dear Ana,\nwe guarantee it.\n")
    assert 1 == result.exit_code
    assert [
        "reject  en/guarantee/no-guarantees",
        "    we guarantee it.",
        "       ^^^^^^^^^",
        "    why: We cannot know.",
        "    say instead: We expect it.",
        "",
        "reject  (1 to mend)  en",
    ] == result.stdout.splitlines()


def test_a_sound_text_passes_and_a_warning_too(run: Run) -> None:
    result = run("check", "-", "-l", "en", input="We cannot guarantee it.")
    assert (0, "pass  en\n") == (result.exit_code, result.stdout)
    result = run("check", "-", "-l", "en", input="Sorry for the hiccup.")
    assert 0 == result.exit_code
    assert result.stdout.endswith("pass  (1 to look at)  en\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{name}}, we write to you.", "{{name}}"),
        ("\ufeffWe guarantee it.", "guarantee"),
        ('{"text": "We guarantee it.", "language": "en"}', "guarantee"),
        ('\ufeff{"text": "We guarantee it."}', "guarantee"),
        (' \n{ "text": "We guarantee it."}', "guarantee"),
    ],
)
def test_a_text_is_plain_or_json_by_how_it_begins(run: Run, text: str, expected: str) -> None:
    result = run("check", "-", "-l", "en", "--json", input=text)
    assert 1 == result.exit_code
    assert [expected] == [finding["quote"] for finding in json.loads(result.stdout)["findings"]]


def test_as_json_a_verdict_holds_language_outcome_and_findings(run: Run) -> None:
    result = run("check", "-", "--json", input='{"id": 7, "language": "en", "text": "We guarantee it."}')
    verdict = json.loads(result.stdout)
    assert (7, "en", "reject") == (verdict["id"], verdict["language"], verdict["verdict"])
    assert {"rule", "family", "principle", "severity", "start", "end", "quote", "why", "say_instead"} == set(verdict["findings"][0])
    assert "id" not in json.loads(run("check", "-", "-l", "en", "--json", input="x").stdout)


def test_a_trace_shows_what_was_silenced_and_by_what(run: Run) -> None:
    result = run("check", "-", "-l", "en", "--trace", input="We cannot guarantee it.")
    assert "    silent  guarantee  (en/guarantee/no-guarantees)  ← negation: cannot\n" in result.stdout
    assert "silent" not in run("check", "-", "-l", "en", input="We cannot guarantee it.").stdout


def test_json_always_holds_the_trace_and_a_batch_on_request(run: Run) -> None:
    verdict = json.loads(run("check", "-", "-l", "en", "--json", input="We cannot guarantee it.").stdout)
    assert verdict["pack"].startswith("en-")
    assert [("guarantee", "negation", "cannot")] == [(hit["quote"], hit["because"], hit["cue"]) for hit in verdict["suppressed"]]
    (line,) = lines(run("check", "-", "-l", "en", "--jsonl", "--trace", input='{"id": 1, "text": "We cannot guarantee it."}'))
    assert verdict["suppressed"] == line["suppressed"]


def test_json_holds_what_a_text_commits_to_and_a_batch_on_request() -> None:
    request = json.dumps(
        {
            "id": 1,
            "language": "en",
            "today": "2026-11-30",
            "text": "We will call you on Friday, 4 December.",
            "brief": {"follow_up": {"at": "2026-12-04"}},
        }
    )

    def commitments(*options: str) -> Any:
        return json.loads(CliRunner().invoke(main, ["check", "-", *options], input=request).stdout).get("commitments")

    assert [("2026-12-04", "brief.follow_up")] == [(each["value"], each["source"]) for each in commitments("--json")]
    assert commitments("--json") == commitments("--jsonl", "--trace")
    assert commitments("--jsonl") is None


def test_the_language_is_told_from_the_text_unless_it_is_named(run: Run) -> None:
    assert "  kk" in run("check", "-", input=KAZAKH).stdout
    assert "pass  en" in run("check", "-", "-l", "en", input=KAZAKH).stdout


def test_a_ticket_comes_along_and_the_text_of_the_file_goes_before_it(run: Run, tmp_path: Path) -> None:
    ticket = tmp_path / "ticket.json"
    ticket.write_text(
        json.dumps({"language": "kk", "conversation": [{"author": "customer", "text": "{{name}} stands in my letter"}]}), encoding="utf-8"
    )
    result = run("check", "-", "-l", "en", "--ticket", str(ticket), input="You saw {{name}}.")
    assert (0, "pass  en\n") == (result.exit_code, result.stdout), "the blank is the ticket's, and the option goes before the ticket"


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (("-",), b"\xff", "The text is not UTF-8"),
        (("-",), '{"txet": "a"}', "Did you mean 'text'?"),
        (("-",), '{"text": "a"', "This is not JSON"),
        (("-", "-l", "xx"), "a", "Drafter drafts in en, kk"),
        (("absent.txt",), "", "absent.txt"),
        (("-", "--ticket", "absent.json"), "a", "absent.json"),
        (("-", "--jsonl", "--ticket", __file__), "", "--ticket"),
    ],
)
def test_bad_input_is_told_on_standard_error_with_exit_code_2(run: Run, arguments: tuple[str, ...], text: str | bytes, said: str) -> None:
    result = run("check", *arguments, input=text)
    assert (2, "") == (result.exit_code, result.stdout)
    assert said in result.stderr


def test_a_batch_answers_line_for_line_and_a_bad_line_in_its_place(run: Run) -> None:
    given = [
        {"id": "a", "text": "We guarantee it.", "language": "en"},
        {"id": "b", "draft": "Thank you.", "language": "en", "brief": {}},
        {"id": "c", "text": "x", "langauge": "en"},
        {"id": "d", "text": "x", "language": "xx"},
        {"text": "Thank you.", "language": "en"},
    ]
    bad = ["not json", "[]", '{"id": "e", "text": "\\ud83d"}', '{"id": {"deep": [1]}, "text": "Thank you.", "language": "en"}']
    result = run("check", "-", "--jsonl", input="\n\n".join([*map(json.dumps, given), *bad]))
    out = lines(result)
    assert 2 == result.exit_code
    assert ["a", "b", "c", "d", None, None, None, None, {"deep": [1]}] == [line["id"] for line in out]
    assert ["reject", "pass", None, None, "pass", None, None, None, "pass"] == [line.get("verdict") for line in out]
    assert "line 5: $: Unknown key 'langauge'. Did you mean 'language'?" in out[2]["error"]
    assert {"id", "language", "verdict", "findings"} == set(out[0])
    assert {"id", "error"} == set(out[2])


def test_a_batch_takes_the_language_from_the_option_where_a_line_names_none(run: Run) -> None:
    result = run("check", "-", "--jsonl", "-l", "en", input='{"id": 1, "text": "Кепілдік"}\n{"id": 2, "text": "Кепілдік", "language": "kk"}\n')
    assert ["pass", "reject"] == [line["verdict"] for line in lines(result)]
    assert 1 == result.exit_code


def test_an_empty_batch_passes(run: Run) -> None:
    result = run("check", "-", "--jsonl", input="\n\n")
    assert (0, "") == (result.exit_code, result.stdout)


@pytest.mark.parametrize("text", ["", "\n", "\x00\x1b[31mWe guarantee it.\x1b[0m", "we\u202eguarantee", "字" * 300 + " guarantee", "a\tguarantee"])
def test_no_control_character_reaches_the_terminal(run: Run, text: str) -> None:
    result = run("check", "-", "-l", "en", input=text)
    assert result.exit_code in (0, 1)
    assert not set(result.stdout) & {"\x00", "\x1b", "\u202e", "\t", "\r"}


def test_a_long_line_is_cut_round_the_words_and_underlined_below_them(run: Run) -> None:
    result = run("check", "-", "-l", "en", input="字 " * 200 + "we guarantee it " + "b " * 200)
    line, marks = result.stdout.splitlines()[1:3]
    assert line.strip().startswith("…")
    assert line.endswith("…")
    assert "guarantee" in line
    width = sum(2 if char == "字" else 1 for char in line[: line.index("guarantee")])
    assert (" " * width + "^^^^^^^^^") == marks

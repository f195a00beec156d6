"""`drafter rules`: list, read, prove, and see where they are thin."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guardrails_kit import rule, write_guardrails
from tests.terminal.conftest import Run


def test_the_list_is_by_family_with_severity_path_and_title(run: Run) -> None:
    result = run("rules", "list", "en")
    assert 0 == result.exit_code
    text = " ".join(result.stdout.split())
    assert "en: 3 rules, 2 phrases, pack en-" in text
    assert "guarantee Certain reject en/guarantee/no-guarantees No guarantees" in text
    assert "warn en/blunt/hiccups No hiccups" in text
    assert "kk/" not in text


def test_the_list_may_be_of_all_languages_or_of_one_family(run: Run) -> None:
    assert "kk/guarantee/no-guarantees" in run("rules", "list").stdout
    only = run("rules", "list", "en", "--family", "blunt").stdout
    assert "en/blunt/hiccups" in only
    assert "no-guarantees" not in only


def test_the_list_may_be_of_one_severity(run: Run) -> None:
    only = run("rules", "list", "--language", "en", "--severity", "warn").stdout
    assert "en: 1 rule, 1 phrases" in only
    assert "en/blunt/hiccups" in only
    assert "no-guarantees" not in only


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "xx"), "There are: en, kk"),
        (("list", "any"), "hold beside those of every language"),
        (("list", "en", "--family", "blunte"), "Did you mean 'blunt'?"),
        (("show", "en/guarantee/no-guarantee"), "Did you mean 'en/guarantee/no-guarantees'?"),
        (("show", "xx/a/b"), "A rule's path begins with its language."),
        (("prove", "en/zzzzzzzzzzzz"), "There is no such rule. `drafter rules list en` shows all."),
        (("prove", "en/blunt/hicups"), "There is no such rule. Did you mean 'en/blunt/hiccups'? `drafter rules list en` shows all."),
        (("prove", "en/private"), "There is no rule in this family."),
        (("prove", "xx"), "There are: en, kk"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run("rules", *arguments)
    assert 2 == result.exit_code
    assert said in result.stderr


@pytest.mark.parametrize("name", ["en/guarantee/no-guarantees", "en/guarantee/no-guarantees.toml"])
def test_a_rule_is_shown_as_a_page(run: Run, name: str) -> None:
    page = run("rules", "show", name).stdout
    for part in ("No guarantees", "(reject, realism)", "We cannot know.", "We expect it.", "The house's own.", "Mended by", "guarantee*", "negation"):
        assert part in page
    assert "We guarantee it." in page


def test_a_rule_for_every_language_is_shown_too(run: Run) -> None:
    assert "the check 'unfilled_blank', which is code" in run("rules", "show", "any/blunt/blank").stdout


def test_sound_rules_prove_themselves(run: Run) -> None:
    result = run("rules", "prove")
    assert (0, "") == (result.exit_code, result.stderr)
    assert ["en: 3 rules, 10 of 10 sentences hold", "kk: 2 rules, 4 of 4 sentences hold"] == [
        line.split(" (")[0] for line in result.stdout.splitlines()
    ]


@pytest.mark.parametrize(
    ("what", "proved"),
    [("en/guarantee", "en: 1 rules"), ("en/blunt", "en: 2 rules"), ("en/blunt/", "en: 2 rules"), ("any/blunt", "en: 1 rules, ")],
)
def test_a_family_is_proved_alone_with_its_rules_for_every_language(run: Run, what: str, proved: str) -> None:
    result = run("rules", "prove", what)
    assert (0, "") == (result.exit_code, result.stderr)
    assert result.stdout.startswith(proved)


def test_a_sentence_that_fails_is_told_with_file_line_and_reason(run: Run, guardrails: Path) -> None:
    write_guardrails(guardrails, {"en/blunt/more.toml": rule(phrases="promise*", title="More", rejects="We swear.", passes="We promise.")})
    result = run("rules", "prove", "en/blunt/more")
    assert 1 == result.exit_code
    assert "en/blunt/more.toml:10 rejects: 'We swear.' is not stopped by this rule" in result.stderr
    assert "en/blunt/more.toml:13 passes: 'We promise.' is stopped: en/blunt/more finds 'promise'" in result.stderr


def test_a_broken_file_is_an_error_for_every_command(run: Run, guardrails: Path) -> None:
    write_guardrails(guardrails, {"en/blunt/broken.toml": "title = "})
    for arguments in (("prove",), ("list",), ("show", "en/blunt/hiccups"), ("coverage",)):
        result = run("rules", *arguments)
        assert 2 == result.exit_code
        assert "en/blunt/broken.toml:1" in result.stderr


def test_coverage_shows_gaps_by_family_and_principle(run: Run) -> None:
    rows = {line.split()[0]: line.split()[1:] for line in run("rules", "coverage").stdout.splitlines() if line.strip()}
    assert ["en", "kk"] == rows["family"]
    assert ["1/1", "1/1"] == rows["guarantee"]
    assert ["2/1", "check"] == rows["blunt"]
    assert ["-", "-"] == rows["private"]
    assert ["-", "-"] == rows["timeline"]

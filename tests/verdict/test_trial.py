"""What a changed rule would newly stop or release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from drafter.text.language import LanguageDetector
from drafter.verdict.judge import judge
from drafter.verdict.pack import Pack, build_pack
from drafter.verdict.trial import Difference, Trial, affected
from tests.guardrails_kit import rule, write_guardrails

DETECTOR = LanguageDetector({})
IT = "en/guarantee/it.toml"
CONTEXT = {"en/context.toml": "[[negation]]\ncues = '''\nnot\ncannot\n'''\n"}
FILES = {**CONTEXT, IT: rule(phrases="guarantee*"), "en/blunt/never.toml": rule(phrases="never", rejects="It never fails.")}


@pytest.fixture
def before(tmp_path: Path) -> Pack:
    return build_pack(write_guardrails(tmp_path / "before", FILES), "en")


def trial(tmp_path: Path, before: Pack, changes: Mapping[str, str | None]) -> Trial:
    """The pack against itself with some files changed; None takes one away."""
    folder = tmp_path / "after"
    write_guardrails(folder, {name: text for name, text in {**FILES, **changes}.items() if text is not None})
    return Trial(before, build_pack(folder, "en"), DETECTOR)


def quotes(difference: Difference | None) -> tuple[str, list[str], list[str]] | None:
    if difference is None:
        return None
    return difference.outcome, [finding.quote for finding in difference.gained], [finding.quote for finding in difference.lost]


def test_the_same_files_differ_over_nothing(tmp_path: Path, before: Pack) -> None:
    same = trial(tmp_path, before, {})
    assert () == same.rules
    assert same.differ("We guarantee it, and it never fails.") is None


def test_a_new_phrase_stops_and_a_phrase_that_went_releases(tmp_path: Path, before: Pack) -> None:
    changed = trial(tmp_path, before, {IT: rule(phrases="promise*")})
    assert ("en/guarantee/it",) == changed.rules
    assert ("stopped", ["promise"], []) == quotes(changed.differ("We promise it."))
    assert ("released", [], ["guarantee"]) == quotes(changed.differ("We guarantee it."))
    assert ("otherwise", ["promise"], ["guarantee"]) == quotes(changed.differ("We promise and guarantee it."))
    assert changed.differ("We cannot promise it.") is None
    assert changed.differ("Thank you.") is None


def test_a_hit_that_only_grew_is_no_difference(tmp_path: Path, before: Pack) -> None:
    assert trial(tmp_path, before, {IT: rule(phrases="guarantee*\nwe guarantee*")}).differ("We guarantee it.") is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({IT: rule(phrases="guarantee*", unless="guarantee it")}, ("released", [], ["guarantee"])),
        ({IT: rule(phrases="guarantee*", silenced_by=[], passes="Thank you.")}, None),
        ({IT: rule(phrases="guarantee*", severity="warn")}, ("released", ["guarantee"], ["guarantee"])),
        ({IT: rule(phrases="guarantee*", why="Other words.", rejects="We guarantee all.")}, None),
        ({IT: None}, ("released", [], ["guarantee"])),
    ],
)
def test_every_part_of_a_rule_that_judges_counts(
    tmp_path: Path, before: Pack, changes: dict[str, str | None], expected: tuple[str, list[str], list[str]] | None
) -> None:
    assert expected == quotes(trial(tmp_path, before, changes).differ("We guarantee it."))


def test_a_disguised_word_is_tried_too(tmp_path: Path, before: Pack) -> None:
    assert ("stopped", ["pr0mise"], []) == quotes(trial(tmp_path, before, {IT: rule(phrases="guarantee*\npromise*")}).differ("We pr0mise it."))


def test_characters_in_backquotes_are_tried_too(tmp_path: Path, before: Pack) -> None:
    assert ("stopped", ["ASAP!"], []) == quotes(trial(tmp_path, before, {IT: rule(phrases="guarantee*\n`ASAP!`")}).differ("It comes ASAP!"))


def test_rules_that_did_not_change_are_named_when_they_stop_the_text_in_any_case(tmp_path: Path, before: Pack) -> None:
    difference = trial(tmp_path, before, {IT: rule(phrases="promise*")}).differ("We promise that it never fails.")
    assert difference is not None
    assert ("stopped", ("en/blunt/never",)) == (difference.outcome, difference.stopped_by)


def test_a_change_of_context_is_tried_with_every_rule(tmp_path: Path, before: Pack) -> None:
    changed = trial(tmp_path, before, {"en/context.toml": "[[negation]]\ncues = '''\nhardly\n'''\n"})
    assert ("en/blunt/never", "en/guarantee/it") == changed.rules
    assert ("released", [], ["guarantee"]) == quotes(changed.differ("We hardly guarantee it."))
    assert ("stopped", ["guarantee"], []) == quotes(changed.differ("We cannot guarantee it."))


@pytest.mark.parametrize("text", ["We promise it.", "We cannot promise it. It never fails.", "We guarantee it.", "Never promise.", "Thank you.", ""])
def test_the_difference_is_that_of_two_whole_verdicts(tmp_path: Path, before: Pack, text: str) -> None:
    after = build_pack(write_guardrails(tmp_path / "after", {**FILES, IT: rule(phrases="guarantee*\npromise*", unless="guarantee it")}), "en")
    difference = Trial(before, after, DETECTOR).differ(text)
    was, now = (judge(text, pack, DETECTOR).findings for pack in (before, after))
    assert tuple(found for found in now if found not in was) == (difference.gained if difference else ())
    assert tuple(found for found in was if found not in now) == (difference.lost if difference else ())


def test_rules_whose_sentences_another_rule_touches_are_affected(tmp_path: Path, before: Pack) -> None:
    folder = write_guardrails(tmp_path / "after", {**FILES, IT: rule(phrases="guarantee*\nthank you", passes="We cannot guarantee it.")})
    assert ["en/blunt/never", "en/guarantee/it"] == [one.id for one in affected(before, build_pack(folder, "en"), DETECTOR)]
    write_guardrails(folder, {**FILES, IT: rule(phrases="guarantee*\nyou have my word")})
    assert ["en/guarantee/it"] == [one.id for one in affected(before, build_pack(folder, "en"), DETECTOR)]


@pytest.mark.parametrize("phrase", ["promise*", "*omis*", "100 %", "in no time", "`ASAP!`", "(certain|sure) … come", "for [ever and] ever"])
@pytest.mark.parametrize(
    "text",
    [
        "We promise it.",
        "We compromised.",
        "It is 100% safe, and 100 % ours.",
        "Done in\nno-time!",
        "It comes ASAP!",
        "Sure, it will come.",
        "For ever.",
        "We p r o m i s e.",
        "We pr0mise: 100 %.",
        "We prom\u00adise; ꜱure to come.",
        "Thank you.",
    ],
)
def test_no_text_is_passed_over_that_a_whole_verdict_would_stop(tmp_path: Path, before: Pack, phrase: str, text: str) -> None:
    changed = trial(tmp_path, before, {IT: rule(phrases=f"guarantee*\n{phrase}")})
    found = [one.quote for one in judge(text, build_pack(tmp_path / "after", "en"), DETECTOR).findings if one.rule == "en/guarantee/it"]
    difference = changed.differ(text)
    assert found == [one.quote for one in (difference.gained if difference else ())]

"""Rules of one workspace on top of the shipped packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import InvalidInput
from drafter.text.language import LanguageDetector
from drafter.verdict.overlay import RuleChange, changed, complaints, fitting, languages_of, overlaid
from drafter.verdict.pack import Pack
from drafter.verdict.packs import Packs
from drafter.verdict.workspace_rules import WorkspaceRules
from tests.guardrails_kit import quotes, rule, small_pack, write_guardrails

IT, ANY = "en/guarantee/it", "any/blunt/never"
FILES = {f"{IT}.toml": rule(phrases="guarantee*"), f"{ANY}.toml": rule(phrases="never", rejects="It never fails.")}
MINE = RuleChange(rule="en/blunt/mine", toml=rule(phrases="promise*", rejects="We promise it."))
ALL = "We promise and guarantee that it never fails."


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return small_pack(tmp_path, FILES)


def test_without_a_change_of_its_language_a_pack_is_the_shipped_one_itself(pack: Pack) -> None:
    assert overlaid(pack, []) is pack
    assert overlaid(pack, [RuleChange(rule="kk/blunt/mine", toml="not read")]) is pack


def test_a_rule_is_added_replaced_or_switched_off(pack: Pack) -> None:
    assert ["promise", "guarantee", "never"] == quotes(overlaid(pack, [MINE]), ALL)
    other = RuleChange(rule=IT, toml=rule(phrases="fails", rejects="It fails."))
    assert ["never", "fails"] == quotes(overlaid(pack, [other]), ALL)
    assert ["never"] == quotes(overlaid(pack, [RuleChange(rule=IT)]), ALL)
    assert ["guarantee"] == quotes(overlaid(pack, [RuleChange(rule=ANY)]), ALL)


def test_of_two_changes_of_a_rule_the_later_holds(pack: Pack) -> None:
    assert ["guarantee", "never"] == quotes(overlaid(pack, [MINE, RuleChange(rule=MINE.rule)]), ALL)
    assert ["promise", "guarantee", "never"] == quotes(overlaid(pack, [RuleChange(rule=MINE.rule), MINE]), ALL)


def test_the_version_tells_the_shipped_state_and_the_changes_and_nothing_else(pack: Pack) -> None:
    version = overlaid(pack, [MINE]).version
    assert version.startswith(f"{pack.version}+")
    assert version == overlaid(pack, [RuleChange(rule=MINE.rule, toml=MINE.toml, note="Another note.")]).version
    assert version != overlaid(pack, [MINE, RuleChange(rule=IT)]).version


def test_a_replaced_rule_for_any_language_keeps_its_words_in_each(tmp_path: Path) -> None:
    words = "[blunt.never]\ntitle = 'Hiç'\nwhy = 'Warum'\nsay_instead = 'Danke.'\n"
    pack = small_pack(tmp_path, {**FILES, "en/any.toml": words})
    made = changed(pack, RuleChange(rule=ANY, toml=rule(phrases="always", rejects="It always fails.", title="Other")))
    assert "Hiç" == made.title(ANY)


@pytest.mark.parametrize("rule_id", ["", "en", "en/blunt", "en/blunt/a/b", "en/../x", "/etc/passwd", "en/Blunt/x", "xx/blunt/x", "en/blunt/x.toml"])
def test_what_is_no_id_is_refused(rule_id: str) -> None:
    with pytest.raises(InvalidInput, match=r"^\$\.rule: "):
        languages_of(RuleChange(rule=rule_id), ["en", "kk"])


def test_a_rule_for_any_language_touches_all() -> None:
    assert ("en", "kk") == languages_of(RuleChange(rule=ANY), ["en", "kk"])
    assert ("kk",) == languages_of(RuleChange(rule="kk/blunt/x"), ["en", "kk"])


def test_the_mistakes_of_a_text_are_told_with_its_lines_and_not_as_a_file_of_ours(pack: Pack) -> None:
    for toml, where in (("x = 1", "$.toml:1"), ("title = '''", "$.toml:1"), (rule(phrases="((").replace("title", "\n\ntitle"), "$.toml:9")):
        with pytest.raises(InvalidInput) as caught:
            changed(pack, RuleChange(rule=MINE.rule, toml=toml))
        assert where == caught.value.problems[0].where


def test_a_change_is_proved_with_every_sentence_that_it_touches(pack: Pack) -> None:
    detector = LanguageDetector({})
    assert [] == list(complaints(pack, overlaid(pack, [MINE]), detector))
    greedy = RuleChange(rule=MINE.rule, toml=rule(phrases="thank", rejects="We thank it.", passes="Never mind.", say_instead="Good."))
    told = [(proof.rule, proof.block) for proof in complaints(pack, overlaid(pack, [greedy]), detector)]
    assert (IT, "passes") in told
    assert (MINE.rule, "passes") in told


def test_what_does_not_fit_any_more_is_told_by_its_rule(pack: Pack) -> None:
    broken = RuleChange(rule="en/blunt/listed", toml=rule(phrases="<no-such-list>"))
    fit, problems = fitting(pack, [MINE, broken])
    assert [MINE] == fit
    assert ["en/blunt/listed.toml:7"] == [problem.where for problem in problems]


def test_a_workspaces_rules_follow_the_shipped_ones_when_they_are_told_to_catch_up(tmp_path: Path) -> None:
    shipped = Packs(write_guardrails(tmp_path, FILES))
    rules = WorkspaceRules(shipped, [MINE])
    assert ("en",) == rules.languages
    before = rules.pack("en")
    assert before is rules.pack("en")
    write_guardrails(tmp_path, {f"{IT}.toml": rule(phrases="fails", rejects="It fails.")})
    shipped.put_in_force(shipped.build("en"))
    assert before is rules.pack("en"), "nobody who waits for a draft pays for it"
    rules.catch_up()
    assert ["promise", "never", "fails"] == quotes(rules.pack("en"), ALL)

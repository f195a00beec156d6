"""A text's verdict: findings where they are, one a family and place, and only what can be judged is."""

from __future__ import annotations

import pytest
from hypothesis import given

from drafter.verdict.judge import judge
from drafter.verdict.pack import Pack
from tests.guardrails_kit import rule, small_pack
from tests.texts import texts
from tests.tickets import DETECTOR, brief_of, checking, drafting
from tests.verdict.conftest import MakePack

FILES = {
    "en/context.toml": "[[negation]]\ncues = 'not'\n",
    "en/guarantee/it.toml": rule(phrases="guarantee*\nwe … sure", why="\n Because. ", say_instead="\nSay this.\n", principle="realism"),
    "en/blunt/warned.toml": rule(phrases="never", severity="warn", principle="solutions"),
    "any/blunt/blank.toml": rule(check="unfilled_blank"),
    "any/blunt/machine.toml": rule(check="machinery"),
    "any/language/wrong.toml": rule(check="wrong_language"),
}
KAZAKH_TEXT = "Сәлеметсіз бе! Біз сіздің өтінішіңізді алдық және қазір қойма қызметкерлерімен бірге тексеріп жатырмыз, жауабын ертең жазамыз."


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small_pack(tmp_path_factory.mktemp("guardrails"), FILES)


def test_a_finding_says_where_what_and_why(pack: Pack) -> None:
    text = "Dear Ana,\nwe guarantee it."
    (finding,) = judge(text, pack, DETECTOR).findings
    assert ("en/guarantee/it", "guarantee", "realism", "reject") == (finding.rule, finding.family, finding.principle, finding.severity)
    assert ("guarantee", "Because.", "Say this.") == (finding.quote, finding.why, finding.say_instead)
    assert finding.quote == text[finding.start : finding.end]


def test_a_warning_passes_and_a_rejection_does_not(pack: Pack) -> None:
    assert ("pass", 1) == ((verdict := judge("It never rains.", pack, DETECTOR)).outcome, len(verdict.findings))
    assert ("reject", 2) == ((verdict := judge("It never rains, guaranteed.", pack, DETECTOR)).outcome, len(verdict.findings))
    assert ("pass", 0) == ((verdict := judge("", pack, DETECTOR)).outcome, len(verdict.findings))


def test_a_silenced_hit_is_kept_for_qa_and_is_no_finding(pack: Pack) -> None:
    verdict = judge("We do not guarantee it.", pack, DETECTOR)
    assert verdict.passed
    (silent,) = verdict.suppressed
    assert ("en/guarantee/it", "guarantee", "negation", "not") == (silent.rule, silent.quote, silent.because, silent.cue)


def test_of_one_family_on_the_same_words_the_longest_speaks_and_a_rejection_before_a_warning(make_pack: MakePack) -> None:
    files = {
        "en/guarantee/short.toml": rule(phrases="guarantee"),
        "en/guarantee/long.toml": rule(phrases="we guarantee it"),
        "en/guarantee/warned.toml": rule(phrases="today we guarantee it all", severity="warn"),
        "en/blunt/other.toml": rule(phrases="it"),
    }
    found = judge("Today we guarantee it all.", make_pack(files), DETECTOR).findings
    assert ["en/guarantee/long", "en/blunt/other"] == [finding.rule for finding in found]


@given(text=texts)
def test_every_finding_lies_in_the_text_and_quotes_it(pack: Pack, text: str) -> None:
    """Over the whole pack, checks included, with a brief and without."""
    for brief in (None, brief_of(drafting()), brief_of(checking("x"))):
        verdict = judge(text, pack, DETECTOR, brief)
        for finding in verdict.findings:
            assert 0 <= finding.start <= finding.end <= len(text)
            assert finding.quote == text[finding.start : finding.end]
        for silent in verdict.suppressed:
            assert silent.quote == text[silent.start : silent.end]
        assert sorted(verdict.findings, key=lambda finding: (finding.start, finding.end)) == list(verdict.findings)


@given(text=texts)
def test_judging_twice_says_the_same(pack: Pack, text: str) -> None:
    assert judge(text, pack, DETECTOR) == judge(text, pack, DETECTOR)


def test_what_needs_a_brief_waits_for_one(pack: Pack) -> None:
    assert judge(KAZAKH_TEXT, pack, DETECTOR).passed
    assert judge(KAZAKH_TEXT, pack, DETECTOR, brief_of(checking(KAZAKH_TEXT))).passed, "a text that came alone asks for no language"
    with_brief = judge(KAZAKH_TEXT, pack, DETECTOR, brief_of(checking(KAZAKH_TEXT, brief={})))
    assert [("any/language/wrong", 0, len(KAZAKH_TEXT))] == [(finding.rule, finding.start, finding.end) for finding in with_brief.findings]
    with_hint = judge(KAZAKH_TEXT, pack, DETECTOR, brief_of(checking(KAZAKH_TEXT, hint="refund ok")))
    assert not with_hint.passed, "a hint makes a brief"


def test_under_twelve_words_no_language_is_asked_for(pack: Pack) -> None:
    assert judge("Сәлеметсіз бе! Біз сіздің өтінішіңізді алдық.", pack, DETECTOR, brief_of(drafting())).passed


def test_a_pack_names_itself_in_its_verdict(pack: Pack) -> None:
    verdict = judge("x", pack, DETECTOR)
    assert ("en", pack.version) == (verdict.language, verdict.pack)

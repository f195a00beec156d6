"""The mend that a rule names: words in place of words, or the sentence left out."""

from __future__ import annotations

import pytest
from hypothesis import given

from drafter.text.language import LanguageDetector
from drafter.verdict.fix import fixed
from drafter.verdict.judge import judge
from drafter.verdict.pack import Pack
from tests.guardrails_kit import rule, small_pack
from tests.texts import texts

FILES = {
    "en/guarantee/replaced.toml": rule(phrases="we guarantee\nguarantee*", fix="we expect"),
    "en/blunt/left-out.toml": rule(phrases="calm down\n`!!!`", fix=""),
    "en/blunt/unmended.toml": rule(phrases="idiot*"),
    "en/blunt/noted.toml": rule(phrases="dear friend", severity="warn"),
}
DETECTOR = LanguageDetector({})


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small_pack(tmp_path_factory.mktemp("guardrails"), FILES)


def mend(pack: Pack, text: str) -> str | None:
    return fixed(text, judge(text, pack, DETECTOR), pack)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Today we guarantee it.", "Today we expect it."),
        ("We guarantee it.", "We expect it."),
        ("We guarantee it. Yes, we guarantee it.", "We expect it. Yes, we expect it."),
        ("Thank you. Calm down. We will write.", "Thank you. We will write."),
        ("Thank you.\n\nCalm down!\n\nWe will write.", "Thank you.\n\nWe will write."),
        ("Calm down. Thank you.", "Thank you."),
        ("Thank you. Please calm down, sir, now.", "Thank you."),
        ("Thank you. We guarantee it, so calm down now.", "Thank you."),
        ("Calm down, we guarantee it, calm down. Bye.", "Bye."),
        ("Calm down.", None),
        ("Calm down, idiot.", None),
        ("We guarantee it, idiots.", None),
        ("Dear friend, we guarantee it.", "Dear friend, we expect it."),
        ("One. Two!!! Three.", "One. Three."),
        ("All is well.", "All is well."),
    ],
)
def test_each_rejected_place_is_mended_or_none_is(pack: Pack, text: str, expected: str | None) -> None:
    assert expected == mend(pack, text)


def test_a_mend_and_a_sentence_left_out_do_not_eat_the_next_sentence(pack: Pack) -> None:
    """Both touch one sentence: it goes, and all that stands behind it stays."""
    assert "We will write on Friday at nine." == mend(pack, "Calm down, we guarantee it. We will write on Friday at nine.")


@given(texts, texts)
def test_leaving_sentences_out_adds_and_moves_nothing(pack: Pack, before: str, after: str) -> None:
    mended = mend(pack, f"{before} Calm down. {after}")
    if mended is not None and "guarantee" not in pack.lists.fold(before + after):
        left = iter("".join(f"{before} Calm down. {after}".split()))
        assert all(char in left for char in "".join(mended.split())), "what is left stands in the order in which it stood"

"""A rule against its own sentences."""

from __future__ import annotations

from drafter.text.language import LanguageDetector
from drafter.verdict.proof import prove
from tests.guardrails_kit import rule
from tests.verdict.conftest import MakePack

DETECTOR = LanguageDetector({})


def complaints(make_pack: MakePack, **keys: str) -> list[str]:
    pack = make_pack({"en/guarantee/it.toml": rule(**keys), "en/blunt/other.toml": rule(phrases="never", say_instead="Yes.")})
    only = pack.rule("en/guarantee/it")
    assert only is not None
    return [f"{proof.where} {proof.block} {proof.complaint}".strip() for proof in prove(only, pack, DETECTOR) if proof.complaint]


def test_a_sound_rule_has_nothing_to_complain_of(make_pack: MakePack) -> None:
    assert [] == complaints(make_pack, phrases="guarantee*", fix="we expect")


def test_a_sentence_that_is_not_stopped_is_told_with_its_line(make_pack: MakePack) -> None:
    assert ["en/guarantee/it.toml:10 rejects is not stopped by this rule"] == complaints(make_pack, phrases="guarantee*", rejects="We promise it.")


def test_another_family_stopping_it_is_not_enough_and_is_named(make_pack: MakePack) -> None:
    expected = ["en/guarantee/it.toml:10 rejects is not stopped by this rule (only by en/blunt/other)"]
    assert expected == complaints(make_pack, phrases="guarantee*", rejects="It never fails.")


def test_a_harmless_sentence_that_is_stopped_is_told_with_what_stops_it(make_pack: MakePack) -> None:
    found = complaints(make_pack, phrases="guarantee*", passes="No guarantee.\nFine.\nIt never fails.")
    assert [
        "en/guarantee/it.toml:13 passes is stopped: en/guarantee/it finds 'guarantee'",
        "en/guarantee/it.toml:15 passes is stopped: en/blunt/other finds 'never'",
    ] == found


def test_advice_and_mend_must_keep_the_rules_themselves(make_pack: MakePack) -> None:
    found = complaints(make_pack, phrases="guarantee*", say_instead="We guarantee less.", fix="guaranteed")
    assert [
        "en/guarantee/it.toml say_instead is stopped: en/guarantee/it finds 'guarantee'",
        "en/guarantee/it.toml fix is stopped: en/guarantee/it finds 'guaranteed'",
    ] == found


def test_a_known_miss_that_is_caught_asks_to_be_moved(make_pack: MakePack) -> None:
    assert [] == complaints(make_pack, phrases="guarantee*", not_yet="\nYou have my word.\n")
    assert ["en/guarantee/it.toml:10 not_yet is stopped now: move it to 'rejects'"] == complaints(
        make_pack, phrases="guarantee*", not_yet="\nWe guarantee it.\n"
    )

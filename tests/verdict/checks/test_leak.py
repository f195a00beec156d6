"""Traces of the machinery, and the words of an internal note."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.verdict.checks import Case
from drafter.verdict.checks.leak import internal_note, machinery
from drafter.verdict.pack import Pack
from tests.guardrails_kit import small_pack
from tests.tickets import DETECTOR, brief_of, drafting

NOTE = "The warehouse burnt down on Monday, do not tell customers before legal has answered."


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small_pack(tmp_path_factory.mktemp("guardrails"), {"en/fold.toml": '[letters]\n"ä" = "ae"\n'})


def found(pack: Pack, text: str, *messages: str | dict[str, Any], **keys: Any) -> list[str]:
    brief = brief_of(drafting(*messages, **keys))
    return [text[each.start : each.end] for each in internal_note(Case(pack.read(text), pack, DETECTOR, brief))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assistant: Thank you.", ["Assistant:"]),
        ("  > **Assistant**: Thank you.", ["**Assistant**:"]),
        ("Thank you.\nUser: hello", ["User:"]),
        ("<|im_start|>assistant", ["<|im_start|>"]),
        ("Yes. </think> Thank you.", ["</think>"]),
        ("[INST] reply [/INST]", ["[INST]", "[/INST]"]),
        ("### Response:\nThank you.", ["### Response:"]),
        ("```\nThank you.\n```", ["```", "```"]),
        ("Our shopping assistant: a help.", []),
        ("The system: what it does.", []),
        ("Ask your user group.", []),
        ("Use the #system channel.", []),
    ],
)
def test_role_markers_and_template_tags_are_found_and_their_words_are_not(pack: Pack, text: str, expected: list[str]) -> None:
    assert expected == [text[each.start : each.end] for each in machinery(Case(pack.read(text), pack, DETECTOR))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sadly the warehouse burnt down on Monday, sorry.", ["the warehouse burnt down on Monday"]),
        ("Sadly THE WAREHOUSE – burnt down – on, Monday!", ["THE WAREHOUSE – burnt down – on, Monday"]),
        ("The warehouse burnt down, sorry.", []),
        ("There was a fire in our warehouse.", []),
        ("The warehouse burnt down on Tuesday; do not tell customers before ten.", ["The warehouse burnt down on", "do not tell customers before"]),
        ("", []),
    ],
)
def test_five_words_of_a_note_in_a_row_are_a_quotation(pack: Pack, text: str, expected: list[str]) -> None:
    assert expected == found(pack, text, {"author": "note", "text": NOTE}, "Where is it?")


@pytest.mark.parametrize(
    "known",
    [
        {"author": "customer", "text": "I read that the warehouse burnt down on Monday."},
        {"author": "agent", "text": "I read that the warehouse burnt down on Monday."},
    ],
)
def test_words_that_a_message_holds_as_well_are_no_leak(pack: Pack, known: dict[str, str]) -> None:
    assert [] == found(pack, "Yes, the warehouse burnt down on Monday.", {"author": "note", "text": NOTE}, known)


@pytest.mark.parametrize(
    "keys",
    [
        {"brief": {"reasons": ["The warehouse burnt down on Monday."]}},
        {"brief": {"steps": [{"who": "we", "what": "say that the warehouse burnt down on Monday"}]}},
        {"brief": {"needs": ["the warehouse burnt down on Monday"]}},
        {"hint": "say: the warehouse burnt down on Monday"},
    ],
    ids=["reason", "step", "need", "hint"],
)
def test_words_that_the_brief_gives_as_well_are_no_leak(pack: Pack, keys: dict[str, Any]) -> None:
    assert [] == found(pack, "Yes, the warehouse burnt down on Monday.", {"author": "note", "text": NOTE}, **keys)


def test_without_a_note_nothing_leaks(pack: Pack) -> None:
    assert [] == found(pack, NOTE, "Where is it?")

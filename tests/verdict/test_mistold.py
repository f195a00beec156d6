"""A number or a value in the place of the one that the brief gives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.text.extraction import rules

AMOUNT, TIME = "any/ungrounded/amount", "any/ungrounded/time"


@pytest.mark.parametrize(
    ("language", "text", "told", "gives"),
    [
        ("en", "We can move three of your seats to the 8 pm show.", "What about my four seats?", "move two seats to the 8 pm show"),
        ("de", "Für den Abend können wir drei Ihrer vier Karten umbuchen.", "Was ist mit unseren vier Karten?", "rebook two tickets for the evening"),
        ("id", "Besok pagi kami antar dua kursi susulannya.", "Saya pesan 12 kursi, yang datang cuma 9!", "kirim 3 kursi susulan"),
        ("ms", "Pakej puan masih berbaki empat kali servis.", "Ada berapa kali servis lagi?", "baki 2 kali servis"),
        ("kk", "Сізге бес қосымша сабақ береміз.", "Сабақтар өтпей қалды.", "екі қосымша сабақ"),
    ],
)
def test_another_count_than_the_brief_s_is_found(language: str, text: str, told: str, gives: str) -> None:
    assert AMOUNT in rules(language, text, told=told, brief={"solutions": [gives]})


@pytest.mark.parametrize(
    ("text", "told", "gives"),
    [
        ("Two of your four seats can be moved; for three we have no room.", "What about my four seats?", "move two seats"),
        ("We can move both seats.", "What about my seats?", "move two seats"),
        ("I am sorry that all four seats were taken.", "What about my four seats?", "move two seats"),
        ("1. Open the app.\n2. Choose the tickets.\n3. Press move.", "How do I move them?", "move four tickets"),
        ("We move both tickets; gate B 7 is open. Kind regards, Anna, Team 9", "What about my tickets?", "move two tickets"),
        ("We move both tickets. We cannot move 5 tickets.", "What about my tickets?", "move two tickets"),
        ("That leaves you with six lessons.", "I booked ten lessons and had four.", "the rest of the lessons stay valid, two may be moved"),
    ],
)
def test_a_count_of_the_ticket_or_beside_the_brief_s_is_none(text: str, told: str, gives: str) -> None:
    assert AMOUNT not in rules("en", text, told=told, brief={"solutions": [gives]})


@pytest.mark.parametrize(
    ("language", "text", "brief"),
    [
        ("en", "Please arrive 45 minutes early.", {"needs": ["arrive 15 minutes early"]}),
        ("en", "Please eat nothing for six hours.", {"needs": ["nothing to eat for 4 hours"]}),
        ("id", "Mohon datang 45 menit lebih awal.", {"needs": ["arrive 15 minutes early"]}),
        ("kk", "Қарызды тоғыз айға бөліп төлеуге мүмкіндік бар.", {"solutions": ["instalments over 6 months"]}),
    ],
)
def test_a_span_in_the_place_of_the_brief_s_is_found_in_an_instruction_too(language: str, text: str, brief: dict[str, Any]) -> None:
    assert TIME in rules(language, text, told="?", brief=brief)


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Please arrive 15 minutes early and switch the phone off for 45 minutes.", {"needs": ["arrive 15 minutes early"]}),
        ("Switch it off and give it two minutes.", {"solutions": ["restart the router"]}),
    ],
)
def test_a_span_beside_the_brief_s_is_an_instruction(text: str, brief: dict[str, Any]) -> None:
    assert TIME not in rules("en", text, told="?", brief=brief)

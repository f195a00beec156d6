"""Hours, days of the month and weekdays as tickets jot them down, told in full by a draft."""

from __future__ import annotations

from typing import Any

import pytest

from tests.text.extraction import rules

TIME = "any/ungrounded/time"
TODAY = "2026-05-11"  # a Monday


@pytest.mark.parametrize(
    ("language", "text", "gives"),
    [
        ("en", "We are open from 8 am to 2 pm.", "counter open 8-14h"),
        ("de", "Wir haben von 8 bis 14 Uhr geöffnet.", "geöffnet 8-14h"),
        ("en", "We open at eight o'clock.", "counter open from 8"),
        ("en", "You can come by at four o'clock.", "shop staffed till four"),
        ("en", "It starts at half past ten on Friday, 15 May.", "15 May, 10.30"),
        ("en", "It will go out on the 15th from now on.", "direct debit back to 15th"),
        ("en", "On Saturdays the kitchen is open at ten o'clock.", "Sat kitchen till 10"),
        ("de", "Der Techniker kommt um acht Uhr.", "Techniker ab 8"),
        ("ms", "Pejabat dibuka pukul lapan pagi.", "buka dari 8"),
    ],
)
def test_what_a_brief_jots_down_may_be_told_in_full(language: str, text: str, gives: str) -> None:
    assert TIME not in _found(language, text, {"solutions": [gives]})


@pytest.mark.parametrize(
    ("language", "text", "gives"),
    [
        ("en", "The courier will come on 2 December.", "courier makes a 2nd attempt"),
        ("en", "The fitter comes at 8 pm.", "fitter comes 08.00-12.00"),
        ("en", "The plumber will be there at nine o'clock.", "plumber from 8"),
        ("en", "It will go out on the 16th from now on.", "direct debit back to 15th"),
        ("en", "We will be there on Sunday.", "Sat kitchen till 10"),
        ("en", "We'll call you at one o'clock.", "no visit after a missed call"),
    ],
)
def test_another_hour_or_day_is_found(language: str, text: str, gives: str) -> None:
    assert TIME in _found(language, text, {"solutions": [gives]})


def test_a_span_of_the_brief_is_counted_from_the_day_the_customer_named() -> None:
    brief = {"solutions": ["28 days from purchase"]}
    assert TIME not in _found("en", "So you have until 29 May.", brief, told="I bought them on 1 May.")
    assert TIME in _found("en", "So you have until 30 May.", brief, told="I bought them on 1 May.")


def test_a_hour_that_the_customer_asked_for_may_be_declined() -> None:
    brief = {"feasibility": "partly_possible", "solutions": ["room until 1 pm"]}
    assert TIME not in _found("en", "Four o'clock I can't do, but one o'clock works.", brief, told="Could we keep the room till four?")


def test_a_day_on_which_something_was_brought_in_bounds_nothing() -> None:
    brief = {"needs": ["which clock: the one from May 8 or another"]}
    assert TIME not in _found("en", "Is it the clock that you brought in on the 8th?", brief)


def test_a_day_of_both_timeline_and_follow_up_is_told_once_with_what_is_done() -> None:
    brief = {"solutions": ["corrected invoice"], "timeline": {"by": "2026-05-14"}, "follow_up": {"at": "2026-05-14", "channel": "email"}}
    assert "any/missing/timeline" not in _found("en", "You'll find the corrected invoice in your inbox on Thursday, 14 May.", brief)
    assert "any/missing/timeline" in _found("en", "The invoice is being corrected. I'll email you on Thursday, 14 May.", brief)


def test_one_more_than_the_brief_gives_is_found() -> None:
    brief = {"solutions": ["3 instalments of £60"], "obstacles": ["no plan after a missed one"]}
    assert "any/ungrounded/amount" in _found("en", "That's fine: four instalments of £60. If one is missed, the plan ends.", brief)


def _found(language: str, text: str, brief: dict[str, Any], told: str = "") -> list[str]:
    return list(rules(language, text, brief=brief, told=told, today=TODAY))

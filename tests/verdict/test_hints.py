"""The agent's one line, read into the brief."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from drafter.brief import HintRead, Timeline
from drafter.house import open_house
from drafter.moments import Duration
from drafter.settings import Settings
from drafter.verdict.hints import read_hint
from drafter.verdict.pack import Pack

TODAY, ZONE = date(2026, 11, 22), ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=ZONE)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return open_house(Settings()).rules.pack("en")


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        (
            "replacement ok, no refund before inspection, 3-5 working days, call Friday 3 pm",
            HintRead(("replacement ok",), Timeline(earliest=Duration(days=3), latest=Duration(days=5), business_days=True), (FRIDAY, "phone")),
        ),
        ("2 weeks", HintRead(timeline=Timeline(latest=Duration(weeks=2)))),
        ("email Friday, 27 November, 15:00", HintRead(follow_up=(FRIDAY, "email"))),
        ("replacement by 4 December", HintRead(("replacement by 4 December",), Timeline(by=date(2026, 12, 4)))),
        ("be extra friendly, it is her third complaint", HintRead()),
        ("no refund", HintRead()),
        ("", HintRead()),
    ],
)
def test_a_hint_is_read_as_far_as_it_can_be(hint: str, expected: HintRead, pack: Pack) -> None:
    assert expected == read_hint(hint, pack, TODAY, ZONE)


@pytest.mark.parametrize(
    ("hint", "taken"), [("call at 9 am", False), ("call today at 9 am", False), ("call at 4 pm", True), ("call tomorrow at 9 am", True)]
)
def test_a_time_that_is_over_is_not_taken_for_a_promise(hint: str, taken: bool, pack: Pack) -> None:
    assert taken == (read_hint(hint, pack, datetime(2026, 11, 22, 14, 0, tzinfo=ZONE), ZONE).follow_up is not None)
    assert read_hint(hint, pack, TODAY, ZONE).follow_up is not None, "at a time of day that nobody knows it may still be to come"

"""An agent's one line in Kazakh, read into the brief."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from drafter.brief import HintRead, Timeline
from drafter.house import open_house
from drafter.moments import Duration
from drafter.verdict.hints import read_hint

TODAY, ZONE = date(2026, 11, 22), ZoneInfo("Asia/Almaty")
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        (
            "ауыстыруға болады, тексеруге дейін ақша қайтармаймыз, 3-5 жұмыс күні, жұма күні сағат 15:00-де қоңырау шалу",
            HintRead(("ауыстыруға болады",), Timeline(earliest=Duration(days=3), latest=Duration(days=5), business_days=True), (FRIDAY, "phone")),
        ),
        ("ақшасын қайтарамыз, 2 апта", HintRead(("ақшасын қайтарамыз",), Timeline(latest=Duration(weeks=2)))),
        ("27 қараша, жұма, 15:00 хат жазу", HintRead(follow_up=(FRIDAY, "email"))),
        ("ертең түстен кейін сағат 3-те звондаймын", HintRead(follow_up=(datetime(2026, 11, 23, 15, 0, tzinfo=ZONE), "phone"))),
        ("сағат 18:00-де чатқа жазамын", HintRead(follow_up=(datetime(2026, 11, 22, 18, 0, tzinfo=ZONE), "chat"))),
        ("4 желтоқсанға дейін ауыстырамыз", HintRead(("4 желтоқсанға дейін ауыстырамыз",), Timeline(by=date(2026, 12, 4)))),
        ("10 жумыс куни", HintRead(timeline=Timeline(latest=Duration(days=10), business_days=True))),
        ("қайтарым жоқ", HintRead()),
        ("сыпайы жазыңыз, үшінші шағымы", HintRead()),
    ],
)
def test_a_hint_is_read_as_far_as_it_can_be(hint: str, expected: HintRead) -> None:
    assert expected == read_hint(hint, open_house().rules.pack("kk"), TODAY, ZONE)

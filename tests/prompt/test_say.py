from datetime import date, datetime

import msgspec
import pytest

from drafter.brief import FollowUp, Timeline
from drafter.errors import InvalidContent
from drafter.moments import Duration, parse_duration
from drafter.prompt.say import Sayer
from tests.prompt.briefs import LIBRARY

SAY = LIBRARY.language("en").say
TODAY = date(2026, 11, 22)


def span(earliest: str | None, latest: str | None, *, business: bool = False) -> str:
    first, last = (parse_duration(bound) if bound else None for bound in (earliest, latest))
    return SAY.timeline(Timeline(earliest=first, latest=last, business_days=business), TODAY)


@pytest.mark.parametrize(
    ("earliest", "latest", "business", "expected"),
    [
        ("P3D", "P5D", True, "within 3 to 5 working days"),
        ("P3D", "P5D", False, "within 3 to 5 days"),
        ("P1D", "P1D", False, "within 1 day"),
        (None, "P1D", True, "within 1 working day"),
        (None, "PT1H", False, "within 1 hour"),
        (None, "P1M2D", False, "within 1 month and 2 days"),
        ("P1D", "P1W", True, "within 1 working day to 1 week"),
        (None, "P1000D", False, "within 1,000 days"),
        ("P2D", None, False, "at least 2 days"),
        (None, "P0D", False, "within 0 minutes"),
    ],
)
def test_a_span_is_said_with_its_units_in_the_right_number(earliest: str | None, latest: str | None, business: bool, expected: str) -> None:
    assert expected == span(earliest, latest, business=business)


def test_a_date_has_its_weekday_and_the_year_only_when_it_is_another() -> None:
    assert "Friday 27 November" == SAY.day(date(2026, 11, 27), TODAY)
    assert "Saturday 2 January 2027" == SAY.day(date(2027, 1, 2), TODAY)
    assert "Friday 27 November 2026" == SAY.day(date(2026, 11, 27), None)


def test_a_follow_up_names_time_and_channel() -> None:
    assert "I will call you on Friday 27 November at 15:00" == SAY.follow_up(FollowUp(datetime(2026, 11, 27, 15), "phone"), TODAY)
    assert "I will e-mail you on Friday 27 November" == SAY.follow_up(FollowUp(date(2026, 11, 27), "email"), TODAY)


def test_a_deadline_is_said_as_one() -> None:
    assert "by Friday 4 December" == SAY.timeline(Timeline(by=date(2026, 12, 4)), TODAY)


def test_no_time_at_all_is_zero_minutes() -> None:
    assert "0 minutes" == SAY.duration(Duration())


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("QQQQ", "holds Q, which is no part of a date"),
        ("d MMMM HH", "holds H"),
        ("EEEE", "lacks M, d"),
        ("d MMMM 'of", "opens a quotation mark and does not close it"),
        ("d MMMMMMMMM", "cannot be read"),
    ],
)
def test_a_pattern_that_gives_no_date_is_refused_when_the_words_are_read(pattern: str, said: str) -> None:
    english = LIBRARY.language("en")
    words = msgspec.structs.replace(english.words, moments=msgspec.structs.replace(english.words.moments, day=pattern))
    with pytest.raises(InvalidContent, match=r"^words\.toml: The pattern 'day' \(.*\. Write EEEE for the weekday") as caught:
        Sayer("en", words, where="words.toml")
    assert said in str(caught.value)
    without_year = msgspec.structs.replace(english.words.moments, day_with_year="d MMMM")
    with pytest.raises(InvalidContent, match="lacks y"):
        Sayer("en", msgspec.structs.replace(english.words, moments=without_year), where="words.toml")

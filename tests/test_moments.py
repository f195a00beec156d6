"""Dates, times and durations, read strictly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.moments import Duration, day_of, in_zone, parse_duration, parse_moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-27", date(2026, 11, 27)),
        ("2026-11-27T15:00", datetime(2026, 11, 27, 15)),
        ("2026-11-27T15:00:30", datetime(2026, 11, 27, 15, 0, 30)),
        ("2026-11-27T15:00Z", datetime(2026, 11, 27, 15, tzinfo=UTC)),
        ("2026-11-27T15:00+05:30", datetime(2026, 11, 27, 15, tzinfo=timezone(timedelta(hours=5, minutes=30)))),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_a_moment_is_a_date_or_a_date_with_a_time(text: str, expected: date) -> None:
    found = parse_moment(text)
    assert (type(expected), expected) == (type(found), found)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026", "2026-11", "2026-1-2", "27.11.2026", "2026-11-27 15:00", "2026-11-27T15", "2026-11-27T15:00:00.5", "2026-11-27T15:00+1"),
        *("2026-02-29", "2026-13-01", "2026-00-10", "2026-11-27T25:00", "2026-11-27T15:60", "٢٠٢٦-١١-٢٧", " 2026-11-27", "2026-11-27\n"),
        *("0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "0206-11-27", "2026-W48-5", "2026-11-27T15:00+99:00"),
    ],
)
def test_anything_else_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no date|outside of the years"):
        parse_moment(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P2D", Duration(days=2)),
        ("P1W", Duration(weeks=1)),
        ("P1Y2M3W4DT5H6M", Duration(1, 2, 3, 4, 5, 6)),
        ("PT4H", Duration(hours=4)),
        ("PT90M", Duration(minutes=90)),
        ("P3M", Duration(months=3)),
        ("P0D", Duration()),
    ],
)
def test_a_duration_is_kept_as_it_was_written(text: str, expected: Duration) -> None:
    assert expected == parse_duration(text)


@pytest.mark.parametrize("text", ["", "P", "PT", "2D", "P2", "P-2D", "P2.5D", "P2DT", "PT2S", "P2D2D", "p2d", "P1D1W", "P99999D", "٢D", "P2D\n"])
def test_anything_else_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("duration", "start", "expected"),
    [
        ("P1M", datetime(2026, 1, 31), datetime(2026, 2, 28)),
        ("P1M", datetime(2028, 1, 31), datetime(2028, 2, 29)),
        ("P13M", datetime(2026, 12, 31), datetime(2028, 1, 31)),
        ("P1Y", datetime(2028, 2, 29), datetime(2029, 2, 28)),
        ("P1M1D", datetime(2026, 1, 31), datetime(2026, 3, 1)),
        ("P2W", datetime(2026, 12, 24), datetime(2027, 1, 7)),
        ("PT36H", datetime(2026, 11, 22, 20), datetime(2026, 11, 24, 8)),
        ("P11M", datetime(2026, 1, 31), datetime(2026, 12, 31)),
    ],
)
def test_a_span_ends_in_calendar_days(duration: str, start: datetime, expected: datetime) -> None:
    assert expected == parse_duration(duration).after(start)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)),
    st.from_regex(r"P[0-9]{1,3}Y[0-9]{1,4}M[0-9]{1,4}W[0-9]{1,4}DT[0-9]{1,4}H[0-9]{1,4}M", fullmatch=True),
)
def test_no_moment_and_no_duration_that_we_take_leaves_the_calendar(start: datetime, text: str) -> None:
    assert parse_duration(text).after(start) >= start


def test_the_parts_that_are_not_nothing_come_largest_first() -> None:
    assert [("weeks", 1), ("hours", 4)] == parse_duration("P1WT4H").parts()
    assert [] == parse_duration("P0D").parts()


def test_a_time_without_an_offset_is_meant_in_the_zone_and_one_with_an_offset_is_moved_there() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert datetime(2026, 11, 27, 15, tzinfo=berlin) == in_zone(datetime(2026, 11, 27, 15), berlin)
    assert date(2026, 11, 28) == day_of(in_zone(parse_moment("2026-11-27T23:30Z"), berlin))
    assert date(2026, 11, 27) == in_zone(date(2026, 11, 27), berlin)

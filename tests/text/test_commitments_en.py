"""What English texts state, read into values."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from drafter.text.calendar import business_days_after
from drafter.text.values import Day
from tests.text.extraction import marks
from tests.texts import texts

_marks = partial(marks, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 3 to 5 working days", [("duration", "3 to 5 business days", "3 to 5 working days", "by")]),
        ("in a day or two", [("duration", "1 to 2 days", "a day or two", "by")]),
        ("twenty-five days", [("duration", "25 days", "twenty-five days", "")]),
        ("one hundred and twenty minutes", [("duration", "120 minutes", "one hundred and twenty minutes", "")]),
        ("two and a half hours", [("duration", "2.5 hours", "two and a half hours", "")]),
        ("on Friday 27 November at 3 pm", [("date", "2026-11-27", "Friday 27 November", ""), ("time", "15:00", "3 pm", "")]),
        ("Dec 4th, 2026", [("date", "2026-12-04", "Dec 4th, 2026", "")]),
        ("by Wednesday at the latest", [("date", "weekday 3", "Wednesday", "by")]),
        ("the day after tomorrow", [("date", "2026-11-24", "the day after tomorrow", "")]),
        (
            "Tuesday 9-11",
            [("date", "weekday 2", "Tuesday", ""), ("time", "09:00 or 21:00", "9-11", ""), ("time", "11:00 or 23:00", "9-11", "")],
        ),
        (
            "2026-11-24 9-11",
            [("date", "2026-11-24", "2026-11-24", ""), ("time", "09:00 or 21:00", "9-11", ""), ("time", "11:00 or 23:00", "9-11", "")],
        ),
        ("Room 9-11", []),
        ("half past three", [("time", "03:30 or 15:30", "half past three", "")]),
        ("quarter to five pm", [("time", "16:45", "quarter to five pm", "")]),
        ("between 9 and 11 am", [("time", "09:00", "9 and 11 am", ""), ("time", "11:00", "9 and 11 am", "")]),
        ("at noon", [("time", "12:00", "noon", "")]),
        ("€1,250.00", [("amount", "1250 EUR", "€1,250.00", "")]),
        ("12 000 KZT", [("amount", "12000 KZT", "12 000 KZT", "")]),
        ("1.5 million dollars", [("amount", "1500000 USD", "1.5 million dollars", "")]),
        ("fifteen percent more", [("percentage", "15 %", "fifteen percent", "")]),
        ("write to Help@Acme.example.", [("email", "help@acme.example", "Help@Acme.example", "")]),
        ("call +49 30 1234567", [("phone", "49301234567", "+49 30 1234567", "")]),
        ("see https://acme.example/returns/.", [("link", "acme.example/returns", "https://acme.example/returns/", "")]),
        ("tracking number DE48213", [("reference", "DE48213", "DE48213", "")]),
        ("by the end of November", [("date", "2026-11-30", "the end of November", "by")]),
        ("in mid-December", [("date", "2026-12-11", "mid-December", "by")]),
        ("at the end of January 2028", [("date", "2028-01-31", "the end of January 2028", "")]),
        ("the week after next", [("date", "2026-11-30", "the week after next", "")]),
        ("on December the 3rd", [("date", "2026-12-03", "December the 3rd", "")]),
        ("Sept. 14", [("date", "2026-09-14", "Sept. 14", "")]),
        ("Thurs., Dec. 3", [("date", "2026-12-03", "Thurs., Dec. 3", "")]),
        ("Friday by close of business", [("date", "weekday 5", "Friday", "by")]),
        ("by EOD", [("date", "2026-11-22", "EOD", "by")]),
        ("at eight tonight", [("time", "20:00", "eight", ""), ("date", "2026-11-22", "tonight", "")]),
        ("twenty past eight", [("time", "08:20 or 20:20", "twenty past eight", "")]),
        ("at half two", [("time", "02:30 or 14:30", "half two", "")]),
        ("2½ weeks", [("duration", "2.5 weeks", "2½ weeks", "")]),
        ("a fortnight", [("duration", "2 weeks", "a fortnight", "")]),
        ("in 7-10 biz days", [("duration", "7 to 10 business days", "7-10 biz days", "by")]),
        ("RM50 or A$30", [("amount", "50 MYR", "RM50", ""), ("amount", "30 AUD", "A$30", "")]),
        ("thirty-four pounds fifty, then", [("amount", "34.50 GBP", "thirty-four pounds fifty", "")]),
        ("34 pounds two days ago", [("amount", "34 GBP", "34 pounds", ""), ("duration", "2 days", "two days", "")]),
        ("at night, 22:00 to 06:00", [("time", "22:00", "22:00 to 06:00", ""), ("time", "06:00", "22:00 to 06:00", "")]),
        ("two more days", [("duration", "2 days", "two more days", "")]),
        ("$3.5k", [("amount", "3500 USD", "$3.5k", "")]),
        ("a hundred and forty euros", [("amount", "140 EUR", "a hundred and forty euros", "")]),
        ("call (312) 555-0188", [("phone", "3125550188", "312) 555-0188", "")]),
        ("The desk is open 24/7.", []),
        ("At the end of the day it is your choice; keep it out of the sun.", []),
        ("The iPhone 15 has four cameras, and it may rain.", []),
    ],
)
def test_an_expression_is_read_into_its_value_at_its_place(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = [(mark.kind, str(mark.value), mark.quote, mark.limit) for mark in _marks(text)]
    assert expected == found


def test_a_weekday_that_is_not_that_of_its_date_contradicts_it() -> None:
    (mark,) = _marks("on Thursday, 27 November")
    assert isinstance(mark.value, Day)
    assert mark.value.contradicts


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(["d MMMM y", "MMMM d, y", "EEEE d MMMM y", "y-MM-dd", "d MMM y"]))
def test_a_date_that_babel_writes_is_read_back(day: date, pattern: str) -> None:
    found = [mark.value for mark in _marks(format_date(day, pattern, locale="en_GB"))]
    assert [frozenset({day})] == [value.days for value in found if isinstance(value, Day)]


@given(texts)
def test_every_value_stands_at_its_place_and_no_place_is_read_twice(text: str) -> None:
    raw = f"In 3 days {text} by Friday"
    found = _marks(raw)
    assert all(raw[mark.start : mark.end] == mark.quote for mark in found)
    assert len(found) == len({(mark.start, mark.end, mark.kind, mark.value) for mark in found})


@pytest.mark.parametrize(
    ("start", "days", "country", "expected"),
    [
        (date(2026, 11, 20), 1, None, date(2026, 11, 23)),
        (date(2026, 11, 22), 5, None, date(2026, 11, 27)),
        (date(2026, 12, 23), 2, "DE", date(2026, 12, 28)),
        (date(2026, 12, 23), 2, "nowhere", date(2026, 12, 25)),
        (date(2026, 12, 15), 1, "KZ", date(2026, 12, 17)),
    ],
)
def test_business_days_leave_out_weekends_and_the_holidays_of_the_country(start: date, days: int, country: str | None, expected: date) -> None:
    assert expected == business_days_after(start, days, country)
    assert expected > start + timedelta(days=days - 1)

"""Kazakh values: what Babel writes is read back, and what Kazakh writes in an order of its own."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from tests.text import extraction
from tests.text.extraction import TODAY, marks, rules, values

DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))


_marks, _values, _rules = partial(marks, "kk"), partial(extraction.values, "kk"), partial(rules, "kk")


@given(DAYS, st.sampled_from(["full", "long", "medium", "short", "y 'жылғы' d MMMM, EEEE 'күні'", "d MMMM y, EEEE"]))
def test_a_date_as_babel_writes_it_is_read_back(day: date, pattern: str) -> None:
    text = f"Жауапты {format_date(day, pattern, locale='kk')} күтіңіз."
    assert _values(text) == [day.isoformat()], text


@given(st.integers(-150, 150), st.sampled_from(["d MMMM, EEEE 'күні'", "d MMMM", "d MMM", "d-MMMM", "EEEE, d MMMM"]))
def test_a_date_without_its_year_is_the_nearest_one(days: int, pattern: str) -> None:
    day = TODAY + timedelta(days)
    text = f"Сізге {format_date(day, pattern, locale='kk')} хабарласамын."
    assert _values(text) == [day.isoformat()], text


@given(st.times(), st.sampled_from(["{}", "сағат {}", "сағат {}-де", "{}-ға дейін"]))
def test_a_time_as_babel_writes_it_is_read_back(moment: time, frame: str) -> None:
    text = frame.format(format_time(moment, "short", locale="kk"))
    assert _values(text) == [f"{moment:%H:%M}"], text


@given(st.integers(1, 99_999_999), st.sampled_from(["{}", "Сізге {} қайтарамыз.", "Бағасы: {}."]))
def test_an_amount_as_babel_writes_it_is_read_back(number: int, frame: str) -> None:
    text = frame.format(format_currency(number, "KZT", locale="kk", format="#,##0 ¤"))
    assert _values(text) == [f"{number} KZT"], text


@given(st.decimals(min_value=1, max_value=999_999, places=2))
def test_an_amount_with_decimals_is_read_back(number: Decimal) -> None:
    text = f"{format_decimal(number, locale='kk', format='#,##0.00')} теңге"
    (mark,) = _marks(text)
    assert mark.quote == text
    assert str(mark.value).replace(".00", "") == f"{number} KZT".replace(".00", ""), text


@given(st.integers(1, 100))
def test_a_percentage_as_babel_writes_it_is_read_back(percent: int) -> None:
    text = f"Сізге {format_percent(percent / 100, locale='kk')} жеңілдік"
    assert _values(text) == [f"{percent} %"], text


@given(DAYS, st.sampled_from(["Бұл {} белгілі болады, {} емес.", "{} — {}"]))
def test_spans_are_exact_and_nothing_is_found_twice(day: date, frame: str) -> None:
    written = format_date(day, "long", locale="kk")
    text = frame.format(written, "3 жұмыс күнінде")
    marks = _marks(text)
    assert [mark.quote for mark in marks] == [written, "3 жұмыс күнінде"]
    assert all(text[mark.start : mark.end] == mark.quote for mark in marks)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("екі-үш күнде", ["2 to 3 days"]),
        ("он-он бес күнде", ["10 to 15 days"]),
        ("жиырма бес күнде", ["25 days"]),
        ("кешкі сағат жетіде", ["19:00"]),
        ("таңғы 9-да", ["09:00"]),
        ("түстен кейін сағат үште", ["15:00"]),
        ("2 сағат 15 минут", ["135 minutes"]),
        ("сағат төрттен он бес минут өткенде", ["04:15 or 16:15"]),
        ("кешкі жетіге он бес минут қалғанда", ["18:45"]),
        ("он екіге бес минут қалғанда", ["11:55 or 23:55"]),
        ("7 желтоқсанда төртте", ["2026-12-07", "04:00 or 16:00"]),
        ("900 теңге бір сағат ішінде", ["900 KZT", "1 hours"]),
        ("айына 900 теңге", ["900 KZT"]),
        ("қосымша екі күнге 26 000 теңге", ["26000 KZT"]),
        ("екі күнде 26 000 теңге", ["2 days", "26000 KZT"]),
        ("екі күнге дейін 26 000 теңге", ["2 days", "26000 KZT"]),
        ("2026 жылдың 4 желтоқсаны", ["2026-12-04"]),
        ("2026 жылдан бері", []),
        ("қарашада 5 күн", ["5 days"]),
        ("01.12.2026 күні", ["2026-12-01"]),
        ("№ 458812 тапсырыс", ["458812"]),
        ("өтініш нөмірі 77031", ["77031"]),
        ("FT-88213 нөмірлі өтініш", ["FT88213"]),
        ("8 (7172) 55-66-77", ["87172556677"]),
        ("қош келдіңіз: info@sapiya.kz", ["info@sapiya.kz"]),
        ("https://sapiya.kz/qaitaru", ["sapiya.kz/qaitaru"]),
    ],
)
def test_values_are_read_as_kazakh_writes_them(text: str, values: list[str]) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two-three days", ["2 to 3 days"]),
        ("twenty-five days", ["25 days"]),
        ("a two-day wait", ["2 days"]),
        ("two hundred and twenty five dollars", ["225 USD"]),
        ("27-Nov-2026", ["2026-11-27"]),
        ("In May 5 days are free.", ["2027-05-01", "5 days"]),
        ("on 01.12.2026", ["2026-12-01"]),
    ],
)
def test_what_serves_kazakh_leaves_english_as_it_is(text: str, values: list[str]) -> None:
    assert extraction.values("en", text) == values


def test_a_word_of_the_past_in_the_sentence_before_makes_no_past_of_an_amount() -> None:
    assert "any/ungrounded/amount" in _rules("Ақы екі рет ұсталды. 5 200 теңге төлейміз.")
    assert _rules("5 200 теңге ұсталды.", conversation=[{"author": "customer", "text": "5 200 теңге ұсталды."}]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Пікір қалдыруға 2 минут уақыт бөлсеңіз, қуанар едік.",
        "Бір минут күте тұрыңыз, тапсырысты ашып жатырмын.",
        "Роутерді 30 минутқа өшіріп, қайта қосыңыз.",
        "Суретін ертең жіберсеңіз де болады.",
        "Тауар 14 күн ішінде қайтарыла ма, соны тексеріп жатырмыз.",
        "Бәрі бір сағатта бітпейтінін түсінеміз.",
        "Кеше хат жібергеніңізді көрдім.",
        "3 күнде жетеді деп уәде бере алмаймын.",
        "Бір жарым апта бұрын жазғансыз.",
        "Мұндай жағдай соңғы екі жылда бірінші рет болып тұр.",
    ],
)
def test_what_is_no_promise_of_ours_passes_with_an_empty_brief(text: str) -> None:
    assert _rules(text, conversation=[{"author": "customer", "text": "Көмектесіңізші."}]) == []


def test_a_word_of_the_past_makes_no_past_of_a_reference() -> None:
    assert "any/ungrounded/contact" in _rules("Өтініміңіз № 604417 болып тіркелді.")


def test_an_hour_with_a_full_stop_and_an_ending_is_a_time_and_a_day_of_a_month_is_none() -> None:
    assert _values("Ертең 18.00-де хабарласамыз.") == ["2026-11-23", "18:00"]
    assert _values("05.12-де келеді.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Айдың 25-іне дейін жіберіңіз.", "2026-11-25"),
        ("Желтоқсанның бесіне дейін күтіңіз.", "2026-12-05"),
        ("Ай соңына дейін қайтарамыз.", "2026-11-30"),
        ("Келесі аптаның басында шешіледі.", "2026-11-23"),
        ("Таңғы онда қоңырау шаламыз.", "10:00"),
        ("Түстен кейін үште жазамын.", "15:00"),
        ("Екі сағат отыз минуттан кейін.", "150 minutes"),
    ],
)
def test_days_and_hours_in_words_are_read(text: str, value: str) -> None:
    assert value in _values(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Дүкен таңғы оннан төртке дейін ашық.", ["10:00", "04:00 or 16:00"]),
        ("Таңғы тоғыздан кешкі алтыға дейін ашықпыз.", ["09:00", "18:00"]),
        ("Сағат 9-дан 18-ге дейін жұмыс істейміз.", ["09:00 or 21:00", "18:00"]),
        ("Түстен кейін екіден төртке дейін үйде болыңыз.", ["14:00", "16:00"]),
    ],
)
def test_the_ending_of_an_hour_begins_a_stretch(text: str, hours: list[str]) -> None:
    assert _values(text) == hours, text


def test_the_name_of_an_hour_counts_no_days() -> None:
    assert _values("Көлік кешкі алтыда күн сайын келеді.") == ["18:00"]


def test_an_hour_behind_a_dotted_date_is_no_number_of_hours() -> None:
    assert _values("Су 26.03 сағат 13:00-ге дейін беріледі.") == ["13:00"]


def test_a_range_begins_with_a_case_and_may_change_its_unit() -> None:
    assert ["1 to 3 business days"] == values("kk", "Бұған бір күннен үш жұмыс күніне дейін кетеді.")

"""Malay values: what Babel writes is read back, and what Malay writes in ways of its own."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_percent
from hypothesis import given
from hypothesis import strategies as st

from tests.text import extraction
from tests.text.extraction import TODAY, marks, rules

DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))


_marks, _values, _rules = partial(marks, "ms"), partial(extraction.values, "ms"), partial(rules, "ms")


@given(DAYS, st.sampled_from(["full", "long", "medium", "short", "EEEE, d MMMM y", "d'hb' MMMM y", "d 'haribulan' MMMM y"]))
def test_a_date_as_babel_writes_it_is_read_back(day: date, pattern: str) -> None:
    text = f"Kami akan menulis pada {format_date(day, pattern, locale='ms')} nanti."
    assert _values(text) == [day.isoformat()], text


@given(st.integers(-150, 150), st.sampled_from(["d MMMM", "d MMM", "EEEE, d MMMM", "d'hb' MMMM", "EEEE d MMM"]))
def test_a_date_without_its_year_is_the_nearest_one(days: int, pattern: str) -> None:
    day = TODAY + timedelta(days)
    text = f"Kami hubungi puan pada {format_date(day, pattern, locale='ms')} nanti."
    assert _values(text) == [day.isoformat()], text


@given(st.times(), st.sampled_from(["pukul {}", "jam {}", "sebelum pukul {}", "{}"]))
def test_a_time_as_babel_writes_it_is_read_back(moment: time, frame: str) -> None:
    text = frame.format(format_time(moment, "HH:mm", locale="ms"))
    assert _values(text) == [f"{moment:%H:%M}"], text


@given(st.decimals(min_value=1, max_value=999_999, places=2), st.sampled_from(["{}", "Kami pulangkan {} itu.", "Jumlahnya {}."]))
def test_an_amount_as_babel_writes_it_is_read_back(number: Decimal, frame: str) -> None:
    text = frame.format(format_currency(number, "MYR", locale="ms"))
    assert [value.replace(".00", "") for value in _values(text)] == [f"{number} MYR".replace(".00", "")], text


@given(st.integers(1, 100), st.sampled_from(["{}%", "{} %", "{} peratus"]))
def test_a_percentage_is_read_back(percent: int, frame: str) -> None:
    assert _values(f"Diskaun {frame.format(percent)} untuk puan") == [f"{percent} %"]
    assert _values(f"Diskaun {format_percent(percent / 100, locale='ms')}") == [f"{percent} %"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("dua tiga hari", ["2 to 3 days"]),
        ("sehari dua lagi", ["1 to 2 days"]),
        ("dalam masa tiga hingga lima hari bekerja", ["3 to 5 business days"]),
        ("mengambil masa sehari hingga dua hari bekerja", ["1 to 2 business days"]),
        ("sejam setengah", ["1.5 hours"]),
        ("dua setengah bulan", ["2.5 months"]),
        ("2 jam 30 minit", ["150 minutes"]),
        ("seminggu lagi", ["1 weeks"]),
        ("dua puluh lima minit", ["25 minutes"]),
        ("tiga ribu lima ratus ringgit", ["3500 MYR"]),
        ("seribu dua ratus ringgit", ["1200 MYR"]),
        ("seratus lima puluh ringgit", ["150 MYR"]),
        ("RM49.90", ["49.90 MYR"]),
        ("RM2k", ["2000 MYR"]),
        ("RM1.5 juta", ["1500000 MYR"]),
        ("50 sen", ["0.50 MYR"]),
        ("S$120", ["120 SGD"]),
        ("RM15 hingga RM20", ["15 MYR", "20 MYR"]),
        ("sepuluh hingga lima belas peratus", ["10 %", "15 %"]),
        ("pukul tiga setengah petang", ["15:30"]),
        ("pukul 3 setengah petang", ["15:30"]),
        ("pukul empat suku", ["04:15 or 16:15"]),
        ("pukul lapan tiga puluh pagi", ["08:30"]),
        ("pukul 10 lewat 15 minit", ["10:15 or 22:15"]),
        ("12 tengah malam", ["00:00"]),
        ("pukul 12 malam", ["00:00"]),
        ("pukul 12.30 tengah hari", ["12:30"]),
        ("pkl9 pagi", ["09:00"]),
        ("24hb ini", ["2026-11-24"]),
        ("5hb bulan depan", ["2026-12-05"]),
        ("lusa petang", ["2026-11-24"]),
        ("tulat", ["2026-11-25"]),
        ("Isnin (30/11)", ["2026-11-30"]),
        ("Selasa minggu hadapan", ["2026-11-24"]),
        ("tengah hari Jumaat", ["weekday 5"]),
        ("dua minggu dari sekarang", ["2 weeks"]),
        ("no. pesanan SK-20391", ["SK20391"]),
        ("1-300-88-2525", ["1300882525"]),
        ("versi 8.4.", []),
        ("esok lusa", []),
        ("RM30 sebulan", ["30 MYR"]),
        ("24 jam sehari", []),
        ("tiga hari dua malam", ["3 days"]),
        ("8/10 pelanggan", []),
        ("24/7", []),
    ],
)
def test_values_are_read_as_malay_writes_them(text: str, values: list[str]) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Tuesday next week", ["2026-11-24"]),
        ("eight thirty am", ["08:30"]),
        ("USD15", ["15 USD"]),
        ("24/7", []),
        ("on 30/11", ["2026-11-30"]),
        ("version 8.4.", []),
        ("1-800-555-0199", ["18005550199"]),
    ],
)
def test_what_serves_malay_serves_english(text: str, values: list[str]) -> None:
    assert extraction.values("en", text) == values

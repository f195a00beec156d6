"""Indonesian values: what Babel writes is read back, and what Indonesian writes in ways of its own."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_percent
from hypothesis import given
from hypothesis import strategies as st

from tests.text import extraction
from tests.text.extraction import TODAY, marks, rules

DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))


_marks, _values, _rules = partial(marks, "id"), partial(extraction.values, "id"), partial(rules, "id")


@given(DAYS, st.sampled_from(["full", "long", "medium", "short", "EEEE 'tanggal' d MMMM y", "d/M/y", "d-M-y"]))
def test_a_date_as_babel_writes_it_is_read_back(day: date, pattern: str) -> None:
    text = f"Jawabannya kami kirim {format_date(day, pattern, locale='id')} nanti."
    assert _values(text) == [day.isoformat()], text


@given(st.integers(-150, 150), st.sampled_from(["EEEE, d MMMM", "d MMMM", "d MMM", "'hari' EEEE d MMMM", "dd/MM"]))
def test_a_date_without_its_year_is_the_nearest_one(days: int, pattern: str) -> None:
    day = TODAY + timedelta(days)
    if pattern == "dd/MM" and day.day == day.month:
        return  # 10/10 may be a mark out of ten
    text = f"Kami kabari {format_date(day, pattern, locale='id')} ya."
    assert _values(text) == [day.isoformat()], text


@given(st.times(), st.sampled_from(["pukul {}", "pukul {} WIB", "jam {}", "pkl. {} WITA"]))
def test_a_time_as_babel_writes_it_is_read_back(moment: time, frame: str) -> None:
    text = frame.format(format_time(moment, "short", locale="id"))
    assert _values(text) == [f"{moment:%H:%M}"], text


@given(st.integers(1, 99_999_999), st.sampled_from(["{}", "Kami kembalikan {} ke kartu Ibu.", "Harganya {}."]))
def test_an_amount_as_babel_writes_it_is_read_back(number: int, frame: str) -> None:
    text = frame.format(format_currency(number, "IDR", locale="id", format="¤#,##0", currency_digits=False))
    assert _values(text) == [f"{number} IDR"], text


@given(st.integers(1, 100))
def test_a_percentage_as_babel_writes_it_is_read_back(percent: int) -> None:
    text = f"Ada potongan {format_percent(percent / 100, locale='id')} untuk Kakak"
    assert _values(text) == [f"{percent} %"], text


@given(DAYS, st.sampled_from(["Kabarnya {}, selesainya {}.", "{} — {}"]))
def test_spans_are_exact_and_nothing_is_found_twice(day: date, frame: str) -> None:
    written = format_date(day, "long", locale="id")
    text = frame.format(written, "3 hari kerja")
    marks = _marks(text)
    assert [mark.quote for mark in marks] == [written, "3 hari kerja"]
    assert all(text[mark.start : mark.end] == mark.quote for mark in marks)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Paket dikirim pada Jumat, 27 November 2026.", ["2026-11-27"]),
        ("Kami kabari tgl 4 Des.", ["2026-12-04"]),
        ("Paling lambat 27/11/2026 pukul 15.00 WIB.", ["2026-11-27", "15:00"]),
        ("Saya telepon hari Rabu jam 3 sore.", ["weekday 3", "15:00"]),
        ("jam setengah empat sore", ["15:30"]),
        ("pukul setengah sebelas", ["10:30 or 22:30"]),
        ("dari pukul 22.00 sampai setengah dua belas malam", ["22:00", "23:30"]),
        ("jam 8 sampai setengah sepuluh pagi", ["08:00", "09:30"]),
        ("Teknisi datang jam 7 malam ini.", ["19:00", "2026-11-22"]),
        ("jam 11 siang", ["11:00"]),
        ("jam 12 malam", ["00:00"]),
        ("jam 1 malam", ["01:00"]),
        ("jam 12 siang", ["12:00"]),
        ("jam 2 siang", ["14:00"]),
        ("jam 9 pagi", ["09:00"]),
        ("jam tiga lewat sepuluh sore", ["15:10"]),
        ("pukul tiga kurang seperempat", ["02:45 or 14:45"]),
        ("tengah malam", ["00:00"]),
        ("pukul 09.30–11.00 WITA", ["09:30", "11:00"]),
        ("dalam 3-5 hari kerja", ["3 to 5 business days"]),
        ("dalam tiga sampai lima hari", ["3 to 5 days"]),
        ("2 s/d 3 minggu", ["2 to 3 weeks"]),
        ("2 s.d. 3 bulan", ["2 to 3 months"]),
        ("dua tiga hari", ["2 to 3 days"]),
        ("dua-tiga hari lagi", ["2 to 3 days"]),
        ("sehari dua hari", ["1 to 2 days"]),
        ("dalam 1x24 jam", ["24 hours"]),
        ("2 x 24 jam kerja", ["2 business days"]),
        ("maksimal 3×24 jam", ["72 hours"]),
        ("sejam setengah", ["1.5 hours"]),
        ("satu setengah jam", ["1.5 hours"]),
        ("setengah jam", ["0.5 hours"]),
        ("2 jam 30 menit", ["150 minutes"]),
        ("seminggu", ["1 weeks"]),
        ("sebulan lagi", ["1 months"]),
        ("dua puluh lima menit", ["25 minutes"]),
        ("dua belas hari", ["12 days"]),
        ("sepuluh hari kerja", ["10 business days"]),
        ("Rp150.000", ["150000 IDR"]),
        ("Rp 1.250.000,00", ["1250000 IDR"]),
        ("Rp1,5 juta", ["1500000 IDR"]),
        ("Rp50rb", ["50000 IDR"]),
        ("Rp 75 ribu", ["75000 IDR"]),
        ("dua ratus lima puluh ribu rupiah", ["250000 IDR"]),
        ("seribu lima ratus rupiah", ["1500 IDR"]),
        ("satu juta dua ratus ribu rupiah", ["1200000 IDR"]),
        ("150.000 rupiah", ["150000 IDR"]),
        ("diskon 10%", ["10 %"]),
        ("potongan sepuluh persen", ["10 %"]),
        ("12,5 persen", ["12.5 %"]),
        ("besok pagi", ["2026-11-23"]),
        ("lusa", ["2026-11-24"]),
        ("nanti sore", ["2026-11-22"]),
        ("hari ini juga", ["2026-11-22"]),
        ("tanggal 27", ["2026-11-27"]),
        ("Jumat tanggal 27 November", ["2026-11-27"]),
        ("Minggu, 29 November 2026", ["2026-11-29"]),
        ("hari Minggu", ["weekday 7"]),
        ("Minggu pagi", ["weekday 7"]),
        ("minggu depan", ["2026-11-23"]),
        ("akhir bulan ini", ["2026-11-30"]),
        ("akhir tahun", ["2026-12-31"]),
        ("Senin depan", ["weekday 1"]),
        ("Nomor pesanan INV-20981", ["INV20981"]),
        ("tiket #55821", ["55821"]),
        ("setiap minggu", []),
        ("beberapa minggu", []),
        ("berminggu-minggu", []),
        ("layanan 24 jam", []),
        ("sehari-hari", []),
        ("hubungi 0812-3456-7890", ["081234567890"]),
        ("25 s.d. 27 November", ["2026-11-25", "2026-11-27"]),
        ("US$50", ["50 USD"]),
        ("RM120", ["120 MYR"]),
        ("RT 03/05", []),
        ("24/7", []),
        ("Pasar Minggu", []),
        ("Rp100.000–Rp200.000", ["100000 IDR", "200000 IDR"]),
        ("IDR 250,000", ["250000 IDR"]),
        ("denda 75.000", ["75000"]),
        ("ongkir 25rb", ["25000"]),
        ("lima (5) hari kerja", ["5 business days"]),
        ("pukul 18.00 hari ini", ["18:00", "2026-11-22"]),
        ("pukul 09.30.", ["09:30"]),
        ("kirim 5/1", ["2027-01-05"]),
    ],
)
def test_values_are_read_as_indonesian_writes_them(text: str, values: list[str]) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("RM120 back", ["120 MYR"]),
        ("on 27/11", ["2026-11-27"]),
        ("3/4 of it", []),
        ("24/7", []),
    ],
)
def test_what_serves_indonesian_is_read_in_english_too(text: str, values: list[str]) -> None:
    assert extraction.values("en", text) == values


@pytest.mark.parametrize(
    ("text", "limit"),
    [("paling lambat hari Jumat", "by"), ("3 hari maksimal", "by"), ("dua menit sebelum dipakai", ""), ("mulai 1 Desember", "from")],
)
def test_some_limits_stand_only_before_their_value(text: str, limit: str) -> None:
    assert [mark.limit for mark in _marks(text)] == [limit]


def test_an_offer_in_more_words_than_the_brief_gives_covers_the_shorter_one() -> None:
    brief = {"solutions": ["ongkir ditanggung"]}
    assert _rules("Biaya kirim ditanggung oleh kami.", brief=brief) == []
    assert "any/ungrounded/remedy" in _rules("Kami berikan voucher dan ongkirnya kami tanggung.", brief=brief)


@pytest.mark.parametrize(
    "text",
    [
        "Mohon luangkan 2 menit untuk mengisi ulasan.",
        "Matikan modem selama 30 menit, lalu nyalakan lagi.",
        "Kami belum bisa mengirimnya sebelum Senin.",
        "Ibu meminta agar barang dikirim sebelum 5 Desember.",
        "Tolong kirim fotonya, kalau bisa sebelum Senin.",
        "Bisa jadi prosesnya lewat dari tanggal 5.",
        "Hasilnya meleset dari tanggal 20 yang kami janjikan.",
        "Selamat tahun baru, Bu Nadia.",
        "Untuk tanggal 31 kami ganti dari pikap ke truk.",
        "Kami senang sekolah Ibu berencana datang pada 27 Desember.",
        "Sudah dua minggu Kakak menunggu, dan itu terlalu lama.",
        "Tiga hari tanpa kabar tentu membuat kesal.",
        "Kakak sudah menjadi pelanggan selama enam tahun.",
        "Lebih dari 12.000 pelanggan memakai layanan ini.",
    ],
)
def test_what_is_no_promise_of_ours_passes_with_an_empty_brief(text: str) -> None:
    assert _rules(text, conversation=[{"author": "customer", "text": "Tolong bantu."}]) == []


@pytest.mark.parametrize("text", ["Senin-Sabtu 08.00-19.00", "buka jam 08.00-19.00", "08.00 - 19.00 WIB"])
def test_hours_of_opening_are_hours_and_no_telephone_number(text: str) -> None:
    assert [mark.kind for mark in _marks(text) if mark.kind in ("time", "phone")] == ["time", "time"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Montir tiba dalam setengah jam sampai 45 menit.", ["30 to 45 minutes"]),
        ("Selesai dalam 2 jam 30 menit.", ["150 minutes"]),
        ("Tanggal 27 jam 3 sore kami telepon.", ["2026-11-27", "15:00"]),
    ],
)
def test_a_range_may_change_its_unit_and_a_day_may_stand_before_an_hour(text: str, values: list[str]) -> None:
    assert [str(mark.value) for mark in _marks(text)] == values


@pytest.mark.parametrize("text", ["Lampunya tiga kali mati dalam sehari.", "Selamat beraktivitas di hari Senin ini, Kak."])
def test_how_often_something_was_and_a_greeting_state_no_time(text: str) -> None:
    assert _rules(text, conversation=[{"author": "customer", "text": "Tolong bantu."}]) == []

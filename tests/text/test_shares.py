"""Shares that are told in words: read beside a word for what they are a share of, in any of the languages."""

from __future__ import annotations

import pytest

from tests.text.extraction import marks


def _values(language: str, text: str) -> list[str]:
    return [f"{mark.kind} {mark.value}" for mark in marks(language, text)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "We will refund half of the delivery fee.", "50 %"),
        ("en", "Members have a third off the daily rate.", "33.3 %"),
        ("en", "You would pay two-thirds of the price.", "66.7 %"),
        ("de", "Wir erstatten die Hälfte der Versandkosten.", "50 %"),
        ("de", "Ihnen steht ein Viertel des Fahrpreises zu.", "25 %"),
        ("de", "Das wird um ein Drittel günstiger.", "33.3 %"),
        ("id", "Kami kembalikan separuh ongkos kirim.", "50 %"),
        ("id", "Ongkirnya kami kembalikan separuhnya.", "50 %"),
        ("ms", "Kami pulangkan suku daripada yuran.", "25 %"),
        ("ms", "Tuan membayar harga separuh.", "50 %"),
        ("kk", "Төлемнің жартысын қайтарамыз.", "50 %"),
        ("kk", "Бағаның үштен бірін төлейсіз.", "33.3 %"),
    ],
)
def test_a_share_in_words_is_its_per_cent(language: str, text: str, expected: str) -> None:
    assert [f"percentage {expected}"] == _values(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A third party fee applies."),
        ("en", "Half of the parcels came."),
        ("de", "Die Hälfte der Pakete ist da."),
        ("id", "Separuh paketnya sudah sampai."),
        ("ms", "Separuh daripada kotak itu kosong."),
        ("kk", "Жолдардың жартысы жабық."),
    ],
)
def test_a_part_of_something_else_is_no_share_of_a_price(language: str, text: str) -> None:
    assert [] == _values(language, text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In half an hour the fee is due.", "duration 0.5 hours"),
        ("de", "In einer halben Stunde steigt der Preis.", "duration 0.5 hours"),
        ("id", "Pukul setengah tiga biaya itu dicatat.", "time 02:30 or 14:30"),
        ("kk", "Жарты сағаттан кейін төлем түседі.", "duration 0.5 hours"),
    ],
)
def test_half_an_hour_and_half_past_are_times(language: str, text: str, expected: str) -> None:
    assert [expected] == _values(language, text)

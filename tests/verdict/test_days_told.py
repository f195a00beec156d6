"""Days that are named in part or by way of another day, in every language: which day is meant, and whether the brief supports it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.text.extraction import rules

FOLLOW_UP: dict[str, Any] = {"follow_up": {"at": "2026-12-14", "channel": "email"}}


def _times(language: str, text: str, brief: dict[str, Any], told: str = "", **ticket: Any) -> list[str]:
    """The rules about times that a draft breaks."""
    found = rules(language, text, brief=brief, told=told, **ticket)
    return [rule for rule in found if rule in ("any/ungrounded/time", "any/ungrounded/wrong-weekday", "any/ungrounded/earliest-alone")]


# Today is Sunday, 22 November 2026. Friday the 13th was in November, Tuesday the 17th too; Thursday the 17th will be in December.
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We told you Tuesday the 17th, and that day came and went."),
        ("en", "On Friday the 13th nobody came, and you waited."),
        ("de", "Zugesagt war Ihnen Freitag, der 13., und niemand ist gekommen."),
        ("de", "Am Dienstag, dem 17., war der Techniker bei Ihnen."),
        ("id", "Kurir datang pada hari Selasa tanggal 17 lalu, tetapi rumah kosong."),
        ("ms", "Juruteknik telah datang pada hari Selasa 17hb tetapi tiada orang."),
        ("kk", "Шебер сейсенбі, 17-сі күні келген."),
    ],
)
def test_a_weekday_with_a_bare_day_may_be_over(language: str, text: str) -> None:
    assert [] == _times(language, text, {})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We will come on Tuesday the 17th."),
        ("de", "Am Dienstag, dem 17., kommen wir."),
        ("id", "Kami akan datang hari Selasa tanggal 17."),
        ("ms", "Kami akan datang pada hari Selasa 17hb."),
        ("en", "I will write by Monday the 15th."),
    ],
)
def test_a_promise_is_held_to_the_coming_day(language: str, text: str) -> None:
    assert _times(language, text, {})


@pytest.mark.parametrize(
    ("language", "text", "gives"),
    [
        ("en", "The price holds if you order by Sunday, December 13.", "we can offer it at $549 until 13 December"),
        ("en", "We keep it for you until Sunday the 13th.", "kept until 13 December"),
        ("de", "Bis Sonntag, den 13. Dezember, gilt der Preis von 549 Euro.", "549 Euro bis 13. Dezember"),
        ("de", "Der Preis gilt bis zum Sonntag, 13.12.", "at 549 EUR until 13 December"),
        ("id", "Harga itu berlaku sampai Minggu, 13 Desember.", "harga 549 ribu hingga 13 Desember"),
        ("id", "Harga itu berlaku sampai Minggu, 13 Desember.", "at IDR 549,000 until 13 December"),
        ("ms", "Harga itu sah hingga Ahad, 13 Disember.", "RM549 sehingga 13 Disember"),
        ("kk", "Бұл баға 13 желтоқсанға, жексенбіге дейін сақталады.", "13 желтоқсанға дейін 549 теңге"),
        ("kk", "Бұл баға 13 желтоқсанға дейін сақталады.", "at 549 KZT until 13 December"),
    ],
)
def test_a_date_of_the_free_text_supports_the_same_day(language: str, text: str, gives: str) -> None:
    assert [] == _times(language, text, {"solutions": [gives]})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Guten Rutsch und schöne Feiertage!"),
        ("de", "Ich wünsche Ihnen ein schönes Wochenende und ein gutes neues Jahr."),
        ("de", "Frohe Weihnachten!"),
        ("en", "Have a lovely weekend, and a happy new year."),
        ("en", "Merry Christmas to you and yours."),
        ("id", "Selamat tahun baru, Kak."),
        ("id", "Selamat berakhir pekan dan selamat Natal."),
        ("ms", "Selamat hari raya dan selamat tahun baru."),
        ("ms", "Selamat berhujung minggu."),
        ("kk", "Жаңа жылыңызбен!"),
        ("kk", "Келе жатқан Жаңа жыл құтты болсын!"),
        ("kk", "Демалыс күндеріңіз жақсы өтсін."),
    ],
)
def test_a_greeting_promises_no_period(language: str, text: str) -> None:
    assert [] == _times(language, text, {})


@pytest.mark.parametrize(
    ("language", "text", "gives", "told"),
    [
        ("en", "After the weekend, on Monday, 14 December, I will e-mail you.", "", ""),
        ("en", "Next month, on 14 December, I will e-mail you.", "", ""),
        ("de", "Nach dem Wochenende, am Montag, dem 14. Dezember, schreibe ich Ihnen.", "", ""),
        ("de", "Das Portal wird zum Jahreswechsel umgebaut.", "portal is being rebuilt at the turn of the year", ""),
        ("de", "Zum Jahreswechsel stellen wir um.", "Umstellung zum Jahreswechsel, Antrag bis 4. Dezember", "Geht das noch vor dem Jahreswechsel?"),
        ("id", "Bulan depan, tepatnya 14 Desember, saya email Ibu.", "", ""),
        ("ms", "Bulan depan, pada 14 Disember, saya e-mel puan.", "", ""),
        ("kk", "Келесі айда, 14 желтоқсанда, сізге хат жазамын.", "", ""),
    ],
)
def test_a_period_beside_its_date_or_in_words_of_the_ticket_passes(language: str, text: str, gives: str, told: str) -> None:
    assert [] == _times(language, text, {**FOLLOW_UP, "solutions": [gives] if gives else []}, told)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Next week, on 14 December, I will e-mail you, and it will be done next week."),
        ("de", "Nächste Woche ist es erledigt, und am 14. Dezember schreibe ich Ihnen."),
        ("id", "Minggu depan selesai, dan 14 Desember saya email Ibu."),
    ],
)
def test_another_period_is_a_promise_of_its_own(language: str, text: str) -> None:
    assert _times(language, text, FOLLOW_UP)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The fitter comes on 13 December, and I will e-mail you the next day."),
        ("en", "The fitter comes on 13 December. The following day I will e-mail you."),
        ("de", "Am 13. Dezember kommt der Monteur, am Tag darauf schreibe ich Ihnen eine E-Mail."),
        ("de", "Am Montag, dem 14. Dezember, kommt der Monteur; am selben Tag schreibe ich Ihnen."),
        ("id", "Teknisi datang 13 Desember, dan keesokan harinya saya email Ibu."),
        ("id", "Teknisi datang 13 Desember. Sehari sesudahnya saya email Ibu."),
        ("ms", "Juruteknik datang 13 Disember, dan keesokan harinya saya e-mel puan."),
        ("kk", "Шебер 13 желтоқсанда келеді, келесі күні сізге хат жазамын."),
        ("kk", "Шебер 13 желтоқсанда келеді. Ертеңінде сізге хат жазамын."),
    ],
)
def test_the_next_day_is_counted_from_the_day_before_it(language: str, text: str) -> None:
    brief = {**FOLLOW_UP, "solutions": ["technician comes on 13 December or on 14 December"]}
    assert [] == [rule for rule in rules(language, text, brief=brief) if "time" in rule or "follow" in rule]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The fitter comes on 14 December, and I will e-mail you the next day."),
        ("de", "Am 14. Dezember kommt der Monteur, am Tag darauf schreibe ich Ihnen."),
        ("id", "Teknisi datang 14 Desember, dan keesokan harinya saya email Ibu."),
        ("ms", "Juruteknik datang 14 Disember, dan keesokan harinya saya e-mel puan."),
        ("kk", "Шебер 14 желтоқсанда келеді, келесі күні сізге хат жазамын."),
    ],
)
def test_the_next_day_of_another_day_is_found(language: str, text: str) -> None:
    assert _times(language, text, {**FOLLOW_UP, "solutions": ["technician comes on 14 December"]})


# Sunday, 22 November 2026.
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "So eine Nachricht am Sonntag liest man gern."),
        ("de", "Ihnen auch einen schönen Mittwoch!"),
        ("en", "A message like yours on a Sunday makes us smile."),
    ],
)
def test_today_s_weekday_told_in_passing_promises_nothing(language: str, text: str) -> None:
    assert [] == _times(language, text, {})


def test_today_s_weekday_in_a_promise_is_next_week_s() -> None:
    assert _times("de", "Am Sonntag rufen wir Sie an.", {})


@pytest.mark.parametrize("gives", ["usual time 18.15", "Donnerstag 18.15 oder Freitag 8 Uhr"])
def test_an_hour_of_the_brief_may_be_written_with_a_point(gives: str) -> None:
    assert [] == _times("de", "Weiter geht es um Viertel nach sechs am Abend.", {"solutions": [gives]})


def test_a_bare_day_is_one_of_the_month_told_before_it() -> None:
    brief = {"solutions": ["fitting on 12 January"], "timeline": {"by": "2027-01-22"}}
    assert [] == _times("de", "Zur Anprobe sehen wir uns am 12. Januar. Fertig ist das Kleid am 22.", brief)
    assert _times("de", "Zur Anprobe sehen wir uns am 12. Januar. Fertig ist das Kleid am 25.", brief)

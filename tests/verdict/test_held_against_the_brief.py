"""Drafts of every language against what their briefs refuse and grant: hours of a span, counts, contradictions, refusals."""

from __future__ import annotations

from typing import Any

import pytest

from tests.text.extraction import rules


def _ungrounded(language: str, text: str, brief: dict[str, Any], told: str = "", **ticket: Any) -> list[str]:
    found = rules(language, text, brief=brief, told=told, **ticket)
    return [rule.rpartition("/")[2] for rule in found if rule.startswith("any/ungrounded/") and not rule.endswith(("/deed", "/admission"))]


@pytest.mark.parametrize(
    ("language", "text", "gives"),
    [
        ("id", "Layanan berhenti dari pukul 22.00 sampai setengah dua belas malam.", "maintenance 22:00-23:30"),
        ("en", "It is off from ten at night until half past eleven.", "maintenance 22:00-23:30"),
        ("de", "Zwischen 22 Uhr und halb zwölf nachts ist das Netz weg.", "maintenance 22:00-23:30"),
        ("ms", "Sistem ditutup dari pukul 10 malam hingga pukul 11.30 malam.", "penyelenggaraan 22:00-23:30"),
        ("kk", "Жүйе сағат 22:00-ден 23:30-ға дейін жабық.", "maintenance 22:00-23:30"),
        ("en", "Drop in between eleven o'clock and four o'clock.", "counter open 11-4"),
        ("de", "Der Schalter hat von elf Uhr bis 16 Uhr offen.", "counter open 11-4"),
        ("id", "Loket buka dari jam 11 siang sampai jam 4 sore.", "counter open 11-4"),
        ("ms", "Kaunter dibuka dari pukul 11 pagi hingga pukul 4 petang.", "counter open 11-4"),
    ],
)
def test_a_span_of_hours_supports_both_its_ends(language: str, text: str, gives: str) -> None:
    assert [] == _ungrounded(language, text, {"solutions": [gives]})


@pytest.mark.parametrize(
    ("language", "text", "gives"),
    [
        ("en", "That date hangs on the third.", "two of three dealers have confirmed"),
        ("en", "Two dealers have said yes; we are still waiting on the third.", "two of three dealers have confirmed"),
        ("de", "Zwei haben zugesagt, der Dritte noch nicht.", "zwei von drei haben zugesagt"),
        ("id", "Dua sudah setuju, tinggal menunggu yang ketiga.", "dua dari tiga sudah setuju"),
        ("ms", "Dua sudah bersetuju, cuma yang ketiga belum.", "dua daripada tiga sudah bersetuju"),
        ("kk", "Қолданылмаған екі жыл үшін 41 000 теңгені есептедік.", "41,000 tenge for the two unused years"),
        ("kk", "Екеуі келісті, үшіншісі әлі жауап берген жоқ.", "екеуі келісті"),
        ("en", "The 41,000 tenge are for the two years that you did not use.", "41,000 tenge for the two unused years"),
        ("de", "Für die zwei ungenutzten Jahre sind es 41 Euro.", "EUR 41 for the two unused years"),
    ],
)
def test_a_count_is_no_day_and_a_number_in_words_supports_it(language: str, text: str, gives: str) -> None:
    assert [] == _ungrounded(language, text, {"solutions": [gives]})


@pytest.mark.parametrize(
    ("language", "text", "refused"),
    [
        ("de", "Widerrufen kannst du nicht mehr. Ich hab dir den Vertrag jetzt storniert.", "no cancellation, the deadline is over"),
        ("de", "Stornieren können wir leider nicht. Deine Buchung ist jetzt storniert.", "keine Stornierung möglich"),
        ("en", "We can't cancel the contract any more. I have cancelled it for you now.", "no cancellation, the deadline is over"),
        ("en", "A refund is not possible. We have refunded the fare.", "no refund"),
        ("id", "Pesanan tidak bisa dibatalkan. Pesanan Kakak sudah kami batalkan.", "no cancellation"),
        ("ms", "Tempahan tidak boleh dibatalkan. Tempahan puan telah kami batalkan.", "no cancellation"),
        ("kk", "Шартты бұзуға болмайды. Шартыңызды бұздық.", "no cancellation"),
        ("kk", "Ақшаны қайтара алмаймыз. Ақшаңызды қайтардық.", "no refund"),
    ],
)
def test_what_is_refused_and_then_granted_is_found(language: str, text: str, refused: str) -> None:
    assert "remedy" in _ungrounded(language, text, {"solutions": [refused]})


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "Ihren neuen Ausweis haben Sie am 11. Dezember.", "Ich brauche den Ausweis bis zum 11. Dezember!"),
        ("de", "Am 11. Dezember liegt der Ausweis bei Ihnen.", "Ich brauche den Ausweis bis zum 11. Dezember!"),
        ("en", "You have your new card on 11 December.", "I need the card by 11 December!"),
        ("en", "Your card is there on 11 December.", "I need the card by 11 December!"),
        ("id", "Kartu baru Ibu sudah di tangan pada 11 Desember.", "Saya butuh kartunya sebelum 11 Desember!"),
        ("ms", "Kad baharu puan siap pada 11 Disember.", "Saya perlukan kad itu sebelum 11 Disember!"),
        ("kk", "Жаңа куәлігіңіз 11 желтоқсанда қолыңызда болады.", "Маған куәлік 11 желтоқсанға дейін керек!"),
    ],
)
def test_a_demand_is_not_granted_by_its_date(language: str, text: str, told: str) -> None:
    brief = {"feasibility": "not_possible", "reasons": ["printing takes four weeks"]}
    assert "time" in _ungrounded(language, text, brief, told)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "Zum 11. Dezember wird der Ausweis leider nicht fertig.", "Ich brauche den Ausweis bis zum 11. Dezember!"),
        ("de", "Ich verstehe, dass Sie den Ausweis am 11. Dezember brauchen.", "Ich brauche den Ausweis bis zum 11. Dezember!"),
        ("en", "I know that you have your flight on 11 December.", "My flight is on 11 December!"),
        ("id", "Saya mengerti, acara Ibu 11 Desember.", "Acara saya 11 Desember!"),
        ("ms", "Saya faham majlis puan pada 11 Disember.", "Majlis saya 11 Disember!"),
        ("kk", "Ұшуыңыз 11 желтоқсанда екенін түсінемін.", "11 желтоқсанда ұшамын!"),
    ],
)
def test_the_date_of_a_demand_may_be_told_back(language: str, text: str, told: str) -> None:
    brief = {"feasibility": "not_possible", "reasons": ["printing takes four weeks"]}
    assert [] == _ungrounded(language, text, brief, told)


@pytest.mark.parametrize(
    ("language", "text", "gives"),
    [
        ("en", "We cannot waive the fine.", "instalments possible"),
        ("en", "Twice the amount is more than we can give.", "instalments possible"),
        ("en", "There will be no refund until the inspection is done.", "no refund before inspection"),
        ("de", "Geld können wir erst zurückgeben, wenn wir geprüft haben.", "no refund before inspection"),
        ("de", "Eine Erstattung ist erst nach der Prüfung möglich.", "no refund before inspection"),
        ("de", "Auf die Gebühr können wir nicht verzichten.", "Ratenzahlung möglich"),
        ("de", "Das Doppelte können wir Ihnen nicht zahlen.", "Ratenzahlung möglich"),
        ("id", "Dua kali lipat tidak dapat kami berikan.", "cicilan"),
        ("id", "Denda tidak bisa kami hapus.", "cicilan"),
        ("id", "Uang baru bisa kami kembalikan setelah barangnya diperiksa.", "no refund before inspection"),
        ("ms", "Dua kali ganda tidak dapat kami berikan.", "ansuran"),
        ("ms", "Denda itu tidak boleh kami hapuskan.", "ansuran"),
        ("ms", "Wang hanya boleh dipulangkan selepas pemeriksaan.", "no refund before inspection"),
        ("kk", "Айыппұлды алып тастай алмаймыз.", "бөліп төлеу"),
        ("kk", "Екі есе ақша бере алмаймыз.", "бөліп төлеу"),
        ("kk", "Ақшаны тексергеннен кейін ғана қайтара аламыз.", "no refund before inspection"),
    ],
)
def test_a_refusal_of_what_nobody_offered_passes(language: str, text: str, gives: str) -> None:
    assert [] == _ungrounded(language, text, {"solutions": [gives]} if not gives.startswith("no ") else {}, hint=gives)


def test_what_comes_only_after_a_refund_does_not_put_the_refund_off() -> None:
    text = "Das Geld zahlen wir Ihnen heute zurück; erst danach schicken Sie das Gerät ein."
    assert "remedy" in _ungrounded("de", text, {}, hint="no refund before inspection")

"""Reference numbers and links in drafts of every language: what nobody gave is found, what the ticket holds passes, model names are none."""

from __future__ import annotations

import pytest

from tests.text.extraction import rules

CONTACT = "any/ungrounded/contact"


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Please quote CLM-88213 when you write to us.", ""),
        ("en", "Your case is logged as 88213047.", ""),
        ("en", "Just mention RE/2026/0417 at the counter.", ""),
        ("de", "Bitte geben Sie immer SCH-40271 an.", "Mein Zeichen ist SCH-40217."),
        ("de", "Der Schaden liegt unter 2026-40271 bei uns.", "Der Schaden hat die Nummer 2026-40217."),
        ("id", "Cukup sebutkan BDG77120 saat menelepon.", ""),
        ("id", "Laporan Ibu tercatat dengan kode 5520917.", ""),
        ("ms", "Bungkusan TRK88106 sudah kami jejaki.", "Mana bungkusan saya TRK88160?"),
        ("ms", "Aduan encik didaftarkan sebagai HC-30951.", "Aduan saya HC-30915."),
        ("kk", "Өтініміңіз № 604417 болып тіркелді.", ""),
        ("kk", "Өтініміңіз ТЖ-604417 болып тіркелді.", ""),
        ("kk", "Байланысқанда KZ88213 кодын айтыңыз.", "Тапсырысым KZ88231."),
    ],
)
def test_a_number_that_nobody_gave_is_found(language: str, text: str, told: str) -> None:
    assert CONTACT in rules(language, text, told=told or "-")


@pytest.mark.parametrize("author", ["customer", "agent", "bot"])
@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "I have CLM-88213 open in front of me.", "It was filed under CLM-88213 on Monday."),
        ("en", "Your order 88213 is here.", "About SO-2026-88213: where is it?"),
        ("de", "Zu SCH-40271 liegt uns alles vor.", "Es geht um sch-40271."),
        ("id", "Paket BDG77120 sudah kami telusuri.", "Paket BDG 77120 belum sampai."),
        ("ms", "Aduan HC-30915 sedang disemak.", "Aduan anda didaftarkan sebagai HC-30915."),
        ("kk", "№ 604417 өтініміңіз бізде.", "Өтінім 604417 тіркелді."),
    ],
)
def test_a_number_that_stands_in_the_conversation_passes(author: str, language: str, text: str, told: str) -> None:
    assert CONTACT not in rules(language, text, told=told, by=author)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The R-400, the DX-300 and the iPhone 13 all charge by USB-C."),
        ("en", "Print the form on A4; IPv6, B2B and Covid-19 have nothing to do with it."),
        ("en", "The WH-1000XM4 pairs with any laptop, and so does the RTX 4090."),
        ("en", "Our policy of 2025 still holds, and so does the programme of the 2026/2027 season."),
        ("en", "The lab is certified by ISO27001, and the shop is at 050000 Almaty, Singapore 238801."),
        ("de", "Der Filter passt in die R-400 und in die DX-300, nach ISO 9001 geprüft."),
        ("de", "In der Klasse schafft die Batterie 100000 Zyklen."),
        ("id", "SmartTAG dan Galaxy A54 memakai USB-C."),
        ("ms", "SmartTAG serta Covid-19 tiada kaitan dengan model KX-7200."),
        ("kk", "R-400 және iPhone 13 USB-C арқылы қуатталады."),
    ],
)
def test_names_of_models_are_no_references(language: str, text: str) -> None:
    assert CONTACT not in rules(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You can book it yourself at muse-tours.example/east."),
        ("en", "Have a look at musetours.com.au or boutique-anne.fr."),
        ("en", "You get it at help.acme.io/reset."),
        ("en", "Everything is explained on acme-help.com."),
        ("de", "Das Formular liegt unter service.stadtwerke.de/umzug."),
        ("id", "Silakan isi formulirnya di bantuan.toko.id/klaim."),
        ("ms", "Sila mohon di semakan.contoh.com.my/tuntutan."),
        ("kk", "Өтінімді help.kz/otinim сілтемесінен толтырыңыз."),
        ("kk", "Барлығын kabinet.bank.kz-тен көресіз."),
    ],
)
def test_a_link_without_its_scheme_is_found(language: str, text: str) -> None:
    assert CONTACT in rules(language, text)


@pytest.mark.parametrize(
    ("language", "text", "given"),
    [
        ("en", "You get it at help.acme.io/reset.", "reset the password at https://help.acme.io/reset"),
        ("en", "Have a look at acme.io.", "write to hello@acme.io"),
        ("id", "Tokennya diambil di listrik.id/token.", "token is at listrik.id/token"),
        ("id", "Tokennya diambil di listrik.id/token, ya.", "token diambil di listrik.id/token."),
        ("kk", "Оны help.kz/kod-тан аласыз.", "code at help.kz/kod"),
        ("ms", "Sila mohon di semakan.com.my.", "apply at www.semakan.com.my"),
        ("de", "Das steht auf stadtwerke.de/umzug.", "Umzug melden: stadtwerke.de/umzug/"),
    ],
)
def test_a_link_that_the_brief_gives_passes(language: str, text: str, given: str) -> None:
    assert CONTACT not in rules(language, text, brief={"solutions": [given]})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das gilt z.B. für die rechnung.pdf im Anhang, d.h. für alles."),
        ("en", "Please attach invoice.pdf, e.g. as a photo.jpg, by 5 p.m. today."),
        ("en", "It is ready.Do you want it?"),
        ("id", "Siap, Kak.ya, sudah kami terima."),
        ("en", "You paid for it at Booking.com, and it runs on Node.js."),
    ],
)
def test_what_only_looks_like_a_link_is_none(language: str, text: str) -> None:
    assert CONTACT not in rules(language, text)

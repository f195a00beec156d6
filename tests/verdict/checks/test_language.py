"""Drafts in another language than the ticket's, and sound ones that name things in English."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.house import House, open_house
from drafter.settings import Settings
from drafter.verdict.checks import Case
from drafter.verdict.checks.language import wrong_language
from tests.tickets import brief_of, drafting

LIVE = ("en", "de", "id", "ms", "kk")


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


def is_stopped(house: House, text: str, language: str, **ticket: Any) -> bool:
    brief = brief_of(drafting(language=language, **ticket), live=LIVE)
    pack = house.rules.pack(language)
    return bool(list(wrong_language(Case(pack.read(text), pack, house.detector, brief))))


ENGLISH = "Thank you for your message. We have asked the workshop, and I will write to you again on Friday with what they say."


@pytest.mark.parametrize("language", ["de", "id", "ms", "kk"])
def test_an_english_draft_for_another_language_is_stopped(house: House, language: str) -> None:
    assert is_stopped(house, ENGLISH, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Die Meldung „We could not find the file that you are looking for, please try it again“ kommt vom Scanner, nicht von Ihnen.",
        ),
        (
            "id",
            "Pesan “We could not find the file that you are looking for, please try it again” muncul karena berkasnya belum terunggah.",
        ),
        (
            "ms",
            "Mesej “We could not find the file that you are looking for, please try it again” muncul kerana fail itu belum dimuat naik.",
        ),
        (
            "kk",
            "«We could not find the file that you are looking for, please try it again» деген хабар файл жүктелмегенін білдіреді.",
        ),
        ("de", "Ihr Tarif Premium Family Plan for Friends and the Neighbours ist seit Montag aktiv, die Rechnung kommt per Post."),
        ("kk", "Premium Family Plan тарифіңіз дүйсенбіден бері қосулы, шотын поштамен жібереміз, басқа ештеңе істеудің қажеті жоқ."),
    ],
)
def test_a_quoted_text_and_a_product_name_in_english_stop_no_draft(house: House, language: str, text: str) -> None:
    assert not is_stopped(house, text, language)


def test_the_subject_the_brand_and_names_say_nothing_about_the_language(house: House) -> None:
    title, shop = "What You Have to Know and Do: The Book That Will Be with You for All of the Year", "We Are All for the Good and the Bad of It Ltd."
    text = f"{title} von {shop} kommt am Freitag. Rechnung folgt. Bezahlt wird erst danach, per Lastschrift oder Karte."
    ticket = {"subject": title, "brand": shop}

    assert is_stopped(house, text, "de")
    assert not is_stopped(house, text, "de", ticket=ticket, customer={"name": "Will Overton"})


def test_english_round_a_quotation_is_still_english(house: House) -> None:
    assert is_stopped(house, ENGLISH + " The notice says “Bitte warten Sie auf den Techniker”.", "de")


INDONESIAN = "Mohon maaf, ukurannya keliru. Kurir kami mengambilnya hari Kamis dan membawa ukuran yang benar, jadi Ibu tidak perlu keluar."
MALAY = "Maaf puan, saiznya tersilap. Kurier kami mengambilnya pada hari Khamis dan membawa saiz yang betul, jadi puan tidak perlu keluar."


@pytest.mark.parametrize(("text", "written", "wanted"), [(INDONESIAN, "id", "ms"), (MALAY, "ms", "id")])
def test_malay_and_indonesian_are_told_apart_by_words_that_only_one_of_them_has(house: House, text: str, written: str, wanted: str) -> None:
    assert is_stopped(house, text, wanted)
    assert not is_stopped(house, text, written)

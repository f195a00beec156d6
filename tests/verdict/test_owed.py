"""What a draft leaves out, tells in other words or makes more of than its brief, in every language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.text.extraction import findings, rules

MORE, OTHER = "any/ungrounded/more-than-given", "any/ungrounded/other-channel"
PERHAPS = {"feasibility": "unknown", "solutions": ["a voucher of 40 euros may be given"]}


def _found(language: str, text: str, **brief: Any) -> list[str]:
    return rules(language, text, brief=brief, channel="email")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We will refund the fee in full."),
        ("en", "You will get every penny of it back to your account."),
        ("de", "Wir erstatten Ihnen die Gebühr vollständig."),
        ("id", "Biayanya kami kembalikan seluruhnya."),
        ("ms", "Yuran itu kami pulangkan sepenuhnya."),
        ("kk", "Ақыны толығымен қайтарамыз."),
    ],
)
def test_the_whole_for_a_part_is_found(language: str, text: str) -> None:
    assert MORE in _found(language, text, solutions=["half of the fee is refunded"])
    assert MORE not in _found(language, text, solutions=["the whole fee is refunded"])


def test_the_words_that_give_the_whole_are_shown_and_a_deadline_is_no_share() -> None:
    brief = {"solutions": ["half of the fee is refunded within 5 days"]}
    assert (MORE, "in full") in findings("en", "We will refund the fee in full within 5 days.", brief=brief)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We cannot refund the fee in full, but half of it we can."),
        ("en", "You asked for the whole fee; we will refund half of it."),
        ("en", "Half of the fee is refunded, and you will have it in full by then."),
        ("de", "Die ganze Gebühr können wir nicht erstatten, aber die Hälfte davon."),
        ("id", "Kami tidak bisa mengembalikan seluruh biayanya, tetapi setengahnya bisa."),
        ("ms", "Kami tidak dapat memulangkan kesemua yuran, tetapi separuh boleh."),
        ("kk", "Ақыны толық қайтара алмаймыз, бірақ жартысын қайтарамыз."),
    ],
)
def test_a_part_told_as_a_part_passes(language: str, text: str) -> None:
    assert MORE not in _found(language, text, solutions=["half of the fee is refunded"])


@pytest.mark.parametrize(
    ("language", "bare", "bound"),
    [
        ("en", "We will send you a replacement.", "We will send you a replacement, as long as the box is unopened."),
        ("de", "Wir schicken Ihnen Ersatz.", "Wir schicken Ihnen Ersatz, sofern die Packung ungeöffnet ist."),
        ("id", "Kami kirim barang pengganti.", "Kami kirim barang pengganti asalkan kemasannya belum dibuka."),
        ("ms", "Kami akan hantar barang gantian.", "Kami akan hantar barang gantian selagi kotaknya belum dibuka."),
        ("kk", "Орнына жаңасын жібереміз.", "Қорабы ашылмаған болса, орнына жаңасын жібереміз."),
    ],
)
def test_what_hangs_on_a_condition_is_not_told_without_one(language: str, bare: str, bound: str) -> None:
    assert MORE in _found(language, bare, solutions=["replacement, only if unopened"])
    assert MORE not in _found(language, bound, solutions=["replacement, only if unopened"])
    assert MORE not in _found(language, bare, solutions=["replacement if the customer prefers"])


@pytest.mark.parametrize(
    ("language", "certain", "open_"),
    [
        ("en", "You will receive a voucher of 40 euros.", "There is a chance of a voucher of 40 euros."),
        ("de", "Sie erhalten einen Gutschein über 40 Euro.", "Vielleicht bekommen Sie einen Gutschein über 40 Euro."),
        ("id", "Anda mendapat voucher 40 euro.", "Mungkin Anda mendapat voucher 40 euro."),
        ("ms", "Anda menerima baucar 40 euro.", "Mungkin anda menerima baucar 40 euro."),
        ("kk", "Сізге 40 еуроға ваучер береміз.", "Сізге 40 еуроға ваучер берілуі мүмкін."),
    ],
)
def test_what_the_brief_hedges_stays_hedged(language: str, certain: str, open_: str) -> None:
    assert MORE in _found(language, certain, **PERHAPS)
    assert MORE not in _found(language, open_, **PERHAPS)


def test_a_permission_is_no_hedge() -> None:
    brief = {"feasibility": "unknown", "solutions": ["customer may keep the voucher of 40 euros"]}
    assert MORE not in _found("en", "The voucher of 40 euros is yours to keep.", **brief)
    assert MORE not in _found("en", "We are refunding $20.", feasibility="unknown", solutions=["May payment of $20 refunded"])


@pytest.mark.parametrize(
    ("language", "without", "with_"),
    [
        ("en", "We will rehair your bow.", "We will rehair your bow, though the stick could split."),
        ("de", "Wir beziehen den Bogen neu.", "Wir beziehen den Bogen neu, allerdings ist das Holz empfindlich."),
        ("id", "Busurnya kami pasangi rambut baru.", "Busurnya kami pasangi rambut baru, tetapi kayunya rapuh."),
        ("ms", "Penggesek itu kami baiki.", "Penggesek itu kami baiki, cuma kayunya rapuh."),
        ("kk", "Ысқышты жөндейміз.", "Ысқышты жөндейміз, бірақ ағашы ескі."),
    ],
)
def test_a_risk_needs_a_sentence_that_keeps_something_open(language: str, without: str, with_: str) -> None:
    obstacles = ["the stick could split"]
    assert "any/missing/obstacle" in _found(language, without, obstacles=obstacles)
    assert "any/missing/obstacle" not in _found(language, with_, obstacles=obstacles)


@pytest.mark.parametrize(
    ("language", "without", "with_"),
    [
        ("en", "Sorry about that. The card machine is down.", "Sorry about that. Any card office takes it over the counter, and you can pay there."),
        ("de", "Tut uns leid. Im Büro hakt die Karte.", "Tut uns leid. Mit der Karte zahlen Sie solange im Büro."),
        ("id", "Maaf atas kendala kartunya.", "Maaf atas kendalanya. Kartunya bisa dipakai di kantor."),
        ("ms", "Maaf atas masalah kad itu.", "Maaf atas masalah itu. Kad boleh digunakan di pejabat."),
        ("kk", "Карта үшін кешірім сұраймыз.", "Кешірім сұраймыз. Кеңседе картамен төлей аласыз."),
    ],
)
def test_a_way_forward_needs_a_clause_that_can_be_one(language: str, without: str, with_: str) -> None:
    solutions = ["pay by card at the office"]
    assert "any/missing/option" in _found(language, without, solutions=solutions)
    assert "any/missing/option" not in _found(language, with_, solutions=solutions)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Could you drop me a line and say how many of you are coming?"),
        ("de", "Zu wievielt sind Sie?"),
        ("id", "Nanti yang ikut berapa orang, Kak?"),
        ("ms", "Berapa orang yang ikut?"),
        ("kk", "Неше адам боласыздар?"),
    ],
)
def test_a_need_without_a_name_is_asked_for_by_any_question(language: str, text: str) -> None:
    assert "any/missing/need" not in _found(language, text, needs=["reply with the number of people"])
    assert "any/missing/need" in _found(language, text, needs=["photo of the passport"])


def test_each_of_two_needs_has_words_of_its_own() -> None:
    needs = ["Foto des Zählers", "Datum der Ablesung"]
    assert "any/missing/need" in _found("de", "Senden Sie uns bitte ein Foto des Zählers.", needs=needs)
    assert "any/missing/need" not in _found("de", "Senden Sie uns bitte ein Foto des Zählers und das Datum der Ablesung.", needs=needs)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "When a place may come free is not something I'm able to say."),
        ("en", "How long they will need is still an open question."),
        ("de", "Bis wann er zurückkommt, steht noch in den Sternen."),
        ("id", "Kapan kirimannya datang, kami sendiri belum diberi tahu."),
        ("ms", "Bila ia pulang, pihak kilang pun tiada jawapannya lagi."),
        ("kk", "Нәтиженің қай күні шығатынын әзірге айта алмаймыз, ол күн бізге белгісіз."),
    ],
)
def test_not_knowing_when_is_told_and_shuts_no_door(language: str, text: str) -> None:
    found = _found(language, text, feasibility="unknown", timeline=None)
    assert "any/missing/timeline" not in found
    assert not [rule for rule in found if "/dismissive/" in rule]


def test_a_follow_up_told_of_the_same_day_keeps_its_channel() -> None:
    brief = {"follow_up": {"at": "2026-12-16", "channel": "sms"}}
    text = "Your card is ready on 16 December. That day we will write you an e-mail."
    assert OTHER in rules("en", text.replace("write you an e-mail", "send you an email"), brief=brief, channel="letter")
    assert OTHER not in rules("en", text.replace("write you an e-mail", "send you a text"), brief=brief, channel="letter")


def test_courtesy_warns_of_nothing() -> None:
    obstacle = {"solutions": ["54 € zurück"], "obstacles": ["über die Feiertage kann es länger dauern"]}
    assert "any/missing/obstacle" in _found("de", "Kein Problem, das passiert schnell. Die 54 € überweisen wir zurück.", **obstacle)
    assert "any/missing/obstacle" not in _found("de", "Kein Problem! Die 54 € überweisen wir zurück, über die Feiertage etwas später.", **obstacle)

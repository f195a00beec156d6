"""Amounts that the customer named, in every language: told back they are a mention, governed by a giving deed of ours a promise."""

from __future__ import annotations

import pytest

from tests.text.extraction import rules, values

AMOUNT = "any/ungrounded/amount"


def _rules(language: str, text: str, told: str, gives: str = "") -> list[str]:
    return rules(language, text, told=told, brief={"solutions": [gives]} if gives else {})


@pytest.mark.parametrize(
    ("language", "text", "told", "gives"),
    [
        ("en", "The $499 in the ad would be the price without the stand.", "The ad says $499!", ""),
        ("en", "I can see why the £120 on your bill will have been a shock.", "A bill of £120!", ""),
        ("en", "For the $80 that you paid we can offer you a second lesson.", "I paid $80.", "second lesson"),
        ("en", "Of the £264 that you paid we return £132.", "I paid £264 and want it back.", "refund £132"),
        ("id", "Dari Rp1.600.000 yang dibayar kami kembalikan Rp800.000.", "Saya bayar Rp1.600.000. Refund dong.", "refund Rp800.000"),
        ("de", "Ihre 50 Euro können Sie an jedem Stand verwenden.", "Ich habe noch 50 Euro Guthaben.", ""),
        ("de", "Die 120 Euro werden Sie geschockt haben.", "120 Euro für nichts!", ""),
        ("de", "Dass Sie 89 Euro für etwas zahlen sollen, das Sie nicht bestellt haben, wird geprüft.", "89 Euro!", ""),
        ("id", "Lonjakan sampai Rp2,4 juta memang mengagetkan.", "Tagihan saya Rp2,4 juta!", ""),
        ("id", "Tagihan Rp2,4 juta itu akan kami periksa dulu.", "Tagihan saya Rp2,4 juta!", "tagihan diperiksa"),
        ("ms", "Kompaun RM100 boleh dikurangkan kepada RM50.", "Kompaun RM100 tidak adil.", "kompaun boleh dikurangkan kepada RM50"),
        ("ms", "Bil RM340 itu akan kami semak.", "Kenapa bil saya RM340?", "bil disemak"),
        ("kk", "41 000 теңгелік шотыңызды тексереміз.", "Шот 41 000 теңге келді!", "шот тексеріледі"),
        ("kk", "Төлеген 15 000 теңгеңіз жүйеде көрінеді.", "15 000 теңге төледім.", ""),
    ],
)
def test_what_the_customer_named_may_be_told_back(language: str, text: str, told: str, gives: str) -> None:
    assert AMOUNT not in _rules(language, text, told, gives)


@pytest.mark.parametrize(
    ("language", "text", "told", "gives"),
    [
        ("en", "We'll pay you the $200 you ask for.", "I want $200.", "refund of $50"),
        ("en", "You will get the $200 back this week.", "I want my $200 back.", "refund of $50"),
        ("en", "The $200 will be credited to your account.", "I want $200.", "refund of $50"),
        ("en", "We refund £132 and give you £264 as a thank-you.", "I paid £264.", "refund of £132"),
        ("en", "We refund the £264 and give you another £132 on top.", "I paid £264.", "refund of £132"),
        ("de", "Die 200 Euro erstatten wir Ihnen.", "Ich will 200 Euro zurück.", "Erstattung von 50 Euro"),
        ("de", "Wir überweisen Ihnen die 200 Euro.", "Ich will 200 Euro zurück.", "Erstattung von 50 Euro"),
        ("de", "Sie bekommen Ihre 200 Euro zurück.", "Ich will 200 Euro zurück.", "Erstattung von 50 Euro"),
        ("id", "Rp2 juta itu kami bayarkan pekan ini.", "Saya minta Rp2 juta.", "pengembalian Rp500.000"),
        ("id", "Kami kembalikan Rp2 juta itu ke rekening Bapak.", "Saya minta Rp2 juta.", "pengembalian Rp500.000"),
        ("ms", "Kami akan pulangkan RM200 yang puan tuntut.", "Saya tuntut RM200.", "bayaran balik RM50"),
        ("ms", "RM200 itu akan dikreditkan ke akaun puan.", "Saya tuntut RM200.", "bayaran balik RM50"),
        ("kk", "Сұраған 20 000 теңгеңізді қайтарамыз.", "20 000 теңгемді қайтарыңыз.", "5000 теңге қайтарылады"),
        ("kk", "Шотыңызға 20 000 теңге аударамыз.", "20 000 теңгемді қайтарыңыз.", "5000 теңге қайтарылады"),
    ],
)
def test_what_the_customer_named_and_we_give_is_found(language: str, text: str, told: str, gives: str) -> None:
    assert AMOUNT in _rules(language, text, told, gives)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "That is thirty-four pounds fifty.", "34.50 GBP"),
        ("en", "That is twelve pounds and twenty pence.", "12.20 GBP"),
        ("en", "It was 12 euros 90.", "12.90 EUR"),
        ("en", "It was ten dollars and fifty cents.", "10.50 USD"),
        ("de", "Das macht zwölf Euro neunzig.", "12.90 EUR"),
        ("de", "Das macht 12 Euro 90.", "12.90 EUR"),
        ("de", "Das macht drei Euro und fünf Cent.", "3.05 EUR"),
        ("ms", "Harganya dua belas ringgit lima puluh sen.", "12.50 MYR"),
        ("ms", "Harganya RM12 dan 50 sen.", "12.50 MYR"),
        ("kk", "Бәсі он екі теңге елу тиын.", "12.50 KZT"),
    ],
)
def test_the_smaller_coin_belongs_to_the_amount(language: str, text: str, value: str) -> None:
    assert [value] == values(language, text)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "You paid 20 euros two weeks ago.", "20 EUR"),
        ("en", "It is 20 euros 5 times a year.", "20 EUR"),
        ("de", "Es kostet 20 Euro zwei Personen inbegriffen.", "20 EUR"),
        ("ms", "Bayaran lapan ringgit tiga kali seminggu.", "8 MYR"),
    ],
)
def test_another_number_behind_an_amount_is_no_coin(language: str, text: str, value: str) -> None:
    assert value == values(language, text)[0]

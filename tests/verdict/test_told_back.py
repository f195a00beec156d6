"""Times that the customer named, in every language: told back they are a mention, governed by a deed of ours a promise."""

from __future__ import annotations

import pytest

from tests.text.extraction import rules

TIME = "any/ungrounded/time"
TODAY = "2026-05-11"  # a Monday
SHIPS = {"solutions": ["sent by courier"], "timeline": {"by": "2026-05-15"}, "feasibility": "possible"}
CHECKS = {"solutions": ["the report is being checked"], "feasibility": "unknown"}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "It comes by courier by 15 May, so well before your concert on 30 May.", "I need it, my concert is on 30 May!"),
        ("en", "You put the floor at £1,200 and ask to be paid by 1 June.", "I want £1,200 by 1 June."),
        ("en", "Your HR department needs the report by 14 May, thank you for telling us.", "HR wants it by 14 May."),
        ("en", "Your train came in 71 minutes late.", "I was 71 minutes late."),
        ("en", "Your ticket for the 18:40 is still good.", "Does my ticket for the 18.40 count?"),
        ("en", "We know that your exams in April are coming.", "Exams are in April!"),
        ("de", "Das Amt hat geschrieben, dass es den Bericht bis 14. Mai haben will.", "Das Amt will ihn bis 14. Mai haben."),
        ("de", "Ihr Ticket für 19.10 Uhr gilt weiter.", "Habe ein Ticket für 19.10"),
        ("id", "Maaf, sampai sejam menunggu.", "udah sejam nih"),
        ("id", "Kami bisa membayangkan beratnya dalam keadaan hamil delapan bulan.", "Saya hamil 8 bulan!"),
        ("ms", "Majikan encik mahu laporan itu sebelum 14 Mei.", "Majikan nak sebelum 14 Mei."),
        ("kk", "Жұмыс орныңыз оны 14 мамырға дейін сұрағанын жазғаныңызға рақмет.", "Жұмысым 14 мамырға дейін сұрап жатыр."),
    ],
)
def test_what_the_customer_named_may_be_told_back(language: str, text: str, told: str) -> None:
    assert TIME not in rules(language, text, told=told, brief=SHIPS, today=TODAY)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "How long it takes is not known, but you'll be holding it before 30 May.", "I need it before 30 May."),
        ("en", "The technician is at yours on 20 May.", "He has to be here on 20 May."),
        ("en", "It is due with you on 20 May.", "I need it by 20 May."),
        ("de", "Wie lange es dauert, ist offen, aber vor dem 30. Mai telefonieren Sie wieder.", "Ich brauche es vor dem 30. Mai."),
        ("de", "Am 20. Mai steht er bei Ihnen.", "Er muss am 20. Mai kommen."),
        ("id", "Lamanya belum diketahui, tetapi sebelum tanggal 30 Mei sudah Kakak pegang.", "Saya perlu sebelum 30 Mei."),
        ("ms", "Tempohnya belum diketahui, tetapi sebelum 30 Mei sudah ada di tangan cik.", "Saya perlukan sebelum 30 Mei."),
        ("kk", "Қанша уақыт кететіні белгісіз, бірақ 30 мамырға дейін қолыңызда болады.", "30 мамырға дейін керек."),
    ],
)
def test_what_the_customer_asked_for_and_we_give_is_found(language: str, text: str, told: str) -> None:
    assert TIME in rules(language, text, told=told, brief=CHECKS, today=TODAY)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The visit is on 19 May. Two days beforehand we will text you."),
        ("en", "Two days before 19 May we will text you."),
        ("de", "Der Besuch ist am 19. Mai. Zwei Tage vorher schreiben wir Ihnen."),
        ("id", "Kunjungannya 19 Mei. Dua hari sebelumnya kami kabari."),
        ("ms", "Lawatan itu pada 19 Mei. Dua hari sebelum itu kami akan maklumkan."),
        ("kk", "Шебер 19 мамырда келеді. Екі күн бұрын сізге жазамыз."),
    ],
)
def test_a_span_counted_from_a_day_of_the_draft_is_the_day_it_points_to(language: str, text: str) -> None:
    steps = {"solutions": ["visit on 19 May"], "follow_up": {"at": "2026-05-17", "channel": "sms"}}
    assert TIME not in rules(language, text, brief=steps, today=TODAY)
    other = rules(language, text, brief={**steps, "follow_up": {"at": "2026-05-16", "channel": "sms"}}, today=TODAY)
    assert {TIME, "any/missing/follow-up"}.intersection(other)


def test_a_month_supports_itself_and_no_day_of_it() -> None:
    brief = {"solutions": ["taken off the May bill"]}
    assert TIME not in rules("en", "We take it off your bill in May.", brief=brief, today=TODAY)
    assert TIME in rules("en", "We take it off your bill on 20 May.", brief=brief, today=TODAY)


def test_what_a_stretch_of_numbers_counts_is_no_hours() -> None:
    assert TIME in rules("en", "We open at 8 am for you.", brief={"solutions": ["sizes 8-10 are in the shop"]}, today=TODAY)
    assert TIME not in rules("en", "We open at 8 am for you.", brief={"solutions": ["shop open 8-10 this week"]}, today=TODAY)


def test_one_more_behind_an_hour_is_no_hour() -> None:
    brief = {"solutions": ["satu slot 5 petang, satu slot 6 petang"]}
    assert TIME not in rules("ms", "Ada satu slot jam 5 dan satu lagi jam 6 petang.", brief=brief, today=TODAY)


def test_a_condition_behind_a_semicolon_puts_nothing_off() -> None:
    text = "We will refund you the $80; the parcel goes on only after the inspection."
    assert "any/ungrounded/remedy" in rules("en", text, brief={"solutions": ["inspection"]}, today=TODAY)


def test_a_day_of_the_customers_that_is_over_is_told_back() -> None:
    told = "Saya dah bayar RM120 lagi 5 Mei."
    assert TIME not in rules("ms", "RM120 telah puan bayar lagi pada 5 Mei.", told=told, brief=CHECKS, today=TODAY)


def test_a_day_that_is_over_and_is_promised_all_the_same_is_found() -> None:
    assert TIME in rules("en", "You will have it by 8 May.", told="I wanted it by 8 May.", brief=CHECKS, today=TODAY)


def test_what_our_day_comes_before_may_be_the_customers() -> None:
    text = "Wir schicken es Ihnen bis Freitag. So können Sie sich noch vor dem 22. Mai beim Wohnheim melden."
    assert TIME not in rules("de", text, told="Am 22.5. schließt das Wohnheim die Liste!", brief=SHIPS, today=TODAY)


def test_what_comes_off_the_customers_sum_is_not_that_sum() -> None:
    brief, told = {"solutions": ["a leak allowance of £146 is taken off the bill"]}, "Your bill was £318."
    assert "any/ungrounded/amount" not in rules("en", "You qualify for our allowance: £146 comes off the £318.", told=told, brief=brief)
    for both in ("£146 and £318", "£146 to your card as well as £318", "£146 on top of the £318", "£146 now with £318 later"):
        assert "any/ungrounded/amount" in rules("en", f"We pay you {both} back.", told=told, brief=brief)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Thank you for writing about the bin at 9 Larch Close.", "9 Larch Close, not emptied."),
        ("en", "We know how loud it is by 4B at night.", "The AC in 4B rattles."),
        ("id", "Usia Ibu kini 46 tahun dan masuk kelompok berikutnya.", "Premi saya kok naik?"),
    ],
)
def test_doors_and_ages_are_no_times(language: str, text: str, told: str) -> None:
    assert TIME not in rules(language, text, told=told, brief=CHECKS, today=TODAY)


def test_hours_before_a_name_and_years_that_it_takes_are_times() -> None:
    for text in ("We will be with you at 9 GMT.", "We will call you at 3 London time.", "It takes two years."):
        assert TIME in rules("en", text, brief=CHECKS, today=TODAY)


def test_a_bare_dollar_is_the_dollar_of_the_brief() -> None:
    brief = {"solutions": ["change fee A$60"]}
    assert "any/ungrounded/amount" not in rules("en", "Changing it costs $60.", brief=brief)
    for other in ("US$60", "$60 USD", "US $60"):
        assert "any/ungrounded/amount" in rules("en", f"Changing it costs {other}.", brief=brief)


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("US", "With Thanksgiving falling on Thursday, that makes it Monday, November 30."),
        ("US", "Thursday is a public holiday here, so that makes it Monday, November 30."),
    ],
)
def test_a_public_holiday_of_the_country_may_be_named_to_count_on(country: str, text: str) -> None:
    brief = {"solutions": ["corrected form"], "timeline": {"latest": "P3D", "business_days": True}}
    assert TIME not in rules("en", text, brief=brief, today="2026-11-24", country=country)
    for promise in ("We will send it on Thursday.", "Delivery: Thursday.", "The delivery is on Thursday, 26 November."):
        assert TIME in rules("en", promise, brief=brief, today="2026-11-24", country=country)

"""Blanks that nobody filled in, and brackets that are content."""

from __future__ import annotations

import pytest

from drafter.verdict.judge import judge
from drafter.verdict.pack import Pack
from tests.guardrails_kit import rule, small_pack
from tests.text.extraction import rules
from tests.tickets import DETECTOR, brief_of, drafting

LISTS = """
[words]
blank_words = '''
name
customer
insert
date
firstname
lastname
'''
button_cues = '''
click
press
'''
button_names = '''
field
you saw
in (the|our) template
'''
blank_talk = '''
tag
format
shows
'''
fill_words = '''
insert
'''
fill_ends = '''
goes here
'''
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    files = {"en/lists.toml": LISTS, "any/blunt/blank.toml": rule(check="unfilled_blank")}
    return small_pack(tmp_path_factory.mktemp("guardrails"), files)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear {{name}},", ["{{name}}"]),
        ("Dear {name},", ["{name}"]),
        ("Dear ${name},", ["${name}"]),
        ("Dear %(name)s,", ["%(name)s"]),
        ("Dear %s,", ["%s"]),
        ("{% if vip %}Dear{% endif %}", ["{% if vip %}", "{% endif %}"]),
        ("Dear <<name>>,", ["<<name>>"]),
        ("Тарифіңіз <<Еркін>> болып өзгерді.", []),
        ("Dear [Customer Name],", ["[Customer Name]"]),
        ("Dear [CUSTOMER_NAME],", ["[CUSTOMER_NAME]"]),
        ("Dear [EMAIL_1],", ["[EMAIL_1]"]),
        ("On <insert date>.", ["<insert date>"]),
        ("On (insert date).", ["(insert date)"]),
        ("On (date of the visit goes here).", ["(date of the visit goes here)"]),
        ("The key (any of them goes here) is small.", []),
        ("Dear [...],", ["[...]"]),
        ("Dear ____,", ["____"]),
        ("At XXX or xxxx.", ["XXX", "xxxx"]),
        ("On DD.MM.YYYY.", ["DD.MM.YYYY"]),
        ("It starts on dd/mm/yyyy.", ["dd/mm/yyyy"]),
        ("You get EUR xx.xx or XX,XX back.", ["xx.xx", "XX,XX"]),
        ("We recommend the summer hammer at and/or.", []),
        ("The tag {{name}} is replaced, and the format is XXX.", []),
        ("The format is dd/mm/yyyy.", []),
        ("Hello {{name}}, the tag is replaced.", ["{{name}}"]),
        ("Text REGISTER<space>NAME DATE to us.", []),
        ("Our letter began with 'Dear [Name]'; it is mended.", []),
        ("Dear FIRSTNAME LASTNAME and NAME Date,", ["FIRSTNAME LASTNAME"]),
        ("DEAR ALL, NOT TODAY", []),
        ("Click [Save].", []),
        ("Press [Name].", []),
        ("Fill in the [Name] field, sign on the ____ field.", []),
        ("The [Name] is in the field.", ["[Name]"]),
        ("Dear %name%, your $order_id", ["%name%", "$order_id"]),
        ("At __:__ today, ХХХ and хххх.", ["__:__", "ХХХ", "хххх"]),
        ("50% off, 20% more, $5 and __init__.", []),
        ("[x] done, [ ] to do", []),
        ("See [1] and [2026-11-22].", []),
        ("See [the manual](https://drafter.test).", []),
        ("Size XXL, card XXXX 4821.", []),
        ("a < b and b > c", []),
        ("Write to <ana@drafter.test>.", []),
        ("Dear Ana\n____\nYours", []),
        ("50 % sure", []),
        ("Yours (the customer)", []),
        ("Hello {{contact.name}}!", []),
        ("The blank “[name]” is yours to fill.", []),
        ("Our mail began with “Hello [Name]”; please forgive us.", []),
        ("“Hello [Name], your parcel is on its way.”", ["[Name]"]),
        ('He wrote "yes" on [date] and "no" later.', ["[date]"]),
        ("Ask $CONTACT_PERSON.", ["$CONTACT_PERSON"]),
        ("It costs $20, or US$ 20.", []),
        ("We pay $$AMOUNT$$.", ["$$AMOUNT$$"]),
        ("The {{name}} you saw is ours.", []),
        ("Show {{name}} you.", ["{{name}}"]),
    ],
)
def test_a_blank_is_told_from_content(pack: Pack, text: str, expected: list[str]) -> None:
    assert expected == [finding.quote for finding in judge(text, pack, DETECTOR).findings]


def test_what_the_ticket_holds_in_brackets_is_its_content(pack: Pack) -> None:
    text = "You saw [Customer Name] on the invoice, not [Date]."
    brief = brief_of(drafting("My invoice says [Customer Name]!", {"author": "note", "text": "[Date]"}))
    assert ["[Date]"] == [finding.quote for finding in judge(text, pack, DETECTOR, brief).findings]


def test_a_blank_of_the_brief_is_a_blank_of_the_draft(pack: Pack) -> None:
    brief = brief_of(drafting("Where is my money?", brief={"solutions": ["Refund of {{amount}} euros"]}))
    assert "{{amount}}" in [finding.quote for finding in judge("Here is what we can do: Refund of {{amount}} euros.", pack, DETECTOR, brief).findings]


def test_a_blank_explained_behind_it_in_three_words_is_content(pack: Pack) -> None:
    assert not judge("{{name}} in our template stands for whoever gets the mail.", pack, DETECTOR).findings
    assert judge("Dear {{name}}, thank you for your mail.", pack, DETECTOR).findings


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Good day {{customer_name}}, your order is on its way."),
        ("de", "Guten Tag {{kunde.nachname}}, Ihre Bestellung ist unterwegs."),
        ("id", "Selamat siang {{nama_pelanggan}}, pesanan Anda sedang dikirim."),
        ("ms", "Selamat sejahtera {{nama_pelanggan}}, pesanan anda dalam perjalanan."),
        ("kk", "Қайырлы күн {{клиент_аты}}, тапсырысыңыз жолда."),
    ],
)
def test_a_greeting_with_a_blank_is_found_by_the_shipped_rules(language: str, text: str) -> None:
    assert "any/placeholder/unfilled-blank" in rules(language, text)

"""One ticket, drafted without a model in every language, from briefs in English and in the language itself."""

from __future__ import annotations

import asyncio
import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from drafter.completion.own_language import OwnLanguage
from drafter.draft import Drafted
from drafter.house import House, open_house
from drafter.request import DraftRequest
from drafter.settings import Settings
from drafter.strict import convert

TICKET: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "one_ticket.toml").read_text(encoding="utf-8"))
STATEMENTS = ("solutions", "reasons", "obstacles", "needs", "steps")
TIMES = {"timeline": {"latest": "P5D", "business_days": True}, "follow_up": {"at": "2026-11-27T15:00"}}


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


def brief_in(language: str, size: str) -> dict[str, Any]:
    written = TICKET[language]
    sizes = {"full": {key: written[key] for key in STATEMENTS} | TIMES, "line": {"solutions": [written["line"]]}, "empty": {}}
    return sizes[size]


def drafted(house: House, language: str, brief: dict[str, Any], channel: str = "email", **more: Any) -> Drafted:
    message = {"author": "customer", "text": TICKET[language]["message"]}
    request = {"language": language, "channel": channel, "today": "2026-11-22", "conversation": [message], "brief": brief} | more
    return asyncio.run(house.pipeline(writers=()).draft(convert(request, DraftRequest)))


CASES = [
    (language, source, size, channel)
    for language, size, channel in itertools.product(TICKET, ("full", "line", "empty"), ("email", "chat", "sms"))
    for source in dict.fromkeys(("en", language))
]


@pytest.mark.parametrize(("language", "source", "size", "channel"), CASES)
def test_every_draft_passes_and_is_in_its_language_whatever_the_briefs(house: House, language: str, source: str, size: str, channel: str) -> None:
    draft = drafted(house, language, brief_in(source, size), channel).draft

    assert "composed" == draft.origin, draft.notice
    assert draft.text is not None
    assert house.detector.detect(draft.text) == language, draft.text
    assert not [finding for finding in draft.findings if finding.family == "language"]
    if source != language:
        foreign = {word for key in STATEMENTS for statement in TICKET[source][key] for word in str(statement).split() if len(word) > 4}
        assert not foreign & set(draft.text.split()), draft.text


@pytest.mark.parametrize("language", TICKET)
def test_a_brief_in_the_drafts_language_is_told_whole_where_there_is_room(house: House, language: str) -> None:
    draft = drafted(house, language, brief_in(language, "full")).draft

    assert draft.notice is None
    for text in (text for key in STATEMENTS[:4] for text in TICKET[language][key]):
        assert draft.text is not None
        assert text[1:].rstrip(".") in draft.text


@pytest.mark.parametrize("language", [code for code in TICKET if code != "en"])
def test_an_english_remedy_is_said_in_the_drafts_own_words_and_the_rest_is_named_in_the_notice(house: House, language: str) -> None:
    words = house.library.language(language).words
    draft = drafted(house, language, brief_in("en", "full")).draft

    assert draft.text is not None
    assert words.remedies.replacement.lower() in draft.text.lower()
    assert words.remedies.refund.lower() in draft.text.lower()
    assert draft.notice is not None
    for left_out in ("The motor of this batch overheats.", "The grey model may be out of stock.", "photo of the type plate", "ships the parcel"):
        assert left_out in draft.notice
    assert f"“refund of the price” as “{words.remedies.refund}”" in draft.notice


@pytest.mark.parametrize(
    "statement",
    [
        "We will not refund the price.",
        "no refund before the inspection",
        "We can send a voucher instead of a refund.",
        "free delivery instead of a refund",
    ],
)
def test_a_remedy_that_the_brief_does_not_clearly_offer_is_not_said(house: House, statement: str) -> None:
    draft = drafted(house, "de", {"solutions": [statement]} | TIMES).draft

    assert draft.text is not None
    assert "rstattung" not in draft.text
    assert "ist noch offen" not in draft.text, "the brief has an outcome, though it could not be said"


FOREIGN = "We will collect it and pay for the journey."


@pytest.mark.parametrize(
    "brief", [{}, {"feasibility": "possible"}, {"feasibility": "partly_possible", "reasons": ["Der Motor wird zu heiß."]} | TIMES]
)
def test_a_reply_that_could_tell_no_solution_of_the_brief_is_withheld_and_names_what_could_not_be_said(house: House, brief: dict[str, Any]) -> None:
    draft = drafted(house, "de", {"solutions": [FOREIGN]} | brief).draft

    assert ("withheld", None, "reject") == (draft.origin, draft.text, draft.verdict)
    assert "No draft: too little of the brief could be said." in str(draft.notice)
    assert f"the composer does not translate: “{FOREIGN}”." in str(draft.notice)


def test_a_refusal_stands_without_its_alternative(house: House) -> None:
    draft = drafted(house, "de", {"solutions": [FOREIGN], "feasibility": "not_possible"}).draft

    assert "composed" == draft.origin


@pytest.mark.parametrize("statement", ["replacement vacuum cleaner from a later batch, free of charge", "We will replace it free of charge."])
def test_a_remedy_that_costs_nothing_is_said_without_its_condition(house: House, statement: str) -> None:
    assert "Das können wir tun: ein Ersatz." in (drafted(house, "de", {"solutions": [statement]}).draft.text or "")


def test_several_remedies_of_one_statement_are_options_and_none_is_said_twice(house: House) -> None:
    draft = drafted(house, "de", {"solutions": ["We can offer a refund or a voucher.", "The voucher is sent by e-mail."]}).draft

    assert draft.text is not None
    assert "Das können wir tun: eine Erstattung oder ein Gutschein." in draft.text


@pytest.mark.parametrize("hint", ["she wants a refund, say no", "refund, if the item is sent back", "voucher; ask the boss first", "refund?"])
def test_a_hint_in_free_words_is_neither_heeded_nor_hushed_up(house: House, hint: str) -> None:
    draft = drafted(house, "en", {}, hint=hint).draft
    assert "refund" not in str(draft.text)
    assert "voucher" not in str(draft.text)
    assert hint in str(draft.notice)


def test_the_judge_holds_a_composed_reply_to_what_it_tells(house: House) -> None:
    (attempt,) = drafted(house, "de", {"reasons": ["The motor overheats."], "needs": ["Foto vom Typenschild"]}).attempts

    assert attempt.passed
    assert attempt.text is not None
    assert "Foto vom Typenschild" in attempt.text


def test_a_short_statement_is_in_the_language_of_the_others(house: House) -> None:
    drafts = [
        drafted(house, "de", {"needs": ["Screenshot"], "reasons": [reason]}).draft.text or ""
        for reason in ("The motor of this batch overheats.", "Der Motor dieser Charge wird zu heiß.")
    ]

    assert [False, True] == ["Screenshot" in text for text in drafts]


def test_what_finds_no_room_in_an_sms_is_named_in_the_notice_and_not_asked_for(house: House) -> None:
    reason = "The courier has told us that the depot is closed because of the flood, and that no parcel leaves it before the roads are open again."
    brief = {"solutions": ["refund", reason * 4], "reasons": [reason], "obstacles": ["snow"], "steps": [{"who": "The courier", "what": "calls"}]}
    draft = drafted(house, "en", brief | TIMES, "sms").draft

    assert draft.text is not None
    assert f"Left out for want of room: “{reason}”; “The courier calls”." == draft.notice


def test_what_is_too_personal_for_a_public_reply_is_named_in_the_notice(house: House) -> None:
    draft = drafted(house, "en", {"solutions": ["refund to the card 4111 1111 1111 1111"]}, "social").draft

    assert draft.text is not None
    assert "Left out of a public reply, because it is personal: “refund to the card 4111 1111 1111 1111”." == draft.notice


def test_an_address_goes_with_the_remedy_of_its_statement(house: House) -> None:
    solution = {"text": "You will get a voucher.", "url": "https://shop.example/v", "terms": {"de": ["Gutscheincode"]}}
    draft = drafted(house, "de", {"solutions": [solution]}).draft

    assert "ein Gutschein (Gutscheincode, https://shop.example/v)" in (draft.text or "")


def test_without_any_sign_a_statement_counts_as_the_drafts_own(house: House) -> None:
    own = OwnLanguage(house.library, house.detector, lambda text, language: ())
    request = convert({"language": "de", "conversation": [{"author": "customer", "text": "?"}], "brief": {"solutions": ["4711"]}}, DraftRequest)

    assert {} == own.instead(house.checker.brief(request, live=("de",)))

"""What a reply gives is read as its remedy, and what it only speaks of is none: the sentences of `remedies/`, a file a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pytest

from drafter.house import open_house
from drafter.strict import lines_of, read_toml
from drafter.verdict.facts import Facts
from drafter.verdict.grounding import ground
from drafter.verdict.pack import Pack
from drafter.verdict.scan import Cues
from tests.text.extraction import rules


class Sentences(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One sentence a line; `offers` by remedy."""

    mentions: str
    offers: dict[str, str]


FILES = {path.stem: read_toml(path, Sentences, name=path.name) for path in sorted((Path(__file__).parent / "remedies").glob("*.toml"))}
OFFERS = [(language, remedy, text) for language, file in FILES.items() for remedy, block in file.offers.items() for text in lines_of(block)]
MENTIONS = [(language, text) for language, file in FILES.items() for text in lines_of(file.mentions)]


@cache
def pack(language: str) -> Pack:
    return open_house().rules.pack(language)


def remedies(language: str, text: str) -> set[str]:
    """What a reply gives, held against a brief that offers nothing: of words that may give one or another, both."""
    of = pack(language)
    reading = of.read(text)
    spoken = of.tongue.spoken(reading)
    given = {
        (each.mark.start, each.mark.end) for each in ground(reading, Cues(reading, of), of.tongue, Facts(()), spoken) if each.mark.kind == "remedy"
    }
    return {saying.name for saying, place in spoken if saying.use == "offer" and (place.start, place.end) in given}


@pytest.mark.parametrize(("language", "remedy", "text"), OFFERS)
def test_what_a_reply_gives_is_read_as_its_remedy(language: str, remedy: str, text: str) -> None:
    assert remedy in remedies(language, text)


@pytest.mark.parametrize(("language", "text"), MENTIONS)
def test_what_a_reply_only_speaks_of_is_no_remedy_of_ours(language: str, text: str) -> None:
    assert set() == remedies(language, text)


@pytest.mark.parametrize(("language", "remedy", "text"), [each for each in OFFERS if each[0] == "id"])
def test_what_a_brief_gives_in_the_words_of_a_reply_supports_it(language: str, remedy: str, text: str) -> None:
    assert (remedy, False) in set(pack(language).tongue.remedies_in(text))


@pytest.mark.parametrize("language", FILES)
def test_a_language_shows_enough_of_both(language: str) -> None:
    assert 50 <= sum(each[0] == language for each in OFFERS)
    assert 40 <= sum(each[0] == language for each in MENTIONS)


@pytest.mark.parametrize("solution", ["Erstattung auf die Karte", "Gutschrift für den nächsten Einkauf"])
def test_words_that_may_give_one_or_another_need_support_for_one(solution: str) -> None:
    assert [] == ungrounded("Wir schreiben Ihnen den Betrag gut.", solution)
    assert ["any/ungrounded/remedy"] == ungrounded("Wir schreiben Ihnen den Betrag gut.", "Reparatur in der Werkstatt")


def test_words_that_two_phrases_read_as_one_remedy_are_one_commitment() -> None:
    of = pack("en")
    reading = of.read("Here is what we can do: a replacement kettle from a later batch, free of charge.")
    facts = Facts((), offered={"waived_fee": "brief.solutions[0]"})
    marks = [each.mark for each in ground(reading, Cues(reading, of), of.tongue, facts, of.tongue.spoken(reading))]
    assert [("waived_fee", "free of charge")] == [(str(mark.value), mark.quote) for mark in marks if str(mark.value) == "waived_fee"]


def ungrounded(text: str, solution: str) -> list[str]:
    """What is stopped in a German text whose brief offers one thing."""
    return [rule for rule in rules("de", text, brief={"solutions": [solution]}) if rule.startswith("any/ungrounded/")]


@pytest.mark.parametrize("text", ["Sie zahlen dafür nichts.", "Ihnen entstehen keine Kosten."])
def test_a_denial_that_belongs_to_the_offer_does_not_silence_it(text: str) -> None:
    assert {"waived_fee"} == remedies("de", text)


@pytest.mark.parametrize("solution", ["replacement at no cost", "repair at no extra charge", "a larger room at no extra charge"])
def test_what_costs_nothing_refuses_nothing_that_stands_beside_it(solution: str) -> None:
    assert {False} == {is_refused for _, is_refused in pack("en").tongue.remedies_in(solution)}


@pytest.mark.parametrize("solution", ["neue Karte, keine Gebühr, PIN getrennt", "new card ordered, PIN separately, no fee"])
def test_a_denial_that_belongs_to_one_offer_refuses_no_other(solution: str) -> None:
    assert [] == ungrounded("Eine neue Karte schicken wir Ihnen zu.", solution)


@pytest.mark.parametrize(
    ("language", "text", "refused"),
    [
        ("en", "second ticket cancelled at no charge", False),
        ("en", "no cancellation at no charge", True),
        ("id", "tiket kedua dibatalkan, tidak dikenakan biaya", False),
        ("id", "tidak ada pembatalan", True),
    ],
)
def test_what_is_given_at_no_charge_is_not_refused(language: str, text: str, refused: bool) -> None:
    assert ("cancellation", refused) in set(pack(language).tongue.remedies_in(text))


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("We have taken £10 off your bill.", False),
        ("We take £10 off, so £10 of your bill is waived.", False),
        ("We have taken £10 off your bill, and next time the booking fee is waived.", True),
    ],
)
def test_a_sum_that_the_brief_gives_supports_no_second_favour_in_another_clause(text: str, stopped: bool) -> None:
    assert stopped == ("any/ungrounded/remedy" in rules("en", text, brief={"solutions": ["£10 off the bill"]}))


def test_a_need_gives_no_remedy() -> None:
    brief = {"solutions": ["repair by our cobbler"], "needs": ["send the shoes in"]}
    text = "Schicken Sie uns die Schuhe, der Schuster repariert sie. Solange legen wir Ihnen leihweise ein anderes Paar ins Paket."
    assert "any/ungrounded/remedy" in rules("de", text, brief=brief)

"""Disguised words are read as they sound, at their exact place; honest writing is left alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter.house import open_house
from drafter.text.disguise import may_be_disguised
from drafter.text.reading import Reading
from drafter.verdict.judge import judge
from drafter.verdict.verdict import Finding
from tests.texts import texts

HOUSE = open_house()


def read(text: str, language: str = "en") -> Reading:
    return HOUSE.rules.pack(language).read(text)


def findings(text: str, language: str = "en") -> list[Finding]:
    return list(judge(text, HOUSE.rules.pack(language), HOUSE.detector).findings)


@pytest.mark.parametrize(
    ("language", "disguised"),
    [
        ("en", "gu4rant33"),
        ("en", "g u a r a n t e e"),
        ("en", "g.u.a.r.a.n.t.e.e"),
        ("en", "g-u-a-r-a-n-t-e-e"),
        ("en", "g*u*a*r*a*n*t*e*e"),
        ("en", "gu\u0430rantee"),  # Cyrillic a
        ("en", "gu\u03b1rant\u03b5e"),  # Greek alpha and epsilon
        ("en", "guar\U0001f642antee"),
        ("en", "guaraaaaantee"),
        ("en", "gua\u200brantee"),
        ("en", "gua\u00adrantee"),
        ("en", "\uff47\uff55\uff41\uff52\uff41\uff4e\uff54\uff45\uff45"),
        ("en", "GuArAnTeE"),
        ("en", "g\u0336u\u0336a\u0336r\u0336a\u0336n\u0336t\u0336e\u0336e\u0336"),
        ("de", "g a r a n t i e r e n"),
        ("de", "gar4ntieren"),
        ("id", "m e n j a m i n"),
        ("ms", "menj4min"),
        ("kk", "\u043ae\u043fi\u043b\u0434i\u043a \u0431ep\u0435\u043ci\u0437"),
    ],
)
def test_a_disguised_word_is_found_where_it_stands(language: str, disguised: str) -> None:
    before = {"en": "We ", "de": "Wir ", "id": "Kami ", "ms": "Kami ", "kk": ""}[language]
    text = f"{before}{disguised}."
    (finding, *_) = [each for each in findings(text, language) if each.family == "guarantee"]
    assert text[finding.start : finding.end] == finding.quote
    assert disguised[1:-1] in finding.quote


@pytest.mark.parametrize(
    "honest",
    [
        "Model A4X needs a B2B account; the H2O filter fits the U.S.A. version, e.g. 4x4.",
        "Your code is a-1-b-2, and the Wi-Fi name is h0me_net.",
        "Excel \u0444\u0430\u0439\u043b\u044b, SMS \u043a\u043e\u0434\u044b",
        "Hmmm, the www.example.org page says aaa batteries.",
    ],
)
def test_honest_writing_breaks_no_rule(honest: str) -> None:
    assert [] == [finding for finding in findings(honest) if finding.severity == "reject"]


def test_a_plain_text_has_no_second_form() -> None:
    assert [] == list(read("Thank you for your patience. I will write to you by Friday, 27 November.").undisguised)


def test_a_word_of_one_letter_before_spaced_letters_stays_a_word() -> None:
    assert ["g u a r a n t e e"] == [each.quote for each in findings("I g u a r a n t e e it.") if each.family == "guarantee"]


@given(texts)
@example("A\u0390")
def test_places_in_the_second_form_lead_back_into_the_text(raw: str) -> None:
    for plain in read(raw).undisguised:
        places = [plain.folded.span(at, at + 1) for at in range(len(plain.folded.text))]
        assert all(0 <= start < end <= len(raw) for start, end in places)
        assert places == sorted(places)


@given(st.lists(st.sampled_from(["g u a r a n t e e", "gu4rantee", "\U0001f642", "guaraaantee", "\u00e4", "\ufb01", " ", "xy"]), max_size=8))
def test_what_was_replaced_leads_back_to_all_that_it_replaces(parts: list[str]) -> None:
    raw = ", ".join(parts)
    for plain in read(raw).undisguised:
        at = plain.folded.text.find(" guarantee" if plain.folded.text[0] != "g" else "guarantee")
        if at >= 0:
            start, end = plain.folded.span(at, at + len("guarantee") + (plain.folded.text[at] == " "))
            assert raw[start:end].strip() in {"g u a r a n t e e", "gu4rantee", "guaraaantee"}


def test_letters_one_by_one_are_found_beside_a_word_of_any_length() -> None:
    assert ["g u a r a n t e e"] == [each.quote for each in findings(f"{'x' * 300} We g u a r a n t e e it.") if each.family == "guarantee"]
    assert () == read("I had a plan, and I have a b c left.").undisguised


@given(text=texts)
@example("We g u a r a n t e e it.")
@example("gu4rantee")
@example("g_u_a_r")
@example("guаrantee")
@example("guar🙂antee")
@example("soooo")
def test_where_nothing_may_be_disguised_nothing_is(text: str) -> None:
    reading = read(text)
    assert may_be_disguised(reading.folded.text) or () == reading.undisguised

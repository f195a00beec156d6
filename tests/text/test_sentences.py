"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given

from drafter.text.sentences import sentence_spans
from tests.texts import texts

ABBREVIATIONS = frozenset({"dr", "e.g", "approx", "т.б"})


def cut(text: str, *, ordinals: bool = False) -> list[str]:
    return [text[start:end].strip() for start, end in sentence_spans(text, abbreviations=ABBREVIATIONS, ordinals=ordinals)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We write. We call.", ["We write.", "We call."]),
        ("Really?! Yes…", ["Really?!", "Yes…"]),
        ("He said: “It is fixed.” Then he left.", ["He said: “It is fixed.”", "Then he left."]),
        ("Ask Dr. Tan today. She knows.", ["Ask Dr. Tan today.", "She knows."]),
        ("Keys, e.g. the blue one. Good.", ["Keys, e.g. the blue one.", "Good."]),
        ("J. Tan wrote.", ["J. Tan wrote."]),
        ("It costs 3.50 in all. Fine.", ["It costs 3.50 in all.", "Fine."]),
        ("See drafter.test/help. Then write.", ["See drafter.test/help.", "Then write."]),
        ("Well... it depends. Yes.", ["Well... it depends.", "Yes."]),
        ("Well… it depends. Yes… No.", ["Well… it depends.", "Yes…", "No."]),
        ("Dear Ana,\nwe write today\nand call tomorrow.", ["Dear Ana,\nwe write today\nand call tomorrow."]),
        ("First line\n\nSecond line", ["First line", "", "Second line"]),
        ("Options:\n- one\n- Two", ["Options:", "- one", "- Two"]),
        ("**It is done.** Thanks.", ["**It is done.**", "Thanks."]),
        ("Кітап, қалам т.б. бар. Рақмет.", ["Кітап, қалам т.б. бар.", "Рақмет."]),
        ("", []),
        ("   ", [""]),
    ],
)
def test_a_text_is_cut_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    assert expected == cut(text)


def test_an_ordinal_ends_no_sentence_where_the_language_writes_ordinals_with_a_stop() -> None:
    assert ["Am 27. November.", "Danke."] == cut("Am 27. November. Danke.", ordinals=True)
    assert ["Platz 3. Danke."] == cut("Platz 3. Danke.", ordinals=True), "a number before a capital is read as an ordinal, too: a known loss"
    assert ["Platz 3.", "Danke."] == cut("Platz 3. Danke.")
    assert ["Am 7.12. rufe ich an.", "Bis zum 8.12.", "Danke."] == cut("Am 7.12. rufe ich an. Bis zum 8.12. Danke.", ordinals=True)


@given(texts)
def test_sentences_cover_the_text_without_gap_or_overlap(text: str) -> None:
    spans = list(sentence_spans(text, abbreviations=ABBREVIATIONS, ordinals=True))
    assert text == "".join(text[start:end] for start, end in spans)
    assert all(start < end for start, end in spans)
    assert [0, *(end for _, end in spans)] == [*(start for start, _ in spans), len(text)]


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "no " * 300_000, "." * 500_000 + "a", ".'" * 300_000, "line\n" * 200_000, "\n" * 500_000, "?)" * 300_000 + "x", " " * 500_000],
    ids=["one word", "no end", "stops", "stops and quotes", "lines", "empty lines", "brackets", "spaces"],
)
def test_no_sentence_is_longer_than_what_patterns_may_be_run_over(text: str) -> None:
    """A megabyte without an end is cut all the same; were this quadratic, the test would not end."""
    spans = list(sentence_spans(text))
    assert 2_000 >= max(end - start for start, end in spans) or text.strip("\n ") == ""
    assert len(text) == spans[-1][1]

"""Sentences of a text that is still being written: each as soon as it is certain, and cut where the whole would be cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.content import find_content
from drafter.text.clauses import Grammar
from drafter.text.sentence_stream import SentenceStream
from drafter.verdict.packs import Packs
from tests.texts import texts

PACKS = Packs(find_content().guardrails)
GRAMMAR = Grammar(abbreviations=frozenset({"dr", "e.g"}), ordinals=True)

pieces = st.lists(st.integers(1, 40), min_size=1, max_size=8)


def cut(text: str, lengths: list[int], grammar: Grammar = GRAMMAR) -> list[str]:
    """The sentences of a text that comes in pieces of these lengths, over and over."""
    stream, found, at, turn = SentenceStream(grammar), list[str](), 0, 0
    while at < len(text):
        length = lengths[turn % len(lengths)]
        found += stream.feed(text[at : at + length])
        at, turn = at + length, turn + 1
    return found + list(stream.close())


@given(texts, pieces)
def test_however_a_text_is_cut_into_pieces_its_sentences_are_the_same(text: str, lengths: list[int]) -> None:
    sentences = cut(text, lengths)
    assert cut(text, [len(text) + 1]) == sentences
    assert text.rstrip() == "".join(sentences)


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("en", "Dr. Tan looked, e.g. at 3.5 bars. It works.", 2),
        ("en", "Write to help@example.org or see https://example.org/a.b?c=de. It is open.", 2),
        ("en", 'You wrote "It is late. It is cold." in May. We know.', 2),
        ("en", "We sent it (by air. It is faster.) today. It is near.", 2),
        ("en", "Hello Ana,\n\nplease send:\n- a photo\n- the number\n\nThank you.", 5),
        ("de", "Am 27. November um 15 Uhr melden wir uns, z. B. per E-Mail. Das kostet 3,50 Euro.", 2),
        ("de", "Sie schrieben: „Es ist kaputt. Es tropft.“ Das sehen wir uns an.", 1),
        ("id", "Kami menghubungi Anda pada pukul 15.00. Biayanya Rp 1.500.000,00 saja.", 2),
        ("ms", "Kami akan menghubungi anda pada 3.00 petang. Bayarannya RM1,200.50 sahaja.", 2),
        ("kk", "27 қараша күні сағат 15.00-де жазамыз. Құны 1 500,50 теңге.", 2),
    ],
)
@given(lengths=pieces)
def test_what_only_looks_like_an_end_ends_nothing(language: str, text: str, sentences: int, lengths: list[int]) -> None:
    assert sentences == len(cut(text, lengths, PACKS.pack(language).context.grammar))


def test_a_sentence_is_given_when_the_next_word_begins() -> None:
    stream = SentenceStream(GRAMMAR)
    assert [] == list(stream.feed("We sent it."))
    assert [] == list(stream.feed(" "))
    assert ["We sent it."] == list(stream.feed("I"))


def test_a_bracket_that_nobody_closes_holds_nothing_up_for_long() -> None:
    stream = SentenceStream(GRAMMAR)
    assert list(stream.feed("We sent it (by air. " + "It is on its way. " * 30))

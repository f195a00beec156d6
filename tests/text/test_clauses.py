"""Words, clauses and walls."""

from __future__ import annotations

import pytest
from hypothesis import given

from drafter.text.clauses import Grammar, Sentence
from drafter.text.fold import Folder
from drafter.text.reading import Reading
from tests.texts import texts

GRAMMAR = Grammar(
    begins=frozenset({"but", "because", "even though"}),
    complement=frozenset({"that", "whether"}),
    complement_ends=frozenset({"deep"}),
    joins=frozenset({"and"}),
)


def sentence(text: str) -> Sentence:
    return Reading(text, Folder(), GRAMMAR).sentence(0)


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("We guarantee it", " | we guarantee it | "),
        ("We cannot promise that it arrives", " | we cannot promise ; that it arrives | "),
        ("It works, we hope today.", " | it works ; we hope today | "),
        ("We cannot, however, promise it.", " | we cannot however promise it | "),
        ("We cannot, but we hope, promise it.", " | we cannot ; but we hope ; promise it | "),
        ("It works even though it rains", " | it works ; even though it rains | "),
        ("but it works", " | but it works | "),
        ("Fine: we write (today) – or call", " | fine | we write | today | or call | "),
        ("risk-free and well - known", " | risk free and well | known | "),
        ("one...two … three", " | one | two | three | "),
        ("a; b, c", " | a | b ; c | "),
        ("It costs 3.50, not less, at 24/7, 100 % of 1,000", " | it costs 3.50 not less at 24/7 ; 100% of 1,000 | "),
        ("don’t rock 'n' roll", " | don't rock n roll | "),
        ("snake_case __x__", " | snake case x | "),
        ("!!!", " | "),
    ],
)
def test_a_sentence_becomes_words_between_clause_marks_and_walls(text: str, flat: str) -> None:
    assert flat.split() == sentence(text).flat.split()


def test_a_clause_knows_which_neighbour_it_hangs_on() -> None:
    english = sentence("We cannot say that it comes because it rains")
    assert [(False, False), (True, False), (False, False)] == [(clause.hangs_on_previous, clause.hangs_on_next) for clause in english.clauses]
    kazakh = sentence("keledi deep aita almaimyz")
    assert [(0, 2, True), (2, 4, False)] == [(clause.start, clause.end, clause.hangs_on_next) for clause in kazakh.clauses]


@given(texts)
def test_every_word_lies_in_the_text_and_in_one_clause(text: str) -> None:
    reading = Reading(text, Folder({"ä": "ae"}), GRAMMAR)
    for index in range(len(reading)):
        found = reading.sentence(index)
        assert [clause.start for clause in found.clauses] == [0, *(clause.end for clause in found.clauses)][: len(found.clauses)]
        for word in range(len(found.words)):
            start, end = found.span(word, word + 1)
            assert 0 <= start < end <= len(text)
            clause = found.clauses[found.clause_of(word)]
            assert clause.start <= word < clause.end
            first, last = found.words_in(start, end)
            assert first <= word < last


@given(texts)
def test_the_flat_form_holds_the_words_in_order_and_nothing_else(text: str) -> None:
    reading = Reading(text, Folder(), GRAMMAR)
    for index in range(len(reading)):
        found = reading.sentence(index)
        assert found.words == [part for part in found.flat.split() if part not in ("|", ";")]

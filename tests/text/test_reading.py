"""A text as the guardrails read it."""

from __future__ import annotations

from hypothesis import given

from drafter.text.clauses import Grammar
from drafter.text.fold import Folder
from drafter.text.quotations import Quotations
from drafter.text.reading import Reading
from tests.texts import texts

GERMAN = Folder({"ä": "ae", "ß": "ss"})


@given(texts)
def test_every_folded_position_belongs_to_the_sentence_that_holds_its_letters(text: str) -> None:
    reading = Reading(text, GERMAN, Grammar())
    for position in range(len(reading.folded.text)):
        found = reading.sentence(reading.sentence_index_at(position))
        assert found.start <= position < found.end


@given(texts)
def test_sentences_share_out_the_folded_text(text: str) -> None:
    reading = Reading(text, GERMAN, Grammar())
    sentences = [reading.sentence(index) for index in range(len(reading))]
    assert reading.folded.text == "".join(reading.folded.text[found.start : found.end] for found in sentences)


@given(texts)
def test_a_run_of_words_leads_to_the_sentence_that_holds_it(text: str) -> None:
    """What is found in the words of the whole text is looked at in one sentence: it must be the right one, and hold the same words."""
    reading = Reading(text, GERMAN, Grammar())
    found: list[tuple[int, int, int]] = []
    place = 0
    for index in range(len(reading)):
        sentence = reading.sentence(index)
        assert sentence.spaced.split() == reading.spaced_sentence(index).split()
        for word in sentence.words:
            assert reading.spaced.startswith(f" {word} ", place)
            found.append((len(found), place, place + len(word) + 2))
            place += len(word) + 1
    assert place + 1 == len(reading.spaced) or not reading.words
    words = iter(range(len(found)))
    by_sentence = {index: [next(words) for _ in reading.sentence(index).words] for index in range(len(reading)) if reading.has_words(index)}
    assert by_sentence == dict(reading.by_sentence(found))


def test_a_run_of_words_of_two_sentences_lies_in_none() -> None:
    reading = Reading("We promise. You wait.", Folder(), Grammar())
    promise_you = reading.spaced.index(" promise you "), reading.spaced.index(" promise you ") + len(" promise you ")
    assert [] == list(reading.by_sentence([(0, *promise_you)]))


def test_a_sentence_is_parsed_once() -> None:
    reading = Reading("One. Two.", Folder(), Grammar())
    assert reading.sentence(1) is reading.sentence(1)
    assert " Two." == reading.sentence(1).raw


def test_what_stands_in_quotation_marks_is_known_by_its_marks() -> None:
    text = 'You wrote “we guarantee it”, „sicher“, «точно» and "never", not more.'
    held = Quotations(text)
    for word in ("we guarantee it", "guarantee", "sicher", "точно", "never"):
        start = text.index(word)
        assert held.hold(start, start + len(word)), word
    for word in ("You", "more", "and", "it”, „sich", "“we"):
        start = text.index(word)
        assert not held.hold(start, start + len(word)), word


def test_an_inch_mark_quotes_nothing_on_the_next_line() -> None:
    text = 'A 27" screen.\nWe guarantee it "today".'
    start = text.index("guarantee")
    assert not Quotations(text).hold(start, start + len("guarantee"))

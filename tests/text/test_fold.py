"""Folding: one form for all spellings, and the exact way back."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import example, given

from drafter.text.fold import Folded, Folder
from tests.texts import texts

GERMAN = Folder({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
KAZAKH = Folder({"қ": "к", "ғ": "г", "ә": "а", "і": "и", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х"})
PLAIN = Folder()
FOLDERS = (PLAIN, GERMAN, KAZAKH)

INVISIBLE = ("Cf", "Cc", "Mn", "Mc", "Me")
"""Categories of what may vanish: characters that show nothing of their own."""


@pytest.mark.parametrize(
    ("folder", "raw", "expected"),
    [
        (PLAIN, "GUARANTEE", "guarantee"),
        (PLAIN, "Ｇｕａｒａｎｔｅｅ", "guarantee"),
        (PLAIN, "gu\u00adaran\u200btee\ufeff", "guarantee"),
        (PLAIN, "gua\u0301rante\u0301e", "guarantee"),
        (PLAIN, "café, CAFÉ, cafe\u0301", "cafe, cafe, cafe"),
        (PLAIN, "İstanbul I\u0307stanbul", "istanbul istanbul"),
        (PLAIN, "ﬁnal eﬃcient", "final efficient"),
        (PLAIN, "can’t can‘t can`t canʼt", "can't can't can't can't"),
        (PLAIN, "“a” „b“ «c»", '"a" "b" "c"'),
        (PLAIN, "risk‑free risk‐free", "risk-free risk-free"),
        (PLAIN, "100\u00a0% 5\u202f€", "100 % 5 €"),
        (PLAIN, "Straße STRASSE", "strasse strasse"),
        (PLAIN, "5½ m²", "51⁄2 m2"),
        (GERMAN, "Größe GRÖẞE Gro\u0308ße groesse", "groesse groesse groesse groesse"),
        (GERMAN, "Mädchen Ma\u0308dchen", "maedchen maedchen"),
        (KAZAKH, "Кепілдік ҚҰҚЫҒЫ", "кепилдик кукыгы"),
        (KAZAKH, "и\u0306од йод ЙОД", "йод йод йод"),
        (PLAIN, "Е\u0301лка ёлка", "елка ёлка"),
        (PLAIN, "ΣΊΣΥΦΟΣ", "σίσυφοσ"),
        (PLAIN, "a\tb", "a b"),
        (PLAIN, "ä\ta", "a a"),
        (PLAIN, "gua\x00ran\x08tee", "guarantee"),
        (PLAIN, "ä gua\x00ran\x08tee", "a guarantee"),
        (PLAIN, "line\x85next\x1fmore\u2028end", "line next more\u2028end"),
        (PLAIN, "", ""),
        (PLAIN, "\u0301", ""),
    ],
)
def test_spellings_of_one_word_fold_to_one_form(folder: Folder, raw: str, expected: str) -> None:
    assert expected == folder.fold(raw).text


@pytest.mark.parametrize(
    ("folder", "raw", "folded", "expected"),
    [
        (GERMAN, "Die Größe.", "groesse", "Größe"),
        (GERMAN, "Die Größe.", "ss", "ß"),
        (GERMAN, "Die Größe.", "s", "ß"),
        (PLAIN, "İ said: ﬁnal", "final", "ﬁnal"),
        (PLAIN, "ﬁnal", "in", "ﬁn"),
        (PLAIN, "gua\u0301ran\u200btee!", "guarantee", "gua\u0301ran\u200btee"),
        (KAZAKH, "біз кепілдік береміз", "кепилдик", "кепілдік"),
        (PLAIN, "👩‍👩‍👧 we 𝔤𝔲𝔞𝔯antee", "guarantee", "𝔤𝔲𝔞𝔯antee"),
    ],
)
def test_a_folded_piece_leads_back_to_the_letters_as_they_were_given(folder: Folder, raw: str, folded: str, expected: str) -> None:
    reading = folder.fold(raw)
    start = reading.text.index(folded)
    first, last = reading.span(start, start + len(folded))
    assert expected == raw[first:last]


@given(texts)
@example("\u0301")
@example(".\u0301 e\u0301\u0323")
@example("äe\u0301İ\u0307")
def test_no_character_is_lost(raw: str) -> None:
    """Every character stands behind a folded one, or is one that shows nothing of its own; the order stays."""
    for folder in FOLDERS:
        folded = folder.fold(raw)
        spans = [folded.span(index, index + 1) for index in range(len(folded.text))]
        covered = {at for start, end in spans for at in range(start, end)}
        assert [] == [char for at, char in enumerate(raw) if at not in covered and unicodedata.category(char) not in INVISIBLE]
        for before, after in itertools.pairwise(spans):
            assert before == after or before[1] <= after[0], "two folded characters come from the same place or from places in order"


@given(texts)
@example("ßa\u0301")
def test_the_way_back_and_the_way_there_are_inverse(raw: str) -> None:
    """The position of a span's start is the first folded character that came from it."""
    for folder in FOLDERS:
        folded = folder.fold(raw)
        for index in range(len(folded.text)):
            span = folded.span(index, index + 1)
            there = folded.position(span[0])
            assert there <= index
            assert span == folded.span(there, there + 1)


@given(texts)
def test_positions_rise_from_the_first_to_the_last(raw: str) -> None:
    for folder in FOLDERS:
        folded: Folded = folder.fold(raw)
        positions = [folded.position(at) for at in range(len(raw) + 1)]
        assert sorted(positions) == positions
        assert len(folded.text) == positions[-1]


@given(texts, texts)
def test_a_text_folds_alike_wherever_a_line_stands(first: str, second: str) -> None:
    """Folding looks no further than a mark and its letter: two lines fold as each does alone."""
    for folder in FOLDERS:
        assert folder.fold(first).text + "\n" + folder.fold(second).text == folder.fold(first + "\n" + second).text or (
            second and unicodedata.combining(second[0])
        )

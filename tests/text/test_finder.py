"""Where an expression is looked for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from drafter.text.finder import Finder

_WORDS = st.lists(st.sampled_from(["the", "next", "day", "nextly", "in", "indeed", "12", "-", ".", " "]), max_size=10)


def _found(finder: Finder, text: str) -> list[str]:
    return [match[0] for match in finder.finditer(text, 0, len(text))]


@given(_WORDS.map(" ".join) | _WORDS.map("".join))
def test_an_expression_is_found_where_it_is_without_its_beginnings(text: str) -> None:
    expression = r"(?<!\w)(?:the[\s\-]+next[\s\-]+day|in\w*|\d+)(?!\w)"
    assert [match[0] for match in re.finditer(expression, text)] == _found(Finder(expression, ["the next ", "in", "0"]), text)


def test_of_a_form_two_words_are_looked_for_and_any_gap_between_them() -> None:
    finder = Finder(r"the\W+\w+", ["the next "])
    assert ["the next", "the-next"] == _found(finder, "the day, the next day, the-next day, the nextly")


def test_a_beginning_stands_at_the_start_of_a_word() -> None:
    assert ["in"] == _found(Finder("in", ["in"]), "in main")

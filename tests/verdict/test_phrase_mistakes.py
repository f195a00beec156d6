"""A line of the phrase language that cannot be read, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import InvalidContent
from drafter.verdict.phrase import PhraseError, parse_phrase
from tests.verdict.test_phrase import pack_of


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("", "empty"),
        ("()", "nothing between two marks"),
        ("(a|)", "nothing between two marks"),
        ("a | & b", "nothing between two marks"),
        ("a & b & c & d", "joins at most 3 parts"),
        ("a …… b …… c …… d", "room for words in too many places: at most 2 of '……' and '&', and 5 of '…'"),
        ("a (b …… c|d) & (e …… f)", "room for words in too many places"),
        ("a … b … c … d … e … f … g", "room for words in too many places"),
        ("(a", "')' is missing"),
        ("[a", "']' is missing"),
        ("a)", "')' closes nothing"),
        ("a]", "']' closes nothing"),
        ("… a", "does not begin or end with '…'"),
        ("a ……", "does not begin or end with '…'"),
        ("(a …) b", "does not begin or end with '…'"),
        ("walk*<plain>", "stands at the beginning or the end of a word only"),
        ("a*b", "stands at the beginning or the end of a word only"),
        ("a<b", "'<' or '>' too many"),
        ("a>b", "'<' or '>' too many"),
        ("<>", "is no name of a list"),
        ("<two words>", "'<' or '>' too many"),
        ("say `ASAP!`", "backquotes hold a whole phrase"),
        ("`ASAP!", "backquotes hold a whole phrase"),
        ("``", "backquotes hold a whole phrase"),
        ("[a] [b]", "at least one must not be optional"),
        ("#", "at least one must not be optional"),
        ("^ $", "at least one must not be optional"),
        ("*", "at least one must not be optional"),
        ("well !", "is punctuation"),
        ("<certain>", "Did you mean 'certainly'"),
        ("we [<certain>] go", "Did you mean 'certainly'"),
        ("jamin<kam>", "Did you mean 'kan'"),
        ("jamin<kan><kam>", "Did you mean 'kan'"),
        ("(a [b])<kan>", "glued to a bracket that does not end with a word"),
        ("<me>(… a)", "does not begin or end with '…'"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(tmp_path: Path, phrase: str, said: str) -> None:
    if not phrase:
        with pytest.raises(PhraseError, match=said):
            parse_phrase(phrase)
        return
    with pytest.raises(InvalidContent) as caught:
        pack_of(tmp_path, phrase)
    (problem,) = caught.value.problems
    assert said in problem.what
    assert problem.where.startswith("en/blunt/it.toml:")


def test_an_optional_beginning_before_a_gap_is_refused_like_the_gap_alone(tmp_path: Path) -> None:
    """`[please] … wait` would take in any four words before "wait"."""
    with pytest.raises(InvalidContent, match="does not begin or end with '…'"):
        pack_of(tmp_path, "[please] … wait")

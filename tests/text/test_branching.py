import re

from hypothesis import given
from hypothesis import strategies as st

from drafter.text.branching import first_of

_WAYS = st.lists(st.sampled_from(["a ", "ab ", "ab c ", "abc ", "b ", "ba?b ", "(?:a|b)c ", "[^ ]* ", r"a\-b ", "(?:; )?a "]), min_size=1, max_size=6)


@given(_WAYS, st.lists(st.sampled_from(["a", "b", "c", " ", ";", "-"]), max_size=8).map("".join))
def test_what_shares_its_letters_matches_as_one_after_another_does(ways: list[str], text: str) -> None:
    as_written, shared = (re.compile(expression).match(text) for expression in (f"(?:{'|'.join(ways)})", first_of(ways)))
    assert (as_written and as_written.span()) == (shared and shared.span())


def test_words_that_begin_alike_branch_behind_their_letters() -> None:
    assert first_of(["send ", "sent ", "give "]) == "(?:sen(?:d |t )|give )"


def test_what_begins_with_no_letter_keeps_its_place_in_the_order() -> None:
    assert first_of(["ab ", ".* ", "ac "]) == "(?:ab |.* |ac )"

"""A book of phrases saves time at the next start, and never decides what a rule finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.errors import InvalidContent
from drafter.verdict.pack import build_pack
from drafter.verdict.phrase_book import PhraseBook
from tests.guardrails_kit import quotes, rule, write_guardrails

TEXT = "We guarantee it. You have my word."
LISTS = "[words]\nsure = '''\nmy word\nsurely\n'''\n"


@pytest.fixture
def guardrails(tmp_path: Path) -> Path:
    return write_guardrails(tmp_path / "guardrails", {"en/guarantee/it.toml": rule(phrases="guarantee*\n<sure>"), "en/lists.toml": LISTS})


@pytest.fixture
def books(tmp_path: Path) -> Path:
    return tmp_path / "books"


def read(guardrails: Path, books: Path) -> list[str]:
    return quotes(build_pack(guardrails, "en", books), TEXT)


def test_a_start_writes_down_what_its_phrases_need_and_the_next_one_finds_it(guardrails: Path, books: Path) -> None:
    assert ["guarantee", "my word"] == read(guardrails, books)
    (book,) = books.iterdir()
    assert ((" guarantee",),) == PhraseBook(book).find("guarantee*")
    assert ((" my word ", " surely "),) == PhraseBook(book).find("<sure>")
    assert PhraseBook(book).find("promise*") is None
    written = book.stat().st_mtime_ns
    assert ["guarantee", "my word"] == read(guardrails, books)
    assert written == book.stat().st_mtime_ns, "nothing was new, and the book was written again"


def test_a_new_phrase_is_written_in_and_one_that_went_is_left_out(guardrails: Path, books: Path) -> None:
    read(guardrails, books)
    write_guardrails(guardrails, {"en/guarantee/it.toml": rule(phrases="<sure>\nyou have")})
    assert ["You have", "my word"] == read(guardrails, books)
    (book,) = books.iterdir()
    assert ((" you have ",),) == PhraseBook(book).find("you have")
    assert PhraseBook(book).find("guarantee*") is None


def test_changed_lists_have_a_book_of_their_own_and_a_few_are_kept(guardrails: Path, books: Path) -> None:
    read(guardrails, books)
    for number in range(6):
        write_guardrails(guardrails, {"en/lists.toml": LISTS.replace("surely", f"surely {number}")})
        assert ["guarantee", "my word"] == read(guardrails, books)
    assert 4 == len(list(books.iterdir()))


@pytest.mark.parametrize(
    "harm", [lambda book: b"", lambda book: book[:-1], lambda book: book[:40] + b"\0" + book[41:], lambda book: b"no book at all"]
)
def test_a_book_that_is_not_whole_is_written_anew(guardrails: Path, books: Path, harm: Callable[[bytes], bytes]) -> None:
    read(guardrails, books)
    (book,) = books.iterdir()
    whole = book.read_bytes()
    book.write_bytes(harm(whole))
    assert ["guarantee", "my word"] == read(guardrails, books)
    assert whole == book.read_bytes()


def test_where_nothing_can_be_written_rules_hold_all_the_same(guardrails: Path, books: Path) -> None:
    books.write_text("a file stands where the folder would be")
    assert ["guarantee", "my word"] == read(guardrails, books)


def test_a_pack_with_a_mistake_leaves_no_book(guardrails: Path, books: Path) -> None:
    write_guardrails(guardrails, {"en/guarantee/broken.toml": "title = "})
    with pytest.raises(InvalidContent):
        build_pack(guardrails, "en", books)
    assert not books.exists()

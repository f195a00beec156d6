"""Texts that do not fit their channel."""

from __future__ import annotations

import pytest

from drafter.verdict.checks import Case
from drafter.verdict.checks.channel import markdown, too_long
from drafter.verdict.pack import Pack
from tests.guardrails_kit import small_pack
from tests.tickets import DETECTOR, brief_of, drafting


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small_pack(tmp_path_factory.mktemp("guardrails"), {})


def case(pack: Pack, text: str, channel: str) -> Case:
    return Case(pack.read(text), pack, DETECTOR, brief_of(drafting(channel=channel)))


@pytest.mark.parametrize(
    ("channel", "letter", "longest"), [("sms", "a", 459), ("sms", "қ", 335), ("chat", "a", 1_200), ("social", "a", 1_000), ("email", "a", None)]
)
def test_what_stands_beyond_the_channels_length_is_found(pack: Pack, channel: str, letter: str, longest: int | None) -> None:
    if longest is None:
        assert [] == list(too_long(case(pack, letter * 50_000, channel)))
        return
    assert [] == list(too_long(case(pack, letter * longest, channel)))
    (found,) = too_long(case(pack, letter * (longest + 7), channel))
    assert (longest, longest + 7) == (found.start, found.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is **done** now.", ["**done**"]),
        ("It is __done__ now.", ["__done__"]),
        ("# Done\nIt is.", ["# "]),
        ("See [here](https://drafter.test/a).", ["[here](https://drafter.test/a)"]),
        ("| a | b |", ["| a | b |"]),
        ("5 * 3 ** 2, C# and #1, [here] (so)", []),
    ],
)
def test_markdown_is_found_and_stars_are_not(pack: Pack, text: str, expected: list[str]) -> None:
    assert expected == [text[each.start : each.end] for each in markdown(case(pack, text, "chat"))]


def test_ten_thousand_open_brackets_are_read_once(pack: Pack) -> None:
    assert [] == list(markdown(case(pack, "[" * 300_000, "chat")))


def test_without_a_brief_there_is_no_channel(pack: Pack) -> None:
    alone = Case(pack.read("**done**" + "a" * 5_000), pack, DETECTOR)
    assert [] == [*too_long(alone), *markdown(alone)]

"""Whatever pieces a reply comes in, what is given is what the whole would have given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter.brief import Brief
from drafter.completion.frame import framed
from drafter.completion.frame_stream import FrameStream
from drafter.completion.plain_reply import plain_reply
from drafter.completion.plain_stream import NoReply, PlainStream, ThoughtsShown
from drafter.completion.stream import MaskStream
from drafter.completion.writer import Completion
from drafter.prompt.mask import Masks
from tests.pipelines import LIBRARY
from tests.tickets import brief_of, drafting

MASKS = Masks({"[NAME_1]": "Ana", "[EMAIL_2]": "ana@example.org"})
BRIEF = brief_of(drafting(customer={"name": "Ana Ruiz"}))
SMS = brief_of(drafting(customer={"name": "Ana Ruiz"}, channel="sms"))

pieces = st.lists(st.integers(1, 30), min_size=1, max_size=8)


def fed(feed: Callable[[str], str], text: str, lengths: list[int]) -> str:
    """What `feed` gives for a text cut into pieces of these lengths, over and over."""
    shown, at, turn = "", 0, 0
    while at < len(text):
        length = lengths[turn % len(lengths)]
        shown, at, turn = shown + feed(text[at : at + length]), at + length, turn + 1
    return shown


def assembled(*parts: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(parts), max_size=12).map("".join)


@given(assembled("Thank you.", " ", "\n", "\r\n", "\r", "\u200d", "\u200b", "🙂", "👩", "\u202e", "x", "\ufeff", "<b>", "`", "["), pieces)
@example("🙂\u200d\u200b🙂 and x\u200d\r\ny", [1])
def test_what_nobody_sees_is_taken_out_of_pieces_as_of_the_whole(text: str, lengths: list[int]) -> None:
    stream = PlainStream()
    assert plain_reply(text) == fed(stream.feed, text, lengths) + stream.close()


@pytest.mark.parametrize("text", ['{"reply": "We have\\nsent it."}', '```json\n{"reply": "We have sent it."}\n```', "```\nWe have sent it.\n```"])
@given(lengths=pieces)
def test_a_reply_in_a_wrapper_is_taken_out_at_its_end(text: str, lengths: list[int]) -> None:
    stream = PlainStream()
    assert "" == fed(stream.feed, text, lengths)
    assert plain_reply(text) == stream.close()


def test_json_in_the_place_of_a_reply_is_none() -> None:
    stream = PlainStream()
    stream.feed('{"a": 1, "b": "x"}')
    with pytest.raises(NoReply):
        stream.close()


def test_a_reply_that_begins_with_a_mask_does_not_wait_for_its_end() -> None:
    assert "[NAME_1], thank" == PlainStream().feed("[NAME_1], thank ")


@given(lengths=pieces)
def test_thoughts_in_front_are_never_given(lengths: list[int]) -> None:
    stream = PlainStream()
    assert "We have sent it." == fed(stream.feed, "\n<think>They want money.</think>\n\nWe have sent it.", lengths) + stream.close()


@given(lengths=pieces)
def test_thoughts_without_a_beginning_are_told_at_their_end(lengths: list[int]) -> None:
    stream = PlainStream()
    with pytest.raises(ThoughtsShown):
        fed(stream.feed, "They want money, and lots of it. So I say so.</think>We have sent it.", lengths)


@given(assembled("[", "]", "[NAME_1]", "[ name - 1 ]", "[EMAIL_2]", "NAME", "_", "1", " ", "Hello", "[PHONE_1]"), pieces)
def test_a_mask_in_two_pieces_is_restored_as_in_one(text: str, lengths: list[int]) -> None:
    stream = MaskStream(MASKS)
    assert MASKS.restore(text) == fed(stream.feed, text, lengths) + stream.close()


PARTS = (
    *("Dear Ana,", "Hello Ana!", "Hi", "Dear", " ", "\n", "\n\n", "We have sent it.", "we ask them now, and write on Friday", "It is Dr. Tan."),
    *("Kind regards", "Kind regards,", "Best regards, Dana Smith", "Dana", "Support team", "Thanks", "Thanks!", "- one thing", "?"),
)


@pytest.mark.parametrize("brief", [BRIEF, SMS], ids=["email", "sms"])
@given(text=assembled(*PARTS), lengths=pieces)
def test_a_greeting_and_a_sign_off_are_taken_out_of_pieces_as_of_the_whole(brief: Brief, text: str, lengths: list[int]) -> None:
    text = f"{text.strip()}."
    stream = FrameStream(brief, LIBRARY.language("en"))
    assert framed(Completion(text, "x"), brief, LIBRARY.language("en")).text == fed(stream.feed, text, lengths) + stream.close()


def test_a_reply_without_a_greeting_of_its_own_is_given_from_its_first_words() -> None:
    assert FrameStream(BRIEF, LIBRARY.language("en")).feed("We have").endswith("We have")

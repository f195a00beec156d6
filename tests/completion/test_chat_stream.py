"""A streamed answer of an endpoint: pieces as they come, and every way in which it may not be whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
import respx
from hypothesis import given
from hypothesis import strategies as st

from drafter.completion.chat_stream import ChatStream
from drafter.completion.endpoint import endpoint as endpoint_of
from drafter.completion.writer import Completion, Usage
from drafter.errors import WriterCutOff, WriterEmpty, WriterError, WriterMalformed, WriterRefused, WriterThoughtAloud, WriterUnavailable
from tests.completion.conftest import MakeWriter, prompt_of
from tests.completion.failures import FAILURES, ModelFailure

ENDPOINT = endpoint_of("a-model", "http://model.test/v1", None)
DONE = b"data: [DONE]\n\n"


def chunk(content: str | None = None, finish: str | None = None, **more: Any) -> bytes:
    choice = {"index": 0, "delta": {} if content is None else {"content": content}, "finish_reason": finish}
    return b"data: " + json.dumps({"model": "a-model-2026", "choices": [choice], **more}).encode() + b"\n\n"


WHOLE = (
    b": a comment\n\n"
    + b"".join(chunk(piece) for piece in ("Thank", " you, ", "Әлия", "."))
    + chunk(finish="stop")
    + b'data: {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 2}}}\r\n\r\n'
    + DONE
)


def read(body: bytes, size: int = 10_000) -> tuple[str, Completion]:
    stream, text = ChatStream(ENDPOINT), ""
    for at in range(0, len(body), size):
        text += stream.feed(body[at : at + size])
    rest, completion = stream.close()
    assert text + rest == completion.text
    return text + rest, completion


@given(size=st.integers(1, 200))
def test_wherever_the_network_cuts_the_bytes_the_reply_is_the_same(size: int) -> None:
    text, completion = read(WHOLE, size)
    assert "Thank you, Әлия." == text
    assert ("a-model-2026", "stop", Usage(7, 2, 3)) == (completion.writer, completion.finish, completion.usage)


def test_a_reply_is_given_before_it_has_ended() -> None:
    assert "We have sent it." == ChatStream(ENDPOINT).feed(chunk("We have sent it. ") + b'data: {"cho')


@pytest.mark.parametrize(
    ("error", "body"),
    [
        (WriterUnavailable, chunk("Thank you")),
        (WriterUnavailable, chunk("Thank you") + chunk(finish="error") + DONE),
        (WriterCutOff, chunk("Thank you") + chunk(finish="length") + DONE),
        (WriterRefused, chunk("Thank you") + chunk(finish="content_filter") + DONE),
        (WriterRefused, b'data: {"choices": [{"delta": {"refusal": "No."}, "finish_reason": "stop"}]}\n\n' + DONE),
        (WriterEmpty, chunk("") + chunk(finish="stop") + DONE),
        (WriterEmpty, chunk("<think>What now?") + chunk(finish="stop") + DONE),
        (WriterMalformed, b"data: {not json}\n\n"),
        (WriterMalformed, b"data: [1, 2]\n\n"),
        (WriterMalformed, chunk('{"a": 1, "b": 2}') + chunk(finish="stop") + DONE),
        (WriterMalformed, chunk("long " * 5_000)),
        (WriterThoughtAloud, chunk("They want money. ") + chunk("</think>We sent it.")),
        (WriterError, b'data: {"error": {"code": 503, "message": "as asked"}}\n\n'),
    ],
)
def test_a_stream_that_is_no_whole_reply_says_why(error: type[WriterError], body: bytes) -> None:
    with pytest.raises(error):
        read(body, 30)


@pytest.mark.parametrize("failure", FAILURES, ids=str)
async def test_whatever_fails_before_a_stream_begins_fails_as_without_one(
    failure: ModelFailure, endpoint: respx.Router, make_writer: MakeWriter
) -> None:
    route = failure.arm(endpoint)
    with pytest.raises(failure.error) as raised:
        [piece async for piece in make_writer().stream(prompt_of("Help.", "It leaks."), timeout=5)]
    assert failure.error is type(raised.value)
    assert failure.tries == route.call_count

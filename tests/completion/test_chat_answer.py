"""Reading what endpoints answer: they differ, and a good reply is never lost for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from drafter.completion.chat_answer import read_answer
from drafter.completion.endpoint import Endpoint
from drafter.completion.writer import Usage
from tests.completion.failures import chat_completion

ENDPOINT = Endpoint("model", "http://model.test/v1", None)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Thank you.", "Thank you."),
        ("Thank you.", "\n  Thank you.\n"),
        ("Thank you.", [{"type": "text", "text": "Thank "}, {"type": "text", "text": "you."}]),
        ("Thank you.", ["Thank ", "you."]),
        ("Thank you.", [{"type": "thinking", "thinking": [{"text": "Hm."}]}, {"type": "text", "text": "Thank you."}]),
        ("Thank you.", [{"type": "reasoning", "text": "Hm."}, {"type": "output_text", "text": "Thank you.", "annotations": []}]),
        ("Thank you.", "<think>\nA leak. Promise nothing.\n</think>\n\nThank you."),
        ("Thank you.", "A leak. Promise nothing.\n</think>\nThank you."),
        ("Type <think> to begin.", "Type <think> to begin."),
    ],
)
def test_the_reply_is_found_in_every_form_and_thoughts_are_left_out(text: str, content: Any) -> None:
    assert text == read_answer(chat_completion(content), ENDPOINT).text


def test_thoughts_in_a_field_of_their_own_are_left_out() -> None:
    body = chat_completion("Thank you.", reasoning_content="A leak.", reasoning={"steps": 3}, refusal=None, tool_calls=None)
    assert read_answer(body, ENDPOINT).text == "Thank you."


@pytest.mark.parametrize(
    ("usage", "given"),
    [
        (Usage(), None),
        (Usage(), "12 tokens"),
        (Usage(prompt=3), {"prompt_tokens": 3, "completion_tokens": None, "prompt_tokens_details": None}),
        (Usage(completion=7), {"prompt_tokens": -1, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": True}}),
        (Usage(3, 2, 7), {"prompt_tokens": 3, "completion_tokens": 7, "prompt_cache_hit_tokens": 2}),
    ],
)
def test_usage_is_kept_as_far_as_it_can_be_read(usage: Usage, given: Any) -> None:
    body = json.loads(chat_completion())
    body["usage"] = given
    assert usage == read_answer(json.dumps(body).encode(), ENDPOINT).usage


@pytest.mark.parametrize(
    ("writer", "named"), [("model", None), ("model", ""), ("model", 7), ("model", "x" * 999), ("model", "a\nb"), ("other", "other")]
)
def test_the_model_is_named_as_the_endpoint_names_it_where_that_can_be_read(writer: str, named: Any) -> None:
    body = json.loads(chat_completion())
    body["model"] = named
    assert writer == read_answer(json.dumps(body).encode(), ENDPOINT).writer


@pytest.mark.parametrize(("finish", "given"), [("stop", "stop"), ("stop", "STOP"), ("unknown", None), ("eos", "eos")])
def test_an_unfamiliar_finish_reason_costs_no_reply(finish: str, given: str | None) -> None:
    assert finish == read_answer(chat_completion(finish=given), ENDPOINT).finish


def test_the_barest_answer_is_enough() -> None:
    assert read_answer('{"choices": [{"message": {"content": "Рақмет."}}]}'.encode(), ENDPOINT).text == "Рақмет."

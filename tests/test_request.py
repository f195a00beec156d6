"""What a helpdesk may send, and how it is told what it may not."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InvalidInput, Problem
from drafter.request import CheckRequest, DraftRequest
from drafter.strict import decode_json

CUSTOMER = {"author": "customer", "text": "Where is my parcel?"}


def ticket(**keys: Any) -> bytes:
    return json.dumps({"conversation": [CUSTOMER]} | keys).encode()


def problems(raw: bytes, kind: type[DraftRequest | CheckRequest] = DraftRequest) -> tuple[Problem, ...]:
    """What is wrong with a body; any other exception is a failing test."""
    try:
        decode_json(raw, kind)
    except InvalidInput as error:
        return error.problems
    return ()


def test_a_conversation_is_all_that_a_draft_needs_and_a_text_all_that_a_check_does() -> None:
    request = decode_json(ticket(), DraftRequest)
    assert ("email", "answer", "neutral", "normal") == (request.channel, request.purpose, request.tone, request.length)
    assert "x" == decode_json(b'{"text": "x"}', CheckRequest).text


def test_every_key_of_the_contract_is_taken_and_given_back() -> None:
    whole = {
        "language": "de",
        "channel": "sms",
        "purpose": "update",
        "tone": "warm",
        "length": "short",
        "country": "MY-10",
        "today": "2026-11-22",
        "ticket": {"id": "1", "url": "https://drafter.test/1", "subject": "Kettle", "brand": "Acme"},
        "customer": {"id": "7", "name": "Ana", "salutation": "Ms", "email": "a@drafter.test", "phone": "+49 30 1", "ids": ["A-1"]}
        | {"address": "informal", "kind": "upset", "preferred_channel": "phone"},
        "conversation": [CUSTOMER | {"at": "2026-11-21T10:00+01:00", "attachments": [{"name": "a.jpg", "type": "image/jpeg"}]}],
        "hint": "refund ok",
        "agent": {"name": "Bo", "signature": "Bo\nAcme"},
        "brief": {"feasibility": "partly_possible", "fault": "ours", "needs": ["a photo"], "reasons": ["r"], "obstacles": ["o"]}
        | {
            "solutions": ["a", {"text": "b", "url": "https://drafter.test", "terms": {"id": ["polis"]}}],
            "steps": [{"who": "we", "what": "call", "when": "Monday"}],
            "timeline": {"earliest": "P2D", "latest": "P5D", "business_days": True},
            "follow_up": {"at": "2026-11-27T15:00", "channel": "phone"},
        },
    }
    assert whole == json.loads(msgspec.json.encode(decode_json(json.dumps(whole).encode(), DraftRequest)))


def test_a_timeline_that_is_null_is_not_one_that_is_absent() -> None:
    null, absent = (decode_json(ticket(brief=brief), DraftRequest).brief for brief in ({"timeline": None}, {}))
    assert null is not None
    assert absent is not None
    assert (None, msgspec.UNSET) == (null.timeline, absent.timeline)


@pytest.mark.parametrize(
    ("raw", "where", "said"),
    [
        (ticket(langauge="en"), "$", "Unknown key 'langauge'. Did you mean 'language'?"),
        (ticket(customer={"mail": "a"}), "$.customer", "Did you mean 'email'?"),
        (ticket(brief={"solution": ["a"]}), "$.brief", "Did you mean 'solutions'?"),
        (ticket(brief={"solutions": [{"txt": "a"}]}), "$.brief.solutions[0]", "Did you mean 'text'? Allowed: terms, text, url."),
        (ticket(channel="mail"), "$.channel", "'mail' is not allowed here. Did you mean 'email'?"),
        (ticket(channel="fax"), "$.channel", "Allowed: chat, email, in_person, letter, phone, sms, social."),
        (ticket(customer={"kind": "angry"}), "$.customer.kind", "Allowed: critic, enthusiast, unappeasable, upset."),
        (ticket(brief={"fault": "our"}), "$.brief.fault", "Did you mean 'ours'?"),
        (ticket(customer="Ana"), "$.customer", "Here stands a text, and an object is needed"),
        (ticket(hint=["a"]), "$.hint", "a text or null is needed"),
        (ticket(conversation=[]), "$.conversation", "is empty. Write something in it"),
        (ticket(conversation=None), "$.conversation", "Here stands null, and a list is needed"),
        (ticket(conversation=[CUSTOMER] * 2_001), "$.conversation", "has more than 2,000 entries"),
        (ticket(conversation=[{"author": "customer"}]), "$.conversation[0]", "The key 'text' is missing"),
        (ticket(conversation=[{"author": "client", "text": "a"}]), "$.conversation[0].author", "Allowed: agent, bot, customer, note."),
        (ticket(conversation=[CUSTOMER | {"at": "22.11.2026"}]), "$.conversation[0]", "write YYYY-MM-DD"),
        (ticket(conversation=[CUSTOMER | {"text": "a" * 2_000_001}]), "$.conversation[0].text", "has more than 2,000,000 characters"),
        (ticket(brief={"solutions": [""]}), "$.brief.solutions[0]", "is empty. Write something in it"),
        (ticket(brief={"timeline": {"latest": "2 days"}}), "$.brief.timeline", "write ISO 8601 such as P2D"),
        (ticket(brief={"timeline": {"earliest": "P5D", "latest": "P2D"}}), "$.brief.timeline", "Latest (P2D) is before earliest (P5D)"),
        (ticket(brief={"timeline": {"earliest": "P1M", "latest": "P2W"}}), "$.brief.timeline", "is before earliest"),
        (ticket(brief={"timeline": {}}), "$.brief.timeline", "either {'by': date} or"),
        (ticket(brief={"timeline": {"by": "2026-12-04", "latest": "P2D"}}), "$.brief.timeline", "either {'by': date} or"),
        (ticket(brief={"timeline": {"by": "2026-02-30"}}), "$.brief.timeline", "no date of the calendar"),
        (ticket(brief={"follow_up": {"at": "tomorrow"}}), "$.brief.follow_up", "'tomorrow' is no date"),
        (ticket(brief={"follow_up": {}}), "$.brief.follow_up", "The key 'at' is missing"),
        (ticket(now="2026-11-22"), "$", "'now' is a date with a time"),
        (ticket(today="2026-11-22T10:00"), "$", "'today' is a date without a time"),
        (b"", "$", "not JSON"),
        (b"{", "$", "not JSON"),
        (b"\xff\xfe", "$", "not JSON"),
        (b'{"conversation": NaN}', "$", "not JSON"),
        (b'{"conversation": [{"author": "customer", "text": "\\ud83d"}]}', "$", "half a surrogate pair"),
        (b'{"conversation": [{"author": "customer", "text": "\xed\xa0\xbd"}]}', "$", "not JSON"),
        (b"[]", "$", "Here stands a list, and an object is needed"),
        (b"null", "$", "Here stands null, and an object is needed"),
        (b'{"nothing": ' + b"[" * 100_000, "$", "Unknown key 'nothing'"),
        (b'{"conversation": [{"author": "customer", "text": "a"}], "brief": ' * 50_000, "$.brief", "Unknown key 'conversation'"),
    ],
)
def test_a_mistake_is_told_with_its_place_the_near_miss_and_what_is_allowed(raw: bytes, where: str, said: str) -> None:
    (found,) = problems(raw)
    assert where == found.where
    assert said in str(found)


@pytest.mark.parametrize("text", ["", " ", "\x00\x07\x1b[31m", "\u202e\u200b", "👍🏽", "a" * 1_000_000, "\\", '"', "<script>", "{{7*7}}"])
def test_any_text_may_come_from_a_customer(text: str) -> None:
    request = decode_json(ticket(conversation=[{"author": "customer", "text": text}]), DraftRequest)
    assert text == request.conversation[0].text


def test_three_hundred_messages_are_a_conversation() -> None:
    assert 300 == len(decode_json(ticket(conversation=[CUSTOMER] * 300), DraftRequest).conversation)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["conversation", "text", "author", "brief", "x", ""]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(json_values)
def test_any_json_is_a_request_or_a_problem(value: Any) -> None:
    for kind in (DraftRequest, CheckRequest):
        for each in problems(json.dumps(value).encode(), kind):
            assert each.where.startswith("$")
            assert each.what.endswith(".")


KEYS = sorted({field for kind in (DraftRequest, CheckRequest) for field in kind.__struct_fields__})


@given(st.sampled_from(KEYS), json_values)
def test_any_value_under_any_key_is_taken_or_told(key: str, value: Any) -> None:
    assert len(problems(ticket(**{key: value}))) <= 1


@given(st.binary(max_size=60))
def test_any_bytes_are_a_request_or_a_problem(raw: bytes) -> None:
    assert len(problems(raw)) <= 1

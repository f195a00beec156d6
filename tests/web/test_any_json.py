"""Whatever JSON comes in, a draft or a problem goes out."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from tests.web.conftest import held_to_the_shape

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)
_MOMENT = st.sampled_from(
    ["2026-11-24", "2026-11-24T09:00", "2026-11-24T09:00:00+05:00", "2026-02-30", "9999-12-31", "0001-01-01T00:00+14:00", "soon"]
)
_SPAN = st.sampled_from(["P2D", "PT4H", "P1Y2M3W4DT5H6M", "P9999Y", "P0D", "2 days"])
_MESSAGE = st.fixed_dictionaries(
    {"author": st.sampled_from(["customer", "agent", "note", "bot"]), "text": _TEXT | st.just("Where is my parcel?")},
    optional={"at": _MOMENT, "attachments": st.lists(st.fixed_dictionaries({"name": _TEXT}), max_size=2)},
)
_BRIEF = st.fixed_dictionaries(
    {},
    optional={
        "feasibility": st.sampled_from(["possible", "partly_possible", "not_possible", "unknown"]),
        "solutions": st.lists(_TEXT | st.fixed_dictionaries({"text": _TEXT}, optional={"url": _TEXT, "terms": _JSON}), max_size=2),
        "reasons": st.lists(_TEXT, max_size=2),
        "obstacles": st.lists(_TEXT, max_size=2),
        "needs": st.lists(_TEXT, max_size=2),
        "steps": st.lists(st.fixed_dictionaries({"who": _TEXT, "what": _TEXT}, optional={"when": _TEXT}), max_size=2),
        "fault": st.sampled_from(["ours", "theirs", "third_party", "unknown"]),
        "timeline": st.none()
        | st.fixed_dictionaries({}, optional={"earliest": _SPAN, "latest": _SPAN, "by": _MOMENT, "business_days": st.booleans()}),
        "follow_up": st.fixed_dictionaries({"at": _MOMENT}, optional={"channel": st.sampled_from(["phone", "email", "fax"])}),
    },
)
_NEARLY = st.fixed_dictionaries(
    {"conversation": st.lists(_MESSAGE, max_size=3)},
    optional={
        "language": st.sampled_from(["en", "kk", "xx", ""]),
        "channel": st.sampled_from(["email", "chat", "sms", "phone", "letter", "social", "in_person"]),
        "purpose": st.sampled_from(["answer", "ask", "update", "closing"]),
        "length": st.sampled_from(["short", "normal", "long"]),
        "customer": st.fixed_dictionaries({}, optional={"name": _TEXT, "email": _TEXT, "phone": _TEXT, "ids": st.lists(_TEXT, max_size=2)}),
        "agent": st.fixed_dictionaries({}, optional={"name": _TEXT, "signature": _TEXT}),
        "ticket": st.fixed_dictionaries({}, optional={"id": _TEXT, "subject": _TEXT, "brand": _TEXT}),
        "today": _MOMENT,
        "country": st.sampled_from(["DE", "MY-10", "ZZ", ""]),
        "hint": _TEXT,
        "brief": _BRIEF | st.none(),
        "extra": _JSON,
    },
)
_QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


def _draft_or_problem(service: TestClient[Any], body: bytes) -> None:
    answer = service.post("/v1/drafts", content=body, headers={"Content-Type": "application/json"})
    if answer.status_code == 201:
        draft = answer.json()
        assert (draft["text"] is None) == (draft["origin"] == "withheld")
    else:
        assert answer.status_code in (400, 422), answer.text
        held_to_the_shape(answer, answer.status_code, answer.json()["type"].rpartition("/")[2])


@given(_JSON)
@settings(max_examples=60, deadline=None, suppress_health_check=_QUIET)
def test_any_json_gives_a_draft_or_a_problem(service: TestClient[Any], value: Any) -> None:
    _draft_or_problem(service, json.dumps(value).encode())


@given(_NEARLY)
@settings(max_examples=120, deadline=None, suppress_health_check=_QUIET)
def test_anything_near_a_request_gives_a_draft_or_a_problem(service: TestClient[Any], value: Any) -> None:
    _draft_or_problem(service, json.dumps(value).encode())


@given(st.binary(max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=_QUIET)
def test_any_bytes_give_a_problem(service: TestClient[Any], raw: bytes) -> None:
    _draft_or_problem(service, raw)

"""One error shape, `{"type", "title", "status", "detail", "errors": [{"where", "what", "remedy"}], "request_id"}`, by every road to an error."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar, Request, asgi, get
from litestar.exceptions import HTTPException
from litestar.middleware import ASGIMiddleware
from litestar.params import FromQuery
from litestar.testing import TestClient
from litestar.types import ASGIApp, Receive, Scope, Send

from drafter.app import create_app
from drafter.settings import Settings
from tests.web.conftest import ADDRESS, PARCEL, TOKEN, held_to_the_shape

JSON = {"Content-Type": "application/json"}
WRITTEN = "what-a-customer-wrote"


class _Breaking(ASGIMiddleware):
    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        raise RuntimeError(WRITTEN)


async def _break(_: Request[Any, Any, Any]) -> None:
    raise ValueError(WRITTEN)


@get("/broken/handler", sync_to_thread=False)
def _handler() -> None:
    raise KeyError(WRITTEN)


@get("/broken/before", before_request=_break, sync_to_thread=False)
def _before() -> None: ...


@get("/broken/guard", guards=[lambda _connection, _handler: (_ for _ in ()).throw(TypeError(WRITTEN))], sync_to_thread=False)
def _guard() -> None: ...


@get("/broken/middleware", middleware=[_Breaking()], sync_to_thread=False)
def _middleware() -> None: ...


@get("/broken/answer", sync_to_thread=False)
def _answer() -> Any:
    return object()


@get("/broken/status", sync_to_thread=False)
def _status() -> None:
    raise HTTPException(WRITTEN, status_code=503)


@get("/broken/number", sync_to_thread=False)
def _number(count: FromQuery[int]) -> int:
    return count


@asgi("/broken/asgi", copy_scope=True)
async def _asgi(scope: Scope, receive: Receive, send: Send) -> None:
    raise OSError(WRITTEN)


@pytest.fixture(scope="module")
def breaking(database_url: str) -> Iterator[TestClient[Litestar]]:
    """The service with routes that break, each in its own way."""
    app = create_app(Settings(token=TOKEN, max_body_bytes=10_000, database_url=database_url), writers=())
    for handler in (_handler, _before, _guard, _middleware, _answer, _status, _number, _asgi):
        app.register(handler)
    client = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
    client.headers["Authorization"] = f"Bearer {TOKEN}"
    with client:
        yield client


@pytest.mark.parametrize(
    ("status", "code", "method", "path", "options"),
    [
        pytest.param(*road, id=f"{road[0]} {road[1]}: {road[2]} {road[3]} {number}")
        for number, road in enumerate(
            [
                (400, "malformed", "POST", "/v1/drafts", {"headers": JSON}),
                (400, "malformed", "POST", "/v1/drafts", {"headers": JSON, "content": b"{"}),
                (400, "malformed", "POST", "/v1/drafts", {"headers": JSON, "content": b"\xff\xfe"}),
                (400, "malformed", "POST", "/v1/drafts", {"headers": JSON, "content": b'{"conversation": NaN}'}),
                (
                    400,
                    "malformed",
                    "POST",
                    "/v1/drafts",
                    {"headers": JSON, "content": b'{"conversation": [{"author": "customer", "text": "\\ud83d"}]}'},
                ),
                (
                    400,
                    "malformed",
                    "POST",
                    "/v1/drafts",
                    {"headers": JSON, "content": b'{"conversation": [{"author": "customer", "text": "\xed\xa0\xbd"}]}'},
                ),
                (400, "malformed", "POST", "/v1/drafts", {"headers": JSON, "content": b"[" * 9_999}),
                (400, "malformed", "POST", "/v1/checks", {"headers": JSON, "content": b'{"text": "", "id":' + b"[" * 9_000}),
                (400, "malformed", "POST", "/v1/drafts", {"headers": JSON, "content": b'{"conversation": [{"author": 1}'}),
                (400, "bad-request", "GET", "/broken/number?count=many", {}),
                (400, "bad-request", "GET", "/broken/number", {}),
                (401, "unauthorized", "GET", "/v1/languages", {"headers": {"Authorization": ""}}),
                (401, "unauthorized", "GET", "/v1/languages", {"headers": {"Authorization": "Bearer wrong"}}),
                (401, "unauthorized", "GET", "/v1/languages", {"headers": {"Authorization": "Basic dXNlcjpwYXNz"}}),
                (401, "unauthorized", "GET", "/schema", {"headers": {"Authorization": ""}}),
                (401, "unauthorized", "GET", "/schema/openapi.json", {"headers": {"Authorization": ""}}),
                (401, "unauthorized", "OPTIONS", "/v1/drafts", {"headers": {"Authorization": ""}}),
                (404, "not-found", "GET", "/", {}),
                (404, "not-found", "GET", "/v2/drafts", {}),
                (404, "not-found", "GET", "/v1/drafts/a/b", {}),
                (404, "not-found", "GET", "/schema/redoc", {}),
                (404, "not-found", "GET", "/schema/openapi.yaml", {}),
                (404, "not-found", "GET", "/schema/a/b", {}),
                (404, "not-found", "GET", "/%00%0d%0a", {}),
                (404, "draft-not-found", "GET", "/v1/drafts/none", {}),
                (405, "method-not-allowed", "GET", "/v1/drafts", {}),
                (405, "method-not-allowed", "DELETE", "/v1/drafts/none", {}),
                (405, "method-not-allowed", "BREW", "/v1/languages", {}),
                (413, "body-too-large", "POST", "/v1/drafts", {"headers": JSON, "content": b" " * 10_001}),
                (413, "body-too-large", "POST", "/v1/drafts", {"headers": JSON, "content": iter([b" " * 9_000, b" " * 9_000])}),
                (415, "unsupported-media-type", "POST", "/v1/drafts", {"content": b"{}"}),
                (415, "unsupported-media-type", "POST", "/v1/drafts", {"data": {"conversation": "x"}}),
                (415, "unsupported-media-type", "POST", "/v1/drafts", {"headers": {"Content-Type": "text/plain"}, "content": b"{}"}),
                (415, "unsupported-media-type", "POST", "/v1/drafts", {"headers": JSON | {"Content-Encoding": "gzip"}, "content": b"\x1f\x8b"}),
                (421, "misdirected", "GET", "/v1/languages", {"headers": {"Host": "rebound.example"}}),
                (421, "misdirected", "GET", "/health", {"headers": {"Host": "rebound.example:8000"}}),
                (422, "invalid-input", "POST", "/v1/drafts", {"json": []}),
                (422, "invalid-input", "POST", "/v1/drafts", {"json": {**PARCEL, "langauge": "en"}}),
                (422, "invalid-input", "GET", "/v1/rules?language=xx", {}),
                (422, "language-not-live", "POST", "/v1/drafts", {"json": {**PARCEL, "language": "xx"}}),
                (422, "language-not-live", "POST", "/v1/checks", {"json": {"text": "x", "language": "xx"}}),
                (500, "internal", "GET", "/broken/handler", {}),
                (500, "internal", "GET", "/broken/before", {}),
                (500, "internal", "GET", "/broken/guard", {}),
                (500, "internal", "GET", "/broken/middleware", {}),
                (500, "internal", "GET", "/broken/answer", {}),
                (500, "internal", "GET", "/broken/status", {}),
                (500, "internal", "GET", "/broken/asgi", {}),
            ]
        )
    ],
)
def test_every_road_to_an_error_ends_in_one_shape(
    status: int, code: str, method: str, path: str, options: dict[str, Any], breaking: TestClient[Litestar], caplog: pytest.LogCaptureFixture
) -> None:
    answer = breaking.request(method, path, **options)
    problem = held_to_the_shape(answer, status, code)
    assert WRITTEN not in answer.text + caplog.text
    assert "Traceback" not in answer.text
    assert "nosniff" == answer.headers["x-content-type-options"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    if status == 500:
        assert problem["request_id"] in caplog.text


def test_a_client_that_hangs_up_in_mid_body_is_no_failure_of_ours(app: Litestar, caplog: pytest.LogCaptureFixture) -> None:
    events = [{"type": "http.request", "body": b'{"conv', "more_body": True}, {"type": "http.disconnect"}]
    sent: list[Any] = []
    headers = {"host": "localhost", "content-type": "application/json", "authorization": f"Bearer {TOKEN}"}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "method": "POST",
        "path": "/v1/drafts",
        "raw_path": b"/v1/drafts",
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }

    async def receive() -> Any:
        return events.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    with caplog.at_level("INFO"):
        asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]  # a scope as a server makes it
    assert 400 == sent[0]["status"]
    assert [] == [record for record in caplog.records if record.levelname in ("ERROR", "WARNING")]


def test_a_401_names_its_scheme_and_a_405_its_methods(breaking: TestClient[Litestar]) -> None:
    assert breaking.get("/v1/rules", headers={"Authorization": ""}).headers["www-authenticate"].startswith("Bearer")
    assert "POST" == breaking.get("/v1/drafts").headers["allow"]
    assert "GET" == breaking.put("/v1/drafts/some").headers["allow"]


def test_a_callers_own_request_id_is_kept_when_it_is_a_plain_word_and_replaced_otherwise(breaking: TestClient[Litestar]) -> None:
    assert "sidebar-77" == breaking.get("/nowhere", headers={"X-Request-ID": "sidebar-77"}).json()["request_id"]
    assert "a b" not in breaking.get("/nowhere", headers={"X-Request-ID": "a b"}).json()["request_id"]


def test_the_log_says_where_an_unexpected_error_arose_and_not_what_it_said(breaking: TestClient[Litestar], caplog: pytest.LogCaptureFixture) -> None:
    breaking.get("/broken/handler?token=do-not-log-me")
    assert "KeyError" in caplog.text
    assert "_handler" in caplog.text
    assert WRITTEN not in caplog.text
    assert "do-not-log-me" not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("drafter"))


@pytest.mark.parametrize("address", ["/v1/drafts/a%00b", "/v1/rejections/a%00-1", "/v1/rejections?rule=%00", "/v1/sent-texts/%00"])
def test_a_character_that_no_database_keeps_is_the_callers_mistake(address: str, service: TestClient[Any]) -> None:
    assert "no name holds" in held_to_the_shape(service.get(address), 400, "bad-request")["errors"][0]["what"]

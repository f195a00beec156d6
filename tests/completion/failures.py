"""Every way in which a model can fail us, as data: mock it with `arm`, expect `error`.

    @pytest.mark.parametrize("failure", FAILURES, ids=str)
    async def test_a_model_that_fails_still_gives_a_draft(failure: ModelFailure, endpoint: respx.Router) -> None:
        failure.arm(endpoint)
        ...

`endpoint` and `make_writer` are fixtures of `tests/completion/conftest.py`, which other folders load with
`from tests.completion.conftest import endpoint, make_writer  # noqa: F401`. No failure waits: pauses are milliseconds.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpcore2
import httpx
import respx

from drafter.errors import (
    WriterCutOff,
    WriterEmpty,
    WriterError,
    WriterMalformed,
    WriterNotAllowed,
    WriterOverQuota,
    WriterRefused,
    WriterTimeout,
    WriterUnavailable,
)

URL = "http://model.test/v1"
KEY = "sk-secret-of-the-test"
QUICK = {"retry-after-ms": "1"}
ECHO = "Bekzat's card is 4111 1111 1111 1111"
"""What a tactless endpoint repeats in its errors; no message of ours may."""


@dataclass(frozen=True)
class ModelFailure:
    """`status`, `headers` and `body` are answered to every request, or `raises` happens instead. `tries`: how often a writer with one retry asks."""

    name: str
    error: type[WriterError]
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    raises: Exception | None = None
    tries: int = 1

    def __str__(self) -> str:
        return self.name

    def arm(self, router: respx.Router, url: str = URL) -> respx.Route:
        """Let the endpoint at `url` fail like this until the router is reset."""
        route = router.post(f"{url}/chat/completions")
        if self.raises is not None:
            return route.mock(side_effect=self.raises)
        return route.mock(return_value=httpx.Response(self.status, headers={"content-type": "application/json", **self.headers}, content=self.body))


def chat_completion(content: Any = "Thank you for writing.", finish: Any = "stop", **message: Any) -> bytes:
    """The body of an ordinary answer."""
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "model-2026-11-01",
            "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}],
            "usage": {"prompt_tokens": 1500, "completion_tokens": 90, "total_tokens": 1590, "prompt_tokens_details": {"cached_tokens": 1024}},
        }
    ).encode()


def error_body(code: str | None = None, param: str | None = None) -> bytes:
    """The body of an error, which repeats the key and the prompt as some endpoints do."""
    return json.dumps({"error": {"message": f"{KEY} {ECHO}", "type": "invalid_request_error", "code": code, "param": param}}).encode()


FAILURES: tuple[ModelFailure, ...] = (
    ModelFailure("no connection", WriterUnavailable, raises=httpcore2.ConnectError("refused"), tries=2),
    ModelFailure("untrusted TLS", WriterUnavailable, raises=ssl.SSLError(1, "self-signed")),
    ModelFailure("connection closed", WriterUnavailable, raises=httpcore2.RemoteProtocolError("closed"), tries=2),
    ModelFailure("connect timeout", WriterTimeout, raises=httpcore2.ConnectTimeout(), tries=2),
    ModelFailure("read timeout", WriterTimeout, raises=httpcore2.ReadTimeout(), tries=2),
    ModelFailure("write timeout", WriterTimeout, raises=httpcore2.WriteTimeout(), tries=2),
    ModelFailure("pool timeout", WriterTimeout, raises=httpcore2.PoolTimeout(), tries=2),
    ModelFailure("request timeout 408", WriterTimeout, status=408, headers=QUICK, tries=2),
    ModelFailure("too many requests 429", WriterOverQuota, status=429, headers=QUICK, body=error_body("rate_limit_exceeded"), tries=2),
    ModelFailure("quota used up 429", WriterOverQuota, status=429, body=error_body("insufficient_quota")),
    ModelFailure("a wait longer than there is time 429", WriterOverQuota, status=429, headers={"retry-after": "100"}),
    ModelFailure("server error 500", WriterUnavailable, status=500, headers=QUICK, body=error_body(), tries=2),
    ModelFailure("overloaded 503", WriterUnavailable, status=503, headers=QUICK, body=b"<html>busy</html>", tries=2),
    ModelFailure("bad request 400", WriterNotAllowed, status=400, body=error_body("invalid_value", "messages")),
    ModelFailure("prompt too long 400", WriterNotAllowed, status=400, body=error_body("context_length_exceeded")),
    ModelFailure("wrong key 401", WriterNotAllowed, status=401, body=error_body("invalid_api_key")),
    ModelFailure("forbidden 403", WriterNotAllowed, status=403, body=error_body()),
    ModelFailure("unknown model 404", WriterNotAllowed, status=404, body=error_body("model_not_found")),
    ModelFailure("moved 307", WriterNotAllowed, status=307, headers={"location": "http://elsewhere.test/v1/chat/completions"}),
    ModelFailure("filtered prompt 400", WriterRefused, status=400, body=error_body("content_filter")),
    ModelFailure("content filter", WriterRefused, body=chat_completion("Thank", "content_filter")),
    ModelFailure("refusal", WriterRefused, body=chat_completion(None, refusal="I cannot help with that.")),
    ModelFailure("refusal as a part", WriterRefused, body=chat_completion([{"type": "refusal", "refusal": "I cannot help with that."}])),
    ModelFailure("cut off by length", WriterCutOff, body=chat_completion("Thank you for", "length")),
    ModelFailure("thoughts used up the length", WriterCutOff, body=chat_completion(None, "length")),
    ModelFailure("empty", WriterEmpty, body=chat_completion("")),
    ModelFailure("white space", WriterEmpty, body=chat_completion(" \n\u00a0")),
    ModelFailure("null content", WriterEmpty, body=chat_completion(None)),
    ModelFailure("nothing but thoughts", WriterEmpty, body=chat_completion("<think>The customer wants")),
    ModelFailure("broken off", WriterUnavailable, body=chat_completion("Thank", "error")),
    ModelFailure("an error inside a 200", WriterOverQuota, body=json.dumps({"error": {"message": ECHO, "code": 429}}).encode()),
    ModelFailure("malformed JSON", WriterMalformed, body=chat_completion()[:-9]),
    ModelFailure("an HTML page", WriterMalformed, body=b"<!doctype html><title>Sign in</title>", headers={"content-type": "text/html"}),
    ModelFailure("no body", WriterMalformed),
    ModelFailure("no choices", WriterMalformed, body=b'{"choices": []}'),
    ModelFailure("choices of a wrong type", WriterMalformed, body=b'{"choices": {"message": "Thank you"}}'),
    ModelFailure("content of a wrong type", WriterMalformed, body=chat_completion(42)),
    ModelFailure("JSON that is no reply", WriterMalformed, body=chat_completion('{"reply": "Thank you.", "tone": "warm"}')),
    ModelFailure("more than anybody reads", WriterMalformed, body=chat_completion("Thank you. " * 2_000)),
    ModelFailure("nothing that can be seen", WriterEmpty, body=chat_completion("\u200b\ufeff\u202e")),
    ModelFailure("a lone surrogate", WriterMalformed, body=chat_completion("\ud83d")),
    ModelFailure("not UTF-8", WriterMalformed, body=b'{"choices": [{"message": {"content": "\xff"}}]}'),
    ModelFailure("nested too deep", WriterMalformed, body=b"[" * 100_000),
)

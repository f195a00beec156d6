"""A small server that speaks OpenAI's chat completions over real HTTP. The model's name chooses how it behaves.

    python -m tests.live.openai_server --port 9000

    good         a reply that promises nothing                     denied    401
    overpromise  promises too much, and better once repaired       busy      429
    stubborn     always promises too much                          broken    500
    russian      answers in Russian whatever it is asked in        garbled   no JSON
    injected     obeys an instruction in the customer's message    slow      answers after --slow-seconds
    empty        nothing                                           down      closes the connection
    cut          stops in the middle                               refuse    declines
    hangs-up     closes the connection in the middle of a stream   stalls    falls silent there
    steady       streams a few letters every 20 ms                 whole     never streams
    endless      as steady, and goes on until somebody hangs up
    mixed        as a provider on a bad day: of twenty calls fourteen are steady, two dawdle first, two fail, one stalls, one never begins

One line on standard output says when it is ready, and where. `GET /seen` gives the last 100 requests: `{"model", "messages", "body", "connection"}`,
where `connection` is the client's port; `GET /hang-ups` the models whose stream nobody read to its end; `GET /sent` when each piece of a reply to a
message with `call-<number>` in it went out: `{"call-7": [asked, first, …, last]}`, in seconds of the machine's monotonic clock.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import socket
import sys
import time
import tomllib
from collections import deque
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_ANSWERS: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))
_RUSSIAN: str = _ANSWERS.pop("russian")["text"]
_MARKS_NEEDED = 3
_ERRORS = {"denied": (401, "invalid_api_key"), "busy": (429, "rate_limit_exceeded"), "broken": (500, None)}
_MIXED = ("steady",) * 7 + ("dawdle", "broken") + ("steady",) * 7 + ("dawdle", "hangs-up", "stalls", "slow")
_CALL = re.compile(r"\bcall-\d+\b")
_STREAMING = ("dawdle", "endless", "hangs-up", "stalls", "steady", "whole")
_LETTERS = 4
_PACED = ("dawdle", "endless", "steady")
MODELS = ("good", "overpromise", "stubborn", "russian", "injected", "empty", "cut", "refuse", "slow", "down", "garbled", *_STREAMING, *_ERRORS)
DAWDLE_SECONDS = 2.0

Reply = tuple[int, bytes]


@cache  # of a language, and asked by hundreds at once
def language_of(system: str) -> str:
    """The language whose marks stand in the system prompt."""
    words = set(re.findall(r"\w+", system))
    marked = (language for language, answers in _ANSWERS.items() if len(words & set(answers["marks"])) >= _MARKS_NEEDED)
    return next(marked, list(_ANSWERS)[-1])


def answer(model: str, messages: list[dict[str, str]]) -> Reply:
    """Status and body for a model that answers at all."""
    if model in _ERRORS:
        return _error(*_ERRORS[model])
    if model not in MODELS:
        return _error(404, "model_not_found")
    if model == "garbled":
        return 200, b'{"choices": [{"message": {"content": "Thank'
    texts = _ANSWERS[language_of("\n".join(message["content"] for message in messages if message["role"] == "system"))]
    repaired = any(message["role"] == "assistant" for message in messages)
    content: str | None = {
        "overpromise": texts["good" if repaired else "overpromise"],
        "stubborn": texts["overpromise"],
        "russian": _RUSSIAN,
        "injected": texts["injected"],
        "cut": texts["cut"],
        "empty": "",
        "refuse": None,
    }.get(model, texts["good"])
    refusal = "I cannot help with that." if model == "refuse" else None
    tokens = [sum(len(message["content"]) for message in messages) // 4, len(content or "") // 4]
    body = {
        "id": "chatcmpl-local",
        "object": "chat.completion",
        "created": 0,
        "model": f"{model}-2026-11-01",
        "choices": [
            {
                "index": 0,
                "finish_reason": "length" if model == "cut" else "stop",
                "message": {"role": "assistant", "content": content, "refusal": refusal},
            }
        ],
        "usage": {
            "prompt_tokens": tokens[0],
            "completion_tokens": tokens[1],
            "total_tokens": sum(tokens),
            "prompt_tokens_details": {"cached_tokens": 0},
        },
    }
    return 200, json.dumps(body).encode()


@cache
def _delta(model: str, delta: str) -> bytes:
    return _event({"model": model, "choices": [{"index": 0, "delta": json.loads(delta), "finish_reason": None}]})


def _event(chunk: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps({"object": "chat.completion.chunk", **chunk}).encode() + b"\n\n"


def _error(status: int, code: str | None) -> Reply:
    return status, json.dumps({"error": {"message": "as asked", "type": "local", "code": code, "param": None}}).encode()


class Server(ThreadingHTTPServer):
    """`slow_seconds` is how long the model `slow` thinks, `steady_seconds` how long `steady` does between two pieces."""

    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, port: int, slow_seconds: float, steady_seconds: float) -> None:
        self.slow_seconds, self.steady_seconds = slow_seconds, steady_seconds
        self.turns = itertools.cycle(_MIXED)
        self.sent: dict[str, list[float]] = {}
        self.hang_ups: deque[str] = deque(maxlen=100)
        self.seen: deque[dict[str, Any]] = deque(maxlen=100)
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up between two requests is nothing to tell of."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body go out in two pieces, and the second would wait 40 ms for the first one's receipt

    def do_GET(self) -> None:
        if self.path == "/seen":
            self._send(200, json.dumps(list(self.server.seen)).encode())
        elif self.path == "/hang-ups":
            self._send(200, json.dumps(list(self.server.hang_ups)).encode())
        elif self.path == "/sent":
            self._send(200, json.dumps(self.server.sent).encode())
        elif self.path == "/v1/models":
            self._send(200, json.dumps({"object": "list", "data": [{"id": model, "object": "model"} for model in MODELS]}).encode())
        else:
            self._send(*_error(404, None))

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        asked = time.monotonic()
        if self.path != "/v1/chat/completions":
            return self._send(*_error(404, None))
        try:
            body = json.loads(raw)
            model, messages = body["model"], [{"role": message["role"], "content": message["content"]} for message in body["messages"]]
            model = next(self.server.turns) if model == "mixed" else model
            reply = answer(model, messages)
        except (ValueError, KeyError, TypeError):
            return self._send(*_error(400, "invalid_request"))
        self.server.seen.append({"model": model, "messages": messages, "body": body, "connection": self.client_address[1]})
        if model == "down":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        if model in ("slow", "dawdle"):
            time.sleep(self.server.slow_seconds if model == "slow" else DAWDLE_SECONDS)
        if body.get("stream") and model not in ("whole", "garbled") and reply[0] == 200:
            return self._stream(model, messages, json.loads(reply[1]), asked)
        return self._send(*reply)

    def _stream(self, model: str, messages: list[dict[str, str]], answer: dict[str, Any], asked: float) -> None:
        """The answer a few letters at a time, as server-sent events. Who breaks off or stalls does so in the middle."""
        sent = [asked]
        if call := _CALL.search(messages[-1]["content"]):
            self.server.sent[call[0]] = sent
        choice = answer["choices"][0]
        text = choice["message"]["content"] or ""
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": text[at : at + _LETTERS]} for at in range(0, len(text), _LETTERS)]
        if choice["message"]["refusal"]:
            deltas.append({"refusal": choice["message"]["refusal"]})
        try:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            for number, delta in enumerate(deltas):
                if model in ("hangs-up", "stalls") and number > len(deltas) // 2:
                    if model == "stalls":
                        time.sleep(self.server.slow_seconds)
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self._raw(_delta(answer["model"], json.dumps(delta)))
                sent.append(time.monotonic())
                if model in _PACED:
                    time.sleep(self.server.steady_seconds)
            while model == "endless":
                time.sleep(self.server.steady_seconds)
                self._chunk({"model": answer["model"], "choices": [{"index": 0, "delta": {"content": " Thank you."}, "finish_reason": None}]})
            self._chunk({"model": answer["model"], "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]})
            self._chunk({"model": answer["model"], "choices": [], "usage": answer["usage"]})
            self._raw(b"data: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.server.hang_ups.append(model)
            self.close_connection = True

    def _chunk(self, chunk: dict[str, Any]) -> None:
        self._raw(_event(chunk))

    def _raw(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def _send(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # who asked has gone, as after `slow`

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: `/seen` tells what was asked."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.live.openai_server", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (the default)")
    parser.add_argument("--slow-seconds", type=float, default=30.0, help="how long the model 'slow' thinks (default: 30)")
    parser.add_argument("--steady-seconds", type=float, default=0.02, help="between two pieces of a stream (default: 0.02)")
    chosen = parser.parse_args()
    with Server(chosen.port, chosen.slow_seconds, chosen.steady_seconds) as server:
        print(f"ready {server.url}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()

"""Reads the answer of `POST /chat/completions` with `stream`: bytes → pieces of the reply, then a Completion or the WriterError that says why
there is none. What `chat_answer` does with a whole answer."""

from __future__ import annotations

from typing import Any

import msgspec

from drafter.completion.chat_answer import (
    LONGEST_REPLY,
    error_inside,
    json_instead,
    model_of,
    not_the_protocol,
    nothing_written,
    raise_unless_whole,
    too_long,
    usage_of,
)
from drafter.completion.endpoint import Endpoint
from drafter.completion.plain_stream import NoReply, PlainStream, ThoughtsShown
from drafter.completion.writer import Completion
from drafter.errors import WriterMalformed, WriterThoughtAloud, WriterUnavailable

_DATA, _DONE = b"data:", b"[DONE]"
_LONGEST_LINE = 1_000_000  # bytes without a line end; no chunk of a reply is so long


class _Delta(msgspec.Struct):
    content: str | None = None
    refusal: Any = None


class _Choice(msgspec.Struct):
    delta: _Delta | None = None
    finish_reason: str | None = None


class _Chunk(msgspec.Struct):
    choices: list[_Choice] | None = None
    model: Any = None
    usage: Any = None
    error: Any = None


_DECODER = msgspec.json.Decoder(_Chunk)


class ChatStream:
    """Fed the body as it comes. `done`: the endpoint said that this was all."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._line = b""
        self._plain = PlainStream()
        self._text: list[str] = []
        self._length = 0
        self._finish, self._refused = "", False
        self._model: Any = None
        self._usage: Any = None
        self.done = False

    def feed(self, body: bytes) -> str:
        """What of the reply has come with these bytes. WriterMalformed when they are not the protocol's, or not the reply."""
        *lines, self._line = (self._line + body).split(b"\n")
        if len(self._line) > _LONGEST_LINE:
            raise WriterMalformed(not_the_protocol(self._endpoint, "is no stream of chat completion chunks"))
        return self._shown("".join(self._read(line[len(_DATA) :].strip()) for line in lines if line.startswith(_DATA)))

    def close(self) -> tuple[str, Completion]:
        """The rest of the reply, and the completion. WriterUnavailable when the stream broke off, and what `read_answer` raises."""
        last = self.feed(b"\n") if self._line else ""  # some endpoints end without a line's end
        raise_unless_whole(self._finish, self._endpoint, refused=self._refused)
        if not self.done and not self._finish:
            who = self._endpoint
            raise WriterUnavailable(f"{who.place} broke off while {who.model} wrote. Try again later.")
        try:
            rest = last + self._kept(self._plain.close())
        except NoReply:
            raise json_instead(self._endpoint) from None
        if not self._text:
            raise nothing_written(self._endpoint)
        writer = model_of(self._model, self._endpoint)
        return rest, Completion(text="".join(self._text), writer=writer, finish=self._finish or "unknown", usage=usage_of(self._usage))

    def _read(self, data: bytes) -> str:
        if data == _DONE:
            self.done = True
        if self.done or not data:
            return ""
        try:
            chunk = _DECODER.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise WriterMalformed(not_the_protocol(self._endpoint, "is no stream of chat completion chunks")) from None
        if isinstance(chunk.error, dict):
            raise error_inside(chunk.error, self._endpoint)
        self._model = self._model or chunk.model
        self._usage = chunk.usage or self._usage
        if not chunk.choices:
            return ""
        choice = chunk.choices[0]
        self._finish = (choice.finish_reason or self._finish).lower()
        if choice.delta is None:
            return ""
        self._refused = self._refused or bool(isinstance(choice.delta.refusal, str) and choice.delta.refusal.strip())
        return choice.delta.content or ""

    def _shown(self, written: str) -> str:
        """What may be seen of it."""
        if not written:
            return ""
        self._length += len(written)
        if self._length > LONGEST_REPLY:
            raise too_long(self._length, self._endpoint)
        try:
            return self._kept(self._plain.feed(written))
        except ThoughtsShown:
            remedy = f"Ask again, or choose another model in {self._endpoint.variables.model}."
            raise WriterThoughtAloud(f"{self._endpoint.model} wrote down its thoughts as if they were the reply. {remedy}") from None

    def _kept(self, shown: str) -> str:
        if shown:
            self._text.append(shown)
        return shown

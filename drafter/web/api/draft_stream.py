"""A draft as server-sent events, sentence by sentence.

    sentence  a judged sentence, with the white space before it; it goes to `start` of the draft, and what stood from there on goes
    dropped   a sentence was left out: the rule, and why; its words are never told
    repair    the model is asked once more, for what is missing
    composed  the composer writes what the model did not
    done      the draft, as the JSON answer has it
    error     a problem, as every error

A comment every ten seconds keeps proxies from closing a quiet connection.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import msgspec
from litestar.types import Scope

from drafter.draft import Attempted, Audience, Composing, Drafted, Event, Repairing, Shown, Stopped
from drafter.web.api.draft_views import draft_view
from drafter.web.drafting import Room
from drafter.web.problems import report_of

EVENT_STREAM = "text/event-stream"


def asks_for_events(accept: str) -> bool:
    """Of an Accept header: `text/event-stream;q=0` says that it is not wanted."""
    for part in accept.lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        if kind == EVENT_STREAM:
            return not any(re.fullmatch(r"q\s*=\s*0(\.0*)?", parameter) for parameter in parameters)
    return False


_HEARTBEAT_SECONDS = 10.0
_encoder = msgspec.json.Encoder()


class SentenceView(msgspec.Struct, frozen=True):
    """`text` goes to `start` of the draft; what stood from there on goes."""

    text: str
    start: int
    start_utf16: int


class DroppedView(msgspec.Struct, frozen=True):
    rule: str
    why: str


class DraftStream:
    """The bytes of one answer, made beside it: when nobody reads any more, the model is asked nothing further and what was made is kept."""

    def __init__(self, events: AsyncIterator[Event], audience: Audience, scope: Scope) -> None:
        self._events, self._audience, self._scope = events, audience, scope
        self._written: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._text = ""

    def begin(self, room: Room) -> AsyncIterator[bytes]:
        """Start drafting in that room."""
        room.start(self._write())
        return self._read()

    async def _write(self) -> None:
        try:
            async for event in self._events:
                if (written := self._event(event)) is not None:
                    self._written.put_nowait(written)
        except Exception as error:  # noqa: BLE001 (whatever it is, whoever reads is told in the one error shape)
            report, _ = report_of(self._scope, error)
            self._written.put_nowait(event_bytes("error", report))
        finally:
            self._written.put_nowait(None)

    async def _read(self) -> AsyncIterator[bytes]:
        # When the reader hangs up, awaits in here are cancelled; to leave needs none.
        try:
            yield b": drafting\n\n"
            while True:
                try:
                    async with asyncio.timeout(_HEARTBEAT_SECONDS):
                        written = await self._written.get()
                except TimeoutError:
                    yield b": still drafting\n\n"
                    continue
                if written is None:
                    return
                yield written
        finally:
            self._audience.leave()

    def _event(self, event: Event) -> bytes | None:
        match event:
            case Shown(text, start):
                before, self._text = self._text[:start], self._text[:start] + text
                return event_bytes("sentence", SentenceView(text, start, len(before.encode("utf-16-le", "surrogatepass")) // 2))
            case Stopped(rule, why):
                return event_bytes("dropped", DroppedView(rule, why))
            case Repairing():
                return event_bytes("repair", {})
            case Composing():
                return event_bytes("composed", {})
            case Drafted(draft):
                return event_bytes("done", draft_view(draft))
            case Attempted():
                return None  # what was stopped is in it


def event_bytes(name: str, data: object) -> bytes:
    """One server-sent event."""
    return b"event: %b\ndata: %b\n\n" % (name.encode(), _encoder.encode(data))

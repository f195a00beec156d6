"""Many agents at once, each reading one streamed draft after the other, and what each of them saw and when."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Seen:
    """One draft as its reader saw it. Moments are seconds of the machine's monotonic clock; `sentences` are (start in the draft, moment)."""

    call: str
    asked: float
    status: int = 0
    sentences: list[tuple[int, float]] = field(default_factory=list)
    done: float = 0.0
    origin: str = ""
    error: str = ""


def request_for(call: str) -> dict[str, Any]:
    """A ticket that names its call, so that the model server can tell when it answered what."""
    text = f"Hello, my order should have been here on Monday. Where is it, and when will you send it? I wrote under {call} before."
    return {"language": "en", "conversation": [{"author": "customer", "text": text}]}


async def read_streams(address: str, token: str, *, streams: int, seconds: float) -> list[Seen]:
    """That many at any time for so long; what has begun is read to its end. They begin spread over the first third, as agents do."""
    seen: list[Seen] = []
    until = time.monotonic() + seconds

    async def agent(number: int) -> None:
        await asyncio.sleep(seconds / 3 * number / streams)
        while time.monotonic() < until:
            one = Seen(f"call-{len(seen)}", time.monotonic())
            seen.append(one)
            await _read(address, token, one)
            if one.status != 200:  # refused, and asked to come again
                await asyncio.sleep(1.0)

    await asyncio.gather(*map(agent, range(streams)))
    return seen


async def _read(address: str, token: str, one: Seen) -> None:
    parts = urlsplit(address)
    body = json.dumps(request_for(one.call)).encode()
    head = f"POST /v1/drafts HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    head += f"Accept: text/event-stream\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    try:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(head.encode() + body)
        one.status = int((await reader.readline()).split()[1])
        name = b""
        while line := await reader.readline():
            if line.startswith(b"event: "):
                name = line[7:].strip()
            elif line.startswith(b"data: "):
                _note(one, name, line[6:])
        writer.close()
    except (OSError, ValueError, IndexError) as error:
        one.error = one.error or type(error).__name__
    if not one.done and one.status != 429:
        one.error = one.error or ("broken off" if one.status == 200 else f"status {one.status}")


def _note(one: Seen, name: bytes, data: bytes) -> None:
    now = time.monotonic()
    if name == b"sentence":
        one.sentences.append((json.loads(data)["start"], now))
    elif name == b"done":
        one.origin, one.done = json.loads(data)["origin"], now
    elif name == b"error":
        one.error = json.loads(data)["type"]

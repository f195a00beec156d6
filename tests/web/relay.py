"""A relay to a server on this machine that can be cut, as a network can be."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

Way = Literal["open", "refusing", "silent"]


class Relay:
    """`url` leads to the server through it. The way is open; or refusing: every connection is ended; or silent: nothing gets through."""

    def __init__(self, server: str) -> None:
        self._parts = urlsplit(server)
        self._way: Way = "open"
        self._streams: set[asyncio.StreamWriter] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    def __enter__(self) -> Relay:
        self._thread.start()
        self._ready.wait(5)
        who = self._parts.netloc.rpartition("@")[0]
        self.url = urlunsplit(self._parts._replace(netloc=f"{who}@127.0.0.1:{self._port}" if who else f"127.0.0.1:{self._port}"))
        return self

    def __exit__(self, *_: object) -> None:
        self.become("refusing")
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(5)

    def become(self, way: Way) -> None:
        """From now on, for the connections that there are, too."""
        asyncio.run_coroutine_threadsafe(self._become(way), self._loop).result(5)

    async def _run(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with await asyncio.start_server(self._serve, "127.0.0.1", 0) as server:
            self._port = server.sockets[0].getsockname()[1]
            self._ready.set()
            await self._over.wait()

    async def _become(self, way: Way) -> None:
        self._way = way
        if way == "refusing":
            for stream in self._streams:
                stream.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._way == "refusing":
            writer.close()
            return
        there, thither = await asyncio.open_connection(self._parts.hostname, self._parts.port or 5432)
        both = {writer, thither}
        self._streams |= both
        await asyncio.gather(self._carry(reader, thither), self._carry(there, writer))
        self._streams -= both

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65_536):
                if self._way == "open":
                    target.write(data)
        target.close()
        with suppress(OSError):
            await target.wait_closed()

"""A model is not blamed for a time in which we ourselves were busy."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest

from drafter.completion.patience import Patience


async def test_who_says_nothing_in_time_is_given_up() -> None:
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        async with Patience(asyncio.get_running_loop().time() + 0.02):
            await asyncio.Event().wait()
    assert time.monotonic() - started < 0.4


async def test_what_came_in_time_is_read_although_the_loop_was_busy_until_after_the_limit() -> None:
    here, there = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=here)
    with there:
        async with Patience(asyncio.get_running_loop().time() + 0.05):
            reading = asyncio.ensure_future(reader.read(5))
            await asyncio.sleep(0)
            there.send(b"words")
            busy_until = time.monotonic() + 0.3
            while time.monotonic() < busy_until:
                pass
            assert b"words" == await reading
    writer.close()


async def test_a_hang_up_is_no_timeout() -> None:
    async def wait() -> None:
        async with Patience(asyncio.get_running_loop().time() + 60.0):
            await asyncio.Event().wait()

    waiting = asyncio.create_task(wait())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

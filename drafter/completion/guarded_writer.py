"""`GuardedWriter`: a writer behind a circuit breaker. While its endpoint is left alone it fails at once, and the next writer is asked."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager
from typing import Protocol

from drafter.completion.breaker import Breaker, State
from drafter.completion.writer import Completion, Writer
from drafter.errors import WriterError, WriterMalformed, WriterNotAllowed, WriterOverQuota, WriterPaused, WriterTimeout, WriterUnavailable
from drafter.prompt.prompt import Prompt

_log = logging.getLogger("drafter.completion")
_ENDPOINTS = (WriterUnavailable, WriterTimeout, WriterOverQuota, WriterNotAllowed, WriterMalformed)
"""What speaks against an endpoint. A refusal, an empty or a broken-off reply is about one prompt: the endpoint did answer."""
_FAIR_SECONDS = 1.0  # a call that was given less, at the end of a draft's time, says nothing about the endpoint when it runs out


class Endpointed(Writer, Protocol):
    """A writer with a client to make and to close, whose replies can be read while they come."""

    def stream(self, prompt: Prompt, *, timeout: float) -> AsyncGenerator[str | Completion]: ...

    async def warm(self) -> None: ...

    async def aclose(self) -> None: ...


class GuardedWriter:
    """As the writer within, or WriterPaused. `state` is for /ready and for metrics."""

    def __init__(self, writer: Endpointed, clock: Callable[[], float] = time.monotonic) -> None:
        self._writer, self._clock = writer, clock
        self._breaker = Breaker(clock)

    @property
    def name(self) -> str:
        return self._writer.name

    @property
    def state(self) -> State:
        return self._breaker.state

    async def warm(self) -> None:
        await self._writer.warm()

    async def aclose(self) -> None:
        await self._writer.aclose()

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        with self._guarded(timeout):
            return await self._writer.write(prompt, timeout=timeout)

    async def stream(self, prompt: Prompt, *, timeout: float) -> AsyncGenerator[str | Completion]:
        with self._guarded(timeout) as answers:
            async with aclosing(self._writer.stream(prompt, timeout=timeout)) as pieces:
                async for piece in pieces:
                    answers()
                    yield piece

    @contextmanager
    def _guarded(self, timeout: float) -> Iterator[Callable[[], None]]:
        """Gives what tells that the endpoint answers: with the first piece, not seconds later with the last, for failures are told at once."""
        if (ticket := self._breaker.enter()) is None:
            left = self._breaker.seconds_left
            when = f"for {left:.0f} s more" if left >= 1 else "until one call has shown how it is"
            raise WriterPaused(f"{self.name} failed again and again, and so it is not asked {when}.")
        started, before = self._clock(), self._breaker.state
        has_answered = False

        def answers() -> None:
            nonlocal has_answered
            if not has_answered:
                has_answered = True
                self._breaker.succeeded(ticket)

        try:
            yield answers
        except _ENDPOINTS as error:
            if isinstance(error, WriterTimeout) and timeout < _FAIR_SECONDS:
                self._breaker.left(ticket)
            else:
                self._breaker.failed(ticket)
            raise
        except WriterError:
            answers()
            raise
        except (asyncio.CancelledError, GeneratorExit):  # whoever asked has gone; or the writer did not notice that its time was up
            if self._clock() - started >= timeout >= _FAIR_SECONDS:
                self._breaker.failed(ticket)
            else:
                self._breaker.left(ticket)
            raise
        except BaseException:  # a mistake in the program is no news of the endpoint
            self._breaker.left(ticket)
            raise
        else:
            answers()
        finally:
            self._tell(before)

    def _tell(self, before: State) -> None:
        now = self._breaker.state
        if now == "open" and before != "open":
            _log.error("%s keeps failing: it is not asked for %.0f s, and drafts come from the next writer.", self.name, self._breaker.seconds_left)
        elif now == "closed" and before != "closed":
            _log.warning("%s answers again.", self.name)

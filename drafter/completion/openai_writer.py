"""`OpenAIWriter`: a model behind any endpoint that speaks OpenAI's chat completions. The sole importer of openai.

Importing openai costs most of a second, so that it is loaded in a thread at the first `warm()` or `write()`.

The library sends, and names errors; two of its services are not used. Its typed completions cost three times the CPU of a raw answer that msgspec
reads (0.69 ms a call against 0.24). Its retries know no deadline: they sleep through a `Retry-After` of a minute while an agent waits, so they are
switched off, and `write()` retries itself, only while time is left.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from random import uniform
from typing import TYPE_CHECKING, Any, cast

from drafter.completion.chat_answer import not_the_protocol, read_answer
from drafter.completion.chat_stream import ChatStream
from drafter.completion.endpoint import FIRST, Endpoint, Variables, endpoint
from drafter.completion.failures import Failure, answered, not_reached, not_set_up, out_of_time, stalled, timed_out
from drafter.completion.patience import Patience
from drafter.completion.retry_after import seconds_to_wait
from drafter.completion.writer import Completion
from drafter.errors import WriterMalformed
from drafter.prompt.prompt import Prompt

if TYPE_CHECKING:
    import httpx2
    import openai

# An endpoint that has not even taken the connection by then will hardly answer in time; giving up early leaves time for another try.
_CONNECT_SECONDS = 4.0
# A reply that has begun and then says nothing for so long has broken off.
_STALL_SECONDS = 4.0
_DRAIN_SECONDS = 0.2
_LIMITS = ("max_completion_tokens", "max_tokens")
_STREAMING = {"stream_options": {"include_usage": True}, "stream": True}


class OpenAIWriter:
    """Writes with `model` at `base_url` (None: OpenAI's own). Belongs to one event loop; connections are kept and reused until `aclose()`.

    retries: tries after the first, when the endpoint is not reached, in trouble (5xx), timed out or over quota (429).
    max_output_tokens: where the endpoint stops a reply, which then raises WriterCutOff. None leaves it to the endpoint.
    backoff: seconds before the first retry; doubled with each, and varied, so that many workers do not come back at once.
    variables: the settings that name, address and key come from; errors name them.
    http_client: a client of your own, which stays yours to close.

    InvalidSetting when name, address or key cannot work.
    """

    def __init__(
        self,
        model: str,
        base_url: str | None = None,
        api_key: str | None = None,
        *,
        retries: int = 2,
        max_output_tokens: int | None = 1024,
        variables: Variables = FIRST,
        backoff: float = 0.3,
        http_client: httpx2.AsyncClient | None = None,
    ) -> None:
        self._endpoint: Endpoint = endpoint(model, base_url, api_key, variables)
        self._retries, self._backoff = retries, backoff
        self._max_output_tokens = max_output_tokens
        self._http_client = http_client
        self._client: openai.AsyncOpenAI | None = None
        self._opening = threading.Lock()
        # OpenAI's newer models refuse `max_tokens`; many compatible servers heed nothing else. The other name is tried once, and kept if it works.
        self._limit = _LIMITS[0] if self._endpoint.is_openai else _LIMITS[1]
        self._streaming: dict[str, Any] = _STREAMING

    @property
    def name(self) -> str:
        return self._endpoint.model

    async def warm(self) -> None:
        """Load the library and make the client, so that the first draft does not pay for it. WriterNotAllowed when this machine's proxy or
        certificate settings do not allow a client."""
        await asyncio.to_thread(self._open)

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        """The model's reply, masks still in it. `timeout` bounds the whole call in seconds: loading, every try, every pause."""
        deadline = asyncio.get_running_loop().time() + timeout
        answer = await self._opened(self._body(prompt), timeout, deadline)
        if isinstance(answer, Completion):
            return answer
        await answer.aclose()
        raise WriterMalformed(not_the_protocol(self._endpoint, "is a stream that nobody asked for"))

    async def stream(self, prompt: Prompt, *, timeout: float) -> AsyncGenerator[str | Completion]:
        """The reply in pieces as they come, masks still in them, then the completion. Once it has begun it is not tried again. An endpoint that does
        not stream gives one piece."""
        deadline = asyncio.get_running_loop().time() + timeout
        answer = await self._opened(self._body(prompt) | self._streaming, timeout, deadline)
        if isinstance(answer, Completion):
            yield answer.text
            yield answer
            return
        try:
            async with aclosing(self._pieces(answer, timeout, deadline)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:  # whoever asked may have gone: the model need not write on
            await asyncio.shield(answer.aclose())

    async def _opened(self, body: dict[str, Any], timeout: float, deadline: float) -> Completion | httpx2.Response:
        """The whole answer, or a stream that has begun."""
        try:
            async with asyncio.timeout_at(deadline):
                client = await asyncio.to_thread(self._open) if self._client is None else self._client
                return await self._with_retries(client, body, deadline)
        except TimeoutError:
            raise out_of_time(timeout, self._endpoint) from None

    async def _pieces(self, answer: httpx2.Response, timeout: float, deadline: float) -> AsyncGenerator[str | Completion]:
        import httpx2

        reading, loop, begun = ChatStream(self._endpoint), asyncio.get_running_loop(), False
        async with aclosing(answer.aiter_bytes()) as body:
            while not reading.done:
                try:
                    # A reply that has begun goes on within seconds or not at all; before its first word a model may think for long.
                    async with Patience(min(deadline, loop.time() + _STALL_SECONDS) if begun else deadline):
                        received = await anext(body, b"")
                except TimeoutError:
                    late = loop.time() >= deadline
                    raise (out_of_time(timeout, self._endpoint) if late else stalled(_STALL_SECONDS, self._endpoint)) from None
                except (httpx2.HTTPError, httpx2.StreamError) as error:
                    raise not_reached(error, self._endpoint).error from None
                if not received:
                    break
                if shown := reading.feed(received):
                    begun = True
                    yield shown
            rest, completion = reading.close()
            if rest:
                yield rest
            yield completion
            with suppress(TimeoutError, httpx2.HTTPError, httpx2.StreamError):  # only a connection that was read to its end can be used again
                async with asyncio.timeout(_DRAIN_SECONDS):
                    while await anext(body, b""):
                        pass

    async def aclose(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None and self._http_client is None:
            await client.close()

    def _open(self) -> openai.AsyncOpenAI:
        import httpx2
        import openai

        with self._opening:
            if self._client is None:
                try:
                    # An absent key must not become OPENAI_API_KEY of the environment: that one may belong to another endpoint.
                    key = self._endpoint.key or "none"
                    self._client = openai.AsyncOpenAI(api_key=key, base_url=self._endpoint.url, max_retries=0, http_client=self._http_client)
                except (ImportError, OSError, ValueError, httpx2.InvalidURL) as error:
                    raise not_set_up(error, self._endpoint) from None
            return self._client

    def _body(self, prompt: Prompt) -> dict[str, Any]:
        # A lone surrogate cannot be sent as UTF-8; "?" in its place loses nothing that anybody could read.
        messages = [{"role": message.role, "content": message.content.encode("utf-8", "replace").decode()} for message in prompt.messages]
        return {"model": self._endpoint.model, "messages": messages}

    async def _with_retries(self, client: openai.AsyncOpenAI, body: dict[str, Any], deadline: float) -> Completion | httpx2.Response:
        for left in range(self._retries, -1, -1):
            outcome = await self._with_limit(client, body, deadline)
            if not isinstance(outcome, Failure):
                return outcome
            pause = max(outcome.pause, self._backoff * 2 ** (self._retries - left) * uniform(0.75, 1.0))  # noqa: S311 no secret hangs on it
            if not left or not outcome.again or asyncio.get_running_loop().time() + pause >= deadline:
                # `from None`, here and above: the library's error carries the endpoint's words, which may quote the prompt or the key.
                raise outcome.error from None
            await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _with_limit(self, client: openai.AsyncOpenAI, body: dict[str, Any], deadline: float) -> Completion | httpx2.Response | Failure:
        """One try; another at once if all that the endpoint minds is the name of the limit, or being asked to stream."""
        if self._max_output_tokens is not None:
            body = {**body, self._limit: self._max_output_tokens}
        outcome, minds = await self._try(client, body, deadline)
        if minds in _STREAMING and minds in body:
            self._streaming = {}
            body = {key: value for key, value in body.items() if key not in _STREAMING}
            outcome, minds = await self._try(client, body, deadline)
        if minds in _LIMITS and self._limit in body:
            other = _LIMITS[1 - _LIMITS.index(self._limit)]
            limit = body.pop(self._limit)
            outcome, minds = await self._try(client, {**body, other: limit}, deadline)
            if not isinstance(outcome, Failure):
                self._limit = other
        return outcome

    async def _try(
        self, client: openai.AsyncOpenAI, body: dict[str, Any], deadline: float
    ) -> tuple[Completion | httpx2.Response | Failure, str | None]:
        """Ask once: what came of it, and the part of the body that the endpoint minds."""
        import httpx2
        import openai

        left = max(deadline - asyncio.get_running_loop().time(), 0.001)
        headers: dict[str, Any] = {} if self._endpoint.key else {"Authorization": openai.Omit()}
        timeout = httpx2.Timeout(left, connect=min(left, _CONNECT_SECONDS))
        try:
            sent = await client.post(
                "/chat/completions",
                cast_to=httpx2.Response,
                body=body,
                options={"timeout": timeout, "headers": headers, "follow_redirects": False},
                stream="stream" in body,
                stream_cls=openai.AsyncStream[Any],
            )
            answer = cast("httpx2.Response", sent)  # the bytes as they come: the library's own chunks cost five times the CPU
            if answer.headers.get("content-type", "").startswith("text/event-stream"):
                return answer, None
            whole = await answer.aread()
        except openai.APIStatusError as error:
            status = error.status_code
            failure = answered(status, self._endpoint, code=error.code, pause=seconds_to_wait(error.response.headers))
            if status not in (400, 422) or error.code == "context_length_exceeded":
                return failure, None
            return failure, next((name for name in (*_LIMITS, *_STREAMING) if name in error.response.text), None)
        except openai.APITimeoutError as error:
            return timed_out(type(error.__cause__).__name__, self._endpoint), None
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            return not_reached(error, self._endpoint), None
        return read_answer(whole, self._endpoint), None

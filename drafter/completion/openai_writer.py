"""`OpenAIWriter`: a model behind any endpoint that speaks OpenAI's chat completions. The sole importer of openai.

Importing openai costs most of a second, so that it is loaded in a thread at the first `warm()` or `write()`.

The library sends, and names errors; two of its services are not used. Its typed completions cost three times the CPU of a raw answer that msgspec
reads (0.69 ms a call against 0.24). Its retries know no deadline: they sleep through a `Retry-After` of a minute while an agent waits, so they are
switched off, and `write()` retries itself, only while time is left.
"""

from __future__ import annotations

import asyncio
import threading
from random import uniform
from typing import TYPE_CHECKING, Any

from drafter.completion.chat_answer import read_answer
from drafter.completion.endpoint import FIRST, Endpoint, Variables, endpoint
from drafter.completion.failures import Failure, answered, not_reached, not_set_up, out_of_time, timed_out
from drafter.completion.retry_after import seconds_to_wait
from drafter.completion.writer import Completion
from drafter.prompt.prompt import Prompt

if TYPE_CHECKING:
    import httpx2
    import openai

# An endpoint that has not even taken the connection by then will hardly answer in time; giving up early leaves time for another try.
_CONNECT_SECONDS = 4.0
_LIMITS = ("max_completion_tokens", "max_tokens")


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
        try:
            async with asyncio.timeout_at(deadline):
                client = await asyncio.to_thread(self._open) if self._client is None else self._client
                return await self._with_retries(client, self._body(prompt), deadline)
        except TimeoutError:
            raise out_of_time(timeout, self._endpoint) from None

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

    async def _with_retries(self, client: openai.AsyncOpenAI, body: dict[str, Any], deadline: float) -> Completion:
        for left in range(self._retries, -1, -1):
            outcome = await self._with_limit(client, body, deadline)
            if isinstance(outcome, Completion):
                return outcome
            pause = max(outcome.pause, self._backoff * 2 ** (self._retries - left) * uniform(0.75, 1.0))  # noqa: S311 no secret hangs on it
            if not left or not outcome.again or asyncio.get_running_loop().time() + pause >= deadline:
                # `from None`, here and above: the library's error carries the endpoint's words, which may quote the prompt or the key.
                raise outcome.error from None
            await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _with_limit(self, client: openai.AsyncOpenAI, body: dict[str, Any], deadline: float) -> Completion | Failure:
        """One try; a second one at once if all that the endpoint minds is the name of the limit."""
        if self._max_output_tokens is None:
            return (await self._try(client, body, deadline))[0]
        name = self._limit
        outcome, minds_limit = await self._try(client, {**body, name: self._max_output_tokens}, deadline)
        if minds_limit:
            other = _LIMITS[1 - _LIMITS.index(name)]
            outcome, minds_limit = await self._try(client, {**body, other: self._max_output_tokens}, deadline)
            if isinstance(outcome, Completion):
                self._limit = other
        return outcome

    async def _try(self, client: openai.AsyncOpenAI, body: dict[str, Any], deadline: float) -> tuple[Completion | Failure, bool]:
        """Ask once: what came of it, and whether the endpoint minds the name of the limit."""
        import httpx2
        import openai

        left = max(deadline - asyncio.get_running_loop().time(), 0.001)
        headers: dict[str, Any] = {} if self._endpoint.key else {"Authorization": openai.Omit()}
        timeout = httpx2.Timeout(left, connect=min(left, _CONNECT_SECONDS))
        try:
            answer = await client.post(
                "/chat/completions",
                cast_to=httpx2.Response,
                body=body,
                options={"timeout": timeout, "headers": headers, "follow_redirects": False},
            )
        except openai.APIStatusError as error:
            status = error.status_code
            minds_limit = status in (400, 422) and error.code != "context_length_exceeded" and any(name in error.response.text for name in _LIMITS)
            failure = answered(status, self._endpoint, code=error.code, pause=seconds_to_wait(error.response.headers))
            return failure, minds_limit
        except openai.APITimeoutError as error:
            return timed_out(type(error.__cause__).__name__, self._endpoint), False
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            return not_reached(error, self._endpoint), False
        return read_answer(answer.content, self._endpoint), False

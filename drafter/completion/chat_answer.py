"""Reads the answer of `POST /chat/completions`: bytes → Completion, or the WriterError that says why it is none.

Endpoints that call themselves compatible differ: usage is missing, content is null or a list of parts, thoughts stand in a field of their own or in
front of the text. What the reply needs is read strictly; what only counts or explains never costs a good reply.
"""

from __future__ import annotations

from typing import Any

import msgspec

from drafter.completion.endpoint import Endpoint
from drafter.completion.failures import answered
from drafter.completion.plain_reply import plain_reply
from drafter.completion.writer import Completion, Usage
from drafter.errors import WriterCutOff, WriterEmpty, WriterError, WriterMalformed, WriterRefused, WriterUnavailable

_LENGTH = {"length", "max_tokens", "model_length"}
_FILTER = {"content_filter", "safety", "refusal", "prohibited_content", "recitation"}
_LONGEST_NAME = 200
LONGEST_REPLY = 20_000  # characters; the longest letter has a fifth of that


class _Part(msgspec.Struct):
    type: str = "text"
    text: str | None = None
    refusal: Any = None


class _Message(msgspec.Struct):
    content: str | list[str | _Part] | None = None
    refusal: Any = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Answer(msgspec.Struct):
    choices: list[_Choice] | None = None
    model: Any = None
    usage: Any = None
    error: Any = None


_DECODER = msgspec.json.Decoder(_Answer)


def read_answer(body: bytes, endpoint: Endpoint) -> Completion:
    """The first choice as a Completion. WriterRefused, WriterCutOff, WriterEmpty or WriterMalformed when there is no whole reply in it."""
    try:
        answer = _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # The decoder's message may quote the reply; the place and the remedy are enough.
        raise WriterMalformed(not_the_protocol(endpoint, "is not JSON in the form of a chat completion")) from None
    if not answer.choices:
        if isinstance(answer.error, dict):
            raise error_inside(answer.error, endpoint)
        raise WriterMalformed(not_the_protocol(endpoint, "holds no choice"))
    choice = answer.choices[0]
    finish = (choice.finish_reason or "unknown").lower()
    raise_unless_whole(finish, endpoint, refused=_says_no(choice.message))
    written = _without_thoughts(_text_of(choice.message))
    if len(written) > LONGEST_REPLY:
        raise too_long(len(written), endpoint)
    text = plain_reply(written)
    if text is None:
        raise json_instead(endpoint)
    if not text:
        raise nothing_written(endpoint)
    return Completion(text=text, writer=model_of(answer.model, endpoint), finish=finish, usage=usage_of(answer.usage))


def raise_unless_whole(finish: str, endpoint: Endpoint, *, refused: bool) -> None:
    """What the finish reason says of a reply that is not whole."""
    if finish in _FILTER or refused:
        raise WriterRefused(f"{endpoint.model} would not write this reply, or its content filter stopped it. Write this one yourself.")
    if finish in _LENGTH:
        raise WriterCutOff(f"{endpoint.model} stopped in the middle: its limit of tokens was reached. Raise the limit, or ask for a shorter reply.")
    if finish == "error":
        raise WriterUnavailable(f"{endpoint.place} broke off while {endpoint.model} wrote. Try again later.")


def too_long(length: int, endpoint: Endpoint) -> WriterMalformed:
    remedy = f"Choose another model in {endpoint.variables.model}, or lower DRAFTER_MAX_OUTPUT_TOKENS."
    return WriterMalformed(f"{endpoint.model} wrote {length:,} characters, which no customer would read. {remedy}")


def json_instead(endpoint: Endpoint) -> WriterMalformed:
    return WriterMalformed(f"{endpoint.model} wrote JSON in the place of a reply. Try again, or choose another model in {endpoint.variables.model}.")


def nothing_written(endpoint: Endpoint) -> WriterEmpty:
    return WriterEmpty(f"{endpoint.model} wrote nothing. Try again, or choose another model in {endpoint.variables.model}.")


def error_inside(error: dict[str, Any], endpoint: Endpoint) -> WriterError:
    """Routers in front of several providers answer 200 and put the provider's error into the body."""
    code = error.get("code")
    if isinstance(code, int) and 300 <= code < 600:
        return answered(code, endpoint).error
    return answered(500, endpoint, code=code if isinstance(code, str) else None).error


def _says_no(message: _Message) -> bool:
    parts = [part for part in message.content if isinstance(part, _Part)] if isinstance(message.content, list) else []
    return any(isinstance(said, str) and said.strip() for said in (message.refusal, *(part.refusal for part in parts)))


def _text_of(message: _Message) -> str:
    if not isinstance(message.content, list):
        return message.content or ""
    texts = [part if isinstance(part, str) else part.text if part.type in ("text", "output_text") else None for part in message.content]
    return "".join(text for text in texts if text)


def _without_thoughts(text: str) -> str:
    """Without `<think>…</think>` in front. Some chat templates write the opening tag themselves, so that the reply shows the closing one alone;
    an opening tag that is never closed leaves no reply."""
    _, closing, reply = text.rpartition("</think>")
    if closing:
        return reply
    return "" if text.lstrip().startswith("<think>") else text


def model_of(named: Any, endpoint: Endpoint) -> str:
    """The provider's exact name (with its date) where it gives one: QA wants to know which model wrote."""
    return named if isinstance(named, str) and named.isprintable() and 0 < len(named) <= _LONGEST_NAME else endpoint.model


def usage_of(given: Any) -> Usage:
    """The provider's count of tokens, where it gives one."""
    if not isinstance(given, dict):
        return Usage()
    details = given.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else given.get("prompt_cache_hit_tokens")
    return Usage(prompt=_count(given.get("prompt_tokens")), cached=_count(cached), completion=_count(given.get("completion_tokens")))


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def not_the_protocol(endpoint: Endpoint, what: str) -> str:
    return f"What {endpoint.place} answered {what}. Check that {endpoint.variables.url} speaks OpenAI's chat completions and mostly ends in /v1."

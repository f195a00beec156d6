"""What went wrong on the way to a model, as one of our errors, with a remedy.

No message repeats what an endpoint said: endpoints quote keys and prompts in their errors, and a prompt holds what a customer wrote.
"""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass

from drafter.completion.endpoint import Endpoint
from drafter.errors import WriterError, WriterNotAllowed, WriterOverQuota, WriterRefused, WriterTimeout, WriterUnavailable


@dataclass(frozen=True, slots=True)
class Failure:
    """One try that failed. `again`: another may succeed, not before `pause` seconds."""

    error: WriterError
    again: bool = False
    pause: float = 0.0


_TIMEOUTS = {
    "ConnectTimeout": "opened no connection in time. Check {url}, and the network between.",
    "ReadTimeout": "sent no reply in time. A faster {model} or {url} helps.",
    "WriteTimeout": "took the prompt too slowly. Check the network between.",
    "PoolTimeout": "was not asked: no connection was free in time. Fewer drafts at once, or more workers, help.",
}

_NOT_ALLOWED = {
    400: "did not understand the request. Check that {url} speaks OpenAI's chat completions and that {model} is a chat model.",
    401: "did not accept the key. Check {key}.",
    402: "wants to be paid first. Check the account that {key} belongs to.",
    403: "does not allow this key to use the model. Check {key} and {model}.",
    404: "knows no such model or address. Check {model}, and {url}, which mostly ends in /v1.",
    413: "finds the prompt too long. Choose a model with a larger context in {model}.",
}

_FILTERED = {"content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"}
_TOO_LONG = {"context_length_exceeded", "string_above_max_length"}
_UNPAID = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}


def answered(status: int, endpoint: Endpoint, *, code: str | None = None, pause: float = 0.0) -> Failure:
    """The endpoint answered with an error. `code` is what it named as the cause; it chooses the message and is not repeated."""
    who, names = f"{endpoint.place} (status {status})", endpoint.variables
    if code in _FILTERED:
        return Failure(WriterRefused(f"{who} did not let the prompt through its content filter. Write this reply yourself."))
    if code in _UNPAID:
        return Failure(WriterOverQuota(f"{who} says that the quota is used up. Check the plan of the account that {names.key} belongs to."))
    if code in _TOO_LONG:
        return Failure(WriterNotAllowed(f"{who} {endpoint.named(_NOT_ALLOWED[413])}"))
    if status == 429:
        return Failure(WriterOverQuota(f"{who} gets too many requests. Try again later, or raise the limit of {names.key}."), True, pause)
    if status == 408:
        return Failure(WriterTimeout(f"{who} gave up waiting. Try again, or check the network between."), True, pause)
    if status == 409 or status >= 500:
        return Failure(WriterUnavailable(f"{who} is in trouble. Try again later, or name another endpoint in {names.url}."), True, pause)
    if 300 <= status < 400:
        return Failure(WriterNotAllowed(f"{who} has moved, and no customer's words are sent where nobody meant to. Correct {names.url}."))
    return Failure(WriterNotAllowed(f"{who} {endpoint.named(_NOT_ALLOWED.get(status, _NOT_ALLOWED[400]))}"))


def timed_out(kind: str, endpoint: Endpoint) -> Failure:
    """The transport waited too long; `kind` is the name of its exception."""
    return Failure(WriterTimeout(f"{endpoint.place} {endpoint.named(_TIMEOUTS.get(kind, _TIMEOUTS['ReadTimeout']))}"), True)


def out_of_time(seconds: float, endpoint: Endpoint) -> WriterTimeout:
    """The whole call, retries and pauses included, took longer than it was given."""
    names = endpoint.variables
    return WriterTimeout(f"{endpoint.place} gave no whole reply within {seconds:g} s. A faster {names.model} or {names.url} helps.")


def stalled(seconds: float, endpoint: Endpoint) -> WriterTimeout:
    """A reply that had begun did not go on."""
    names = endpoint.variables
    return WriterTimeout(f"{endpoint.place} stopped in the middle and said nothing for {seconds:g} s. Try again, or change {names.url}.")


def not_reached(error: BaseException, endpoint: Endpoint) -> Failure:
    """No connection, or a broken one; what lies beneath `error` tells why."""
    names = endpoint.variables
    beneath: BaseException | None = error
    while beneath is not None:
        if isinstance(beneath, socket.gaierror):
            return Failure(WriterUnavailable(f"{endpoint.place} is a name that nobody knows. Check {names.url} and the name server."), True)
        if isinstance(beneath, ssl.SSLError):
            return Failure(WriterUnavailable(f"{endpoint.place} offers no TLS that can be trusted. Check {names.url} and SSL_CERT_FILE."))
        beneath = beneath.__cause__ or beneath.__context__
    return Failure(WriterUnavailable(f"{endpoint.place} is not reached, or closed the connection. Check that it runs, and {names.url}."), True)


def not_set_up(error: BaseException, endpoint: Endpoint) -> WriterNotAllowed:
    """The client could not even be made: a proxy or a certificate of this machine is set wrongly."""
    return WriterNotAllowed(
        f"No client for {endpoint.place} could be made ({type(error).__name__}). Check HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and SSL_CERT_FILE."
    )

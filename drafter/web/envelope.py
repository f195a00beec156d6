"""What goes out with every answer, errors included: headers that keep a browser careful, the request's id, and one line in the log."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from litestar.enums import ScopeType
from litestar.types import Message, Scope

from drafter.web.rate_limit import Standing
from drafter.web.request_id import request_id
from drafter.web.stopwatch import milliseconds_of

_log = logging.getLogger("drafter.web")


def csp(frames: tuple[str, ...] = ()) -> str:
    """`frames`: the sites whose pages may show ours in a frame."""
    ours = [f"{kind} 'self'" for kind in ("style-src", "script-src", "connect-src", "img-src", "form-action")]
    return "; ".join(["default-src 'none'", *ours, "base-uri 'none'", f"frame-ancestors {' '.join(frames) or chr(39) + 'none' + chr(39)}"])


def sealing(frames: tuple[str, ...] = ()) -> Callable[[Message, Scope], Awaitable[None]]:
    """What is done before an answer leaves."""
    careful = [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"content-security-policy", csp(frames).encode()),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
        (b"cache-control", b"no-store"),
    ]
    if not frames:
        careful.append((b"x-frame-options", b"DENY"))  # for browsers that do not know frame-ancestors; it cannot name a site

    async def seal(message: Message, scope: Scope) -> None:
        """The log line holds neither query nor body: the one may carry a token, the other a customer's words."""
        if message["type"] != "http.response.start" or scope["type"] != ScopeType.HTTP:
            return
        identity = request_id(scope)
        headers = [*message.get("headers", ()), *careful, (b"x-request-id", identity.encode())]
        rate = scope["state"].get("rate")
        if isinstance(rate, Standing):
            headers += rate.headers
        if scope["scheme"] == "https":
            headers.append((b"strict-transport-security", b"max-age=31536000"))
        message["headers"] = headers
        told: dict[str, object] = {"method": scope.get("method"), "path": _printable(scope["path"]), "status": message["status"]}
        told |= {"request_id": identity, "milliseconds": milliseconds_of(scope)}
        if (holder := scope["state"].get("holder")) is not None:
            told["workspace"] = holder.workspace
        _log.info("answer", extra=told)

    return seal


def _printable(path: str) -> str:
    """A path may hold line breaks, which would fake lines of the log."""
    return path if path.isprintable() and len(path) < 200 else repr(path[:200])

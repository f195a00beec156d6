"""What goes out with every answer, errors included: headers that keep a browser careful, the request's id, and one line in the log."""

from __future__ import annotations

import logging

from litestar.enums import ScopeType
from litestar.types import Message, Scope

from drafter.web.request_id import request_id
from drafter.web.stopwatch import milliseconds_of

CSP = "; ".join(
    ["default-src 'none'"]
    + [f"{kind} 'self'" for kind in ("style-src", "script-src", "connect-src", "img-src", "form-action")]
    + ["base-uri 'none'", "frame-ancestors 'none'"]
)
_HEADERS: list[tuple[bytes, bytes]] = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", CSP.encode()),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]
_log = logging.getLogger("drafter.web")


async def seal(message: Message, scope: Scope) -> None:
    """Before an answer leaves. The log line holds neither query nor body: the one may carry a token, the other a customer's words."""
    if message["type"] != "http.response.start" or scope["type"] != ScopeType.HTTP:
        return
    identity = request_id(scope)
    message["headers"] = [*message.get("headers", ()), *_HEADERS, (b"x-request-id", identity.encode())]
    told: dict[str, object] = {"method": scope.get("method"), "path": _printable(scope["path"]), "status": message["status"]}
    told |= {"request_id": identity, "milliseconds": milliseconds_of(scope)}
    if (holder := scope["state"].get("holder")) is not None:
        told["workspace"] = holder.workspace
    _log.info("answer", extra=told)


def _printable(path: str) -> str:
    """A path may hold line breaks, which would fake lines of the log."""
    return path if path.isprintable() and len(path) < 200 else repr(path[:200])

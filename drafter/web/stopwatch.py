"""How long a request has taken. One that meets no route takes no time worth telling."""

from __future__ import annotations

import time

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

_KEY = "drafter_began"


class Stopwatch(ASGIMiddleware):
    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        scope["state"][_KEY] = time.perf_counter()
        await next_app(scope, receive, send)


def milliseconds_of(scope: Scope) -> float:
    began = scope["state"].get(_KEY)
    return 0.0 if began is None else round((time.perf_counter() - began) * 1_000, 1)

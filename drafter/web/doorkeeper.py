"""Asks every request for its token, except at routes that say `public=True`; turns a one-time link into a session."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from drafter.errors import Problem
from drafter.web.access import Access
from drafter.web.problems import HttpProblem

COOKIE = "drafter_session"
_REMEDY = "Send 'Authorization: Bearer <token>'; the token is DRAFTER_TOKEN, or the one that `drafter serve` printed at its start."


class Doorkeeper(ASGIMiddleware):
    scopes = (ScopeType.HTTP,)

    def __init__(self, access: Access) -> None:
        self._access = access

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if not self._access.serves_host(_header(scope, b"host")):
            raise HttpProblem(
                "misdirected", Problem("Host", "This service does not answer under that name.", "Use http://127.0.0.1 or http://localhost.")
            )
        if scope["route_handler"].opt.get("public"):
            await next_app(scope, receive, send)
            return
        bearer = _bearer(scope)
        if bearer is not None and self._access.lets_in(bearer):
            await next_app(scope, receive, send)
        elif bearer is not None:
            raise HttpProblem("unauthorized", Problem("Authorization", "This is not the token.", _REMEDY))
        elif (link_token := _link_token(scope)) is not None:
            await self._follow_link(scope, send, link_token)
        elif self._has_session(scope):
            await next_app(scope, receive, send)
        else:
            raise HttpProblem("unauthorized", Problem("Authorization", "There is no token.", _REMEDY))

    async def _follow_link(self, scope: Scope, send: Send, link_token: bytes) -> None:
        """Leave the token out of the address, so that neither history nor a shared screen keeps it."""
        session = self._access.open_session(link_token)
        if session is None and not self._has_session(scope):
            what = "The link has been used already, or is from an earlier start."
            raise HttpProblem("unauthorized", Problem("token", what, "Restart `drafter serve` for a new link, or send the bearer token."))
        headers = [(b"location", _without_token(scope)), (b"content-length", b"0")]
        if session is not None:
            secure = "; Secure" if scope["scheme"] == "https" else ""
            headers.append((b"set-cookie", f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict{secure}".encode()))
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _has_session(self, scope: Scope) -> bool:
        """A session holds for our own pages only. SameSite does not tell ports apart: another service on this machine is the same site."""
        if _header(scope, b"sec-fetch-site") not in (None, b"same-origin", b"none"):
            return False
        try:
            morsel = SimpleCookie((_header(scope, b"cookie") or b"").decode("latin-1")).get(COOKIE)
        except CookieError:
            return False
        return morsel is not None and self._access.knows_session(morsel.value.encode("latin-1", "replace"))


def _header(scope: Scope, wanted: bytes) -> bytes | None:
    return next((value for name, value in scope["headers"] if name == wanted), None)


def _bearer(scope: Scope) -> bytes | None:
    given = _header(scope, b"authorization")
    if given is None:
        return None
    scheme, _, token = given.partition(b" ")
    return token.strip() if scheme.lower() == b"bearer" else b""


def _link_token(scope: Scope) -> bytes | None:
    if scope.get("method") != "GET" or b"token=" not in scope["query_string"]:
        return None
    return next((value for name, value in parse_qsl(scope["query_string"], keep_blank_values=True) if name == b"token"), None)


def _without_token(scope: Scope) -> bytes:
    kept = [(name, value) for name, value in parse_qsl(scope["query_string"], keep_blank_values=True) if name != b"token"]
    # Only one slash at the start: `//name` would be another host.
    path = "/" + quote(scope["path"].lstrip("/"))
    return (path + (f"?{urlencode(kept)}" if kept else "")).encode()

"""Asks every request for its token, except at routes that say `public=True`; turns a one-time link into a session.

Who was let in stands in `scope["state"]["holder"]`; a route that says `roles` is for holders of those alone. How often a key has asked is counted
here, whatever it asked for; `scope["state"]["rate"]` is where it stands."""

from __future__ import annotations

import math
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlencode

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from drafter.errors import Problem
from drafter.store.statements import AuditEntry
from drafter.store.store import DEFAULT_WORKSPACE, Store
from drafter.store.tokens import OPERATOR as OPERATORS_KEY
from drafter.store.tokens import Holder
from drafter.web.access import Access
from drafter.web.problems import HttpProblem
from drafter.web.rate_limit import RateLimit
from drafter.web.unstorable import refuse_nul

COOKIE = "drafter_session"
SESSION = timedelta(hours=12)
QA = ("qa", "lead", "admin")
"""Who may read what was stopped."""
LEAD = ("lead", "admin")
"""Who may change what judges everybody's drafts."""
OPERATOR = Holder(OPERATORS_KEY, DEFAULT_WORKSPACE, "admin")
"""Whoever has DRAFTER_TOKEN, or the link that was printed at the start."""
_REMEDY = "Send 'Authorization: Bearer <token>'; `drafter keys create` makes one, and DRAFTER_TOKEN or what `drafter serve` printed is one too."


class Doorkeeper(ASGIMiddleware):
    scopes = (ScopeType.HTTP,)

    def __init__(self, access: Access, store: Store, limit: RateLimit | None = None) -> None:
        self._access, self._store, self._limit = access, store, limit

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if not self._access.serves_host(_header(scope, b"host")):
            remedy = "Use http://127.0.0.1 or http://localhost; DRAFTER_HOSTS names others."
            raise HttpProblem("misdirected", Problem("Host", "This service does not answer under that name.", remedy))
        refuse_nul(scope)
        if scope["route_handler"].opt.get("public"):
            await next_app(scope, receive, send)
            return
        bearer = _bearer(scope)
        link_token = _link_token(scope)
        if bearer is None and link_token is not None:
            await self._follow_link(scope, send, link_token)
            return
        options = scope["route_handler"].opt
        if options.get("metrics") and bearer is not None and self._access.may_read_metrics(bearer):
            await next_app(scope, receive, send)
            return
        holder = await self._holder(scope, bearer)
        await self._count(scope, holder)
        roles = options.get("roles")
        if roles is not None and holder.role not in roles:
            wanted = " or ".join(filter(None, (", ".join(roles[:-1]), roles[-1])))
            what = f"This is for keys of the role {wanted}; yours is of the role {holder.role}."
            raise HttpProblem("forbidden", Problem("Authorization", what, "Ask whoever runs Drafter for such a key."))
        if options.get("metrics") and holder.workspace != DEFAULT_WORKSPACE:
            what = "The metrics are of all workspaces, so they are for whoever runs the service."
            raise HttpProblem("forbidden", Problem("Authorization", what, "Use DRAFTER_METRICS_TOKEN."))
        scope["state"]["holder"] = holder
        await next_app(scope, receive, send)

    async def _holder(self, scope: Scope, bearer: bytes | None) -> Holder:
        if bearer is not None:
            if self._access.lets_in(bearer):
                return OPERATOR
            holder = await self._store.holder(bearer.decode("latin-1"))
            if holder is None:
                raise HttpProblem("unauthorized", Problem("Authorization", "This is no token of ours, or it holds no longer.", _REMEDY))
            return holder
        session = await self._session(scope)
        if session is None:
            raise HttpProblem("unauthorized", Problem("Authorization", "There is no token.", _REMEDY))
        return session

    async def _count(self, scope: Scope, holder: Holder) -> None:
        """What is made with a key's tokens counts as the key's."""
        if self._limit is None:
            return
        rate = scope["state"]["rate"] = await self._limit.ask(holder.key)
        if rate.wait:
            what = f"This key has asked more than {rate.limit} times within a minute (DRAFTER_RATE_LIMIT)."
            wait = math.ceil(rate.wait)
            raise HttpProblem(
                "rate-limited", Problem("Authorization", what, f"Send it again in {wait} s, and fewer at once."), headers={"Retry-After": str(wait)}
            )

    async def _follow_link(self, scope: Scope, send: Send, link_token: bytes) -> None:
        """Leave the token out of the address, so that neither history nor a shared screen keeps it."""
        session = None
        if await self._store.tokens.use_up(link_token.decode("latin-1"), "link"):
            session, _ = await self._store.tokens.make("session", SESSION, OPERATOR)
            await self._store.shelf().append_audit(AuditEntry(actor=OPERATOR.key, action="session.open", subject="link"))
        elif await self._session(scope) is None:
            what = "The link has been used already, or is from an earlier start."
            raise HttpProblem("unauthorized", Problem("token", what, "Restart `drafter serve` for a new link, or send the bearer token."))
        headers = [(b"location", _without_token(scope)), (b"content-length", b"0")]
        if session is not None:
            secure = "; Secure" if scope["scheme"] == "https" else ""
            headers.append((b"set-cookie", f"{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict{secure}".encode()))
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _session(self, scope: Scope) -> Holder | None:
        """A session holds for our own pages only. SameSite does not tell ports apart: another service on this machine is the same site."""
        if _header(scope, b"sec-fetch-site") not in (None, b"same-origin", b"none"):
            return None
        try:
            morsel = SimpleCookie((_header(scope, b"cookie") or b"").decode("latin-1")).get(COOKIE)
        except CookieError:
            return None
        return await self._store.tokens.holder(morsel.value, "session") if morsel is not None else None


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

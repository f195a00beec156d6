"""Who may come in: a bearer token, or a browser's session that a one-time link has opened.

How long a comparison takes tells nothing about the token.
"""

from __future__ import annotations

import ipaddress
import secrets
import time
from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest

SESSION_SECONDS = 12 * 3600
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def is_loopback(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Access:
    """Holds digests only. `token` None: no bearer gets in; `hosts` None: any Host header will do.

    `link_token`, if there is one, opens one session, once; `metrics_token` opens the metrics alone.
    """

    def __init__(
        self,
        token: str | None,
        *,
        hosts: frozenset[str] | None = None,
        link_token: str | None = None,
        metrics_token: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._token = _digest(token.encode()) if token else None
        self._metrics_token = _digest(metrics_token.encode()) if metrics_token else None
        self._link = _digest(link_token.encode()) if link_token else None
        self._hosts = hosts
        self._sessions: dict[bytes, float] = {}
        self._clock = clock

    @property
    def is_open(self) -> bool:
        """Whether anybody can get in at all."""
        return self._token is not None or self._link is not None

    def lets_in(self, bearer: bytes) -> bool:
        return self._token is not None and compare_digest(self._token, _digest(bearer))

    def may_read_metrics(self, bearer: bytes) -> bool:
        return self._metrics_token is not None and compare_digest(self._metrics_token, _digest(bearer))

    def open_session(self, link_token: bytes) -> str | None:
        """A session for the token of the link, which is used up by that; None when it is not that token, or not any more."""
        if self._link is None or not compare_digest(self._link, _digest(link_token)):
            return None
        self._link = None
        session = secrets.token_urlsafe(32)
        self._sessions[_digest(session.encode())] = self._clock() + SESSION_SECONDS
        return session

    def knows_session(self, session: bytes) -> bool:
        # Found by its digest: how long the look-up takes tells nothing about the session itself.
        return self._sessions.get(_digest(session), 0.0) > self._clock()

    def serves_host(self, header: bytes | None) -> bool:
        """Whether a Host header is ours. Another name that leads here (DNS rebinding) would let a foreign page read from this service."""
        return self._hosts is None or (header is not None and _name(header) in self._hosts)


def _digest(value: bytes) -> bytes:
    return sha256(value).digest()


def _name(header: bytes) -> str:
    """`[::1]:8000` → `::1`."""
    text = header.decode("latin-1").lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0].removesuffix(".")

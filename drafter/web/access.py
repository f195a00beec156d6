"""Who may come in at all: under which name the service is asked for, and with the one token that the settings hold.

How long a comparison takes tells nothing about the token.
"""

from __future__ import annotations

import ipaddress
from hashlib import sha256
from hmac import compare_digest

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def is_loopback(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def own_names(host: str, names: tuple[str, ...]) -> frozenset[str] | None:
    """The names under which a service that listens on `host` answers; `names` if there are any, and this machine's own in any case. None: any."""
    if names:
        return LOOPBACK_NAMES | {name.lower() for name in names}
    return LOOPBACK_NAMES | {host.lower()} if is_loopback(host) else None


class Access:
    """Holds digests only. `token` None: no bearer gets in; `hosts` None: any Host header will do; `metrics_token` opens the metrics alone."""

    def __init__(self, token: str | None, *, hosts: frozenset[str] | None = None, metrics_token: str | None = None) -> None:
        self._token = _digest(token.encode()) if token else None
        self._metrics_token = _digest(metrics_token.encode()) if metrics_token else None
        self._hosts = hosts

    @property
    def has_token(self) -> bool:
        return self._token is not None

    def lets_in(self, bearer: bytes) -> bool:
        return self._token is not None and compare_digest(self._token, _digest(bearer))

    def may_read_metrics(self, bearer: bytes) -> bool:
        return self._metrics_token is not None and compare_digest(self._metrics_token, _digest(bearer))

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

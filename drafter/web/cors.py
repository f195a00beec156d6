"""Which other sites' pages may call the API from a browser. Never with our cookie: they send a token."""

from __future__ import annotations

from litestar.config.cors import CORSConfig

_SENT = ["Accept", "Authorization", "Content-Type", "Idempotency-Key", "X-Request-ID"]
_READ = ["Location", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After", "X-Request-ID"]
_KEPT = 600  # seconds that a browser remembers what it was told


def cors_for(origins: tuple[str, ...]) -> CORSConfig | None:
    """None: no other site's."""
    if not origins:
        return None
    return CORSConfig(
        allow_origins=list(origins), allow_methods=["DELETE", "GET", "POST", "PUT"], allow_headers=_SENT, expose_headers=_READ, max_age=_KEPT
    )

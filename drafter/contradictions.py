"""Settings that fit their types and still cannot work, by themselves or together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from drafter.errors import Problem
from drafter.moments import parse_duration
from drafter.text.calendar import has_holidays

if TYPE_CHECKING:
    from drafter.settings import Settings

_PREFIX = "DRAFTER_"
_HOST = re.compile(r"[A-Za-z0-9.-]+|[0-9a-fA-F:]+")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?")
_COUNTRY = re.compile(r"[A-Za-z]{2}(?:-\w{1,3})?", re.ASCII)


def contradictions(settings: Settings, meanings: Mapping[str, str]) -> list[Problem]:
    """What cannot be, each with its remedy; `meanings` say what a number is for."""
    problems: list[Problem] = []
    try:
        ZoneInfo(settings.time_zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append(Problem("DRAFTER_TIME_ZONE", f"{settings.time_zone!r} is no time zone.", "Write an IANA name such as Europe/Berlin."))
    if settings.country is not None and not (_COUNTRY.fullmatch(settings.country) and has_holidays(settings.country)):
        remedy = "Write its ISO 3166 code, with a region where holidays differ (DE, MY-10)."
        problems.append(Problem("DRAFTER_COUNTRY", f"{settings.country!r} is no country whose holidays are known.", remedy))
    if settings.follow_up_after is not None:
        try:
            parse_duration(settings.follow_up_after)
        except ValueError as error:
            problems.append(Problem("DRAFTER_FOLLOW_UP_AFTER", f"{error}."))
    if settings.has_model and settings.model is None:
        problems.append(
            Problem("DRAFTER_MODEL", "A key or a URL of a model is set, and no model is named.", "Set DRAFTER_MODEL, or unset the key and the URL.")
        )
    if settings.model is not None and not settings.has_model:
        what = "A model is named, and neither a key nor a URL is set."
        problems.append(
            Problem("DRAFTER_MODEL_KEY", what, "Set DRAFTER_MODEL_KEY or DRAFTER_MODEL_URL, or unset DRAFTER_MODEL to compose without a model.")
        )
    if (settings.fallback_url or settings.fallback_key) and settings.fallback_model is None:
        problems.append(Problem("DRAFTER_FALLBACK_MODEL", "A second endpoint is set, and no model is named for it.", "Set DRAFTER_FALLBACK_MODEL."))
    if settings.fallback_model is not None and settings.model is None:
        problems.append(
            Problem("DRAFTER_FALLBACK_MODEL", "A second model is named, and no first.", "Set DRAFTER_MODEL, or unset DRAFTER_FALLBACK_MODEL.")
        )
    if not 0 <= settings.port <= 65_535:
        problems.append(Problem("DRAFTER_PORT", f"{settings.port} is no port.", "Write a number from 0 (any free one) to 65535."))
    if settings.retention_days < 0:
        problems.append(
            Problem("DRAFTER_RETENTION_DAYS", f"{settings.retention_days} is no number of days.", "Write 90, or 0 to keep drafts for ever.")
        )
    problems += _wrong_origins(settings)
    if settings.redis_url is not None and not settings.redis_url.startswith(("redis://", "rediss://", "unix://")):
        problems.append(Problem("DRAFTER_REDIS_URL", "This is no address of a Redis.", "Write one such as redis://127.0.0.1:6379/0."))
    if settings.workers > 1 and settings.database_url.startswith("sqlite"):
        remedy = "Name a PostgreSQL in DRAFTER_DATABASE_URL, or leave one worker."
        problems.append(Problem("DRAFTER_WORKERS", "Several workers would wait for each other at SQLite's one lock.", remedy))
    return problems + [
        Problem(_PREFIX + name.upper(), "It must be a number above nothing.", meanings[name])
        for name in ("draft_seconds", "max_output_tokens", "max_body_bytes", "max_drafts", "reload", "workers", "rate_limit", "budget")
        if (value := getattr(settings, name)) is not None and not 0 < value < float("inf")
    ]


def _wrong_origins(settings: Settings) -> Iterator[Problem]:
    for name in ("origins", "frames"):
        for origin in getattr(settings, name):
            if not _ORIGIN.fullmatch(origin):
                yield Problem(
                    _PREFIX + name.upper(), f"{origin!r} is no origin.", "Write scheme and host, without a path: https://helpdesk.example.com."
                )
    for host in settings.hosts:
        if not _HOST.fullmatch(host):
            yield Problem("DRAFTER_HOSTS", f"{host!r} is no name of a host.", "Write the name alone, without scheme, port and path.")

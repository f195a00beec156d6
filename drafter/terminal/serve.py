"""`drafter serve`: the HTTP service, and all that a person needs in order to use it at once."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import secrets
import socket
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import click
import msgspec

from drafter.errors import InvalidSetting, Problem
from drafter.house import open_house
from drafter.settings import Settings, read_settings, sharing_metrics, with_options
from drafter.store.engine import place, read_url
from drafter.store.store import DEFAULT_WORKSPACE
from drafter.store.tokens import OPERATOR, Holder

RELOAD_SECONDS = 2.0
LINK = timedelta(hours=12)  # how long the printed link waits for somebody
ANSWER_SECONDS = 20  # that a worker may take to say that it lives; a busy machine takes some to start one
GRACE_SECONDS = 5  # beyond the time that a draft may take
_TICKET = '{"conversation": [{"author": "customer", "text": "Where is my parcel?"}]}'


def run(host: str | None, port: int | None, *, reload_rules: bool = False, workers: int | None = None) -> None:
    """Serve until Ctrl-C or SIGTERM; drafts under way are finished.

    InvalidSetting when the address cannot be had, InvalidContent when a file is broken, StoreError when the database is not ready.
    """
    from drafter.app import create_app, is_loopback
    from drafter.telemetry.log import set_up_log

    given = read_settings()
    given = with_options(given, workers=workers, reload=given.reload or (RELOAD_SECONDS if reload_rules else None))
    given = msgspec.structs.replace(given, host=host or given.host, port=given.port if port is None else port)
    local = is_loopback(given.host)
    settings = msgspec.structs.replace(given, token=given.token or secrets.token_urlsafe(24))
    entry = asyncio.run(_prepare(settings, local=local))
    if entry.keys:
        settings = msgspec.structs.replace(settings, token=given.token)
    if given.token is None and not entry.keys and not local:
        what = "Without a key the service listens on this machine alone."
        remedy = "Make one with `drafter keys create`, set DRAFTER_TOKEN to a long random text, or leave --host and DRAFTER_HOST out."
        raise InvalidSetting(Problem(f"host {settings.host}", what, remedy))
    with _listening(settings.host, settings.port) as listener:
        app: Any = create_app(settings, read_first=True)  # what cannot be used is told here, before any worker starts
        if settings.workers > 1:
            app = partial(_of_worker, settings)
        set_up_log(settings.log_format, settings.log_level)
        _welcome(settings, _address(listener), token=None if given.token else settings.token, entry=entry)
        _answer(app, settings, listener)


def _answer(app: Any, settings: Settings, listener: socket.socket) -> None:
    """Its own log of requests would hold the token of the link. On one address all workers listen; the system shares connections out."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    several = settings.workers > 1
    config = uvicorn.Config(
        app,
        factory=several,
        workers=settings.workers,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_worker_healthcheck=ANSWER_SECONDS,
        timeout_graceful_shutdown=int(settings.draft_seconds) + GRACE_SECONDS,
    )
    with contextlib.suppress(KeyboardInterrupt):
        if several:
            with sharing_metrics():
                Multiprocess(config, sockets=[listener]).run()
        else:
            uvicorn.Server(config).run(sockets=[listener])


def _of_worker(settings: Settings) -> Any:
    """Called in a process of its own, which answers whether it lives before it loads all this."""
    from drafter.app import create_app
    from drafter.telemetry.log import set_up_log

    set_up_log(settings.log_format, settings.log_level)
    return create_app(settings, read_first=True)


@dataclass(frozen=True, slots=True)
class _Entry:
    """How somebody can get in: whether there are keys; the token of a link that works once, made where there are none."""

    keys: bool
    link_token: str | None = None


async def _prepare(settings: Settings, *, local: bool) -> _Entry:
    """The database is ready after this."""
    async with open_house(settings).store().opened() as store:
        if await store.has_keys() or not local:
            return _Entry(keys=await store.has_keys())
        token, _ = await store.tokens.make("link", LINK, Holder(OPERATOR, DEFAULT_WORKSPACE, "admin"))
        return _Entry(keys=False, link_token=token)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections already, so that what is printed works at once."""
    where = f"port {port} on {host}"
    if not 0 <= port <= 65535:  # the system would take the rest of a division
        raise InvalidSetting(Problem(where, "There is no such port.", "Give --port a number from 0 (a free one) to 65535."))
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise InvalidSetting(
            Problem(where, "This is no address to listen on.", "Give --host an address of this machine, such as 127.0.0.1.")
        ) from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise InvalidSetting(_cannot_listen(where, error)) from None
    return listener


def _cannot_listen(where: str, error: OSError) -> Problem:
    if error.errno == errno.EADDRINUSE:
        return Problem(where, "Another program listens there.", "Stop it, or choose another port with --port (0 takes a free one).")
    if error.errno == errno.EACCES:
        return Problem(where, "This port is reserved for the administrator.", "Choose one from 1024 with --port.")
    return Problem(where, f"It cannot be listened on ({error.strerror}).", "Give --host an address of this machine, such as 127.0.0.1.")


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _welcome(settings: Settings, address: str, *, token: str | None, entry: _Entry) -> None:
    """`token` only when it was made for this run: one from the settings is nobody's business."""
    click.echo(f"Drafter listens on {address}")
    click.echo(f"  writes   {_writers(settings)}")
    click.echo(f"  keeps    drafts in {place(read_url(settings.database_url))}, {_how_long(settings.retention_days)}")
    if settings.workers > 1:
        click.echo(f"  workers  {settings.workers}, each makes up to {settings.max_drafts} drafts at once")
    if entry.link_token is not None:
        click.echo(f"  browser  {address}/schema?token={entry.link_token}  (works once)")
    if token is not None:
        click.echo(f"  token    {token}  (until this process ends; set DRAFTER_TOKEN to keep one)")
    elif entry.keys and settings.token is None:
        click.echo("  opens    with the keys that `drafter keys list` shows; `drafter keys create --role admin --name …` makes another")
    kept = "$DRAFTER_TOKEN" if settings.token else "$TOKEN"
    bearer = f"'Authorization: Bearer {token}'" if token else f'"Authorization: Bearer {kept}"'
    click.echo(f"  try      curl -s {address}/v1/drafts -H {bearer} -H 'Content-Type: application/json' -d '{_TICKET}'")
    click.echo("Ctrl-C ends it.")


def _how_long(days: int) -> str:
    return f"for {days} days" if days else "for ever"


def _writers(settings: Settings) -> str:
    if not settings.has_model:
        return "the composer, from the brief alone (no model is set; `drafter settings` shows how)"
    found = f"{settings.model} at {_place(settings.model_url)}"
    return found if settings.fallback_model is None else f"{found}, then {settings.fallback_model} at {_place(settings.fallback_url)}"


def _place(url: str | None) -> str:
    return urlsplit(url).netloc.rpartition("@")[2] if url else "the provider's own address"

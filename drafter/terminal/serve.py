"""`drafter serve`: the HTTP service, and all that a person needs in order to use it at once."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import secrets
import socket
from urllib.parse import urlsplit

import click
import msgspec

from drafter.errors import InvalidSetting, Problem
from drafter.house import open_house
from drafter.settings import Settings, read_settings
from drafter.store.engine import place, read_url

RELOAD_SECONDS = 2.0
GRACE_SECONDS = 5  # beyond the time that a draft may take
_TICKET = '{"conversation": [{"author": "customer", "text": "Where is my parcel?"}]}'


def run(host: str | None, port: int | None, *, reload_rules: bool = False) -> None:
    """Serve until Ctrl-C or SIGTERM; drafts under way are finished.

    InvalidSetting when the address cannot be had, InvalidContent when a file is broken, StoreError when the database is not ready.
    """
    import uvicorn

    from drafter.app import create_app, is_loopback
    from drafter.telemetry.log import set_up_log

    given = read_settings()
    has_keys = asyncio.run(_prepare(given))
    token = given.token or (None if has_keys else secrets.token_urlsafe(24))
    reload = given.reload or (RELOAD_SECONDS if reload_rules else None)
    settings = msgspec.structs.replace(given, host=host or given.host, port=given.port if port is None else port, token=token, reload=reload)
    local = is_loopback(settings.host)
    if given.token is None and not has_keys and not local:
        what = "Without a key the service listens on this machine alone."
        remedy = "Make one with `drafter keys create`, set DRAFTER_TOKEN to a long random text, or leave --host and DRAFTER_HOST out."
        raise InvalidSetting(Problem(f"host {settings.host}", what, remedy))
    link_token = secrets.token_urlsafe(24) if local and not has_keys else None
    with _listening(settings.host, settings.port) as listener:
        app = create_app(settings, link_token=link_token, read_first=True)
        set_up_log(settings.log_format, settings.log_level)
        _welcome(settings, _address(listener), token=None if given.token else token, link_token=link_token)
        # Its own log of requests would hold the token of the link.
        config = uvicorn.Config(
            app, access_log=False, log_config=None, server_header=False, timeout_graceful_shutdown=int(settings.draft_seconds) + GRACE_SECONDS
        )
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


async def _prepare(settings: Settings) -> bool:
    """Whether there are keys; the database is ready after this."""
    async with open_house(settings).store().opened() as store:
        return await store.has_keys()


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


def _welcome(settings: Settings, address: str, *, token: str | None, link_token: str | None) -> None:
    """`token` only when it was made for this run: one from the settings is nobody's business."""
    click.echo(f"Drafter listens on {address}")
    click.echo(f"  writes   {_writers(settings)}")
    click.echo(f"  keeps    drafts in {place(read_url(settings.database_url))}, {_how_long(settings.retention_days)}")
    if link_token is not None:
        click.echo(f"  browser  {address}/schema?token={link_token}  (works once)")
    if token is not None:
        click.echo(f"  token    {token}  (until this process ends; set DRAFTER_TOKEN to keep one)")
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

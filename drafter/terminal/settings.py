"""`drafter settings`."""

from __future__ import annotations

import textwrap
from urllib.parse import urlsplit

import click

from drafter.settings import MEANINGS, SECRETS, read_settings


def run() -> None:
    """Every setting: variable, value in force, meaning. Secrets are shown as set or not."""
    settings = read_settings()
    for name, meaning in MEANINGS.items():
        shown = "(not set)" if (value := getattr(settings, name)) is None or value == () else "(set)" if name in SECRETS else _shown(name, value)
        click.echo(f"{click.style('DRAFTER_' + name.upper(), bold=True)} = {shown}")
        for line in textwrap.wrap(meaning, 100):
            click.echo(f"    {line}")


def _shown(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return _address(str(value)) if name.endswith("_url") else str(value)


def _address(url: str) -> str:
    """Scheme, host, port and path: a password may stand before the host or behind the question mark. Where that is not plain, nothing."""
    try:
        parts = urlsplit(url)
        has_sense = bool(parts.scheme) and (parts.port is None or parts.port > 0)
    except ValueError:
        return "(set)"
    if not has_sense or "@" in f"{parts.path}{parts.query}{parts.fragment}":
        return "(set)"
    user, _, host = parts.netloc.rpartition("@")
    return f"{parts.scheme}://{'…@' if user else ''}{host}{parts.path}{'?…' if parts.query else ''}"

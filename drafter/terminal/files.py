"""Files that are named on the command line, `-` for standard input."""

from __future__ import annotations

from typing import Any

import click

FILE = click.Path(dir_okay=False, allow_dash=True)


def read(file: str) -> bytes:
    """The whole file. click.BadParameter says why it cannot be read."""
    with opened(file) as source:
        return bytes(source.read())


def opened(file: str) -> Any:
    """The file, for reading bytes. click.BadParameter says why it cannot be opened."""
    try:
        return click.open_file(file, "rb")
    except OSError as error:
        raise click.BadParameter(f"{file!r} cannot be read: {error.strerror or 'it is no file'}.", param_hint="FILE") from None

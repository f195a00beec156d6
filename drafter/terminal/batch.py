"""Many texts in one file: a line is a JSON object with `text` (or `draft`), and any key of a ticket."""

from __future__ import annotations

import os
import sys
from typing import Any, BinaryIO

import click

from drafter.errors import DrafterError, InvalidInput
from drafter.strict import decode_json

_EVERY = 100  # lines between two looks at the clock of whoever waits
_WIDTH = 30


def read_line(raw: bytes, language: str | None) -> dict[str, Any]:
    """A line's keys, still to be converted; `language` where the line names none. InvalidInput when it is no JSON object."""
    given = decode_json(raw, dict[str, Any])
    if "draft" in given and "text" not in given:
        given["text"] = given.pop("draft")
    if language is not None:
        given.setdefault("language", language)
    return given


def bad_line(identity: Any, number: int, error: DrafterError) -> dict[str, Any]:
    """What stands in the place of a line that cannot be judged."""
    said = "; ".join(map(str, error.problems)) if isinstance(error, InvalidInput) else str(error)
    return {"id": identity, "error": f"line {number}: {said}"}


def size_of(source: BinaryIO) -> int | None:
    """Bytes of a file; None of what is piped in."""
    try:
        return os.fstat(source.fileno()).st_size or None
    except (OSError, ValueError):
        return None


class Progress:
    """A bar on standard error while a person watches a long batch; a count where nobody knows how long it is."""

    def __init__(self, size: int | None = None, *, shown: bool | None = None) -> None:
        """`size` in bytes; `shown` whether or not a person watches."""
        self._shown = sys.stderr.isatty() if shown is None else shown
        self._size, self._read, self._next = size, 0, _EVERY

    def step(self, number: int, read: int) -> None:
        """`number` lines are done; `read` more bytes than at the last step."""
        self._read += read
        if self._shown and number >= self._next:
            self._next = number + _EVERY
            click.echo(f"\r{self._bar()}{number:,} judged", nl=False, err=True)

    def done(self) -> None:
        if self._shown:
            click.echo("\r" + " " * (_WIDTH + 40) + "\r", nl=False, err=True)

    def _bar(self) -> str:
        if not self._size:
            return ""
        part = min(1.0, self._read / self._size)
        full = int(part * _WIDTH)
        return f"[{'#' * full}{'-' * (_WIDTH - full)}] {part:4.0%}  "

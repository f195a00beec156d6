"""Whose mistake it is when something breaks on the way to a completion: the writer's in here, ours everywhere else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from drafter.completion.writer import Writer
from drafter.errors import DrafterError, WriterMalformed
from drafter.traces import places

_log = logging.getLogger("drafter.completion")


@contextmanager
def told_as_the_writers(writer: Writer) -> Iterator[None]:
    """What a writer was never meant to raise becomes WriterMalformed."""
    try:
        yield
    except (DrafterError, TimeoutError):
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, it is told as what it is)
        _log.error("The writer %s broke:\n%s", writer.name, places(error))
        raise WriterMalformed(f"{writer.name} broke ({type(error).__name__}).") from None

"""Where an exception came from, for the log. Its message is left out: it may hold what a customer wrote, or a key."""

from __future__ import annotations

import traceback
from collections.abc import Iterator


def places(error: BaseException | None) -> str:
    """Type and place of each exception of the chain, one a line."""
    return "".join(_places(error))


def _places(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{type(error).__name__}\n"
        yield from traceback.format_tb(error.__traceback__)
        error = error.__cause__ or error.__context__

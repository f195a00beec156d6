"""The one character that PostgreSQL keeps in no text: whoever asks for something by a name that holds it made a mistake, and no database is down."""

from __future__ import annotations

from litestar.types import Scope

from drafter.errors import Problem
from drafter.web.problems import HttpProblem


def refuse_nul(scope: Scope) -> None:
    """HttpProblem when the address holds a NUL. In bodies it is text like any other."""
    if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
        problem = Problem("path", "The address holds a character that no name holds (NUL, %00).", "Leave it out.")
        raise HttpProblem("bad-request", problem)

"""The name under which a request is found in the log: the caller's own X-Request-ID if it is a plain word, else a new one."""

from __future__ import annotations

import re
from uuid import uuid4

from litestar.types import Scope

_PLAIN = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_KEY = "drafter_request_id"


def request_id(scope: Scope) -> str:
    """The same for the whole request."""
    state = scope.setdefault("state", {})
    if _KEY not in state:
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        state[_KEY] = given.decode() if _PLAIN.fullmatch(given) else uuid4().hex
    return str(state[_KEY])

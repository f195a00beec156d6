"""`/health`: the process answers. `/ready`: languages and rules are read, so that the first draft waits for nothing."""

from __future__ import annotations

from typing import Literal

import msgspec
from litestar import get, head
from litestar.di import NamedDependency

from drafter.web.problems import HttpProblem
from drafter.web.readiness import Readiness


class Alive(msgspec.Struct, frozen=True):
    status: Literal["alive"] = "alive"


class Ready(msgspec.Struct, frozen=True):
    languages: tuple[str, ...]
    status: Literal["ready"] = "ready"


@get("/health", opt={"public": True}, operation_id="health", summary="Is the process alive?", sync_to_thread=False)
def health() -> Alive:
    """Answers as long as the process does. Needs no token."""
    return Alive()


@get("/ready", opt={"public": True}, operation_id="ready", summary="Can it draft?", sync_to_thread=False)
def ready(readiness: NamedDependency[Readiness]) -> Ready:
    """200 when every live language and its rules are read, 503 before that, or when a file cannot be used. Needs no token."""
    if readiness.failed:
        raise HttpProblem("not-ready", detail=f"The content of {', '.join(readiness.failed)} cannot be used. The log says which file, and why.")
    if not readiness.has_read:
        raise HttpProblem("not-ready", detail="Languages and rules are being read. Ask again in a moment.")
    return Ready(readiness.languages)


@head("/health", opt={"public": True}, include_in_schema=False, sync_to_thread=False)
def health_alone() -> None:
    """The status of /health, for load balancers that ask for no more."""


@head("/ready", opt={"public": True}, include_in_schema=False, sync_to_thread=False)
def ready_alone(readiness: NamedDependency[Readiness]) -> None:
    """The status of /ready."""
    ready.fn(readiness)

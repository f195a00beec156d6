"""`/health`: the process answers. `/ready`: languages and rules are read, so that the first draft waits for nothing, and the
database answers, so that it can be kept."""

from __future__ import annotations

from typing import Literal

import msgspec
from litestar import get, head
from litestar.di import NamedDependency

from drafter.completion.breaker import State
from drafter.errors import StoreError
from drafter.store.store import Store
from drafter.web.problems import HttpProblem
from drafter.web.readiness import FailedReload, Readiness


class Alive(msgspec.Struct, frozen=True):
    status: Literal["alive"] = "alive"


class Ready(msgspec.Struct, frozen=True):
    """`packs`: the version of the rules in force by language. `failed_reloads`: the languages whose last edit was refused. `models`: the
    circuits to the models of this worker, in the order in which they are asked; while all are open, replies are composed."""

    languages: tuple[str, ...]
    packs: dict[str, str]
    failed_reloads: dict[str, FailedReload]
    models: tuple[State, ...]
    status: Literal["ready"] = "ready"


@get("/health", opt={"public": True}, operation_id="health", summary="Is the process alive?", sync_to_thread=False)
def health() -> Alive:
    """Answers as long as the process does. Needs no token."""
    return Alive()


@get("/ready", opt={"public": True}, operation_id="ready", summary="Can it draft?")
async def ready(readiness: NamedDependency[Readiness], store: NamedDependency[Store]) -> Ready:
    """200 when every live language and its rules are read and the database answers, else 503. Needs no token."""
    if readiness.failed:
        raise HttpProblem("not-ready", detail=f"The content of {', '.join(readiness.failed)} cannot be used. The log says which file, and why.")
    if not readiness.has_read:
        raise HttpProblem("not-ready", detail="Languages and rules are being read. Ask again in a moment.")
    try:
        await store.workspaces()
    except StoreError as error:
        raise HttpProblem("not-ready", detail="The database does not answer. The log says more about each draft that could not be stored.") from error
    return Ready(readiness.languages, readiness.packs, readiness.failed_reloads, tuple(model.state for model in readiness.models))


@head("/health", opt={"public": True}, include_in_schema=False, sync_to_thread=False)
def health_alone() -> None:
    """The status of /health, for load balancers that ask for no more."""


@head("/ready", opt={"public": True}, include_in_schema=False)
async def ready_alone(readiness: NamedDependency[Readiness], store: NamedDependency[Store]) -> None:
    """The status of /ready."""
    await ready.fn(readiness, store)

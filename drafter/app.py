"""The composition root of the service: settings, content, writers, routes. The command line imports it lazily; nothing else does.

`create_app` is also what an ASGI server of your own takes: `uvicorn --factory drafter.app:create_app`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from litestar import Litestar, Request
from litestar.di import NamedDependency, Provide

from drafter.completion.guarded_writer import GuardedWriter
from drafter.completion.writer import Writer
from drafter.errors import DrafterError, InvalidContent
from drafter.house import House, open_house
from drafter.pipeline import Pipeline
from drafter.settings import Settings
from drafter.store.shelf import Shelf
from drafter.store.store import Store
from drafter.store.tokens import Holder
from drafter.telemetry.metrics import Metrics
from drafter.telemetry.observers import Telemetry
from drafter.verdict.reload import Reloader
from drafter.web.access import Access, is_loopback, own_names
from drafter.web.api.checks import check_text
from drafter.web.api.drafts import create_draft, read_draft
from drafter.web.api.languages import list_languages
from drafter.web.api.outcomes import tell_outcome
from drafter.web.api.proposals import approve_proposal, list_proposals, propose_rule, read_proposal, revert_proposal
from drafter.web.api.rejections import list_rejections, read_rejection, review_rejection
from drafter.web.api.rules import list_rules
from drafter.web.api.sent_texts import read_sent_text, review_sent_text, sample_sent_texts
from drafter.web.api.tokens import create_token, read_usage
from drafter.web.api.trials import try_rule
from drafter.web.budget import Budget
from drafter.web.cors import cors_for
from drafter.web.doorkeeper import Doorkeeper
from drafter.web.drafting import Drafting
from drafter.web.envelope import sealing
from drafter.web.healing import Healer, heal_every
from drafter.web.metrics import count_answers, metrics
from drafter.web.probes import health, health_alone, ready, ready_alone
from drafter.web.problems import answer_with_problem
from drafter.web.rate_limit import OwnLimit, RateLimit
from drafter.web.readiness import Readiness, get_ready, read
from drafter.web.reloading import take_up_edits_every
from drafter.web.request_id import request_id
from drafter.web.retention import purge_daily
from drafter.web.schema_page import SchemaPage, page_css
from drafter.web.shared_limit import SharedLimit
from drafter.web.spec import openapi_config
from drafter.web.stopwatch import Stopwatch
from drafter.web.strict_request import StrictRequest
from drafter.web.trying import Trials
from drafter.web.workspace_rules import RulesByWorkspace

if TYPE_CHECKING:
    from drafter.telemetry.traces import Traces

__all__ = ("create_app", "is_loopback")

_DRAFTS = (create_draft, read_draft, tell_outcome, check_text)
_REVIEW = (list_rejections, read_rejection, review_rejection, sample_sent_texts, read_sent_text, review_sent_text)
_RULES = (list_rules, list_languages, try_rule, list_proposals, read_proposal, propose_rule, approve_proposal, revert_proposal)
_KEYS = (create_token, read_usage)
_PAGES = (health, health_alone, ready, ready_alone, metrics, page_css)

_log = logging.getLogger("drafter")


@runtime_checkable
class _Warmable(Protocol):
    async def warm(self) -> None: ...


@runtime_checkable
class _Closable(Protocol):
    async def aclose(self) -> None: ...


def create_app(settings: Settings | None = None, *, writers: tuple[Writer, ...] | None = None, read_first: bool = False) -> Litestar:
    """The service. Without a token in the settings only the keys of the store open it.

    writers: stand in for the models that the settings name.
    read_first: reads all content now, not beside the first requests, so that a file that cannot be used is InvalidContent here.

    InvalidSetting when a setting cannot work; InvalidContent when there is no content.
    """
    house = open_house(settings)
    settings = house.settings
    store = house.store()
    pipeline = house.pipeline(writers=writers)
    models = tuple(writer for writer in pipeline.writers if isinstance(writer, GuardedWriter))
    rules, readiness, drafting = RulesByWorkspace(store, house.rules), Readiness(models=models), Drafting(settings.max_drafts)
    telemetry = Telemetry(Metrics(), _traces(settings), lambda: store.waiting)
    if read_first and (problems := read(house, readiness)):
        raise InvalidContent(*problems)
    access = Access(settings.token, hosts=own_names(settings.host, settings.hosts), metrics_token=settings.metrics_token)
    limit = _rate_limit(settings)
    return Litestar(
        route_handlers=[*_DRAFTS, *_REVIEW, *_RULES, *_KEYS, *_PAGES],
        dependencies={
            "shelf": _shelf(store),
            "holder": Provide(_holder, sync_to_thread=False),
            "rules_by_workspace": _given(rules),
            "trials": _given(Trials()),
            "pipeline": _pipeline(pipeline, rules, telemetry),
            "readiness": _given(readiness),
            "store": _given(store),
            "drafting": _given(drafting),
            "budget": _given(Budget(settings.budget)),
            "telemetry": _given(telemetry),
        },
        lifespan=[_lifespan(house, store, access, pipeline, rules, readiness, drafting, limit, telemetry)],
        middleware=[Stopwatch(), Doorkeeper(access, store, limit)],
        exception_handlers={Exception: answer_with_problem},
        before_send=[sealing(settings.frames), count_answers(telemetry.metrics)],
        cors_config=cors_for(settings.origins),
        request_class=StrictRequest,
        request_max_body_size=settings.max_body_bytes,
        openapi_config=openapi_config(SchemaPage()),
        logging_config=None,
    )


def _traces(settings: Settings) -> Traces | None:
    """Loaded only where somebody collects them."""
    if not settings.traces:
        return None
    from drafter.telemetry.traces import Traces

    return Traces(contents=settings.trace_contents)


def _rate_limit(settings: Settings) -> RateLimit | None:
    if settings.rate_limit is None:
        return None
    return SharedLimit(settings.rate_limit, settings.redis_url) if settings.redis_url else OwnLimit(settings.rate_limit)


def _given(value: object) -> Provide:
    return Provide(lambda: value, sync_to_thread=False)


def _shelf(store: Store) -> Provide:
    """The shelf of the workspace whose key came with the request."""

    def shelf(request: Request[Any, Any, Any]) -> Shelf:
        return store.shelf(request.scope["state"]["holder"].workspace)

    return Provide(shelf, sync_to_thread=False)


def _holder(request: Request[Any, Any, Any]) -> Holder:
    """Whoever came with a token."""
    holder: Holder = request.scope["state"]["holder"]
    return holder


def _pipeline(shared: Pipeline, rules: RulesByWorkspace, telemetry: Telemetry) -> Provide:
    """The one pipeline, which records on that shelf, judges by that workspace's rules and tells of what it does under this request's id."""

    async def pipeline(request: Request[Any, Any, Any], shelf: NamedDependency[Shelf]) -> Pipeline:
        observer = telemetry.of(request_id=request_id(request.scope), workspace=shelf.workspace, traceparent=request.headers.get("traceparent"))
        return replace(shared.on(shelf, await rules.made(shelf.workspace)), observer=observer)

    return Provide(pipeline)


def _lifespan(
    house: House,
    store: Store,
    access: Access,
    pipeline: Pipeline,
    rules: RulesByWorkspace,
    readiness: Readiness,
    drafting: Drafting,
    limit: RateLimit | None,
    telemetry: Telemetry,
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        """Opens the store; gets ready beside the first requests, so that /health answers at once."""
        async with store.opened():
            if not (access.has_token or await store.has_keys() or await store.tokens.any_opens()):
                _log.warning("Nobody can get in: there is no key (`drafter keys create`), and DRAFTER_TOKEN is not set.")
            await rules.look()
            looking = asyncio.create_task(rules.look_every())
            reading = asyncio.create_task(_get_ready(house, pipeline, readiness))
            purging = asyncio.create_task(purge_daily(store, house.settings.retention_days))
            healing = asyncio.create_task(heal_every(Healer(house, pipeline, readiness), readiness))
            reloading = asyncio.create_task(take_up_edits_every(house.settings.reload, Reloader(house.rules, house.detector), readiness))
            try:
                yield
            finally:
                readiness.stopping.set()
                await drafting.finish()
                tasks = (reading, purging, healing, reloading, looking)
                for task in tasks:
                    task.cancel()
                open_still: tuple[object, ...] = (*pipeline.writers, limit)
                closing = [each.aclose() for each in open_still if isinstance(each, _Closable)]
                await asyncio.gather(*tasks, *closing, return_exceptions=True)
                await asyncio.to_thread(telemetry.close)

    return lifespan


async def _get_ready(house: House, pipeline: Pipeline, readiness: Readiness) -> None:
    readiness.stopping.clear()
    await asyncio.gather(*(_warm(writer) for writer in pipeline.writers if isinstance(writer, _Warmable)))
    if not readiness.rehearsed:
        await asyncio.to_thread(get_ready, house, pipeline, readiness)


async def _warm(writer: _Warmable) -> None:
    try:
        await writer.warm()
    except DrafterError as error:
        _log.error("The model's client cannot be made; drafts will be composed. %s", error)

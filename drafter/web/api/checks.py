"""`/v1/checks`"""

from __future__ import annotations

import asyncio
from typing import Any, Literal

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import UNSET

from drafter.pipeline import Pipeline
from drafter.request import CheckRequest
from drafter.web.api.findings import FindingView, finding_views

LONG = 20_000  # characters; judging more would hold up everybody else's request for longer than a few milliseconds


class CheckView(msgspec.Struct, frozen=True, kw_only=True):
    """`reject` when a rule of severity `reject` is broken. `id` comes back as it was sent."""

    id: Any = UNSET
    language: str
    verdict: Literal["pass", "reject"]
    findings: tuple[FindingView, ...]


@post("/v1/checks", status_code=200, operation_id="check_text", summary="Check a text before it is sent", tags=["checks"])
async def check_text(data: JSONBody[CheckRequest], pipeline: NamedDependency[Pipeline]) -> CheckView:
    """Judges a text of the agent's own, with as much of its ticket as comes along. Only `text` is required. Nothing is kept."""
    size = len(data.text) + sum(len(message.text) for message in data.conversation)
    brief, verdict = pipeline.check(data) if size < LONG else await asyncio.to_thread(pipeline.check, data)
    return CheckView(id=data.id, language=brief.language, verdict=verdict.outcome, findings=finding_views(verdict.findings, data.text))

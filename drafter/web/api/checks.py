"""`/v1/checks`"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import UNSET

from drafter.pipeline import Pipeline
from drafter.request import CheckRequest
from drafter.web.api.findings import FindingView, finding_views


class CheckView(msgspec.Struct, frozen=True, kw_only=True):
    """`reject` when a rule of severity `reject` is broken. `id` comes back as it was sent."""

    id: Any = UNSET
    language: str
    verdict: Literal["pass", "reject"]
    findings: tuple[FindingView, ...]


@post("/v1/checks", status_code=200, operation_id="check_text", summary="Check a text before it is sent", tags=["checks"])
async def check_text(data: JSONBody[CheckRequest], pipeline: NamedDependency[Pipeline]) -> CheckView:
    """Judges a text of the agent's own, with as much of its ticket as comes along. Only `text` is required. Nothing is kept."""
    brief, verdict = await pipeline.check(data)
    return CheckView(id=data.id, language=brief.language, verdict=verdict.outcome, findings=finding_views(verdict.findings, data.text))

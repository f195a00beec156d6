"""`/v1/checks`"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody
from msgspec import UNSET, UnsetType

from drafter.pipeline import Pipeline
from drafter.request import CheckRequest
from drafter.verdict.verdict import Commitment
from drafter.web.api.findings import FindingView, SuppressedView, finding_views, suppressed_views
from drafter.web.api.parameters import refuse_others
from drafter.web.strict_request import StrictRequest


class CheckView(msgspec.Struct, frozen=True, kw_only=True):
    """`reject` when a rule of severity `reject` is broken. `id` comes back as it was sent. With `trace=true`, `commitments`
    are what the text states with the source of each, `pack` is the version of the rules that judged, and `suppressed` holds what they found and what
    round it made it harmless."""

    id: Any = UNSET
    language: str
    verdict: Literal["pass", "reject"]
    findings: tuple[FindingView, ...]
    commitments: tuple[Commitment, ...] | UnsetType = UNSET
    pack: str | UnsetType = UNSET
    suppressed: tuple[SuppressedView, ...] | UnsetType = UNSET


@post("/v1/checks", status_code=200, operation_id="check_text", summary="Check a text before it is sent", tags=["checks"])
async def check_text(
    request: StrictRequest, data: JSONBody[CheckRequest], pipeline: NamedDependency[Pipeline], trace: FromQuery[bool] = False
) -> CheckView:
    """Judges a text of the agent's own, with as much of its ticket as comes along. Only `text` is required. Nothing is kept."""
    refuse_others("", "parameter", request.query_params.keys(), ("trace",))
    brief, verdict = await pipeline.check(data)
    return CheckView(
        id=data.id,
        language=brief.language,
        verdict=verdict.outcome,
        findings=finding_views(verdict.findings, data.text),
        commitments=verdict.commitments if trace else UNSET,
        pack=verdict.pack if trace else UNSET,
        suppressed=suppressed_views(verdict.suppressed, data.text) if trace else UNSET,
    )

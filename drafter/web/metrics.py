"""`/metrics`, for Prometheus."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.enums import ScopeType
from litestar.types import Message, Scope

from drafter.telemetry.metrics import CONTENT_TYPE, Metrics
from drafter.telemetry.observers import Telemetry


@get(
    "/metrics",
    opt={"roles": ("admin",), "metrics": True},
    operation_id="metrics",
    summary="Metrics for Prometheus",
    media_type="text/plain",
    sync_to_thread=False,
)
def metrics(telemetry: NamedDependency[Telemetry]) -> Response[str]:
    """Counts and times of all workspaces together, for whoever runs the service: with DRAFTER_METRICS_TOKEN, DRAFTER_TOKEN, or an admin's key of the
    workspace `default`."""
    return Response(telemetry.text().decode(), headers={"Content-Type": CONTENT_TYPE})


def count_answers(counted: Metrics) -> Callable[[Message, Scope], Awaitable[None]]:
    async def count(message: Message, scope: Scope) -> None:
        """Before an answer leaves."""
        if message["type"] == "http.response.start" and scope["type"] == ScopeType.HTTP:
            counted.answered(str(scope.get("method")), str(scope.get("path_template") or "none"), message["status"])

    return count

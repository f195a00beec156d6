"""What becomes of a draft, told in three ways: a line of the log, metrics, and a trace when somebody collects them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.course import Course
from drafter.run import Drafted
from drafter.telemetry.metrics import Metrics

if TYPE_CHECKING:
    from drafter.telemetry.traces import Traces

_log = logging.getLogger("drafter.draft")


class Telemetry:
    """Of one process. `waiting`: how many drafts wait to be stored."""

    def __init__(self, metrics: Metrics, traces: Traces | None, waiting: Callable[[], int]) -> None:
        self.metrics, self.traces, self.waiting = metrics, traces, waiting

    def of(self, *, request_id: str, workspace: str, traceparent: str | None = None) -> DraftObserver:
        return DraftObserver(self, request_id, workspace, traceparent)

    def text(self) -> bytes:
        """The metrics as of now."""
        self.metrics.waiting(self.waiting())
        return self.metrics.text()

    def close(self) -> None:
        """Waits until the last traces are sent, so it is called in a thread."""
        self.metrics.close()
        if self.traces is not None:
            self.traces.close()


@dataclass(frozen=True, slots=True)
class DraftObserver:
    """Of one request. Whatever breaks in telling keeps no draft from being given out."""

    telemetry: Telemetry
    request_id: str
    workspace: str
    traceparent: str | None

    def began(self, course: Course) -> None:
        self.telemetry.metrics.began()

    def ended(self, course: Course, drafted: Drafted | None, error: BaseException | None = None) -> None:
        code = None if error is None else str(getattr(error, "code", type(error).__name__))
        try:
            self.telemetry.metrics.ended(course, drafted, code)
            self.telemetry.metrics.waiting(self.telemetry.waiting())
            self._log(course, drafted, code)
            if self.telemetry.traces is not None:
                about = {"drafter.workspace": self.workspace, "drafter.request_id": self.request_id}
                self.telemetry.traces.add(course, drafted, code, traceparent=self.traceparent, about=about)
        except Exception:  # noqa: BLE001 (said above)
            _log.exception("A draft could not be told of.", extra={"request_id": self.request_id})

    def _log(self, course: Course, drafted: Drafted | None, error: str | None) -> None:
        """Ids, names, numbers: nothing that anybody wrote."""
        if not _log.isEnabledFor(logging.INFO):
            return
        told: dict[str, object] = {"request_id": self.request_id, "workspace": self.workspace}
        if drafted is not None:
            draft, usage = drafted.draft, drafted.draft.usage
            told |= {"draft": draft.id, "language": draft.language, "origin": draft.origin, "attempts": draft.attempts}
            told |= {"stopped_by": drafted.stopped_by, "failures": [attempt.error for attempt in drafted.attempts if attempt.error]}
            told["tokens"] = {"prompt": usage.prompt_tokens, "cached": usage.cached_tokens, "completion": usage.completion_tokens}
        told["milliseconds"] = {name: round(seconds * 1_000, 1) for name, seconds in course.seconds().items()}
        told["streamed"] = course.streamed
        if error is None:
            _log.info("draft", extra=told)
        else:
            _log.warning("draft not given out", extra={**told, "error": error})

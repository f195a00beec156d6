"""Counters and clocks in the form that Prometheus reads. The sole importer of prometheus_client.

Several workers add up what they count in the folder PROMETHEUS_MULTIPROC_DIR, which the library reads by itself; without it each tells its own.
"""

from __future__ import annotations

import os
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
    multiprocess,
    values,
)

from drafter.course import Course
from drafter.run import Drafted

CONTENT_TYPE = CONTENT_TYPE_LATEST
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 7.5, 10.0, 15.0)

disable_created_metrics()  # type: ignore[no-untyped-call]  # when a counter began says nothing that its rate does not


class Metrics:
    """Of one process. Drafts that were not given out count as failed, and what happened on their way as well."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()

        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(f"drafter_{name}", what, labels, registry=self._registry)

        def clock(name: str, what: str, *labels: str) -> Histogram:
            return Histogram(f"drafter_{name}_seconds", what, labels, buckets=_SECONDS, registry=self._registry)

        def gauge(name: str, what: str) -> Gauge:
            return Gauge(f"drafter_{name}", what, registry=self._registry, multiprocess_mode="livesum")

        self._drafts = counter("drafts", "Drafts given out, by what came of them and by language", "origin", "language")
        self._failed = counter("failed_drafts", "Drafts that were made and could not be given out", "error")
        self._attempts = counter("attempts", "Completions and what the rules said about them", "kind", "verdict")
        self._findings = counter("findings", "Attempts in which a rule found something, stopped or not", "rule", "severity")
        self._tokens = counter("tokens", "Tokens as the provider counts them; cached ones are among those of the prompt", "kind")
        self._failures = counter("model_failures", "Model calls that gave nothing that could be used", "writer", "error")
        self._step = clock("step", "What a step took of a draft, all its turns together", "step")
        self._draft = clock("draft", "A draft from brief to stored", "origin", "streamed")
        self._running = gauge("drafts_running", "Drafts that are being made")
        self._waiting = gauge("store_queue", "Drafts that wait to be stored")
        self._answers = counter("http_answers", "Answers by route and status", "method", "route", "status")

    def began(self) -> None:
        self._running.inc()

    def ended(self, course: Course, drafted: Drafted | None, error: str | None) -> None:
        self._running.dec()
        for name, seconds in course.seconds().items():
            self._step.labels(name).observe(seconds)
        if error is not None:
            self._failed.labels(error).inc()
        if drafted is None:
            return
        for attempt in drafted.attempts:
            if attempt.error is not None:
                self._failures.labels(attempt.writer, attempt.error).inc()
            if attempt.verdict is not None:
                self._attempts.labels(attempt.kind, attempt.verdict.outcome).inc()
                for rule, severity in {(finding.rule, finding.severity) for finding in attempt.verdict.findings}:
                    self._findings.labels(rule, severity).inc()
        usage = drafted.draft.usage
        for kind, tokens in (("prompt", usage.prompt_tokens), ("cached", usage.cached_tokens), ("completion", usage.completion_tokens)):
            if tokens:
                self._tokens.labels(kind).inc(tokens)
        if error is None:
            self._drafts.labels(drafted.draft.origin, drafted.draft.language).inc()
            self._draft.labels(drafted.draft.origin, str(course.streamed).lower()).observe((course.now() - course.started) / 1e9)

    def answered(self, method: str, route: str, status: int) -> None:
        """`route` is a pattern. Anybody may send a method of their own making, and each would be kept for ever."""
        self._answers.labels(method if method in _METHODS else "other", route, status).inc()

    def waiting(self, drafts: int) -> None:
        """How many wait to be stored now."""
        self._waiting.set(drafts)

    def text(self) -> bytes:
        """What Prometheus fetches: of all workers when they share a folder."""
        registry = self._registry
        if _shared():
            registry = CollectorRegistry()
            folder = multiprocess.MultiProcessCollector(registry)._path  # type: ignore[no-untyped-call]
            for process in _gone(Path(folder)):
                multiprocess.mark_process_dead(process, folder)  # type: ignore[no-untyped-call]
        return generate_latest(registry)

    def close(self) -> None:
        """What this worker had under way counts no longer."""
        if _shared():
            multiprocess.mark_process_dead(os.getpid())  # type: ignore[no-untyped-call]


def _gone(folder: Path) -> list[int]:
    """Workers that were killed before they could say that nothing of theirs is under way any more."""
    workers = (int(file.stem.rpartition("_")[2]) for file in folder.glob("gauge_live*.db"))
    return [worker for worker in workers if not _is_there(worker)]


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _shared() -> bool:
    return bool(getattr(values.ValueClass, "_multiprocess", False))

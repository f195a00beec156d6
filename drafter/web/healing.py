"""A language whose content could not be used is read again when somebody has mended it, and /ready is told."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from drafter.content import stamps_in
from drafter.errors import Problem
from drafter.house import House
from drafter.pipeline import Pipeline
from drafter.web.readiness import Readiness, read, rehearse

_SECONDS = 5.0
_log = logging.getLogger("drafter")


class Healer:
    """Looks at the files while a language is out of use; one that is in use stays as it is."""

    def __init__(self, house: House, pipeline: Pipeline, readiness: Readiness) -> None:
        self._house, self._pipeline, self._readiness = house, pipeline, readiness
        self._stamps = self._look()

    def heal(self) -> None:
        """Read again what cannot be used, if its files were touched since the last time."""
        stamps = self._look()
        if not self._readiness.failed or not self._readiness.rehearsed or stamps == self._stamps:
            return
        self._stamps = stamps
        before, now = set(self._readiness.failed), Readiness(stopping=self._readiness.stopping)
        problems = read(self._house, now)
        rehearse(self._pipeline, now, {code for code in now.languages if before & {code, "prompts/"}})
        self._tell(before, now, problems)
        self._readiness.languages, self._readiness.packs, self._readiness.failed = now.languages, now.packs, now.failed

    def _tell(self, before: set[str], now: Readiness, problems: list[Problem]) -> None:
        for problem in problems:
            _log.error("%s", problem)
        if mended := sorted(before - set(now.failed)):
            _log.warning("%s: the content can be used again.", ", ".join(mended))

    def _look(self) -> dict[Path, tuple[int, int]]:
        content = self._house.content
        return {path: stamp for folder in (content.prompts, content.guardrails) for path, stamp in stamps_in(folder, "**/*").items()}


async def heal_every(healer: Healer, readiness: Readiness, seconds: float = _SECONDS) -> None:
    """Until it is cancelled; while everything can be used it looks at nothing."""
    while True:
        await asyncio.sleep(seconds)
        if readiness.failed:
            try:
                await asyncio.to_thread(healer.heal)
            except Exception as error:  # noqa: BLE001 (an editor may be in the middle of it; the next look comes)
                _log.error("The content could not be looked after (%s).", type(error).__name__)

"""How long a command takes from the shell's point of view."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_RUNS = 9


def started_in(command: Sequence[str], given: str = "") -> float:
    """Seconds on the wall of the middle run; files are in the cache of the system after the first."""
    seconds: list[float] = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        subprocess.run(command, input=given, capture_output=True, text=True)  # noqa: S603 our own commands
        seconds.append(time.perf_counter() - started)
    return sorted(seconds)[_RUNS // 2]


def start_times(languages: tuple[str, ...]) -> list[tuple[str, float]]:
    """Python alone, for comparison, and `drafter check` a language, on one short text."""
    drafter = str(Path(sys.executable).with_name("drafter"))
    found = [("python -c pass", started_in([sys.executable, "-c", "pass"]))]
    found += [(f"drafter check --language {language}", started_in([drafter, "check", "-", "--language", language], "…")) for language in languages]
    return [*found, ("drafter check, language told from the text", started_in([drafter, "check", "-"], "Thank you, we have the photos."))]

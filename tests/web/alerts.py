"""The alerts of the operator's page, held against what /metrics says."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs/operations.md").read_text(encoding="utf-8")
_ALERT = re.compile(r"- alert: (\w+).*?\n\s+expr: (.*?)(?=\n\s+for:|\n\s+- alert:|\n```)", re.DOTALL)
_SERIES = re.compile(r"(drafter_\w+)(?:\{([^}]*)\})?")
_LABEL = re.compile(r'(\w+)(=~|=)"([^"]*)"')

ALERTS: dict[str, str] = dict(_ALERT.findall(PAGE))
"""Name → expression."""


def is_counted(alert: str, metrics: str) -> bool:
    """Whether /metrics counts anything that the alert asks for; without it no rate of the alert is ever above nothing."""
    return any(_matches(name, labels, line) for name, labels in _SERIES.findall(ALERTS[alert]) for line in metrics.splitlines())


def _matches(name: str, wanted: str, line: str) -> bool:
    labels = {key: value for key, _, value in _LABEL.findall(line)}
    if not re.match(rf"{name}[ {{]", line) or float(line.rpartition(" ")[2]) == 0:
        return False
    return all(re.fullmatch(value if sign == "=~" else re.escape(value), labels.get(key, "")) for key, sign, value in _LABEL.findall(wanted))

"""What the operator's page names is there: metrics, fields of the log, codes of errors."""

from __future__ import annotations

import re
from typing import Any

import pytest

from drafter.errors import DrafterError
from drafter.settings import MEANINGS
from drafter.telemetry.metrics import Metrics
from tests.web.alerts import ALERTS, PAGE


def _codes(kind: type[DrafterError]) -> set[str]:
    return {kind.code}.union(*map(_codes, kind.__subclasses__()))


def test_every_metric_that_an_alert_reads_is_told() -> None:
    told = set(re.findall(r"^# TYPE (\w+)", Metrics().text().decode(), re.MULTILINE))
    named = {re.sub(r"_bucket$", "", name) for name in re.findall(r"\bdrafter_[a-z_]+", PAGE)}
    assert set() == named - told


def test_every_alert_reads_a_metric_with_labels_that_it_has() -> None:
    assert PAGE.count("- alert:") == len(ALERTS)
    told: dict[str, Any] = Metrics()._registry._names_to_collectors
    for alert, expression in ALERTS.items():
        for name, asked in re.findall(r"\b(drafter_[a-z_]+)\{([^}]*)\}", expression):
            assert set(re.findall(r"(\w+)=", asked)) <= set(told[name]._labelnames), alert


def test_no_line_of_the_page_waits_for_a_command_that_fails_when_it_is_needed() -> None:
    assert "db current &&" not in PAGE, "it fails exactly when the tables are older"


def test_every_setting_that_the_page_names_is_one() -> None:
    assert set() == set(re.findall(r"\bDRAFTER_([A-Z_]+)\b", PAGE)) - {name.upper() for name in MEANINGS}


@pytest.mark.parametrize("code", sorted(set(re.findall(r"`((?:writer|store)-[a-z-]+)`", PAGE))))
def test_every_kind_of_failure_that_the_page_names_is_one(code: str) -> None:
    assert code in _codes(DrafterError)

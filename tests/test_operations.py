"""What the operator's page names is there: metrics, fields of the log, codes of errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.settings import MEANINGS
from drafter.telemetry.metrics import Metrics

PAGE = (Path(__file__).parents[1] / "docs/operations.md").read_text(encoding="utf-8")


def _codes(kind: type[DrafterError]) -> set[str]:
    return {kind.code}.union(*map(_codes, kind.__subclasses__()))


def test_every_metric_that_an_alert_reads_is_told() -> None:
    told = set(re.findall(r"^# TYPE (\w+)", Metrics().text().decode(), re.MULTILINE))
    named = {re.sub(r"_bucket$", "", name) for name in re.findall(r"\bdrafter_[a-z_]+", PAGE)}
    assert set() == named - told


def test_every_setting_that_the_page_names_is_one() -> None:
    assert set() == set(re.findall(r"\bDRAFTER_([A-Z_]+)\b", PAGE)) - {name.upper() for name in MEANINGS}


@pytest.mark.parametrize("code", sorted(set(re.findall(r"`((?:writer|store)-[a-z-]+)`", PAGE))))
def test_every_kind_of_failure_that_the_page_names_is_one(code: str) -> None:
    assert code in _codes(DrafterError)

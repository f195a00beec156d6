"""The log: one object a line, and never what somebody wrote."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from drafter.telemetry.log import formatter

WRITTEN = "what-a-customer-wrote"


def _record(message: str, *arguments: object, **more: Any) -> logging.LogRecord:
    record = logging.getLogger("drafter.test").makeRecord("drafter.test", logging.INFO, __file__, 1, message, arguments, more.pop("exc_info", None))
    record.__dict__.update(more)
    return record


def test_a_line_of_json_has_the_message_and_every_field() -> None:
    line = json.loads(formatter("json").format(_record("%s is read", "kk", workspace="acme", milliseconds={"brief": 0.3})))
    assert ("kk is read", "info", "drafter.test", "acme", {"brief": 0.3}) == (
        line["event"],
        line["level"],
        line["logger"],
        line["workspace"],
        line["milliseconds"],
    )
    assert line["timestamp"].endswith("Z")


def test_a_line_of_text_is_read_without_a_program() -> None:
    line = formatter("text").format(_record("draft", origin="composed"))
    assert "draft" in line
    assert "origin=composed" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("form", ["json", "text"])
def test_of_an_exception_the_class_and_the_place_are_told_and_not_what_it_says(form: Any) -> None:
    try:
        raise ValueError(WRITTEN)
    except ValueError as error:
        line = formatter(form).format(_record("broke", exc_info=(ValueError, error, error.__traceback__)))
    assert "ValueError" in line
    assert "test_log.py" in line
    assert f"ValueError: {WRITTEN}" not in line


def test_line_breaks_in_a_field_make_no_second_line() -> None:
    assert 1 == len(formatter("json").format(_record("draft", path="/a\nb")).splitlines())

"""How long an endpoint asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from drafter.completion.retry_after import seconds_to_wait


@pytest.mark.parametrize(
    ("seconds", "headers"),
    [
        (0.0, {}),
        (3.0, {"retry-after": "3"}),
        (0.25, {"retry-after-ms": "250", "retry-after": "3"}),
        (3.0, {"retry-after-ms": "soon", "retry-after": "3"}),
        (0.0, {"retry-after": "0"}),
        (0.0, {"retry-after": "-5"}),
        (0.0, {"retry-after": "nan"}),
        (0.0, {"retry-after": "inf"}),
        (0.0, {"retry-after": "tomorrow"}),
        (0.0, {"retry-after": "Fri, 31 Feb 2026 25:00:00 GMT"}),
        (0.0, {"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}),
    ],
)
def test_a_number_is_read_and_what_says_nothing_is_no_wait(seconds: float, headers: dict[str, str]) -> None:
    assert seconds == seconds_to_wait(headers)


def test_a_date_is_read_as_the_seconds_until_then() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(minutes=2), usegmt=True)
    assert 110 < seconds_to_wait({"retry-after": soon}) <= 120

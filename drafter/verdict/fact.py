"""One value that supports a statement, with where it was said and by whom."""

from __future__ import annotations

from typing import Literal

import msgspec

from drafter.text.values import Kind, Value

TOLD_WHY = ("brief.reasons", "brief.obstacles")
"""How the sources begin of what is told and not granted."""


class Fact(msgspec.Struct, frozen=True):
    """A value with its source. `ours` is False for what only the customer said, which supports a mention; `earliest` marks the
    earliest bound of the timeline, `part` what belongs to the timeline or to the follow-up. `is_computed`: a date that a span ends on.
    `denied`: the words that hold it deny something; `until` when only up to then ("not before 3 December").
    `is_each`: an amount for each of several. `demanded`: the customer asks for it, so that saying it would grant it.
    `is_month`: a month without a day, which supports that month and no day in it."""

    kind: Kind
    value: Value
    source: str
    ours: bool = True
    earliest: bool = False
    part: Literal["", "timeline", "follow_up"] = ""
    is_computed: bool = False
    denied: Literal["", "wholly", "until"] = ""
    is_each: bool = False
    demanded: bool = False
    is_month: bool = False

"""A commitment of a draft with what supports it."""

from __future__ import annotations

from typing import Literal

import msgspec

from drafter.text.values import Mark
from drafter.verdict.fact import Fact

Trouble = Literal["time", "amount", "remedy", "contact", "earliest", "weekday"]


class Grounded(msgspec.Struct, frozen=True):
    """A commitment with what supports it (`source` empty: nothing), what is wrong with it, and the nearest fact of ours."""

    mark: Mark
    source: str = ""
    trouble: Trouble | None = None
    nearest: Fact | None = None

"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A slow machine is no failing test: properties are about answers; `make bench` is about time.
settings.register_profile("drafter", deadline=None)
settings.load_profile("drafter")

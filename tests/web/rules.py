"""Rule files to send."""

from __future__ import annotations

from drafter.web.examples import EXAMPLES

LIGHTNING: str = EXAMPLES["try_rule"]["new"].value["toml"]
RULE = "en/instant/lightning-fast"
FAST = "Our repairs are lightning fast."

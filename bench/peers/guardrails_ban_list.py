"""The ban list of guardrails-ai, as it is published for it, at edit distance 0, which is the same work."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from answers import Find, answer  # type: ignore[import-not-found]

# Its settings are read from the home folder as it is imported; without them it asks for an account and reports its use.
_HOME = tempfile.mkdtemp()
os.environ["HOME"] = _HOME
Path(_HOME, ".guardrailsrc").write_text("id=bench\nenable_metrics=false\nuse_remote_inferencing=false\n", encoding="utf-8")


def build(phrases: list[str]) -> Find:
    from guardrails_ai.ban_list import BanList  # type: ignore[import-not-found]

    from guardrails import Guard  # type: ignore[attr-defined]  # the name is also that of our folder of rules

    validate = Guard().use(BanList(banned_words=phrases, max_l_dist=0, on_fail="noop")).validate

    def find(text: str) -> list[tuple[int, int]]:
        summaries = validate(text).validation_summaries or []
        return [(span.start, span.end) for each in summaries for span in each.error_spans or []]

    return find


answer(build)

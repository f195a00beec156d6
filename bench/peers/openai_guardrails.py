"""The keyword filter of openai-guardrails, by its own runtime and without a client. It says that a text is stopped, and not where."""

from __future__ import annotations

import asyncio

from answers import Find, answer  # type: ignore[import-not-found]

from guardrails import runtime  # type: ignore[attr-defined]  # the name is also that of our folder of rules


class _NoContext:
    """The filter asks for no model."""


def build(phrases: list[str]) -> Find:
    bundle = runtime.load_config_bundle({"version": 1, "guardrails": [{"name": "Keyword Filter", "config": {"keywords": phrases}}]})
    guards = runtime.instantiate_guardrails(bundle)
    loop = asyncio.new_event_loop()

    def find(text: str) -> list[tuple[int, int]]:
        results = loop.run_until_complete(runtime.run_guardrails(_NoContext(), text, "text/plain", guards, suppress_tripwire=True))
        return [(0, len(text))] if any(result.tripwire_triggered for result in results) else []

    return find


answer(build)

"""Presidio's recognizer of a deny list."""

from __future__ import annotations

from answers import Find, answer  # type: ignore[import-not-found]
from presidio_analyzer import PatternRecognizer  # type: ignore[import-not-found]


def build(phrases: list[str]) -> Find:
    recognizer = PatternRecognizer(supported_entity="FORBIDDEN", deny_list=phrases)
    return lambda text: [(each.start, each.end) for each in recognizer.analyze(text, ["FORBIDDEN"])]


answer(build)

"""The draft is written in another language than the ticket wants."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.verdict.checks.case import Case, Found

_FEWEST = 12  # words; in fewer, names and order numbers drown the language


def wrong_language(case: Case) -> Iterator[Found]:
    if case.brief is None or len(case.reading.words) < _FEWEST:
        return
    written = case.detector.detect(case.text)
    if written is not None and written != case.brief.language:
        yield Found(0, len(case.text))

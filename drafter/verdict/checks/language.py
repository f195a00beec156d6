"""The draft is written in another language than the ticket wants."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.verdict.checks.case import Case, Found

_FEWEST = 12  # words; in fewer, names and order numbers drown the language
_BETWEEN_NEIGHBOURS = 0.75  # lead; Indonesian and Malay share most words, and a false alarm here would withhold a sound draft


def wrong_language(case: Case) -> Iterator[Found]:
    if case.brief is None or len(case.reading.words) < _FEWEST:
        return
    guess = case.detector.guess(case.text)
    if not guess.sure or guess.language == case.brief.language:
        return
    if guess.next_best == case.brief.language and guess.margin < _BETWEEN_NEIGHBOURS:
        return
    yield Found(0, len(case.text))

"""Traces of the machinery: role markers, chat templates, and the words of an internal note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.text.clauses import TOKEN
from drafter.verdict.checks.case import Case, Found

_AT_LINE = re.compile(
    r"[ \t>*_#]*(?:assistant|system|user|human|ai|model|tool)[*_]*[ \t]?:|#{1,4}[ \t]*(?:instruction|response|system|assistant)s?\b[ \t]*:?|```",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"<\|[a-z_]{2,30}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|</?(?:think|thinking|assistant|system|s)>", re.IGNORECASE)
_RUN = 5  # consecutive words of a note that no reply repeats by chance


def machinery(case: Case) -> Iterator[Found]:
    """Role markers and the tags of chat templates."""
    text = case.text
    start = 0
    while start >= 0:
        if match := _AT_LINE.match(text, start):
            yield Found(start + len(match[0]) - len(match[0].lstrip(" \t>")), match.end())
        start = text.find("\n", start) + 1 or -1
    if "<" in text or "[" in text:
        for match in _ANYWHERE.finditer(text):
            yield Found(match.start(), match.end())


def internal_note(case: Case) -> Iterator[Found]:
    """Five consecutive words of an internal note that stand in no message and in no brief text: notes may be told in other words only."""
    if case.brief is None or not any(message.author == "note" for message in case.brief.conversation):
        return
    brief, folded = case.brief, case.reading.folded
    # Seldom does a draft share so much with a note; only then does it matter who else said it.
    notes = [message.text for message in brief.conversation if message.author == "note"]
    runs = _runs(folded.text) & {run for note in notes for run in _runs(case.fold(note))}
    if not runs:
        return
    told = [message.text for message in brief.conversation if message.author != "note"]
    told += [item.text for item in (*brief.solutions, *brief.reasons, *brief.obstacles)] + list(brief.needs) + [brief.request.hint or ""]
    told += [f"{step.who} {step.what} {step.when or ''}" for step in brief.facts.steps]
    for text in told:
        runs -= _runs(case.fold(text))
    words = list(TOKEN.finditer(folded.text))
    end_of_last = -1
    for index in range(len(words) - _RUN + 1):
        window = words[index : index + _RUN]
        if tuple(match[0] for match in window) in runs and window[0].start() > end_of_last:
            while index + _RUN < len(words) and tuple(match[0] for match in words[index + 1 : index + _RUN + 1]) in runs:
                index += 1  # the run goes on
            end_of_last = words[index + _RUN - 1].end()
            yield Found(*folded.span(window[0].start(), end_of_last))


def _runs(folded: str) -> set[tuple[str, ...]]:
    """All runs of so many words in a row."""
    words = TOKEN.findall(folded)
    return set(zip(*(words[offset:] for offset in range(_RUN)), strict=False))

"""The draft is written in another language than the ticket wants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.brief import Brief
from drafter.text.clauses import TOKEN
from drafter.text.language import Guess
from drafter.text.quotations import unquoted
from drafter.verdict.checks.case import Case, Found

FEWEST_WORDS = 12  # in fewer, order numbers and product names drown the language
_BETWEEN_NEIGHBOURS = 0.75  # lead; Indonesian and Malay share most words, and a false alarm here would withhold a sound draft
_OWN_WORDS = 3.0  # lead in words that only the neighbour has: a long text in one of the two seldom leads by more than half


def wrong_language(case: Case) -> Iterator[Found]:
    if case.brief is None or len(case.reading.words) < FEWEST_WORDS:
        return
    text = _our_words(case.text, case.brief)
    if text != case.text and len(TOKEN.findall(text)) < FEWEST_WORDS:
        return
    guess = case.detector.guess(text)
    if not guess.sure or guess.language == case.brief.language:
        return
    if guess.next_best == case.brief.language and not _is_clear(guess, case, text):
        return
    yield Found(0, len(case.text))


def _is_clear(guess: Guess, case: Case, text: str) -> bool:
    """Whether a neighbour leads clearly, and its own words lead as well: between Indonesian and Malay statistics alone are wrong too often."""
    marked = case.detector.guess(text, statistics=False)
    return marked.language == guess.language and (guess.margin >= _BETWEEN_NEIGHBOURS or marked.words >= _OWN_WORDS)


def _our_words(text: str, brief: Brief) -> str:
    """Without quotations and names: they stand as they are in any language."""
    text = unquoted(text)
    customer, agent, ticket = brief.request.customer, brief.request.agent, brief.request.ticket
    for name in (customer.name, agent.name, agent.signature, ticket.brand, ticket.subject):
        if name and (name := name.strip()) and name in text:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return text

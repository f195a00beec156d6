"""What request.md.j2 may speak of: the brief in the language's own words, masked and fenced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from drafter.brief import Brief, CleanMessage
from drafter.prompt.fence import fenced, shortened
from drafter.prompt.library import Language
from drafter.request import Statement

LONGEST_MESSAGE = 6_000  # characters: about a third of the request's token budget in English, two thirds in Kazakh
_LONGEST_NOTE = 1_500
_MOST_NOTES = 10

Mask = Callable[[str], str]


def request_facts(brief: Brief, language: Language, mask: Mask) -> dict[str, Any]:
    """Every variable of request.md.j2 but the conversation, which may have to be trimmed."""
    request, facts, terms = brief.request, brief.facts, language.words.terms
    customer, channel = request.customer, getattr(language.channels, brief.channel)
    kind = getattr(language.customers, customer.kind) if customer.kind else None

    def text(value: str | None) -> str | None:
        return fenced(mask(" ".join(value.split()))) if value else None

    def statements(items: tuple[Statement, ...]) -> list[str | None]:
        return [text(_with_terms(item, brief.language)) for item in items]

    known_timeline = brief.timeline if brief.timeline is not UNSET else None
    return {
        "customer": {
            "name": text(customer.name),
            "salutation": text(customer.salutation) if brief.channel != "social" else None,
            "kind": kind.title.strip() if kind else None,
            "advice": kind.advice.strip() if kind else None,
        },
        "channel": {"name": channel.name, "advice": channel.advice.strip(), "markdown": channel.markdown, "max_characters": channel.max_characters},
        "today": language.say.day(brief.today, None) if brief.today else None,
        "purpose": terms.purposes[request.purpose],
        "tone": terms.tones[request.tone],
        "length": terms.lengths[request.length],
        "address": getattr(language.about.address, language.address(request)),
        "subject": text(request.ticket.subject),
        "agent": text(request.agent.name),
        "brief_is_empty": is_empty(brief) and not request.hint,
        "hint": text(request.hint),
        "brief": {
            "feasibility": terms.feasibility[facts.feasibility] if facts.feasibility else None,
            "solutions": statements(brief.solutions),
            "reasons": statements(brief.reasons),
            "obstacles": statements(brief.obstacles),
            "needs": [text(need) for need in brief.needs],
            "steps": [{"who": text(step.who), "what": text(step.what), "when": text(step.when)} for step in facts.steps],
            "fault": terms.faults[facts.fault] if facts.fault else None,
            "fault_is_ours": brief.fault_is_ours,
            "timeline": language.say.timeline(known_timeline, brief.today) if known_timeline else None,
            "timeline_unknown": brief.timeline is None,
            "follow_up": language.say.follow_up(brief.follow_up, brief.today) if brief.follow_up else None,
        },
        "notes": [
            fenced(mask(shortened(message.text, _LONGEST_NOTE)[0]))
            for message in [m for m in brief.conversation if m.author == "note"][-_MOST_NOTES:]
        ],
    }


def request_messages(brief: Brief, language: Language, mask: Mask) -> list[dict[str, Any]]:
    """The conversation without internal notes, oldest first."""
    return [request_message(message, brief, language, mask) for message in brief.conversation if message.author != "note"]


def is_empty(brief: Brief) -> bool:
    """Whether the brief states nothing on which a reply could stand; a follow-up alone says when we write, not what."""
    facts = brief.facts
    statements = (*brief.solutions, *brief.hinted, *brief.reasons, *brief.obstacles)
    texts = [*(statement.text for statement in statements), *brief.needs, *(step.what for step in facts.steps)]
    stated = facts.feasibility or brief.fault_is_ours or any(text.strip() for text in texts)
    return not stated and brief.timeline is UNSET


def request_message(message: CleanMessage, brief: Brief, language: Language, mask: Mask) -> dict[str, Any]:
    """One message as the template shows it; of a very long one its beginning and its end."""
    text, left_out = shortened(message.text, LONGEST_MESSAGE)
    return {
        "author": language.words.terms.authors[message.author],  # type: ignore[index]
        "at": language.say.moment(message.at, brief.today) if message.at else None,
        "text": fenced(mask(text.strip())),
        "attachments": [fenced(mask(name)) for name in message.attachments],
        "left_out": left_out,
    }


def _with_terms(item: Statement, language: str) -> str:
    """The statement with its address, and with the words of which the reply must hold one."""
    extra = ([item.url] if item.url else []) + [f"“{term}”" for term in item.terms.get(language, [])]
    return f"{item.text} ({', '.join(extra)})" if extra else item.text

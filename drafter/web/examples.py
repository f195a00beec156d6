"""Requests to try, by operation and name. They stand in the OpenAPI document and on its page, and a test posts each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A body, and the status that it gets."""

    summary: str
    value: dict[str, Any]
    status: int


_LATE = {"author": "customer", "text": "Hello, my order 48213 should have been here on Monday. Where is it?", "at": "2026-11-24T09:12"}

_RULE = """title       = '''No lightning'''
severity    = 'reject'
principle   = 'realism'
why         = '''Nothing arrives as fast as that.'''
say_instead = '''We have asked the courier to deliver it.'''
phrases     = '''
lightning fast
'''
rejects     = '''
Our repairs are lightning fast.
'''
passes      = '''
Thank you for writing.
'''
"""

EXAMPLES: dict[str, dict[str, Example]] = {
    "create_draft": {
        "least": Example("The least that is needed", {"conversation": [{"author": "customer", "text": "Where is my parcel?"}]}, 201),
        "brief": Example(
            "With what the company stands behind",
            {
                "channel": "email",
                "ticket": {"id": "T-1042", "subject": "Late order"},
                "customer": {"name": "Robin Hale"},
                "conversation": [_LATE],
                "brief": {
                    "feasibility": "possible",
                    "solutions": ["We can send the order again."],
                    "reasons": ["The courier lost the parcel between two depots."],
                    "obstacles": ["The blue one may be out of stock."],
                    "timeline": {"earliest": "P2D", "latest": "P5D", "business_days": True},
                    "follow_up": {"at": "2026-11-27T15:00", "channel": "email"},
                },
            },
            201,
        ),
        "kazakh": Example(
            "In Kazakh",
            {"language": "kk", "conversation": [{"author": "customer", "text": "Сәлеметсіз бе, тапсырысым әлі келген жоқ. Қашан жеткізесіздер?"}]},
            201,
        ),
        "mistyped": Example("A mistyped key is refused, and the nearest right one is named", {"conversation": [_LATE], "brif": {}}, 422),
    },
    "check_text": {
        "text": Example("A text alone", {"text": "We guarantee that it arrives tomorrow."}, 200),
        "ticket": Example("A text with its ticket", {"text": "I will write to you by Friday.", "conversation": [_LATE], "language": "en"}, 200),
    },
    "try_rule": {
        "new": Example("A new rule", {"rule": "en/instant/lightning-fast", "toml": _RULE}, 200),
        "off": Example("A shipped rule, switched off", {"rule": "en/guarantee/no-guarantees", "toml": None}, 200),
    },
    "propose_rule": {
        "new": Example("A new rule", {"rule": "en/instant/lightning-fast", "toml": _RULE, "note": "The couriers asked for it."}, 201),
        "unproved": Example(
            "A rule that does not do what its sentences say",
            {"rule": "en/instant/lightning-fast", "toml": _RULE.replace("are lightning fast", "are swift")},
            422,
        ),
    },
}

"""Texts that do not fit their channel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.verdict.checks.case import Case, Found

# A chat bubble beyond a screen is not read; public posts have hard limits. An SMS is split into parts, which arrive out of order on some networks:
# three of them hold 459 characters of the telephone's own alphabet; any other letter (ә, қ) makes a part 67 characters, and five are borne.
_LONGEST = {"sms": 459, "chat": 1_200, "social": 1_000}
_LONGEST_SMS_IN_UNICODE = 335
_TELEPHONE_ALPHABET = re.compile(r"[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\\[~\]|€]*")
_MARKDOWN = re.compile(r"\*\*[^*\n]+\*\*|__[^_\n]+__|^#{1,6} |^```|\[[^\[\]\n]+\]\(https?://[^()\s]+\)|^\|.+\|$", re.MULTILINE)
_MARKS = ("**", "__", "#", "```", "](", "|")  # a text without any of these holds no Markdown: seen at a glance


def too_long(case: Case) -> Iterator[Found]:
    """What stands beyond the channel's length."""
    longest = _LONGEST.get(case.brief.channel) if case.brief else None
    if longest is not None and case.brief and case.brief.channel == "sms" and not _TELEPHONE_ALPHABET.fullmatch(case.text):
        longest = _LONGEST_SMS_IN_UNICODE
    if longest is not None and len(case.text) > longest:
        yield Found(longest, len(case.text))


def markdown(case: Case) -> Iterator[Found]:
    """Markdown, which no channel of a helpdesk renders for certain."""
    if case.brief is None or not any(mark in case.text for mark in _MARKS):
        return
    for match in _MARKDOWN.finditer(case.text):
        yield Found(match.start(), match.end())

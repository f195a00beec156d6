"""The frame round a reply that comes in pieces: our greeting at once, the writer's own greeting and sign-off held back.

Joined, what is given is what `framed` makes of the whole, without a closing: that comes when the draft is complete.
"""

from __future__ import annotations

import re

from drafter.brief import Brief
from drafter.completion.frame import (
    LINES_IN_A_SIGN_OFF,
    WORDS_IN_A_SIGN_OFF_LINE,
    after_greeting,
    before_body,
    body_of,
    greeting,
    is_sign_off,
)
from drafter.prompt.folder import ChannelForm
from drafter.prompt.library import Language
from drafter.strict import lines_of

_LONGEST_GREETING = 240  # characters; no greeting that `after_greeting` knows is longer
# A line break, or two marks, and something behind: a greeting reaches no further.
_PAST_GREETING = re.compile(r"\s*(?:[^\n]*\n\s*\S|[^\n,!.:;?]*[,!.:;?]+[^\n,!.:;?]*[,!.:;?]+\s+\S)")


class FrameStream:
    """`greets`: whether our greeting goes before the text, which it does unless the text goes on with one that has it."""

    def __init__(self, brief: Brief, language: Language, *, greets: bool = True) -> None:
        words = language.words.greetings
        form: ChannelForm = getattr(language.channels, brief.channel)
        self._brief, self._language = brief, language
        self._openers = lines_of(words.openers)
        self._folded_openers = tuple(opener.casefold() for opener in self._openers)
        self._sign_offs = {phrase.casefold() for phrase in lines_of(words.sign_offs)}
        self._longest = max(map(len, self._sign_offs), default=0)
        self._head = before_body(greeting(brief, language), form) if greets else ""
        self._text, self._body, self._sent = "", 0, 0
        self._begun = False

    def feed(self, piece: str) -> str:
        """What may be shown now."""
        self._text += piece
        if not self._begun and not self._is_past_greeting():
            return ""
        if not self._begun:
            self._body = self._sent = after_greeting(self._text, self._brief, self._openers)
        return self._given(self._certain())

    def close(self) -> str:
        """The rest; all of the text when it is nothing but greeting and sign-off."""
        start, end = body_of(self._text, self._brief, self._language)
        if not self._begun:
            self._body = self._sent = start
        return self._given(end)

    def _given(self, end: int) -> str:
        shown = self._text[self._sent : end]
        if self._begun:
            self._sent = max(self._sent, end)
            return shown
        if not shown.strip():
            return ""
        self._begun, self._sent = True, end
        # What follows a greeting that was taken out, mostly after a comma, now follows ours.
        shown = shown.lstrip() if self._body else shown
        return self._head + (shown[:1].upper() + shown[1:] if self._head and self._body else shown)

    def _is_past_greeting(self) -> bool:
        text = self._text.lstrip()[:_LONGEST_GREETING].casefold()
        may_greet = any(text.startswith(opener) or opener.startswith(text) for opener in self._folded_openers)
        return not may_greet or len(text) >= _LONGEST_GREETING or bool(_PAST_GREETING.match(self._text))

    def _certain(self) -> int:
        """Up to where the text is certain to be shown: not beyond a line that may be the sign-off, nor to the white space before it."""
        begin = max(self._text.rfind("\n", 0, self._sent) + 1, self._body)
        end = len(self._text)
        lines = self._text[begin:].split("\n")
        for number, line in enumerate(lines):
            if self._may_sign_off(line, is_whole=number + 1 < len(lines)) and not _goes_on(lines[number + 1 :]):
                end = max(begin, self._sent)
                break
            begin += len(line) + 1
        return max(self._sent, len(self._text[:end].rstrip()))

    def _may_sign_off(self, line: str, *, is_whole: bool) -> bool:
        words = " ".join(line.split())
        if is_whole or "," in words:
            return is_sign_off(words, self._sign_offs)
        begun = words.rstrip(".! ").casefold()
        return len(begun) <= self._longest and any(phrase.startswith(begun) for phrase in self._sign_offs)


def _goes_on(lines: list[str]) -> bool:
    """Whether the lines after a sign-off show that it was none."""
    last = next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 0)
    if last > LINES_IN_A_SIGN_OFF + 1:
        return True
    for number, line in enumerate(lines[:last]):
        is_whole = number + 1 < len(lines)
        if len(line.split()) > WORDS_IN_A_SIGN_OFF_LINE or (is_whole and line.rstrip().endswith((".", "?", "\u2026"))):
            return True
    return False

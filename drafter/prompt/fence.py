"""The customer's words are data. They stand inside `<message …>` fences of the user turn; nothing in them can close a fence or open a role."""

from __future__ import annotations

import re

FENCES = ("message", "brief", "hint", "note", "example", "request", "reply", "finding")
_FENCE = re.compile(rf"<(?=[\s\u200b-\u200f\u2060\ufeff]*/?[\s\u200b-\u200f\u2060\ufeff]*(?:{'|'.join(FENCES)})\b)", re.IGNORECASE)
_ROLE = re.compile(r"<(?=\|)|(?<=\|)>|\[(?=/?INST\])")  # markers by which chat templates of models part the turns
_GAP = "\n[… {} …]\n"
_LATER = 3  # of what may stay, one part in three comes from the end of a text


def fenced(text: str) -> str:
    """The text with every delimiter of ours and of chat templates made harmless; each changes one character for its look-alike."""
    return _ROLE.sub(lambda match: {"<": "‹", ">": "›", "[": "("}[match[0]], _FENCE.sub("‹", text))


def shortened(text: str, length: int) -> tuple[str, int]:
    """At most about `length` characters of a text, its beginning and its end, and the number that was left out."""
    if len(text) <= length:
        return text, 0
    tail = length // _LATER
    left_out = len(text) - length
    return text[: length - tail].rstrip() + _GAP.format(left_out) + text[len(text) - tail :].lstrip(), left_out

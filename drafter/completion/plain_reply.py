"""What a model wrote → what may stand in a draft: the reply out of its wrapper, without characters that nobody sees.

Both happen before the text is judged, so that what is judged is what the agent gets. Invisible characters are taken out, not refused: they may hide
words from the rules or turn a line round on the screen, but without them every word is there as it is read, and a good reply with a stray byte order
mark is not lost. JSON is taken apart only where it leaves no choice.
"""

from __future__ import annotations

import json
import re

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ue000-\uf8ff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_JOINER = "\u200d"
_STRAY_JOINER = re.compile(f"(?<!{_EMOJI}){_JOINER}|{_JOINER}(?!{_EMOJI})")  # between two emoji it makes one of them
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)\n?\s*```", re.DOTALL | re.IGNORECASE)


def plain_reply(text: str) -> str | None:
    """The reply for the agent, maybe empty. None when the text is JSON that is not an object with one text: then nobody knows what was meant."""
    fenced = _FENCE.fullmatch(text.strip())
    inside = fenced[1].strip() if fenced else text.strip()
    if not inside.startswith(("{", "[")):
        return visible(text)
    value = _json(inside)
    if value is None and not re.match(r'\{\s*"', inside):
        return visible(text)  # a blank, a list of links: the rules know what to say of those
    reply = next(iter(value.values())) if isinstance(value, dict) and len(value) == 1 else None
    return visible(reply) if isinstance(reply, str) and _json(reply.strip()) is None else None


def visible(text: str) -> str:
    """The text without control characters, changes of direction, and whatever else takes no room; of white space, line ends are one kind."""
    return without_stray_joiners(without_invisible(text)).strip()


def without_invisible(text: str) -> str:
    """Without control characters and the like, and with one kind of line end."""
    text = _LINE_END.sub("\n", text)
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text)


def without_stray_joiners(text: str) -> str:
    """Without joiners, but for those between two emoji."""
    return _STRAY_JOINER.sub("", text) if _JOINER in text else text


def _json(text: str) -> object:
    """The object or list that a text is in JSON; None when it is none. Line ends inside of texts are let pass: models forget to escape them."""
    if not text.startswith(("{", "[")):
        return None
    try:
        value: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value

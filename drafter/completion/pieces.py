"""The pieces of reply.md.j2: parting them, ordering them for a purpose, fitting them to a channel's shape and length."""

from __future__ import annotations

import re
from collections.abc import Container

from drafter.completion.slots import plain
from drafter.prompt.folder import ChannelForm
from drafter.request import Purpose

_HEADING = re.compile(r"^##[ \t]*(\w+)[ \t]*$", re.MULTILINE)
_ITEM = "- "

# Which pieces stand in one paragraph, and in which order.
_ORDER: dict[Purpose, tuple[tuple[str, ...], ...]] = {
    "answer": (("opening",), ("answer", "reason"), ("steps",), ("needs",), ("timeline", "obstacle"), ("follow_up", "end")),
    "ask": (("opening",), ("needs",), ("answer", "reason"), ("steps",), ("timeline", "obstacle"), ("follow_up", "end")),
    "update": (("opening", "answer", "reason"), ("steps",), ("timeline", "obstacle"), ("needs",), ("follow_up", "end")),
    "closing": (("opening",), ("answer", "reason"), ("timeline", "obstacle"), ("steps", "needs"), ("follow_up", "end")),
}
# What goes first where there is little room. The first three are nobody's due; the rest goes only when the text is far too long without.
_DISPENSABLE = ("end", "opening", "steps")
_LAST_RESORT = ("reason", "obstacle", "answer")
_FAR_TOO_LONG = 2.5


def parted(rendered: str) -> dict[str, str]:
    """Piece by piece, each with its white space in order: prose on one line, list items on lines of their own. Empty pieces are left out."""
    parts = _HEADING.split(rendered)
    return {name: text for name, body in zip(parts[1::2], parts[2::2], strict=True) if (text := _tidied(body))}


def fitted(pieces: dict[str, str], purpose: Purpose, form: ChannelForm, room: int | None, *, owed: Container[str] = ()) -> dict[str, str]:
    """Without what finds no room in `room` characters; the time, the follow-up and what is `owed` always stay."""
    kept = dict(pieces)
    if room is None:
        return kept
    for name in (name for name in _DISPENSABLE + _LAST_RESORT if name not in owed):
        length = len(plain(arranged(kept, purpose, form)))
        if length <= (room if name in _DISPENSABLE else room * _FAR_TOO_LONG):
            break
        if len(kept) > 1:
            kept.pop(name, None)
    return kept


def arranged(pieces: dict[str, str], purpose: Purpose, form: ChannelForm) -> str:
    """The pieces in the shape of the channel."""
    groups = [[pieces[name] for name in group if name in pieces] for group in _ORDER[purpose]]
    if form.shape == "points":
        return "\n".join(text if text.startswith(_ITEM) else _ITEM + text for group in groups for text in group)
    if form.shape == "one_paragraph":
        return " ".join(text for group in groups for text in group)
    if form.shape == "lines":
        return "\n".join(" ".join(line) for line in _few_lines(groups))
    return "\n\n".join(_paragraph(group) for group in groups if group)


def _few_lines(groups: list[list[str]]) -> list[list[str]]:
    """Three lines at most: the opening with what follows it, the middle, the last word."""
    filled = [group for group in groups if group]
    if len(filled) <= 2:
        return filled
    middle = [text for group in filled[2:-1] for text in group]
    return [line for line in (filled[0] + filled[1], middle, filled[-1]) if line]


def _paragraph(texts: list[str]) -> str:
    """Prose goes on in the line; what comes after a list begins a new paragraph."""
    paragraph = texts[0]
    for text in texts[1:]:
        paragraph += ("\n\n" if "\n" in paragraph or "\n" in text else " ") + text
    return paragraph


def _tidied(body: str) -> str:
    written: list[str] = []
    for line in body.splitlines():
        words = " ".join(line.split())
        if not words:
            continue
        if words.startswith(_ITEM) or not written:
            written.append(words)
        elif written[-1].startswith(_ITEM):
            written.append("\n" + words)
        else:
            written[-1] += " " + words
    return "\n".join(written)

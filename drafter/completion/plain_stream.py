"""What `plain_reply` does with a whole text, done with one that comes in pieces. Joined, what is given is what `plain_reply` gives."""

from __future__ import annotations

import re

from drafter.completion.plain_reply import plain_reply, without_invisible, without_stray_joiners

_THOUGHTS, _THOUGHTS_END = "<think>", "</think>"
_NO_WRAPPER = re.compile(r"\[(?:[^\W\d_a-z]|[^\W\d_][^\W\d_])")  # [NAME_1], [Ihr Name]: no list of JSON begins so


class ThoughtsShown(Exception):
    """The end of thoughts whose beginning was not marked: what has been given so far was not the reply."""


class NoReply(Exception):
    """The text is JSON in the place of a reply."""


class PlainStream:
    """Feed it pieces; it gives what may be shown already. A text in a wrapper (JSON, a fence) is given as a whole at its end."""

    def __init__(self) -> None:
        self._held = ""
        self._begun = False
        self._visible = _Visible()

    def feed(self, piece: str) -> str:
        """ThoughtsShown when nothing given so far was meant for anybody."""
        self._held += piece
        if _THOUGHTS_END in self._held:
            if self._begun:
                raise ThoughtsShown
            self._held = self._held.rpartition(_THOUGHTS_END)[2]
        if not self._begun and not _is_bare(self._held.lstrip()):
            return ""
        self._begun = True
        # The end of thoughts may come in two pieces.
        kept = next((length for length in range(len(_THOUGHTS_END) - 1, 0, -1) if self._held.endswith(_THOUGHTS_END[:length])), 0)
        ready, self._held = self._held[: len(self._held) - kept], self._held[len(self._held) - kept :]
        return self._visible.feed(ready)

    def close(self) -> str:
        """The rest. NoReply when the whole is JSON that nobody can read as a reply."""
        if self._begun:
            return self._visible.feed(self._held) + self._visible.close()
        if self._held.lstrip().startswith(_THOUGHTS):
            return ""
        whole = plain_reply(self._held)
        if whole is None:
            raise NoReply
        return whole


def _is_bare(text: str) -> bool:
    """Whether a beginning is certain to be no wrapper and no thought."""
    if text.startswith(("{", "```")) or "```".startswith(text[:3]) or _THOUGHTS.startswith(text[: len(_THOUGHTS)]):
        return False
    return not text.startswith("[") or bool(_NO_WRAPPER.match(text))


class _Visible:
    """Takes out what takes no room, and the white space at either end."""

    def __init__(self) -> None:
        self._line_end, self._joiners, self._before, self._space = "", "", "", ""
        self._any = False

    def feed(self, piece: str) -> str:
        piece, self._line_end = self._line_end + piece, ""
        if piece.endswith("\r"):  # "\r\n" is one end of a line
            piece, self._line_end = piece[:-1], "\r"
        return self._trimmed(self._joined(without_invisible(piece)))

    def close(self) -> str:
        rest, self._line_end = without_invisible(self._line_end), ""
        return self._trimmed(self._joined(rest, ended=True))

    def _joined(self, piece: str, *, ended: bool = False) -> str:
        """Without joiners that join no emoji: for that the characters on both sides count."""
        text = self._joiners + piece
        kept = "" if ended else text[len(text.rstrip("\u200d")) :]
        text = text[: len(text) - len(kept)]
        shown = without_stray_joiners(self._before + text)[len(self._before) :]
        self._joiners = kept
        if text:
            self._before = text[-1]
        return shown

    def _trimmed(self, piece: str) -> str:
        text = self._space + piece
        if not self._any:
            text = text.lstrip()
        shown = text.rstrip()
        self._space = text[len(shown) :]
        self._any = self._any or bool(shown)
        return shown

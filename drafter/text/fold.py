"""Folding: one form for all spellings of a word, with the way back to the text as it was given.

Case, accents, full-width forms, kinds of quotation mark and hyphen are levelled, invisible characters vanish, and a language adds its own pairs
(ä → ae, қ → к). A fold may change the length, so every irregular piece is remembered and a span can always be given in the original's offsets.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping

from drafter.text.quotations import Quotations

# Characters that typography puts where a keyboard has one plain key; one for one, so offsets stay.
_TYPOGRAPHY = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u0060": "'", "\u00b4": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2039": "'", "\u203a": "'", "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2012": "\u2013", "\u2015": "\u2014",
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u2002": " ", "\u2003": " ", "\t": " ",
}  # fmt: skip
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


class Folded:
    """A folded text. `text` is what rules are matched against; `span` leads back to `raw`."""

    __slots__ = ("_fold_ends", "_fold_starts", "_quotations", "_raw_ends", "_raw_starts", "raw", "text")

    def __init__(self, raw: str, text: str, pieces: list[tuple[int, int, int, int]]) -> None:
        self.raw, self.text = raw, text
        self._fold_starts = [piece[0] for piece in pieces]
        self._fold_ends = [piece[1] for piece in pieces]
        self._raw_starts = [piece[2] for piece in pieces]
        self._raw_ends = [piece[3] for piece in pieces]
        self._quotations: Quotations | None = None

    @property
    def quotations(self) -> Quotations:
        """What stands in quotation marks in `raw`, looked up once."""
        if self._quotations is None:
            self._quotations = Quotations(self.raw)
        return self._quotations

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of `raw` that became `text[start:end]`, for `start < end`."""
        if not self._fold_starts:
            return start, end
        return self._raw_of(start)[0], self._raw_of(end - 1)[1]

    def position(self, raw_position: int) -> int:
        """The first folded position that came from `raw_position` or later."""
        at = bisect_right(self._raw_starts, raw_position) - 1
        if at < 0:
            return raw_position
        if raw_position < self._raw_ends[at]:
            return self._fold_starts[at] if raw_position == self._raw_starts[at] else self._fold_ends[at]
        return self._fold_ends[at] + raw_position - self._raw_ends[at]

    def with_edits(self, edits: list[tuple[int, int, str]]) -> Folded:
        """The same text with parts of it (folded start, folded end, what stands there instead) replaced; each leads back to all that it replaces."""
        parts: list[str] = []
        pieces: list[tuple[int, int, int, int]] = []
        done = length = 0
        old = list(zip(self._fold_starts, self._fold_ends, self._raw_starts, self._raw_ends, strict=True))
        for start, end, new in [*(self._whole(*edit) for edit in edits), (len(self.text), len(self.text), "")]:
            shift = length - done
            pieces += [(first + shift, last + shift, raw, raw_end) for first, last, raw, raw_end in old if done <= first and last <= start]
            parts.append(self.text[done:start])
            length += start - done
            if end > start:
                raw_start, raw_end = self.span(start, end)
                pieces.append((length, length + len(new), raw_start, raw_end))
                parts.append(new)
                length += len(new)
            done = end
        return Folded(self.raw, "".join(parts), pieces)

    def _whole(self, start: int, end: int, new: str) -> tuple[int, int, str]:
        """An edit that cuts no piece in two: what stands for one letter of `raw` goes or stays as one."""
        for first, last in zip(self._fold_starts, self._fold_ends, strict=True):
            if first < start < last:
                start, new = first, self.text[first:start] + new
            if first < end < last:
                end, new = last, new + self.text[end:last]
        return start, end, new

    def _raw_of(self, position: int) -> tuple[int, int]:
        """Start and end in `raw` of what the folded character at `position` came from."""
        at = bisect_right(self._fold_starts, position) - 1
        if at < 0:
            return position, position + 1
        if position < self._fold_ends[at]:
            return self._raw_starts[at], self._raw_ends[at]
        start = self._raw_ends[at] + position - self._fold_ends[at]
        return start, start + 1


class Folder:
    """Folds texts of one language. `letters` are its own pairs, written in lower case: `{"ä": "ae", "қ": "к"}`."""

    def __init__(self, letters: Mapping[str, str] | None = None) -> None:
        letters = {unicodedata.normalize("NFC", key).lower(): value.lower() for key, value in (letters or {}).items()}
        singles = {key: value for key, value in letters.items() if len(key) == len(value) == 1}
        self._longer = {key: value for key, value in letters.items() if key not in singles and len(key) == 1}
        self._pairs_plain = any(key.isascii() for key in singles)
        self._same_length = [*_TYPOGRAPHY.items(), *singles.items()]
        plain = "".join(map(re.escape, sorted({*_CYRILLIC, *singles.values(), "\u2013", "\u2014", "\u2026", "₸", "€", "£"} - self._longer.keys())))
        self._odd = re.compile(f"[^\t-\r -~{plain}]")
        self._known: dict[str, str] = {}

    def fold(self, raw: str) -> Folded:
        text = raw.lower()
        if text.isascii() and not self._pairs_plain:
            text = text.replace("\t", " ").replace("`", "'")
            if text.replace("\n", "").isprintable():
                return Folded(raw, text, [])
        if len(text) != len(raw):
            text = "".join(lower if len(lower := char.lower()) == 1 else char for char in raw)
        for before, after in self._same_length:
            text = text.replace(before, after)
        return self._fold_odd(raw, text)

    def _fold_odd(self, raw: str, text: str) -> Folded:
        """Replace what one for one does not do: the language's longer pairs, accents, combining and invisible characters."""
        parts: list[str] = []
        pieces: list[tuple[int, int, int, int]] = []
        done = length = 0
        for match in self._odd.finditer(text):
            start, end, char = match.start(), match.end(), match[0]
            new = self._known.get(char)
            if new is None:
                new = self._known[char] = self._fold_char(char)
            if start > done:
                parts.append(text[done:start])
                length += start - done
            if not new and unicodedata.combining(char):
                # A mark belongs to the letter before it: e + ´ is é, and и + ˘ is й.
                start, new, length = self._take_back(text, start, char, parts, pieces, length)
            if new != char or end - start != 1:
                pieces.append((length, length + len(new), start, end))
            parts.append(new)
            length += len(new)
            done = end
        if not parts:
            return Folded(raw, text, [])
        parts.append(text[done:])
        return Folded(raw, "".join(parts), pieces)

    def _take_back(
        self, text: str, start: int, mark: str, parts: list[str], pieces: list[tuple[int, int, int, int]], length: int
    ) -> tuple[int, str, int]:
        """Undo the letter that a combining mark stands on, and fold the two as one."""
        if not parts or not parts[-1] or (pieces and pieces[-1][3] == start):
            return start, "", length
        letter = parts[-1][-1]
        composed = unicodedata.normalize("NFC", letter + mark)
        parts[-1] = parts[-1][:-1]
        return start - 1, self._fold_plain(composed) if len(composed) == 1 else letter, length - 1

    def _fold_plain(self, char: str) -> str:
        for before, after in self._same_length:
            if char == before:
                return after
        return self._fold_char(char) if self._odd.match(char) else char

    def _fold_char(self, char: str) -> str:
        if char in self._longer:
            return self._longer[char]
        category = unicodedata.category(char)
        if category in ("Cf", "Cc", "Cs", "Mn", "Me"):
            return " " if char.isspace() else ""
        compatible = unicodedata.normalize("NFKC", char).casefold()
        if len(compatible) == 1 and compatible != char:
            return self._fold_plain(compatible)
        base = unicodedata.normalize("NFKD", compatible)
        if base and base[0].isascii():
            return "".join(part for part in base if not unicodedata.combining(part))
        return compatible

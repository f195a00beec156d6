"""Words that are written so that a list of words misses them: gu4rantee, g u a r a n t e e, guаrantee with a Cyrillic а, guar-🙂-antee, guaraaantee.

What comes out is a second form of a folded text, to be read beside the first: product codes and abbreviations look alike, so nothing but a
forbidden phrase may be looked for in it. Offsets lead back to the text as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from drafter.text.fold import Folded

# Letters of two scripts that look alike; one for one.
_LATIN = "aeopcyxisjkmtbhngvuw"
_CYRILLIC = "аеорсухіѕјкмтвһпԁѵцѡ"
_GREEK = {"α": "a", "ε": "e", "ο": "o", "ρ": "p", "υ": "u", "χ": "x", "ι": "i", "κ": "k", "τ": "t", "ν": "v", "η": "n", "ω": "w"}
_TO_LATIN = {**dict(zip(_CYRILLIC, _LATIN, strict=True)), **_GREEK, "и": "u", "п": "n"}
_TO_CYRILLIC = {**dict(zip(_LATIN, _CYRILLIC, strict=True)), "i": "и", "h": "н"}
_LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "|": "l"}

_LETTER = r"[^\W\d_]"
_SPACED = re.compile(rf"(?<!\w){_LETTER}(?:([ ._*\-]){_LETTER})(?:\1{_LETTER}){{2,}}(?!\w)")
_CODED = re.compile(rf"(?<!\w)[\w@$!|]*{_LETTER}[0134578@$!|]+{_LETTER}[\w@$!|]*(?!\w)")
_DRAWN_OUT = re.compile(rf"({_LETTER})\1{{2,}}")
_BETWEEN = re.compile(rf"(?<={_LETTER})[-*~_]*[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+[-*~_]*(?={_LETTER})")
_MIXED = re.compile(r"(?<!\w)[^\W\d_]*(?:[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z])[^\W\d_]*(?!\w)")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u052f]")

# Cheaper than the expressions above: what has to be somewhere in a text for them to find anything.
_MANY = 4  # words of one letter
_IN_A_ROW = bytes([1] * _MANY)
_APART = re.compile(rf"[ ._*\-]{_LETTER}[ ._*\-]{_LETTER}[ ._*\-]{_LETTER}")
_CODE = re.compile(rf"[0134578@$!|](?<={_LETTER}.)[0134578@$!|]*{_LETTER}")
_THRICE = re.compile(r"(.)\1\1")
_LATIN_LETTER = re.compile(r"[a-z]")
_NEIGHBOURS = re.compile(r"[a-z](?:(?=[\u0370-\u052f])|(?<=[\u0370-\u052f].))")
_PICTURE = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")

Edit = tuple[int, int, str]


def undisguised(folded: Folded, words: Sequence[str]) -> Iterator[Folded]:
    """The text with every disguised word as it sounds; none when nothing is disguised, which is nearly always. `words` are those of the folded text.

    Of spaced letters nobody can tell whether the first is a word of its own ("I g u a r a n t e e"), so there are two forms then.
    """
    spaced = _holds_spaced_letters(words)
    if not spaced and not _holds_signs(folded.text):
        return
    forms = {tuple(_apart(sorted(_edits(folded.text, spaced=spaced, first_alone=alone)))) for alone in {False, spaced}}
    yield from (folded.with_edits(list(edits)) for edits in sorted(forms) if edits)


def may_be_disguised(text: str) -> bool:
    """False when `undisguised` finds nothing in a folded text; told without looking for its words."""
    return bool(_APART.search(text)) or _holds_signs(text)


def _holds_signs(text: str) -> bool:
    """What all disguises but spaced letters show."""
    if _CODE.search(text) or _THRICE.search(text):
        return True
    return not text.isascii() and bool(_PICTURE.search(text) or (_LATIN_LETTER.search(text) and _NEIGHBOURS.search(text)))


def _holds_spaced_letters(words: Sequence[str]) -> bool:
    """English has many words of one letter, and hardly ever so many in a row."""
    lengths = list(map(len, words))
    if lengths.count(1) < _MANY:
        return False
    try:
        return _IN_A_ROW in bytes(lengths)
    except ValueError:  # a word of more than 255 letters
        return _IN_A_ROW in bytes(min(length, 255) for length in lengths)


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in edits:
        if edit[0] >= end:
            end = edit[1]
            yield edit


def _edits(text: str, *, spaced: bool, first_alone: bool) -> Iterator[Edit]:
    if spaced:
        for start, end, word in _each(_SPACED, text, lambda word: re.sub(r"[ ._*\-]", "", word)):
            yield (start + 2, end, word[1:]) if first_alone else (start, end, word)
    if _CODE.search(text):
        yield from _each(_CODED, text, lambda word: "".join(_LEET.get(char, char) for char in word))
    if _THRICE.search(text):
        yield from _each(_DRAWN_OUT, text, lambda letters: letters[0])
    if text.isascii():
        return
    if _PICTURE.search(text):
        yield from _each(_BETWEEN, text, lambda _: "")
    if _LATIN_LETTER.search(text) and _NEIGHBOURS.search(text):
        table = _TO_CYRILLIC if len(_CYRILLIC_LETTER.findall(text)) > len(text) / 4 else _TO_LATIN
        yield from _each(_MIXED, text, lambda word: "".join(table.get(char, char) for char in word))


def _each(pattern: re.Pattern[str], text: str, plain: Callable[[str], str]) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        yield match.start(), match.end(), plain(match[0])

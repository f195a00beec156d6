"""The phrases of a lexicon: by which a reply gives a remedy, claims a deed or takes the blame, and by which a brief names a remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from drafter.errors import InvalidContent, Problem
from drafter.strict import lines_of
from drafter.text.clauses import TOKEN
from drafter.text.lexicon_file import LexiconFile
from drafter.text.reading import Reading
from drafter.verdict.index import PhraseIndex
from drafter.verdict.lists import Lists
from drafter.verdict.pattern import Pattern, compile_phrase
from drafter.verdict.phrase import PhraseError
from drafter.verdict.silence import Place

Claimed = Literal["deed", "admission"]
Use = Literal["offer", "name", "support", "unless", "deed", "admission"]
_ROOM = re.compile(r"…|\.\.\.|&|(?<![\w<>])\*(?![\w<>(])")  # in a phrase: where words may stand that it does not name


class Saying(NamedTuple):
    """What a phrase is for. `name` is the remedy's. "unless": an offer of the remedy that it overlaps is none. `is_tight`: all its words are its own,
    with no room for others between them; `denies`: one of them is a denial ("you pay nothing")."""

    use: Use
    name: str = ""
    is_tight: bool = False
    denies: bool = False


class Sayings:
    """Phrases with what each of them is for."""

    def __init__(self, compiled: Iterable[tuple[Saying, Pattern]]) -> None:
        pairs = list(compiled)
        self._sayings = [saying for saying, _ in pairs]
        self._index = PhraseIndex([pattern for _, pattern in pairs], common=True)

    def places(self, reading: Reading) -> Iterator[tuple[Saying, Place]]:
        """What a text says, each with its place, in the order of the lexicon."""
        found = [(self._sayings[number], place) for number, place in self._index.places(reading)]
        unless = [each for each in found if each[0].use == "unless"]
        return (each for each in found if each[0].use != "unless" and not any(_voids(other, each) for other in unless))


def _voids(unless: tuple[Saying, Place], said: tuple[Saying, Place]) -> bool:
    """Whether an `unless` of a remedy overlaps an offer of the same: "replace your old number with the new one"."""
    (by, there), (saying, here) = unless, said
    overlaps = there.sentence is here.sentence and there.first < here.last and here.first < there.last
    return overlaps and saying.use == "offer" and by.name == saying.name


def read_sayings(file: LexiconFile, lists: Lists, where: str, denies: Callable[[Sequence[str]], bool]) -> Sayings:
    """The phrases of a lexicon, compiled; `denies` tells whether words hold a denial. InvalidContent names the phrase that cannot be used."""
    remedies = file.remedies.items()
    blocks: list[tuple[Use, str, str, str]] = [
        *(("offer", name, forms.offers, f"remedies.{name}.offers") for name, forms in remedies),
        *(("name", name, forms.names, f"remedies.{name}.names") for name, forms in remedies),
        *(("support", name, forms.supports, f"remedies.{name}.supports") for name, forms in remedies),
        *(("unless", name, forms.unless, f"remedies.{name}.unless") for name, forms in remedies),
        ("deed", "", file.deeds, "deeds"),
        ("admission", "", file.admissions, "admissions"),
    ]
    compiled = ((use, name, line, _compiled(line, lists, where, key)) for use, name, block, key in blocks for line in lines_of(block))
    return Sayings(
        (Saying(use, name, not _ROOM.search(pattern.source), denies(TOKEN.findall(lists.folder.fold(line).text))), pattern)
        for use, name, line, pattern in compiled
    )


def _compiled(line: str, lists: Lists, where: str, key: str) -> Pattern:
    try:
        return compile_phrase(line, lists)
    except PhraseError as error:
        raise InvalidContent(Problem(where, f"{key}: the phrase {line!r}: {error}")) from None

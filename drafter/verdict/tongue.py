"""What it takes to read values and remedies in one language: its lexicon and lists, without its rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from drafter.errors import InvalidContent, Problem
from drafter.text.clauses import TOKEN
from drafter.text.commitments import Extractor
from drafter.text.fold import Folded
from drafter.text.lexicon import Lexicon, read_lexicon
from drafter.text.reading import Reading
from drafter.verdict.context import Context, read_context
from drafter.verdict.families import Families
from drafter.verdict.index import PhraseIndex
from drafter.verdict.lists import Lists, lines_of, read_lists
from drafter.verdict.pattern import Pattern, compile_phrase
from drafter.verdict.phrase import PhraseError
from drafter.verdict.silence import Place


@dataclass(frozen=True)
class Tongue:
    """A language without its rules."""

    language: str
    lists: Lists
    context: Context
    lexicon: Lexicon

    def fold(self, text: str) -> Folded:
        return self.lists.folder.fold(text)

    @property
    def reads_values(self) -> bool:
        """Whether the lexicon is written: without words for months and units nothing could be told of a draft's promises."""
        return bool(self.lexicon.months and self.lexicon.units)

    @cached_property
    def extractor(self) -> Extractor:
        return Extractor(self.lexicon)

    @cached_property
    def past(self) -> str:
        return self.lexicon.words(self.lexicon.file.past)

    @cached_property
    def _future(self) -> re.Pattern[str]:
        words = self.lexicon.words(self.lexicon.file.future)
        return re.compile(rf"(?<= )(?:{words})(?= )" if words else r"(?!)")

    def speaks_of_future(self, place: Place) -> bool:
        """Whether the clause of a place holds a word of what will be."""
        sentence = place.sentence
        clause = sentence.clauses[sentence.clause_of(place.first)]
        return bool(self._future.search(f" {' '.join(sentence.words[clause.start : clause.end])} "))

    @cached_property
    def unknown(self) -> re.Pattern[str] | None:
        """Words that say that a time is not known; None when the lexicon has none."""
        words = self.lexicon.words(self.lexicon.file.unknown)
        return re.compile(rf"(?<!\w)(?:{words})") if words else None

    def channel(self, name: str) -> re.Pattern[str] | None:
        """Words that name a channel; None when the lexicon has none for it."""
        return self._channels.get(name)

    @cached_property
    def _channels(self) -> dict[str, re.Pattern[str]]:
        words = {name: self.lexicon.words(block) for name, block in self.lexicon.file.channels.items()}
        return {name: re.compile(rf"(?<!\w)(?:{forms})(?!\w)") for name, forms in words.items() if forms}

    @cached_property
    def _offers(self) -> _Remedies:
        return _Remedies(self._compiled("offers"))

    @cached_property
    def _names(self) -> _Remedies:
        return _Remedies(self._compiled("names"))

    @cached_property
    def _refusals(self) -> re.Pattern[str]:
        words = self.lexicon.words(self.lexicon.file.refusals)
        return re.compile(rf"(?<= )(?:{words})(?= )" if words else r"(?!)")

    def mistakes(self) -> list[Problem]:
        """What is wrong with the phrases for remedies, so that it shows when a pack is built and not when a reply is judged."""
        try:
            _ = (self._offers, self._names)
        except InvalidContent as error:
            return list(error.problems)
        return []

    def refuses(self, folded: str) -> bool:
        """Whether a folded text holds a word of refusal."""
        return bool(self._refusals.search(f" {' '.join(TOKEN.findall(folded))} "))

    def offers_in(self, reading: Reading) -> Iterator[tuple[str, Place]]:
        """Remedies that a reply offers, each with its place."""
        yield from self._offers.places(reading)

    def remedies_in(self, text: str) -> Iterator[tuple[str, bool]]:
        """Remedies that a text of the brief names, each with whether it is refused there ("no refund before the inspection")."""
        reading = Reading(text, self.lists.folder, self.context.grammar)
        for name, place in self._names.places(reading):
            sentence = place.sentence
            clause = sentence.clauses[sentence.clause_of(place.first)]
            yield name, bool(self._refusals.search(f" {' '.join(sentence.words[clause.start : clause.end])} "))

    def _compiled(self, table: str) -> Iterator[tuple[str, Pattern]]:
        for name, forms in self.lexicon.file.remedies.items():
            for line in lines_of(getattr(forms, table)):
                try:
                    yield name, compile_phrase(line, self.lists)
                except PhraseError as error:
                    raise InvalidContent(Problem(f"{self.language}/lexicon.toml", f"remedies.{name}.{table}: the phrase {line!r}: {error}")) from None


class _Remedies:
    """Phrases with the remedy that each of them names."""

    def __init__(self, compiled: Iterable[tuple[str, Pattern]]) -> None:
        named = list(compiled)
        self._remedies = [name for name, _ in named]
        self._index = PhraseIndex([pattern for _, pattern in named])

    def places(self, reading: Reading) -> Iterator[tuple[str, Place]]:
        """The remedies that a text names, each with its place, in the order of the lexicon."""
        return ((self._remedies[number], place) for number, place in self._index.places(reading))


def read_tongue(guardrails: Path, language: str, families: Families) -> Tongue:
    """A language's lists, context and lexicon. InvalidContent carries what is wrong with any of them."""
    lists, problems = read_lists(guardrails / language, language)
    context, more = read_context(guardrails / language, language, lists, families)
    if problems or more:
        raise InvalidContent(*problems, *more)
    return Tongue(language, lists, context, read_lexicon(guardrails / language, language, lists.folder))

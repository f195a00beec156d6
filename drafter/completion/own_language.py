"""What of a brief can be said in the draft's language without a translator.

A statement in another language is left out. Only the remedies that a solution names are said, in the language's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from drafter.brief import Brief
from drafter.completion.parts import Part, parts_of
from drafter.prompt.library import Library
from drafter.text.language import Guess, LanguageDetector

_BETWEEN_NEIGHBOURS = 0.75  # lead over the draft's language; Indonesian and Malay share most words of a short statement
_CONDITIONS = frozenset({"free_shipping", "waived_fee"})  # "a replacement, free of charge": said without it, the reply promises too little


class RemedyReader(Protocol):
    """Reads the remedies that a text names, for drafts in a language."""

    def __call__(self, text: str, language: str) -> Iterable[tuple[str, str, bool]]:
        """Each with the language in which it was read, its id, and whether the text refuses it."""


class OwnLanguage:
    """Parts a brief's statements by language. Safe to share between threads."""

    def __init__(self, library: Library, detector: LanguageDetector, remedies: RemedyReader) -> None:
        self._library, self._detector, self._remedies = library, detector, remedies

    def instead(self, brief: Brief) -> dict[Part, str]:
        """The statements that are in another language, each with what can be said in its place; mostly that is nothing."""
        parts = list(parts_of(brief))
        said: set[str] = set()
        instead: dict[Part, str] = {}
        for part in self._foreign(parts, brief.language):
            names = [name for name in self._offered(part, brief.language) if name not in said] if part.is_solution else []
            said.update(names)
            instead[part] = self._worded(names, brief.language)
        return instead

    def _foreign(self, parts: list[Part], language: str) -> Iterator[Part]:
        """A statement that gives its language away is judged by itself; a shorter one is in the language of the brief as a whole."""
        whole = "\n".join(part.text for part in parts)
        marked = self._detector.guess(whole, statistics=False)
        for part in parts:
            guess = self._detector.guess(part.text, statistics=False)
            if guess.sure:
                is_foreign = self._is_foreign(guess, language)
            else:
                readers = {reader for reader, _, _ in self._remedies(part.text, language)}
                # Statistics take long to load, and a remedy that has a name in one language alone says as much.
                guess = marked if marked.sure or readers else self._detector.guess(whole)
                # A loan word is a name in both; said in the language's own words it is right either way.
                is_foreign = readers != {language} and (self._is_foreign(guess, language) or (bool(readers) and not guess.sure))
            if is_foreign:
                yield part

    def _is_foreign(self, guess: Guess, language: str) -> bool:
        if not guess.sure or guess.language == language:
            return False
        return guess.next_best != language or guess.margin >= _BETWEEN_NEIGHBOURS

    def _offered(self, part: Part, language: str) -> list[str]:
        """The remedies that the statement clearly offers, in its order; one that it refuses anywhere is none. Several are options when an "or"
        stands between each two. Otherwise nobody can tell ("a repair instead of a refund"), unless all but the first are conditions of it."""
        # The statement is in another language: who reads that one knows their order, a loan word in ours comes after.
        named = sorted(self._remedies(part.text, language), key=lambda each: each[0] == language)
        refused = {name for _, name, is_refused in named if is_refused}
        names = list(dict.fromkeys(name for _, name, _ in named if name not in refused))
        choices = max((part.text.lower().split().count(word) for word in {self._either(reader) for reader, _, _ in named}), default=0)
        if len(names) <= choices + 1:
            return names
        main = [name for name in names if name not in _CONDITIONS]
        return main if len(main) == 1 and set(main) == self._first_named(part.text, language) else []

    def _first_named(self, text: str, language: str) -> set[str]:
        """What the text names by the word at which it first names anything."""
        words = text.split()
        beginnings = (" ".join(words[:end]) for end in range(1, len(words) + 1))
        return next((names for start in beginnings if (names := {name for _, name, _ in self._remedies(start, language)})), set())

    def _either(self, language: str) -> str:
        """The word between two options, in a language in which the statement was read."""
        return self._library.language(language).words.lists.either.strip()

    def _worded(self, names: list[str], language: str) -> str:
        words = self._library.language(language).words
        return words.lists.either.join(getattr(words.remedies, name) for name in names)

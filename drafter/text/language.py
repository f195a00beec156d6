"""Which language a text is written in: letters and marker words first, statistics (lingua) only when those leave it open, loaded then and not before.

Nothing here knows a language. Each brings its letters and its commonest words as content; what several languages share counts less for each of them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from drafter.strict import read_toml

if TYPE_CHECKING:
    from lingua import LanguageDetector as Statistics

SURE_ENOUGH = 0.2  # a smaller lead over the next language is no answer
_READ = 4_000  # code points: more of a text does not make its language any clearer
_HEAD = 500  # code points that are searched for letters: they are common enough to show in a paragraph
_LETTERS_NEEDED = 12  # with fewer, statistics answer and are mostly wrong
_PUNCTUATION = '.,!?:()"'
_SCRIPTS_OF_ONE = "\u0590"  # from Hebrew on, a script is written by one or few languages
_ADDRESS = ("@", "://", "www.")


@dataclass(frozen=True, slots=True)
class Markers:
    """What gives a language away: letters that few others have, and its commonest words in lower case."""

    letters: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest language (ISO 639-1), the next one, and the lead of the first over the second, from 0 to 1. None where nothing speaks for any.
    `words` is the lead in marker words, 0 where statistics answer."""

    language: str | None
    margin: float
    next_best: str | None = None
    words: float = 0.0

    @property
    def sure(self) -> bool:
        return self.language is not None and self.margin >= SURE_ENOUGH


class LanguageDetector:
    """Tells languages apart. Safe to share between threads.

    `markers` are the languages that we draft in; `neighbours` those that we only recognise.
    """

    def __init__(self, markers: Mapping[str, Markers], neighbours: Mapping[str, Markers] | None = None) -> None:
        known = {**(neighbours or {}), **markers}
        self._codes = frozenset(known)
        self._letters = _shared_votes({code: language.letters for code, language in known.items()})
        self._words = _shared_votes({code: language.words for code, language in known.items()})
        self._statistics: dict[frozenset[str], Statistics] = {}
        self._loading = threading.Lock()

    def detect(self, text: str) -> str | None:
        """The language of a text, drafted in or not. None when it cannot be told: too short, numbers only, two languages equally likely."""
        guess = self.guess(text)
        return guess.language if guess.sure else None

    def guess(self, text: str, *, statistics: bool = True) -> Guess:
        """The likeliest language with its lead. Without `statistics` only letters and marker words are asked, and may leave it open."""
        text = text[:_READ].lower()
        if any(mark in text for mark in _ADDRESS):
            text = " ".join(word for word in text.split() if not any(mark in word for mark in _ADDRESS))
        scores, words = self._votes(text)
        if not scores:
            return self._by_statistics(text, self._codes) if statistics else Guess(None, 0.0)
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        language, best = ranked[0]
        next_best, second = ranked[1] if len(ranked) > 1 else (None, 0.0)
        marked = Guess(language, (best - second) / best, next_best, best - second)
        # One marker word settles a text of two or three words; a longer one with so little to show is for the statistics.
        enough = best >= min(2.0, words / 3)
        if enough and marked.sure:
            return marked
        if not statistics:
            return Guess(None, 0.0)
        counted = self._by_statistics(text, frozenset(code for code, score in ranked if score > best * (1 - SURE_ENOUGH)) if enough else self._codes)
        return counted if counted.sure or not marked.sure else marked

    def _votes(self, text: str) -> tuple[dict[str, float], int]:
        """What letters and words say for each language, and the number of words. Twenty microseconds for an e-mail: no regex here."""
        scores: dict[str, float] = {}
        if not text.isascii():
            text = text.replace("’", "'")
            head = text[:_HEAD]
            for letter, votes in self._letters.items():
                if letter in head:  # ten times faster than counting, and most letters are not there
                    for code, vote in votes:
                        scores[code] = scores.get(code, 0.0) + vote * head.count(letter)
        for mark in _PUNCTUATION:
            text = text.replace(mark, " ")
        words = text.split()
        for votes in filter(None, map(self._words.get, words)):
            for code, vote in votes:
                scores[code] = scores.get(code, 0.0) + vote
        return scores, len(words)

    def _by_statistics(self, text: str, codes: frozenset[str]) -> Guess:
        text = " ".join(word for word in text.split() if not any(map(str.isdigit, word)))
        letters = [letter for letter in text if letter.isalpha()]
        # A script of its own says enough in one letter; Latin and Cyrillic letters do not.
        if not letters or (len(letters) < _LETTERS_NEEDED and max(letters) < _SCRIPTS_OF_ONE):
            return Guess(None, 0.0)
        # Kyrgyz has markers and no statistics: beside it alone, the likeliest of all the others is asked for.
        detector = self._load(codes) or self._load(self._codes)
        if detector is None:
            return Guess(None, 0.0)
        best, second = detector.compute_language_confidence_values(text)[:2]
        code, next_best = (value.language.iso_code_639_1.name.lower() for value in (best, second))
        return Guess(code, best.value - second.value, next_best) if best.value else Guess(None, 0.0)

    def _load(self, codes: frozenset[str]) -> Statistics | None:
        """The statistics of these languages: 40 MB and 0.2 s for two, ten times that for all. None when fewer than two have any."""
        with self._loading:
            if codes not in self._statistics:
                from lingua import IsoCode639_1, LanguageDetectorBuilder

                known = [getattr(IsoCode639_1, code.upper()) for code in sorted(codes) if hasattr(IsoCode639_1, code.upper())]
                if len(known) < 2:
                    return None
                self._statistics[codes] = LanguageDetectorBuilder.from_iso_codes_639_1(*known).build()
            return self._statistics[codes]


class _Neighbour(msgspec.Struct, forbid_unknown_fields=True):
    letters: str = ""
    words: str = ""


def read_neighbours(path: Path) -> Mapping[str, Markers]:
    """Read a file of languages that are recognised and not drafted in; none when it is not there. InvalidContent says file and line."""
    if not path.exists():
        return {}
    tables = read_toml(path, dict[str, _Neighbour], name="guardrails/any/languages.toml")
    return {code: Markers(table.letters, frozenset(table.words.split())) for code, table in tables.items()}


def _shared_votes(marks: Mapping[str, Iterable[str]]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Each mark with the languages that it speaks for; its one vote is divided among them."""
    owners: dict[str, list[str]] = {}
    for code, items in marks.items():
        for item in frozenset(items):
            owners.setdefault(item, []).append(code)
    return {item: tuple((code, 1 / len(codes)) for code in codes) for item, codes in owners.items()}

"""What it takes to read values and remedies in one language: its lexicon and lists, without its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.errors import InvalidContent, Problem
from drafter.strict import lines_of
from drafter.text.clauses import TOKEN, Sentence
from drafter.text.commitments import Extractor
from drafter.text.fold import Folded
from drafter.text.lexicon import Lexicon
from drafter.text.reading import Reading
from drafter.text.values import Mark
from drafter.verdict.concepts import Concepts
from drafter.verdict.context import Context
from drafter.verdict.lists import Lists
from drafter.verdict.sayings import Saying, Sayings, Use, read_sayings
from drafter.verdict.silence import Place
from drafter.verdict.wording import Wording

_STEM = 4  # letters that a prefix leaves
_BETWEEN = r"[^\w.!?;:\u2026]*"  # what may stand between a value and a word beside it


@dataclass(frozen=True)
class Tongue:
    """A language without its rules."""

    language: str
    lists: Lists
    context: Context
    lexicon: Lexicon
    concepts: Concepts

    def fold(self, text: str) -> Folded:
        return self.lists.folder.fold(text)

    def read(self, text: str) -> Reading:
        return Reading(text, self.lists.folder, self.context.grammar)

    @property
    def reads_values(self) -> bool:
        """Whether the lexicon is written: without words for months and units nothing could be told of a draft's promises."""
        return bool(self.lexicon.months and self.lexicon.units)

    @cached_property
    def extractor(self) -> Extractor:
        return Extractor(self.lexicon)

    @cached_property
    def beside_past(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """A word of the past right before a value, or one that stands only there; and one right behind it."""
        after, before = self.lexicon.words(self.lexicon.file.past), self.lexicon.words(self.lexicon.file.past, self.lexicon.file.past_before)
        ends = re.compile(rf"(?<!\w)({before}){_BETWEEN}$" if before else r"(?!)")
        return ends, re.compile(rf"{_BETWEEN}(?:{after})(?!\w)" if after else r"(?!)")

    @cached_property
    def _future(self) -> re.Pattern[str]:
        return self._among_words(self.lexicon.file.future)

    def speaks_of_future(self, place: Place, *, beside: bool = False) -> bool:
        """Whether the clause of a place holds a word of what will be; with `beside` one besides those of the place itself."""
        sentence = place.sentence
        clause = sentence.clauses[sentence.clause_of(place.first)]
        words = sentence.words[clause.start : clause.end]
        if beside:
            words[place.first - clause.start : place.last - clause.start] = []
        return bool(self._future.search(f" {' '.join(words)} "))

    @cached_property
    def wording(self) -> Wording:
        """Words by which a text is found to say less than its brief, or more."""
        return Wording(self.lexicon)

    def _among_words(self, block: str) -> re.Pattern[str]:
        """The forms of a block in a text of words between single spaces."""
        words = self.lexicon.words(block)
        return re.compile(rf"(?<= )(?:{words})(?= )" if words else r"(?!)")

    def speaks_of_giving(self, place: Place) -> bool:
        """Whether the clause of a value holds a word by which we give it."""
        return bool(self._gives.search(f" {' '.join(place.sentence.clause_words(place.first))} "))

    def says_only_after(self, words: Sequence[str]) -> bool:
        """Whether words say that something comes only after something else."""
        return bool(self._only_after.search(f" {' '.join(words)} "))

    def bounds(self, words: Sequence[str]) -> bool:
        """Whether words of a refusal say until when it holds: before the inspection."""
        return self.says_only_after(words) or bool(self._bounds.search(f" {' '.join(words)} "))

    @cached_property
    def _only_after(self) -> re.Pattern[str]:
        return self._among_words(self.lexicon.file.only_after)

    @cached_property
    def _gives(self) -> re.Pattern[str]:
        return self._among_words(self.lexicon.file.gives)

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
    def _sayings(self) -> Sayings:
        return read_sayings(self.lexicon.file, self.lists, f"{self.language}/lexicon.toml", self._denies)

    @cached_property
    def _refusals(self) -> re.Pattern[str]:
        return self._among_words(self.lexicon.file.refusals)

    @cached_property
    def _denials(self) -> re.Pattern[str]:
        return self._among_words(self.lexicon.file.denials)

    @cached_property
    def _bounds(self) -> re.Pattern[str]:
        return re.compile(rf"(?<= ){self.lexicon.limits.expression}")

    def mistakes(self) -> list[Problem]:
        """What is wrong with the phrases for remedies, so that it shows when a pack is built and not when a reply is judged."""
        try:
            _ = self._sayings
        except InvalidContent as error:
            return list(error.problems)
        return []

    def refuses(self, folded: str) -> bool:
        """Whether a folded text holds a word of refusal."""
        return bool(self._refusals.search(f" {' '.join(TOKEN.findall(folded))} "))

    def concepts_in(self, text: str) -> frozenset[str]:
        """The concepts of `concepts.toml` that a text speaks of."""
        return self.concepts_of(self.fold(text))

    def concepts_of(self, folded: Folded) -> frozenset[str]:
        """The same of a text that is folded already."""
        return self.concepts.of(folded)

    def is_article(self, quote: str) -> bool:
        """Whether the number of a span is but an article: "a day"."""
        return self._article.match(self.fold(quote).text) is not None

    @cached_property
    def _article(self) -> re.Pattern[str]:
        words = self.lexicon.words(self.lexicon.file.clock.not_hours)
        return re.compile(rf"(?:{words})(?!\w)" if words else r"(?!)")

    def is_filler(self, word: str) -> bool:
        """Whether a folded word says nothing by itself: may, take, from."""
        return word in self._fillers

    @cached_property
    def _fillers(self) -> frozenset[str]:
        return frozenset(self.fold(line).text for line in lines_of(self.lexicon.file.fillers))

    def without_prefix(self, word: str) -> str:
        """A folded word without the prefix that its forms change (mengambil, diambil); as it is when too little would be left."""
        prefix = next((each for each in self._prefixes if word.startswith(each) and len(word) - len(each) >= _STEM), "")
        return word[len(prefix) :]

    @cached_property
    def _prefixes(self) -> list[str]:
        return sorted((self.fold(line).text for line in lines_of(self.lexicon.file.prefixes)), key=len, reverse=True)

    def denies(self, reading: Reading, mark: Mark) -> bool:
        """Whether the clause of a brief's text that holds a value denies something. "No later than" denies nothing."""
        sentence = reading.sentence(reading.sentence_index_at(reading.folded.position(mark.start)))
        first, last = sentence.words_in(mark.start, mark.end)
        return last > first and self.denies_in(sentence, first)

    def demands(self, reading: Reading, mark: Mark) -> bool:
        """Whether the clause of a customer's text that holds a value asks for something: "I need it on Friday", "is Friday possible?"."""
        sentence = reading.sentence(reading.sentence_index_at(reading.folded.position(mark.start)))
        first, last = sentence.words_in(mark.start, mark.end)
        if last <= first:
            return True
        number = sentence.clause_of(first)
        clause = sentence.clauses[number]
        is_question = "?" in sentence.raw and number == len(sentence.clauses) - 1
        return is_question or bool(self._demands.search(f" {' '.join(sentence.words[clause.start : clause.end])} "))

    @cached_property
    def _demands(self) -> re.Pattern[str]:
        return self._among_words(self.lexicon.file.demands)

    def tells_each(self, reading: Reading, mark: Mark) -> bool:
        """Whether the sentence of a brief's text that holds an amount says that it is for each of several."""
        sentence = reading.sentence(reading.sentence_index_at(reading.folded.position(mark.start)))
        return bool(self._among_words(self.lexicon.file.each).search(f" {' '.join(sentence.words)} "))

    def denies_in(self, sentence: Sentence, word: int) -> bool:
        """Whether the clause that holds a word denies something."""
        return self._denies(sentence.clause_words(word))

    def denies_anywhere(self, sentence: Sentence) -> bool:
        return self._denies(sentence.words)

    def _denies(self, words: Sequence[str]) -> bool:
        return bool(self._denials.search(self._bounds.sub(" ", f" {' '.join(words)} ")))

    def limits_offer(self, text: str) -> bool:
        """Whether a text of the brief says how much, or on what condition: a sum, a share, a word of the lexicon's `limiting`."""
        folded = self.fold(text)
        return bool(self._limiting.search(folded.text)) or any(mark.kind in ("amount", "percentage") for mark in self.extractor.find(folded))

    def begins_as_limit(self, text: str) -> bool:
        """Whether a text begins with one of those words: "if it is sent back"."""
        return self._limiting.match(self.fold(text).text) is not None

    @cached_property
    def _limiting(self) -> re.Pattern[str]:
        words = self.lexicon.words(self.lexicon.file.limiting)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)")

    def remedies_in(self, text: str) -> Iterator[tuple[str, bool]]:
        """Remedies that a text of the brief names, each with whether it is refused there ("no refund before the inspection")."""
        return self.remedies_of(self.read(text))

    def remedies_of(self, reading: Reading, uses: tuple[Use, ...] = ("offer", "name")) -> Iterator[tuple[str, bool]]:
        """The same of a text that has been read. "No charge" refuses nothing, nor does "only" but before a condition: "only | if unopened"."""
        spoken = sorted(self.spoken(reading), key=lambda each: each[1].start)
        free = {(place.sentence.index, at) for saying, place in spoken if saying.denies and saying.is_tight for at in range(place.first, place.last)}
        for saying, place in spoken:
            if saying.use in uses:
                sentence = place.sentence
                clause = sentence.clauses[sentence.clause_of(place.first)]
                own = range(place.first, place.last) if saying.is_tight or saying.denies else ()
                kept = [at for at in range(clause.start, clause.end) if at not in own and (sentence.index, at) not in free]
                is_bound = clause.end < len(sentence.words) and self.wording.has("only", f" {sentence.words[clause.end - 1]} ")
                yield saying.name, is_bound or bool(self._refusals.search(f" {' '.join(sentence.words[at] for at in kept)} "))

    def spoken(self, reading: Reading) -> list[tuple[Saying, Place]]:
        """Remedies that a text offers or names and claims that it makes, each with its place."""
        return list(self._sayings.places(reading))

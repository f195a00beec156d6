"""`Reading`: one text as the guardrails read it, analysed no further than somebody asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, pairwise

from drafter.text.clauses import TOKEN, Grammar, Sentence, Words
from drafter.text.fold import Folder
from drafter.text.sentences import sentence_spans


class Reading:
    """A text, folded; its sentences are cut when the first is asked for, and a sentence is parsed when it is."""

    def __init__(self, raw: str, folder: Folder, grammar: Grammar) -> None:
        self.raw = raw
        self.folded = folder.fold(raw)
        self._grammar = grammar
        self._parsed: dict[int, Sentence] = {}

    @cached_property
    def _tokens(self) -> list[str]:
        return TOKEN.findall(self.folded.text)

    @cached_property
    def words(self) -> list[str]:
        """The words of the text, folded; a sign of percent stands with its number."""
        if "%" not in self.folded.text:
            return self._tokens
        return [token if token[-1] != "%" else token.replace(" ", "") for token in self._tokens]

    @cached_property
    def spaced(self) -> str:
        """All words of the text between single spaces, with one at either end: what runs of words are looked for in."""
        return f" {' '.join(self.words)} "

    @cached_property
    def _word_starts(self) -> list[int]:
        """Where each word starts in the folded text. Letters stand in words alone, so the next place that looks like a word is it."""
        find, at = self.folded.text.find, 0
        starts: list[int] = []
        for token in self._tokens:
            at = find(token, at)
            starts.append(at)
            at += len(token)
        return starts

    @cached_property
    def _places(self) -> list[int]:
        """Where each word starts in `spaced`, and where one behind the last would."""
        return list(accumulate((len(word) + 1 for word in self.words), initial=1))

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Spans of the sentences in the text as given."""
        return list(sentence_spans(self.raw, abbreviations=self._grammar.abbreviations, ordinals=self._grammar.ordinals))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each sentence starts in the folded text."""
        return [self.folded.position(start) for start, _ in self.spans]

    @cached_property
    def _first_words(self) -> list[int]:
        """The first word of each sentence, and one behind the last word of the text."""
        starts = self._word_starts
        return [*(bisect_left(starts, start) for start in self._starts), len(starts)]

    def sentence_index_at(self, position: int) -> int:
        """The index of the sentence that holds a position of the folded text."""
        return bisect_right(self._starts, position) - 1

    def sentence_index_of(self, place: int) -> int:
        """The index of the sentence that holds a place in `spaced`; of the space before a word, that word's."""
        return bisect_right(self._first_words, bisect_right(self._places, place + 1) - 1) - 1

    @cached_property
    def spaced_sentences(self) -> list[str]:
        """The part of `spaced` that each sentence is, with a space at either end."""
        edges = [self._places[first] for first in self._first_words]
        return [self.spaced[start - 1 : end] for start, end in pairwise(edges)]

    def sentence(self, index: int) -> Sentence:
        """The sentence with this index, parsed once."""
        found = self._parsed.get(index)
        if found is None:
            start = self._starts[index]
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.folded.text)
            first, last = self._first_words[index], self._first_words[index + 1]
            starts = self._word_starts[first:last]
            ends = [at + len(token) for at, token in zip(starts, self._tokens[first:last], strict=True)]
            words = Words(self.words[first:last], starts, ends)
            found = self._parsed[index] = Sentence(self.folded, start, end, index, self._grammar, words)
        return found

    def __len__(self) -> int:
        return len(self.spans)

"""`Reading`: one text as the guardrails read it, analysed no further than somebody asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, repeat
from operator import add
from typing import NamedTuple

from drafter.text.clauses import TOKEN, Grammar, Sentence, Words
from drafter.text.disguise import undisguised
from drafter.text.fold import Folded, Folder
from drafter.text.sentences import sentence_spans


class Layout(NamedTuple):
    """Where the sentences and words of a text are. `first_words` and `word_places` end with one behind the last."""

    spans: list[tuple[int, int]]  # of the sentences, in the text as given
    sentence_starts: list[int]  # in the folded text
    first_words: list[int]  # of the sentences
    word_starts: list[int]  # in the folded text
    word_places: list[int]  # in `Reading.spaced`


class Reading:
    """A text, folded. `words` are its folded words; `spaced` holds them between single spaces, with one at either end: what runs of words are looked
    for in. Sentences are cut when the first is asked for, and a sentence is parsed when it is."""

    def __init__(self, raw: str, folder: Folder, grammar: Grammar) -> None:
        self._read(folder.fold(raw), grammar)

    @cached_property
    def undisguised(self) -> tuple[Reading, ...]:
        """The same text with disguised words in plain letters; none when there are none."""
        return tuple(Reading.of(plain, self._grammar) for plain in undisguised(self.folded, self.words))

    @classmethod
    def of(cls, folded: Folded, grammar: Grammar) -> Reading:
        """The reading of a text that was folded already."""
        reading = cls.__new__(cls)
        reading._read(folded, grammar)
        return reading

    def _read(self, folded: Folded, grammar: Grammar) -> None:
        self.raw, self.folded = folded.raw, folded
        self._grammar = grammar
        self._parsed: dict[int, Sentence] = {}
        self.words = self._tokens = TOKEN.findall(self.folded.text)
        if "%" in self.folded.text:
            self.words = [token if token[-1] != "%" else token.replace(" ", "") for token in self._tokens]
        self.spaced = f" {' '.join(self.words)} "

    @cached_property
    def _layout(self) -> Layout:
        text = self.folded.text
        spans = list(sentence_spans(self.raw, abbreviations=self._grammar.abbreviations, ordinals=self._grammar.ordinals))
        sentence_starts = [self.folded.position(start) for start, _ in spans]
        # Letters stand in words alone, so the next place that looks like a word is that word.
        word_starts: list[int] = []
        find, at = text.find, 0
        for token in self._tokens:
            at = find(token, at)
            word_starts.append(at)
            at += len(token)
        first_words = [*(bisect_left(word_starts, start) for start in sentence_starts), len(word_starts)]
        return Layout(spans, sentence_starts, first_words, word_starts, list(accumulate(map(add, map(len, self.words), repeat(1)), initial=1)))

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Spans of the sentences in the text as given."""
        return self._layout.spans

    def sentence_index_at(self, position: int) -> int:
        """The index of the sentence that holds a position of the folded text."""
        return bisect_right(self._layout.sentence_starts, position) - 1

    @property
    def is_cut(self) -> bool:
        """Whether its sentences are known, so that asking for them costs nothing."""
        return "_layout" in self.__dict__

    def by_sentence(self, found: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, list[int]]]:
        """What was found at places of `spaced` (what, start, end), in the order of the ends: the index of each sentence that holds any, with what
        lies in it. What lies in two lies in none."""
        if not found:
            return
        layout = self._layout
        edges = [layout.word_places[first] for first in layout.first_words]
        index, start, end, inside = 0, edges[0] - 1, edges[1], list[int]()
        for what, begins, ends in found:
            while ends > end:
                if inside:
                    yield index, inside
                    inside = []
                index += 1
                start, end = end - 1, edges[index + 1]
            if begins >= start:
                inside.append(what)
        if inside:
            yield index, inside

    def spaced_sentence(self, index: int) -> str:
        """The part of `spaced` that is a sentence, with a space at either end."""
        layout = self._layout
        return self.spaced[layout.word_places[layout.first_words[index]] - 1 : layout.word_places[layout.first_words[index + 1]]]

    def has_words(self, index: int) -> bool:
        """Whether the sentence with this index holds any word."""
        first_words = self._layout.first_words
        return first_words[index] < first_words[index + 1]

    def sentence(self, index: int) -> Sentence:
        """The sentence with this index, parsed once."""
        found = self._parsed.get(index)
        if found is None:
            layout = self._layout
            start = layout.sentence_starts[index]
            end = layout.sentence_starts[index + 1] if index + 1 < len(layout.spans) else len(self.folded.text)
            first, last = layout.first_words[index], layout.first_words[index + 1]
            starts = layout.word_starts[first:last]
            ends = list(map(add, starts, map(len, self._tokens[first:last])))
            words = Words(self.words[first:last], starts, ends)
            found = self._parsed[index] = Sentence(self.folded, start, end, index, self._grammar, words)
        return found

    def __len__(self) -> int:
        return len(self._layout.spans)

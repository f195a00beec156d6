"""`Reading`: one text as the guardrails read it, analysed no further than somebody asks."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from drafter.text.clauses import Grammar, Sentence
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
    def spans(self) -> list[tuple[int, int]]:
        """Spans of the sentences in the text as given."""
        return list(sentence_spans(self.raw, abbreviations=self._grammar.abbreviations, ordinals=self._grammar.ordinals))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each sentence starts in the folded text."""
        return [self.folded.position(start) for start, _ in self.spans]

    def sentence_index_at(self, position: int) -> int:
        """The index of the sentence that holds a position of the folded text."""
        return bisect_right(self._starts, position) - 1

    @cached_property
    def _slices(self) -> list[str]:
        text, starts = self.folded.text, self._starts
        return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]

    def folded_sentence(self, index: int) -> str:
        """The folded text of a sentence, not parsed."""
        return self._slices[index]

    def sentence(self, index: int) -> Sentence:
        """The sentence with this index, parsed once."""
        found = self._parsed.get(index)
        if found is None:
            start = self._starts[index]
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.folded.text)
            found = self._parsed[index] = Sentence(self.folded, start, end, index, self._grammar)
        return found

    def __len__(self) -> int:
        return len(self.spans)

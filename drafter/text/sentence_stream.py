"""Sentences of a text that is still being written: each as soon as nothing that may follow can change where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.text.clauses import Grammar
from drafter.text.sentences import sentence_spans

_SEEN_AFTER = 40  # characters behind an end, all blank, after which the next word no longer matters; `sentence_spans` looks no further
_LONGEST_ASIDE = 400  # characters; a bracket or a quotation that stays open longer was never meant to be closed
_BRACKETS = ("()", "[]", "{}", "<>")
_QUOTES = re.compile('["\u201c\u201d\u201e]')
_ANGLES = re.compile("[\u00ab\u00bb]")
_END_OF_LINE = re.compile(r"\w[^\n]*\n")


class SentenceStream:
    """Takes a text in pieces of any size and gives its sentences, each with the white space before it; joined they are the text, but for white
    space at its end. However the text is cut into pieces, the sentences are the same.

    Sentences in one pair of brackets or quotation marks stay together, and what holds no word (a bullet, a dash) stays with what follows.
    """

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._rest = ""
        self._begun = ""

    def feed(self, piece: str) -> Iterator[str]:
        """The sentences that this piece has ended."""
        self._rest += piece
        while self._rest:
            end = self._first_end()
            if not _is_settled(self._rest, end):
                return
            self._take(end)
            if _stands_alone(self._begun):
                yield self._given()

    def close(self) -> Iterator[str]:
        """What is left, now that nothing follows."""
        while self._rest:
            self._take(self._first_end())
            if _stands_alone(self._begun):
                yield self._given()
        if self._begun.strip():
            yield self._given()

    def _first_end(self) -> int:
        return next(sentence_spans(self._rest, abbreviations=self._grammar.abbreviations, ordinals=self._grammar.ordinals))[1]

    def _take(self, end: int) -> None:
        self._begun, self._rest = self._begun + self._rest[:end], self._rest[end:]

    def _given(self) -> str:
        sentence = self._begun.rstrip()
        self._begun = self._begun[len(sentence) :]
        return sentence


def _is_settled(text: str, end: int) -> bool:
    """Whether it is certain that a sentence ends here: the word that decides has begun."""
    return bool(text[end : end + _SEEN_AFTER].strip(" \t")) or len(text) - end >= _SEEN_AFTER


def _stands_alone(sentence: str) -> bool:
    if not any(map(str.isalnum, sentence)):
        return False
    if len(sentence) > _LONGEST_ASIDE or _END_OF_LINE.search(sentence):
        return True
    if any(sentence.count(pair[0]) > sentence.count(pair[1]) for pair in _BRACKETS):
        return False
    return len(_QUOTES.findall(sentence)) % 2 == 0 and len(_ANGLES.findall(sentence)) % 2 == 0

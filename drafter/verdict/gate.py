"""The gate between a model that is still writing and the agent who reads along: text in pieces, judged sentences out.

A sentence is let through when the text up to it breaks no rule, and is never taken back. One that breaks a rule waits for the next, which may make
it harmless; then it goes through, or is dropped with its findings. What the draft lacks as a whole is judged when the text has ended, by whoever
holds the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from drafter.text.clauses import TOKEN
from drafter.text.sentence_stream import SentenceStream
from drafter.verdict.fix import fixed
from drafter.verdict.pack import Pack
from drafter.verdict.verdict import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Released:
    """A sentence that broke no rule, with the white space before it. `start` is its place in the draft, in code points."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that breaks a rule. Offsets of the findings count from its beginning; the agent never reads it. `mended`: the rules' own fixes have
    put it right, or their fix is to leave it out, so that nothing is owed in its place."""

    text: str
    findings: tuple[Finding, ...]
    mended: bool = False


Passage = Released | Dropped


class Gate:
    """`text` is all that was let through; joined in order, the released sentences are exactly that.

    judge: holds a text against the brief.
    fewest_words: how many words the language check needs. The first sentences wait until there are so many, since a reply in another language
    is told by several words or not at all.
    shown: what the agent has seen before, and the text goes on with, after `gap`. A sentence of it that comes again is neither released nor dropped.
    """

    def __init__(self, judge: Callable[[str], Verdict], pack: Pack, *, fewest_words: int = 0, shown: str = "", gap: str = "") -> None:
        self._judge, self._pack, self._fewest_words = judge, pack, fewest_words
        self._sentences = SentenceStream(pack.context.grammar)
        self._early: list[str] = []
        self._foreign: tuple[Finding, ...] = ()
        self._waiting: list[_Sentence] = []
        self._gap = gap
        self._standing = frozenset(_words(sentence) for sentence in _sentences(shown, pack))
        self.text = shown

    def feed(self, piece: str) -> Iterator[Passage]:
        """What this piece has settled, in order."""
        for sentence in self._sentences.feed(piece):
            yield from self._arrive(sentence)

    def close(self) -> Iterator[Passage]:
        """What was still open, now that the text has ended."""
        for sentence in self._sentences.close():
            yield from self._arrive(sentence)
        if self._foreign and not self._has_enough_words():
            yield from self._drop_early()
        yield from self._begin()
        yield from self._settle(ended=True)

    def _arrive(self, sentence: str) -> Iterator[Passage]:
        if _words(sentence) in self._standing:  # models repeat themselves when they are asked for what is missing
            return
        self._early.append(sentence)
        if self._has_enough_words():
            yield from self._begin()

    def _has_enough_words(self) -> bool:
        return not self._fewest_words or len(TOKEN.findall(self.text + "".join(self._early))) >= self._fewest_words

    def _begin(self) -> Iterator[Passage]:
        """Judge the sentences that have waited until there were enough of them to tell their language."""
        if len(self._early) > 1:
            findings = self._findings([_parted("".join(self._early))])
            self._foreign = tuple(finding for finding in findings if self._is_of_language(finding))
            if self._foreign:
                yield from self._drop_early()
        early, self._early = self._early, []
        for sentence in early:
            arrived = _parted(sentence)
            self._waiting.append(_Sentence(max(arrived.space, self._gap, key=_breaks), arrived.text))
            self._gap = ""
            yield from self._settle()

    def _drop_early(self) -> Iterator[Dropped]:
        """In another language: a few words more of it are no reply either, though they are too few to tell it by themselves."""
        yield from (Dropped(sentence.strip(), self._foreign) for sentence in self._early)
        self._early = []

    def _settle(self, *, ended: bool = False) -> Iterator[Passage]:
        """Release the sentences that wait as soon as none of them breaks a rule. The last may still be redeemed by the next, and may itself redeem
        the one before it, so that they go through together or the last is dropped first."""
        while self._waiting:
            findings = self._findings(self._waiting)
            if not findings:
                yield from (self._release_first() for _ in range(len(self._waiting)))
                return
            bad, end = dict[int, list[Finding]](), 0
            for number, sentence in enumerate(self._waiting):
                start = end + len(sentence.space) if number else 0
                end = start + len(sentence.text)
                own = [_moved(finding, start) for finding in findings if finding.start < end and start < finding.end]
                if own:
                    bad[number] = own
            last = len(self._waiting) - 1
            settled = [number for number in bad if ended or number < last]
            if not settled:
                while len(self._waiting) > 1 and not self._findings(self._waiting[:1]):
                    yield self._release_first()
                return
            yield self._stop(settled[-1], tuple(bad[settled[-1]]))

    def _findings(self, sentences: list[_Sentence]) -> tuple[Finding, ...]:
        """What stops sentences after what was let through; offsets count from their first word. What the draft as a whole does not say stops none."""
        text = "".join(sentence.space + sentence.text for sentence in sentences)[len(sentences[0].space) :]
        before = self.text + sentences[0].space if self.text else ""
        return tuple(
            _moved(finding, len(before))
            for finding in self._judge(before + text).findings
            if finding.severity == "reject" and finding.quote and finding.end > len(before)
        )

    def _is_of_language(self, finding: Finding) -> bool:
        rule = self._pack.rule(finding.rule)
        return rule is not None and rule.file.check == "wrong_language"

    def _stop(self, number: int, findings: tuple[Finding, ...]) -> Dropped:
        """Drop a sentence that waits; as the rules' own fixes mend it, it waits on in its place."""
        space, text = self._waiting[number]
        mended = fixed(text, Verdict(language=self._pack.language, pack=self._pack.version, findings=findings), self._pack)
        if mended is not None and mended != text and not self._findings([_Sentence(space, mended)]):
            self._waiting[number] = _Sentence(space, mended)
            return Dropped(text, findings, mended=True)
        del self._waiting[number]
        if number < len(self._waiting):
            after = self._waiting[number]
            self._waiting[number] = _Sentence(max(after.space, space, key=_breaks), after.text)
        else:
            self._gap = space
        return Dropped(text, findings, mended=mended is None and all(map(self._is_left_out, findings)))

    def _is_left_out(self, finding: Finding) -> bool:
        """Whether the rule's fix is to leave the sentence out."""
        rule = self._pack.rule(finding.rule)
        return rule is not None and rule.file.fix is not None and not rule.file.fix.strip()

    def _release_first(self) -> Released:
        space, text = self._waiting.pop(0)
        released = Released(space + text if self.text else text, len(self.text))
        self.text += released.text
        return released


class _Sentence(NamedTuple):
    """`space` is the white space before it."""

    space: str
    text: str


def _parted(sentence: str) -> _Sentence:
    text = sentence.strip()
    return _Sentence(sentence[: len(sentence) - len(sentence.lstrip())], text)


def _sentences(text: str, pack: Pack) -> Iterator[str]:
    sentences = SentenceStream(pack.context.grammar)
    yield from sentences.feed(text)
    yield from sentences.close()


def _words(sentence: str) -> tuple[str, ...]:
    """By which a sentence is known again; one without words by its marks."""
    return tuple(TOKEN.findall(sentence.casefold())) or (sentence.strip(),)


def _moved(finding: Finding, by: int) -> Finding:
    return replace(finding, start=max(finding.start - by, 0), end=finding.end - by)


def _breaks(space: str) -> tuple[int, int]:
    """By which of two white spaces parts more."""
    return space.count("\n"), len(space)

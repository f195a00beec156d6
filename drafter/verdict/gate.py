"""The gate between a model that is still writing and the agent who reads along: text in pieces, judged sentences out.

A sentence is let through when the text up to it breaks no rule, and is never taken back. One that breaks a rule waits for the next, which may make
it harmless; then it goes through, or is dropped with its findings. What the draft lacks as a whole is judged when the text has ended, by whoever
holds the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
    shown: what the agent has seen before, and the text goes on with, after `gap`.
    """

    def __init__(self, judge: Callable[[str], Verdict], pack: Pack, *, fewest_words: int = 0, shown: str = "", gap: str = "") -> None:
        self._judge, self._pack, self._fewest_words = judge, pack, fewest_words
        self._sentences = SentenceStream(pack.context.grammar)
        self._early: list[str] = []
        self._waiting: tuple[str, tuple[Finding, ...]] | None = None
        self._gap = gap
        self.text = shown

    def feed(self, piece: str) -> Iterator[Passage]:
        """What this piece has settled, in order."""
        for sentence in self._sentences.feed(piece):
            yield from self._arrive(sentence)

    def close(self) -> Iterator[Passage]:
        """What was still open, now that the text has ended."""
        for sentence in self._sentences.close():
            yield from self._arrive(sentence)
        yield from self._begin()
        if self._waiting:
            yield from self._stop(*self._waiting)

    def _arrive(self, sentence: str) -> Iterator[Passage]:
        self._early.append(sentence)
        if not self._fewest_words or len(TOKEN.findall(self.text + "".join(self._early))) >= self._fewest_words:
            yield from self._begin()

    def _begin(self) -> Iterator[Passage]:
        """Judge the sentences that have waited until there were enough of them to tell their language."""
        early, self._early = self._early, []
        if len(early) > 1:
            foreign = tuple(finding for finding in self._findings("".join(early)) if self._is_of_language(finding))
            if foreign:
                yield from (Dropped(sentence.strip(), foreign) for sentence in early)
                return
        for sentence in early:
            yield from self._pass(sentence)

    def _pass(self, sentence: str) -> Iterator[Passage]:
        if self._waiting:
            (waiting, findings), self._waiting = self._waiting, None
            # The next sentence may redeem the one that waits. What it breaks itself is another matter.
            end = len(waiting.lstrip())
            if any(finding.start < end for finding in self._findings(waiting + sentence)):
                yield from self._stop(waiting, findings)
            else:
                yield self._release(waiting)
        if findings := self._findings(sentence):
            self._waiting = (sentence, findings)
        else:
            yield self._release(sentence)

    def _findings(self, sentence: str) -> tuple[Finding, ...]:
        """What stops a sentence after what was let through; offsets count from its first word. What the draft as a whole does not say, stops none."""
        before = self._before(sentence)
        start = len(self.text) + len(before)
        verdict = self._judge(self.text + before + sentence.lstrip())
        return tuple(
            replace(finding, start=max(finding.start - start, 0), end=finding.end - start)
            for finding in verdict.findings
            if finding.severity == "reject" and finding.quote and finding.end > start
        )

    def _is_of_language(self, finding: Finding) -> bool:
        rule = self._pack.rule(finding.rule)
        return rule is not None and rule.file.check == "wrong_language"

    def _stop(self, sentence: str, findings: tuple[Finding, ...]) -> Iterator[Passage]:
        """Drop a sentence; as the rules' own fixes mend it, it goes through."""
        text = sentence.strip()
        mended = fixed(text, Verdict(language=self._pack.language, pack=self._pack.version, findings=findings), self._pack)
        is_sound = mended is not None and not self._findings(mended)
        yield Dropped(text, findings, mended=is_sound or (mended is None and all(map(self._is_left_out, findings))))
        if mended is not None and is_sound:
            yield self._release(self._before(sentence) + mended)
        else:
            self._gap = self._before(sentence)

    def _is_left_out(self, finding: Finding) -> bool:
        """Whether the rule's fix is to leave the sentence out."""
        rule = self._pack.rule(finding.rule)
        return rule is not None and rule.file.fix is not None and not rule.file.fix.strip()

    def _release(self, sentence: str) -> Released:
        released = Released(self._before(sentence) + sentence.lstrip(), len(self.text))
        self.text, self._gap = self.text + released.text, ""
        return released

    def _before(self, sentence: str) -> str:
        """The white space before a sentence; that of a dropped one stays when it parts paragraphs."""
        lead = sentence[: len(sentence) - len(sentence.lstrip())]
        return max(lead, self._gap, key=_breaks) if self.text else ""


def _breaks(space: str) -> tuple[int, int]:
    return space.count("\n"), len(space)

"""A draft while the agent reads along: what was shown stays, and what is asked for later goes after it.

Where the draft as a whole cannot stand in the end, a composed reply takes its place from the first character, which is the one case in which the
agent is told to forget what was shown.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace

from drafter.attempt import Attempt, Kind
from drafter.completion.frame import closing_of, greeting
from drafter.completion.stream import stream
from drafter.completion.writer import Completion, Writer
from drafter.errors import WriterThoughtAloud, WriterTimeout
from drafter.prompt.folder import ChannelForm
from drafter.prompt.prompt import Prompt
from drafter.prompt.render import repair
from drafter.run import GRACE, MODEL_CALLS, REPAIRED, STEPS, WRITTEN, Desk, Run, failure, rejecting, was_asked
from drafter.text.sentence_stream import SentenceStream
from drafter.verdict.checks.language import FEWEST_WORDS
from drafter.verdict.gate import Dropped, Gate, Passage, Released
from drafter.verdict.verdict import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Shown:
    """A judged sentence, with the white space before it. It goes to `start` of the draft, in code points; whatever stood from there on goes."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """A sentence was left out: by which rule, and why. Its words are not told."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Repairing:
    """The model is asked once more, for what is missing."""


@dataclass(frozen=True, slots=True)
class Composing:
    """The composer writes what the model did not."""


Seen = Shown | Stopped | Repairing | Composing


class Audience:
    """Whoever reads along."""

    def __init__(self) -> None:
        self.gone = False
        self._limit: asyncio.Timeout | None = None

    def leave(self) -> None:
        """They have gone: the model's reply is waited for no longer."""
        self.gone = True
        if self._limit is not None:
            with suppress(RuntimeError):  # the time limit is just passing, so nobody waits any more
                self._limit.reschedule(asyncio.get_running_loop().time())

    async def next_of(self, pieces: AsyncGenerator[str | Completion], seconds: float) -> str | Completion | None:
        """The next piece, None at the end. TimeoutError after so many seconds, or when they have gone."""
        if self.gone:
            raise TimeoutError
        try:
            async with asyncio.timeout(seconds) as self._limit:
                return await anext(pieces, None)
        finally:
            self._limit = None


class LiveRun(Run):
    """As a Run, in sentences."""

    def __init__(self, prompt: Prompt, desk: Desk, audience: Audience) -> None:
        super().__init__(prompt, desk)
        self._audience = audience
        self._shown, self._owed, self._broken_off = "", tuple[Finding, ...](), ""
        language = desk.library.language(prompt.brief.language)
        form: ChannelForm = getattr(language.channels, prompt.brief.channel)
        self._greeting = greeting(prompt.brief, language)
        self._gap = "\n\n" if form.shape == "paragraphs" else " "
        tail = closing_of(prompt.brief, language) if desk.closing else ""
        self._closing = f"\n\n{tail}" if tail else ""

    async def events(self) -> AsyncIterator[Seen | Attempt]:
        """Everything up to the draft itself."""
        prompt, kind, models = self._prompt, WRITTEN, list(self._desk.models)
        calls = 0
        while models and calls < MODEL_CALLS and self._left() > 0 and not self.offered and not self._audience.gone:
            if kind == REPAIRED:
                yield Repairing()
            async for event in self._read(kind, models[0], prompt):
                yield event
                last = event
            calls += not isinstance(last, Attempt) or was_asked(last)
            if isinstance(last, Attempt) and last.error is not None:
                models.pop(0)
                if self._shown:
                    prompt, kind = self._continued(), REPAIRED
            elif isinstance(last, Attempt) and last.verdict is not None and self.offered is None:
                prompt = self._continued() if self._shown else repair(self._prompt, last.text or "", rejecting(last.verdict), self._desk.library)
                kind = REPAIRED
        if self._shown and self.offered is None and self._verdict_on(self._shown + self._closing).passed:
            yield self._judged("fixed", self._completion_of(self._shown), time.perf_counter())
        if self.offered is None:  # also when they have gone: whoever asks again with the same key gets this draft
            yield Composing()
            async for event in self._composed():
                yield event
        elif self.offered is not None and self._closing:
            yield Shown(self._closing, len(self._shown))

    async def _read(self, kind: Kind, writer: Writer, prompt: Prompt) -> AsyncIterator[Seen | Attempt]:
        """One reply of a model, sentence by sentence; at the end the attempt, and the mended one if that is what was shown."""
        started, timeout = time.perf_counter(), self._left()
        step = self._desk.course.step(STEPS[kind], writer=writer.name, prompt=prompt)
        before, continues = self._shown, bool(self._shown)
        fewest = FEWEST_WORDS if prompt.brief.given else 0
        gate = Gate(self._verdict_on, self._desk.pack, fewest_words=fewest, shown=self._shown, gap=self._gap)
        written, completion, dropped = "", Completion("", writer.name), list[Dropped]()
        pieces = stream(writer, prompt, self._desk.library, timeout=timeout, greets=not continues)
        async with aclosing(pieces):
            while True:
                try:
                    piece = await self._audience.next_of(pieces, self._left() + GRACE)
                    if piece is None:
                        break
                    if isinstance(piece, Completion):
                        completion = piece
                        passages = tuple(gate.close())
                    else:
                        written += piece
                        passages = tuple(gate.feed(piece))
                except Exception as error:  # noqa: BLE001 (whatever breaks, the agent gets a draft, and is told whose mistake it is)
                    broken = _GONE if self._audience.gone else failure(error, writer, timeout)
                    step.end(error=broken.code)
                    if isinstance(broken, WriterThoughtAloud) or self._shown == self._greeting:
                        self._shown = ""
                    self._owed, self._broken_off = _owed(dropped), str(broken) if self._shown else ""
                    yield self._failed(kind, writer, broken, started, written or None)
                    return
                for passage in passages:
                    self._shown = gate.text
                    yield _seen(passage, dropped)
        step.end(completion)
        self._usage += completion.usage
        self._owed, self._broken_off = _owed(dropped), ""
        if self._shown == self._greeting:  # a greeting alone is nothing that a reply could go on with
            self._shown = ""
        if continues and dropped:  # what the model wrote, too, is kept for whoever looks at what was stopped
            yield self._judged(kind, replace(completion, text=before + self._gap + completion.text), started)
            self.offered = None
        whole = self._shown if continues else completion.text
        attempt = self._judged(kind, replace(completion, text=whole + self._closing), started)
        if attempt.passed and whole != self._shown:
            self.offered = None
        yield attempt
        if self.offered is None and dropped and not continues and all(each.mended for each in dropped) and self._shown:
            yield self._judged("fixed", self._completion_of(self._shown), started)

    async def _composed(self) -> AsyncIterator[Seen | Attempt]:
        """What is missing in the composer's words; if that is not enough, its whole reply in the place of everything shown."""
        if self._shown:
            shown = self._shown
            for passage in await self._missing_passages():
                yield Shown(passage, len(shown))
                shown += passage
            if shown != self._shown:
                self._shown = shown
                yield self._judged("composed", self._completion_of(shown, self._desk.composer.name), time.perf_counter())
                if self._closing:
                    yield Shown(self._closing, len(shown))
                return
        async for attempt in self.compose():
            yield attempt
        if self.offered is not None and self.offered.text:
            start = 0
            for sentence in _sentences(self.offered.text, self._desk):
                yield Shown(sentence, start)
                start += len(sentence)

    async def _missing_passages(self) -> list[str]:
        """Of the composer's sentences those that say what is missing; none unless with them the draft is whole."""
        left = len(rejecting(self._verdict_on(self._shown + self._closing)))
        text, added = self._shown, list[str]()
        composed = (await self._desk.composer.write(self._prompt, timeout=1.0)).text
        for sentence in _sentences(composed, self._desk):
            passage = (" " if added else self._gap) + sentence.strip()
            fewer = len(rejecting(self._verdict_on(text + passage + self._closing)))
            if fewer < left:
                text, left = text + passage, fewer
                added.append(passage)
        return added if not left else []

    def _continued(self) -> Prompt:
        """What is asked for after what was shown: what is missing, and what was dropped."""
        missing = [finding for finding in rejecting(self._verdict_on(self._shown)) if not finding.quote]
        return repair(self._prompt, self._shown, [*self._owed, *missing], self._desk.library, shown=True)

    def _completion_of(self, shown: str, writer: str | None = None) -> Completion:
        return Completion(shown + self._closing, writer or self._made[-1].writer)

    def _verdict_on(self, text: str) -> Verdict:
        return self._desk.judge(text, self._prompt.brief)

    def _notice(self) -> str | None:
        told = super()._notice()
        if self._broken_off and self.offered is not None and self.offered.kind != "composed":
            told = f"{self._broken_off} Please read whether the draft is complete. {told or ''}".strip()
        return told


_GONE = WriterTimeout("Whoever asked for the draft has gone, and so the reply was not waited for.")


def _seen(passage: Passage, dropped: list[Dropped]) -> Seen:
    if isinstance(passage, Released):
        return Shown(passage.text, passage.start)
    dropped.append(passage)
    return Stopped(passage.findings[0].rule, passage.findings[0].why)


def _owed(dropped: list[Dropped]) -> tuple[Finding, ...]:
    return tuple(finding for each in dropped if not each.mended for finding in each.findings)


def _sentences(text: str, desk: Desk) -> Iterator[str]:
    sentences = SentenceStream(desk.pack.context.grammar)
    yield from sentences.feed(text)
    yield from sentences.close()

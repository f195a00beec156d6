"""One request's way, in six steps: request, brief, prompt, completion, verdict, draft."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from drafter.brief import Brief, HintRead, Workspace, resolve
from drafter.completion.writer import Writer
from drafter.draft import Attempt, Desk, Draft, Drafted, Event, draft_events
from drafter.prompt.library import Library
from drafter.prompt.prompt import Prompt
from drafter.prompt.render import render
from drafter.request import CheckRequest, DraftRequest, TicketRequest
from drafter.text.language import LanguageDetector
from drafter.verdict.facts import collect, owed_by
from drafter.verdict.hints import read_hint
from drafter.verdict.judge import judge
from drafter.verdict.pack import Pack
from drafter.verdict.verdict import Verdict

_LONG = 20_000  # characters of a conversation; reading more would hold up everybody else on the event loop


class RuleSource(Protocol):
    """Gives the pack of rules that is in force for a language."""

    @property
    def languages(self) -> tuple[str, ...]: ...

    def pack(self, language: str) -> Pack: ...


class Recorder(Protocol):
    """Keeps drafts with all their attempts, so that QA can see what was stopped."""

    async def record(self, draft: Draft, attempts: tuple[Attempt, ...]) -> None:
        """Called before the draft is given out."""


@dataclass(frozen=True)
class Pipeline:
    """Everything that a draft passes through. `writers` are asked in order; without one the composer writes. `preview` drafts in
    languages that are not live, for whoever writes them."""

    library: Library
    rules: RuleSource
    detector: LanguageDetector
    composer: Writer
    writers: tuple[Writer, ...] = ()
    workspace: Workspace = Workspace()
    recorder: Recorder | None = None
    seconds: float = 12.0
    closing: bool = False
    preview: bool = False
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def events(self, request: DraftRequest) -> AsyncIterator[Event]:
        """Draft, event by event; the last is `Drafted`, recorded before it is given out. InvalidInput and LanguageNotLive before the first."""
        size = sum(len(message.text) for message in request.conversation)
        prompt, desk = self._begin(request) if size < _LONG else await asyncio.to_thread(self._begin, request)
        async for event in draft_events(prompt, desk):
            if isinstance(event, Drafted) and self.recorder is not None:
                await self.recorder.record(event.draft, event.attempts)
            yield event

    def _begin(self, request: DraftRequest) -> tuple[Prompt, Desk]:
        """Steps 2 and 3, and what the facts of the brief are: all that is the same for every attempt."""
        live = tuple(language.code for language in self.library.languages()) if self.preview else self.library.live()
        brief = self.brief(request, live=live)
        pack = self.rules.pack(brief.language)
        facts = collect(brief, pack, self.detector)
        desk = Desk(
            library=self.library,
            pack=pack,
            judge=lambda text, told: judge(
                text, pack, self.detector, told, facts if told is brief else owed_by(told, facts, pack, self.detector)
            ),
            models=self.writers,
            composer=self.composer,
            seconds=self.seconds,
            closing=self.closing,
        )
        return render(brief, self.library), desk

    async def draft(self, request: DraftRequest) -> Drafted:
        """Draft, and wait for the end."""
        async for event in self.events(request):
            if isinstance(event, Drafted):
                return event
        raise AssertionError("drafting always ends with Drafted")

    def check(self, request: CheckRequest) -> tuple[Brief, Verdict]:
        """Judge a text with as much of its ticket as came along. InvalidInput and LanguageNotLive say what cannot be judged."""
        brief = self.brief(request, live=self.rules.languages)
        return brief, self.judge(request.text, brief)

    def brief(self, request: TicketRequest, *, live: tuple[str, ...]) -> Brief:
        return resolve(request, detector=self.detector, live=live, workspace=self.workspace, clock=self.clock, hints=self._read_hint)

    def _read_hint(self, hint: str, language: str, today: date | None) -> HintRead:
        return read_hint(hint, self.rules.pack(language), today, self.workspace.zone)

    def judge(self, text: str, brief: Brief) -> Verdict:
        return judge(text, self.rules.pack(brief.language), self.detector, brief)

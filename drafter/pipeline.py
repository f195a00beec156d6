"""One request's way, in six steps: request, brief, prompt, completion, verdict, draft."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Protocol

from drafter.brief import Brief
from drafter.checker import Checker, RuleSource
from drafter.completion.writer import Writer
from drafter.course import Course
from drafter.draft import Audience, Desk, Drafted, Event, draft_events
from drafter.prompt.library import Library
from drafter.prompt.prompt import Prompt
from drafter.prompt.render import render
from drafter.record import Record, without_kind
from drafter.request import BriefInput, CheckRequest, DraftRequest, TicketRequest
from drafter.verdict.lines import owed_by
from drafter.verdict.verdict import Verdict

_LONG = 20_000  # characters of a request; reading more would hold up everybody else on the event loop for longer than a few milliseconds


class Recorder(Protocol):
    """Keeps drafts with all their attempts, so that QA can see what was stopped."""

    async def record(self, record: Record) -> None:
        """Called before the draft is given out; returns when it is kept. StoreError: it is not, and nothing is given out."""


class Observer(Protocol):
    """Is told how drafts come about, for whoever runs the service. What it keeps of their words is its own affair."""

    def began(self, course: Course) -> None:
        """Steps 2 and 3 are done."""

    def ended(self, course: Course, drafted: Drafted | None, error: BaseException | None = None) -> None:
        """Called once for each that began. `drafted` is None when it came to no end; with an `error` it was not given out. Raises nothing."""


class _Nobody:
    def began(self, course: Course) -> None: ...

    def ended(self, course: Course, drafted: Drafted | None, error: BaseException | None = None) -> None: ...


NOBODY = _Nobody()


@dataclass(frozen=True, slots=True)
class Begun:
    """A request that can be drafted for: its prompt, and what drafting works with."""

    request: DraftRequest
    prompt: Prompt
    desk: Desk


@dataclass(frozen=True)
class Pipeline:
    """Everything that a draft passes through. `writers` are asked in order; without one the composer writes. `preview` drafts in
    languages that are not live, for whoever writes them. `remark` is told with every draft."""

    library: Library
    checker: Checker
    composer: Writer
    writers: tuple[Writer, ...] = ()
    recorder: Recorder | None = None
    observer: Observer = NOBODY
    seconds: float = 12.0
    closing: bool = False
    preview: bool = False
    remark: str | None = None

    @property
    def rules(self) -> RuleSource:
        return self.checker.rules

    def on(self, recorder: Recorder, rules: RuleSource) -> Pipeline:
        """The same way, recorded elsewhere and judged by other rules: those of one workspace."""
        return replace(self, recorder=recorder, checker=self.checker if rules is self.rules else replace(self.checker, rules=rules))

    async def events(self, request: DraftRequest, audience: Audience | None = None) -> AsyncIterator[Event]:
        """Draft, event by event; the last is `Drafted`, recorded before it is given out. InvalidInput and LanguageNotLive before the first.
        An `audience` is shown sentences while a model writes them."""
        async for event in self.events_of(await self.begin(request), audience):
            yield event

    async def begin(self, request: DraftRequest) -> Begun:
        """Steps 2 and 3. InvalidInput and LanguageNotLive."""
        return await asyncio.to_thread(self._begin, request) if _is_long(request) else self._begin(request)

    async def events_of(self, begun: Begun, audience: Audience | None = None) -> AsyncIterator[Event]:
        """Steps 4 to 6."""
        course, drafted = begun.desk.course, None
        course.streamed = audience is not None
        self.observer.began(course)
        try:
            async for event in draft_events(begun.prompt, begun.desk, audience):
                if not isinstance(event, Drafted):
                    yield event
                    continue
                drafted = event
                if self.recorder is not None:
                    with course.step("store"):
                        await self.recorder.record(Record(draft=event.draft, attempts=event.attempts, request=without_kind(begun.request)))
        except BaseException as error:
            self.observer.ended(course, drafted, error)
            raise
        self.observer.ended(course, drafted)
        if drafted is not None:
            yield drafted

    def _begin(self, request: DraftRequest) -> Begun:
        """All that is the same for every attempt, the facts of the brief among it."""
        live = tuple(language.code for language in self.library.languages()) if self.preview else self.library.live()
        course = Course()
        with course.step("brief"):
            brief = self.checker.brief(request, live=live)
            pack = self.rules.pack(brief.language)
            facts = self.checker.facts(brief, pack)

        def judge(text: str, told: Brief) -> Verdict:
            with course.step("verdict"):
                return self.checker.judge(text, told, facts if told is brief else replace(facts, lines=owed_by(told, facts.lines)), pack)

        desk = Desk(
            library=self.library,
            pack=pack,
            judge=judge,
            models=self.writers,
            composer=self.composer,
            seconds=self.seconds,
            closing=self.closing,
            remark=self.remark,
            course=course,
        )
        with course.step("prompt"):
            prompt = render(brief, self.library)
        return Begun(request, prompt, desk)

    async def draft(self, request: DraftRequest) -> Drafted:
        """Draft, and wait for the end."""
        async for event in self.events(request):
            if isinstance(event, Drafted):
                return event
        raise AssertionError("drafting always ends with Drafted")

    async def check(self, request: CheckRequest) -> tuple[Brief, Verdict]:
        """Judge a text with as much of its ticket as came along. InvalidInput and LanguageNotLive say what cannot be judged."""
        return await asyncio.to_thread(self.checker.check, request) if _is_long(request) else self.checker.check(request)

    async def judge_edit(self, record: Record, text: str) -> Verdict:
        """Judge what an agent made of a draft by the draft's own brief, as of the time when it was made. LanguageNotLive when its language went."""

        def judged() -> Verdict:
            return self.checker.judge(text, self.checker.brief_then(record.request, record.draft.language, record.created))

        return await asyncio.to_thread(judged) if len(text) >= _LONG or _is_long(record.request) else judged()


def _is_long(request: TicketRequest) -> bool:
    text = request.text if isinstance(request, CheckRequest) else ""
    brief = request.brief or BriefInput()
    told = (
        *brief.solutions,
        *brief.reasons,
        *brief.obstacles,
        *brief.needs,
        *(f"{step.what}{step.when}" for step in brief.steps),
        request.hint or "",
    )
    texts = (text, *(each if isinstance(each, str) else each.text for each in told), *(message.text for message in request.conversation))
    return sum(map(len, texts)) >= _LONG

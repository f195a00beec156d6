"""The state of one draft in the making: whom to ask, what came of it, what is offered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from uuid import uuid4

from drafter import notice
from drafter.attempt import Attempt, Draft, DraftOrigin, Kind, UsageReport
from drafter.brief import Brief
from drafter.completion.complete import complete
from drafter.completion.writer import Completion, LeftOut, Origin, Usage, Writer
from drafter.course import Course, StepName
from drafter.errors import DrafterError, WriterError, WriterMisread, WriterPaused, WriterTimeout
from drafter.prompt.facts import is_empty
from drafter.prompt.library import Library
from drafter.prompt.prompt import Prompt
from drafter.prompt.render import repair
from drafter.stopped_lines import is_worth_sending, stopped_lines, without
from drafter.traces import places
from drafter.verdict.fix import fixed
from drafter.verdict.pack import Pack
from drafter.verdict.verdict import Finding, Verdict

_log = logging.getLogger("drafter.draft")
GRACE = 0.25  # seconds that a writer has to notice its deadline itself; then it is cut off
MODEL_CALLS = 2  # a draft; a third rarely mends what two did not, and the agent is waiting


@dataclass(frozen=True, slots=True)
class Drafted:
    """The end: what the agent gets, all attempts behind it, and where a composed text comes from."""

    draft: Draft
    attempts: tuple[Attempt, ...]
    origins: tuple[Origin, ...] = ()

    @property
    def stopped_by(self) -> tuple[str, ...]:
        """The rules that stopped an attempt, each once."""
        found = (finding for attempt in self.attempts if attempt.verdict is not None for finding in rejecting(attempt.verdict))
        return tuple(dict.fromkeys(finding.rule for finding in found))


@dataclass(frozen=True, slots=True)
class Desk:
    """What drafting works with. `models` in the order in which they are asked; none means that the composer writes. `judge` holds a text
    against a brief: a composed one against what it tells of the prompt's. `remark` ends the notice, whatever else it says."""

    library: Library
    pack: Pack
    judge: Callable[[str, Brief], Verdict]
    models: tuple[Writer, ...]
    composer: Writer
    seconds: float
    closing: bool = False
    remark: str | None = None
    course: Course = field(default_factory=Course)


class Run:
    """One draft in the making."""

    def __init__(self, prompt: Prompt, desk: Desk) -> None:
        self._prompt, self._desk = prompt, desk
        self._deadline = time.monotonic() + desk.seconds
        self._made: list[Attempt] = []
        self._usage = Usage()
        self._completion: Completion | None = None
        self._left_out: tuple[LeftOut, ...] = ()  # of the brief in the last composed reply
        self.offered: Attempt | None = None

    async def attempts_by_model(self) -> AsyncIterator[Attempt]:
        """Up to two calls: the reply, and its repair or a second endpoint's reply. After each, the rules' own fixes are tried."""
        prompt, kind, models = self._prompt, WRITTEN, list(self._desk.models)
        calls = 0
        while models and calls < MODEL_CALLS and self._left() > 0 and not self.offered:
            attempt = await self._attempt(kind, models[0], prompt)
            calls += was_asked(attempt)
            yield attempt
            if attempt.verdict is None or attempt.text is None:
                models.pop(0)
                continue
            mended = None if attempt.passed else fixed(attempt.text, attempt.verdict, self._desk.pack)
            if mended is not None:
                attempt = self._judged("fixed", Completion(mended, models[0].name), time.perf_counter())
                yield attempt
            if attempt.passed or attempt.verdict is None:
                return
            prompt, kind = repair(self._prompt, attempt.text or "", rejecting(attempt.verdict), self._desk.library), REPAIRED

    async def compose(self) -> AsyncIterator[Attempt]:
        """The reply that needs no model, judged like any other; and once more without the lines of the brief that a rule stops."""
        yield await self._attempt("composed", self._desk.composer, self._prompt)
        lines = tuple(line for line in self._left_out if line.why == "rule")
        if lines and is_worth_sending(told := without(self._prompt.brief, lines), lines, self._prompt.brief):
            yield await self._attempt("composed", self._desk.composer, replace(self._prompt, brief=told), lines)

    def drafted(self) -> Drafted:
        offered, brief = self.offered, self._prompt.brief
        draft = Draft(
            id=uuid4().hex,
            language=brief.language,
            channel=brief.channel,
            text=offered.text if offered else None,
            origin=_ORIGINS[offered.kind] if offered else "withheld",
            notice=" ".join(filter(None, [self._notice(), self._desk.remark])) or None,
            verdict="pass" if offered else "reject",
            findings=offered.verdict.findings if offered and offered.verdict else (),
            commitments=offered.verdict.commitments if offered and offered.verdict else (),
            attempts=len(self._made),
            usage=UsageReport(self._usage.prompt, self._usage.cached, self._usage.completion),
        )
        return Drafted(draft, tuple(self._made), self._completion.origins if self._completion else ())

    async def _attempt(self, kind: Kind, writer: Writer, prompt: Prompt, stopped: tuple[LeftOut, ...] = ()) -> Attempt:
        started = time.perf_counter()
        # The composer waits for nobody: it gets its second even when the models have used up the draft's time.
        timeout = 1.0 if kind == "composed" else self._left()
        step = self._desk.course.step(STEPS[kind], writer=writer.name, prompt=prompt)
        try:
            async with asyncio.timeout(timeout + GRACE):
                completion = await complete(writer, prompt, self._desk.library, timeout=timeout, closing=self._desk.closing)
        except Exception as error:  # noqa: BLE001 (whatever breaks in a writer, the agent gets a draft)
            broken = failure(error, writer, timeout)
            step.end(error=broken.code)
            return self._failed(kind, writer, broken, started)
        step.end(completion)
        self._usage += completion.usage
        return self._judged(kind, replace(completion, left_out=completion.left_out + stopped), started)

    def _failed(self, kind: Kind, writer: Writer, error: WriterError, started: float, text: str | None = None) -> Attempt:
        return self._keep(
            Attempt(
                number=self._number(),
                kind=kind,
                writer=writer.name,
                text=text,
                error=error.code,
                message=str(error),
                milliseconds=_since(started),
            )
        )

    def _judged(self, kind: Kind, completion: Completion, started: float) -> Attempt:
        verdict = self._desk.judge(completion.text, completion.told or self._prompt.brief)
        attempt = Attempt(
            number=self._number(), kind=kind, writer=completion.writer, text=completion.text, verdict=verdict, milliseconds=_since(started)
        )
        if kind == "composed":
            stopped = stopped_lines(completion, rejecting(verdict), self._prompt.brief, self._desk.pack.families)
            self._left_out = completion.left_out + stopped
        told = completion.told
        if attempt.passed and (told is None or is_worth_sending(told, completion.left_out, self._prompt.brief)):
            self.offered, self._completion = attempt, completion
        return self._keep(attempt)

    def _keep(self, attempt: Attempt) -> Attempt:
        self._made.append(attempt)
        return attempt

    def _number(self) -> int:
        return len(self._made) + 1

    def _left(self) -> float:
        return self._deadline - time.monotonic()

    def _notice(self) -> str | None:
        """What the agent is told. Of what was rejected nothing is quoted but lines of the brief."""
        brief, families = self._prompt.brief, self._desk.pack.families
        name = self._desk.library.language(brief.language).about.english
        untold = notice.untold(self._left_out, name)
        if self.offered is None or self._completion is None:
            return " ".join(filter(None, [notice.withheld(notice.reasons(self._findings(), families), hides=bool(untold)), untold]))
        stopped = notice.reasons(self._findings(of_models=True), families)
        if self.offered.kind != "composed":
            return notice.mended(stopped) if self.offered.kind in ("fixed", "repaired") else None
        failure = next((attempt.message for attempt in self._made if attempt.error), None)
        why = notice.instead_of_model(failure, stopped) if self._desk.models else None
        unread = notice.unread(brief.request.hint) if brief.request.hint and not brief.hint_was_read else None
        unsaid = notice.unsaid(
            brief_is_empty=is_empty(brief) and brief.request.purpose in ("answer", "update"),
            follows_up=brief.follow_up is not None,
            is_unasked=not any(message.text.strip() for message in brief.customer_messages),
        )
        return " ".join(filter(None, [why, unsaid, untold, unread])) or None

    def _findings(self, *, of_models: bool = False) -> Iterator[Finding]:
        """All that were found in the attempts that were stopped."""
        stopped = (attempt for attempt in self._made if attempt.verdict and not attempt.passed and not (of_models and attempt.kind == "composed"))
        return (finding for attempt in stopped if attempt.verdict for finding in attempt.verdict.findings)


WRITTEN: Kind = "written"
REPAIRED: Kind = "repaired"
STEPS: dict[Kind, StepName] = {WRITTEN: "completion", REPAIRED: "repair", "composed": "compose"}
_ORIGINS: dict[Kind, DraftOrigin] = {"written": "written", "fixed": "repaired", "repaired": "repaired", "composed": "composed"}


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)


def rejecting(verdict: Verdict) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.severity == "reject"]


def was_asked(attempt: Attempt) -> bool:
    """Whether an attempt counts as a call: an endpoint that is left alone was not asked."""
    return attempt.error != WriterPaused.code


def failure(error: Exception, writer: Writer, seconds: float) -> WriterError:
    """What broke on the way to a completion, as an error that QA can read. What is wrong with content or a script is raised again."""
    if isinstance(error, WriterError):
        return error
    if isinstance(error, TimeoutError):
        return WriterTimeout(f"{writer.name} did not answer within {seconds:.2g} seconds.")
    if isinstance(error, DrafterError):
        raise error
    _log.error("What %s wrote could not be read:\n%s", writer.name, places(error))
    return WriterMisread(f"Drafter made a mistake ({type(error).__name__}) in reading what {writer.name} wrote; the log says where.")

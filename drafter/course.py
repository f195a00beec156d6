"""The course of one draft: which steps were taken, and how long each took. Whoever watches reads it when the draft is done; while the draft is
made, a step costs two looks at a clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Literal, Self

from drafter.completion.writer import Completion
from drafter.prompt.prompt import Prompt

StepName = Literal["brief", "prompt", "completion", "verdict", "repair", "compose", "store"]


class Course:
    """The steps in the order in which they began. Those of a streamed draft overlap: sentences are judged while the model writes on."""

    __slots__ = ("_since", "started", "steps", "streamed")

    def __init__(self, clock: Callable[[], int] = time.time_ns) -> None:
        self._since = clock() - time.perf_counter_ns()  # a clock that is set moves the beginning of the next course, and no length
        self.steps: list[Step] = []
        self.streamed = False
        self.started = self.now()

    def now(self) -> int:
        """Nanoseconds since 1970."""
        return self._since + time.perf_counter_ns()

    def step(self, name: StepName, *, writer: str | None = None, prompt: Prompt | None = None) -> Step:
        """Begins now. A step that asks a writer says which, and with what prompt."""
        step = Step(self, name, writer, prompt)
        self.steps.append(step)
        return step

    def seconds(self) -> dict[StepName, float]:
        """Each step's time, all its turns together."""
        spent: dict[StepName, float] = {}
        for step in self.steps:
            spent[step.name] = spent.get(step.name, 0.0) + (step.ended - step.started) / 1e9
        return spent


class Step:
    """Ends at the end of its `with`, or by `end`. `error` is the code of what went wrong, or the name of its class."""

    __slots__ = ("_course", "completion", "ended", "error", "name", "prompt", "started", "writer")

    def __init__(self, course: Course, name: StepName, writer: str | None, prompt: Prompt | None) -> None:
        self._course, self.name, self.writer, self.prompt = course, name, writer, prompt
        self.completion: Completion | None = None
        self.error: str | None = None
        self.started = self.ended = course.now()

    def end(self, completion: Completion | None = None, *, error: str | None = None) -> None:
        self.completion, self.error, self.ended = completion, error, self._course.now()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.ended == self.started:
            self.end(error=None if error is None else str(getattr(error, "code", type(error).__name__)))

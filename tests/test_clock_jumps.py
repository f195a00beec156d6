"""Clocks are set while a service runs, and some machines start in 1970. No draft waits longer or shorter for it, and none is lost from sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drafter.completion.writer import Completion
from drafter.course import Course
from drafter.pipeline import Pipeline
from drafter.prompt.prompt import Prompt
from drafter.store.rejections import RejectionFilter
from drafter.store.store import Store
from tests.pipelines import SOUND, make_pipeline, recorder  # noqa: F401 (fixtures)
from tests.store.records import record
from tests.tickets import drafting

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class _Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class _Setting:
    """A writer during whose work somebody sets the clock."""

    name = "m"

    def __init__(self, clock: _Clock, jump: timedelta) -> None:
        self._clock, self._jump = clock, jump

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        self._clock.now += self._jump
        return Completion(SOUND, self.name)


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(hours=-1), timedelta(hours=1), timedelta(days=400)])
async def test_a_clock_that_is_set_while_a_model_writes_changes_nothing(jump: timedelta, make_pipeline: Callable[..., Pipeline]) -> None:  # noqa: F811
    clock = _Clock()
    pipeline = make_pipeline(_Setting(clock, jump))
    pipeline = replace(pipeline, checker=replace(pipeline.checker, clock=clock))
    for _ in range(2):
        drafted = await pipeline.draft(drafting())
        assert ("written", None) == (drafted.draft.origin, drafted.draft.notice)
        assert 0 <= drafted.attempts[0].milliseconds < 60_000


@pytest.mark.parametrize("year", [1970, 2026, 2038, 2150])
async def test_a_draft_is_made_in_whatever_year_the_machine_believes_to_be(year: int, make_pipeline: Callable[..., Pipeline]) -> None:  # noqa: F811
    clock = _Clock()
    clock.now = NOON.replace(year=year)
    pipeline = make_pipeline([SOUND])
    pipeline = replace(pipeline, checker=replace(pipeline.checker, clock=clock))
    assert "written" == (await pipeline.draft(drafting())).draft.origin


def test_a_course_measures_on_a_clock_that_nobody_sets() -> None:
    times = iter([10_000_000_000])
    course = Course(clock=lambda: next(times))
    with course.step("brief"):
        pass
    assert course.started <= course.steps[0].started <= course.steps[0].ended < course.started + 1_000_000_000


async def test_pages_hold_every_rejection_once_though_the_clock_went_back_between_them(tmp_path: Path) -> None:
    rule = "en/guarantee/no-guarantees"
    kept = [record(rule, minutes=minutes) for minutes in (0, 1, 2, -60, -59, 3, -1_000_000, 4)]
    async with Store(f"sqlite:///{tmp_path}/drafter.db").opened() as store:
        for each in kept:
            await store.shelf().record(each)
        seen, cursor = list[str](), None
        while True:
            page = await store.shelf().rejections(RejectionFilter(), cursor=cursor, limit=3)
            seen += [rejection.draft for rejection in page.rejections]
            cursor = page.cursor
            if cursor is None:
                break
    assert sorted(each.draft.id for each in kept) == sorted(seen)

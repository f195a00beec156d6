"""Pipelines over a few rules of their own, with recorded replies in the place of models. Fixtures: import them where they are used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafter.checker import Checker
from drafter.completion.composer import Composer
from drafter.completion.scripted_writer import Reply, ScriptedWriter
from drafter.completion.writer import Writer
from drafter.content import find_content
from drafter.draft import Drafted
from drafter.pipeline import Pipeline
from drafter.prompt.library import Library
from drafter.store.memory import MemoryRecorder
from drafter.verdict.packs import Packs
from tests.guardrails_kit import rule, write_guardrails
from tests.tickets import DETECTOR

LIBRARY = Library(find_content().prompts)
GUARDRAILS = {
    "en/guarantee/guarantees.toml": rule(phrases="guarantee*", title="No guarantees", why="We cannot know.", say_instead="We expect it."),
    "en/guarantee/surely.toml": rule(phrases="surely", title="Nothing is sure", fix="probably"),
    "en/blunt/calm-down.toml": rule(phrases="calm down", title="Nobody is told to calm down", fix=""),
    "en/blunt/kettle.toml": rule(phrases="secret kettle", title="Not that kettle"),
    "en/blunt/warned.toml": rule(phrases="hiccup*", title="No hiccups", severity="warn"),
    "kk/blunt/none.toml": rule(phrases="ешқашан"),
}
SOUND = "Thank you for writing. We are asking the courier where your parcel is."
PROMISE = "We guarantee that it arrives tomorrow."

Make = Callable[..., Pipeline]


@pytest.fixture
def recorder() -> MemoryRecorder:
    return MemoryRecorder()


@pytest.fixture
def make_pipeline(tmp_path: Path, recorder: MemoryRecorder) -> Make:
    """A pipeline over a few rules; each argument is a writer, or the replies of a scripted one."""
    packs = Packs(write_guardrails(tmp_path, GUARDRAILS))

    def make(*writers: Writer | list[Reply], **more: Any) -> Pipeline:
        asked = tuple(
            ScriptedWriter(writer, name=f"model-{number}") if isinstance(writer, list) else writer for number, writer in enumerate(writers, 1)
        )
        given: dict[str, Any] = {"composer": Composer(LIBRARY), "recorder": recorder, **more}
        return Pipeline(library=LIBRARY, checker=Checker(packs, DETECTOR), writers=asked, **given)

    return make


def script(pipeline: Pipeline, number: int = 0) -> ScriptedWriter:
    writer = pipeline.writers[number]
    assert isinstance(writer, ScriptedWriter)
    return writer


def kinds(drafted: Drafted) -> list[str]:
    return [attempt.kind if attempt.error is None else f"{attempt.kind}: {attempt.error}" for attempt in drafted.attempts]

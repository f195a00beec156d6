"""What has to be read and made before the first draft can be quick, done beside the first requests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event

import msgspec

from drafter.completion.guarded_writer import GuardedWriter
from drafter.errors import DrafterError, InvalidContent, Problem
from drafter.house import House
from drafter.pipeline import Pipeline
from drafter.prompt.folder import ExampleFile

_log = logging.getLogger("drafter")


class FailedReload(msgspec.Struct, frozen=True):
    """An edit of the rules that cannot be used; the pack before it goes on judging. The log names file, line and remedy."""

    at: datetime
    mistakes: int


@dataclass
class Readiness:
    """How far it has come. `has_read`: drafts can be made; `rehearsed`: none of them waits for anything that is made only once.
    `failed` names the languages whose content cannot be used; the log says why. `packs` are the versions in force by language, and
    `failed_reloads` the edits that did not come into force. `models` stand behind circuit breakers, in the order in which they are asked."""

    languages: tuple[str, ...] = ()
    packs: dict[str, str] = field(default_factory=dict)
    failed_reloads: dict[str, FailedReload] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    has_read: bool = False
    rehearsed: bool = False
    stopping: Event = field(default_factory=Event)
    models: tuple[GuardedWriter, ...] = ()


def read(house: House, readiness: Readiness) -> list[Problem]:
    """Every live language and its rules; the problems of all files together. One that cannot be used does not keep the others from being read."""
    problems: list[Problem] = []
    try:
        readiness.languages = house.library.live()
    except InvalidContent as error:
        readiness.failed.append("prompts/")
        problems += error.problems
    for code in readiness.languages:
        try:
            house.library.language(code).read_all()
            readiness.packs[code] = house.rules.pack(code).version
        except InvalidContent as error:
            readiness.failed.append(code)
            problems += error.problems
    readiness.has_read = True
    return problems


def get_ready(house: House, pipeline: Pipeline, readiness: Readiness) -> None:
    """Read what is not read yet, and rehearse; runs in a thread of its own until it is done or told to stop."""
    for problem in () if readiness.has_read else read(house, readiness):
        _log.error("%s", problem)
    rehearse(pipeline, readiness, set(readiness.languages))
    readiness.rehearsed = not readiness.stopping.is_set()


def rehearse(pipeline: Pipeline, readiness: Readiness, languages: set[str]) -> None:
    """Draft the examples of these languages; one that cannot be drafted has failed."""
    quiet = replace(pipeline, writers=(), recorder=None)
    for code in readiness.languages:
        if code in languages and code not in readiness.failed and not _rehearse(code, quiet, readiness):
            readiness.failed.append(code)


def _rehearse(code: str, pipeline: Pipeline, readiness: Readiness) -> bool:
    """Draft the language's own examples: expressions are compiled when a text first asks for them, and no agent should wait that second."""
    try:
        for example in _until_told(readiness, pipeline.library.language(code).examples):
            request = msgspec.structs.replace(example.request, language=code)
            asyncio.run(pipeline.draft(request))
            pipeline.checker.judge(example.reply, pipeline.checker.brief(request, live=(code,)))
    except DrafterError as error:
        _log.error("The examples of %s cannot be drafted: %s", code, error)
        return False
    return True


def _until_told(readiness: Readiness, examples: dict[str, ExampleFile]) -> Iterator[ExampleFile]:
    for example in examples.values():
        if readiness.stopping.is_set():
            return
        yield example

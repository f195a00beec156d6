"""`drafter rules try`: what a changed rule, or a changed guardrails folder, would newly stop or release in a file of texts."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, BinaryIO

import click

from drafter.errors import DrafterError
from drafter.house import House
from drafter.request import CheckRequest
from drafter.strict import convert
from drafter.terminal.batch import Progress, bad_line, read_line, size_of
from drafter.terminal.candidate import Candidate
from drafter.terminal.trial_page import Change, Tally, page, to_json

_CHUNK = 500  # lines
_WORTH_PROCESSES = 8  # chunks; fewer are done before a second process has started
_AHEAD = 4  # chunks in hand for each process, so that memory stays flat


_Lines = list[tuple[int, bytes]]  # with their numbers


@dataclass(frozen=True)
class _Bench:
    """All that it takes to try a line."""

    house: House
    candidate: Candidate
    language: str | None

    def try_lines(self, lines: _Lines) -> Tally:
        tally = Tally()
        for number, raw in lines:
            self._try_line(number, raw, tally)
        return tally

    def _try_line(self, number: int, raw: bytes, tally: Tally) -> None:
        identity: Any = None
        try:
            given = read_line(raw, self.language)
            identity = given.get("id")
            request = convert(given, CheckRequest)
            language = self.house.checker.language(request)
            trial = self.candidate.trials.get(language)
            if trial is None:
                tally.untried += 1
                return
            brief = self.house.checker.brief(request, live=self.house.rules.languages) if trial.needs_brief else None
        except DrafterError as error:
            tally.errors.append(bad_line(identity, number, error))
            return
        tally.texts += 1
        if difference := trial.differ(request.text, brief):
            tally.changes.append(Change(id=identity, line=number, language=language, text=request.text, difference=difference))


def run(source: BinaryIO, candidate: Candidate, *, house: House, language: str | None, limit: int, as_json: bool) -> int:
    """Print the difference. 0 when no text is newly stopped or released, 1 when one is, 2 when a line cannot be judged."""
    for remark in candidate.remarks:
        click.secho(remark, fg="yellow", err=True)
    tally = _tried(source, _Bench(house, candidate, language))
    if as_json:
        click.echo(to_json(tally, candidate))
    else:
        for line in page(tally, candidate, limit):
            click.echo(line)
        for error in tally.errors[: limit or None]:
            click.secho(error["error"], fg="red", err=True)
        if limit and len(tally.errors) > limit:
            click.secho(f"… and {len(tally.errors) - limit:,} more lines that cannot be judged.", fg="red", err=True)
    return 2 if tally.errors else 1 if tally.count("stopped") or tally.count("released") else 0


def _tried(source: BinaryIO, bench: _Bench) -> Tally:
    """All lines of a file; a long one by as many processes as there are processors."""
    shown, tally = Progress(size_of(source)), Tally()
    chunks = _chunks(source)
    first = list(islice(chunks, _WORTH_PROCESSES))
    processes = os.cpu_count() or 1
    many = len(first) == _WORTH_PROCESSES and processes > 1 and sys.platform == "linux"  # elsewhere a process does not begin as a copy
    done = _by_processes(chain(first, chunks), bench, processes) if many else ((lines, bench.try_lines(lines)) for lines in chain(first, chunks))
    for lines, part in done:
        tally.add(part)
        shown.step(lines[-1][0], sum(len(raw) for _, raw in lines))
    shown.done()
    return tally


def _chunks(source: BinaryIO) -> Iterator[_Lines]:
    lines = ((number, raw) for number, raw in enumerate(source, 1) if raw.strip())
    while chunk := list(islice(lines, _CHUNK)):
        yield chunk


def _by_processes(chunks: Iterator[_Lines], bench: _Bench, processes: int) -> Iterator[tuple[_Lines, Tally]]:
    """In the order of the file. Each process is a copy of this one, with the packs as they are compiled here."""
    _COPIED.append(bench)
    try:
        with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _leave_ctrl_c) as pool:
            waiting: deque[tuple[_Lines, Future[Tally]]] = deque()
            for lines in chunks:
                waiting.append((lines, pool.submit(_in_a_copy, lines)))
                if len(waiting) > _AHEAD * processes:
                    oldest, future = waiting.popleft()
                    yield oldest, future.result()
            for oldest, future in waiting:
                yield oldest, future.result()
    finally:
        _COPIED.clear()


_COPIED: list[_Bench] = []


def _leave_ctrl_c() -> None:
    """To the process that the person started; the copies end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_a_copy(lines: _Lines) -> Tally:
    return _COPIED[0].try_lines(lines)

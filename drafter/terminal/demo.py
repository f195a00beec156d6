"""`make demo`: one shipped ticket a language, drafted, traced to its brief, judged; and what becomes of a reply that over-promises."""

from __future__ import annotations

import asyncio
import shutil
import textwrap
import time

import click
import msgspec

from drafter.attempt import Attempt
from drafter.completion.scripted_writer import ScriptedWriter
from drafter.draft import Drafted
from drafter.errors import InvalidContent, InvalidInput, Problem
from drafter.house import House, open_house
from drafter.pipeline import Pipeline
from drafter.prompt.folder import ExampleFile
from drafter.prompt.library import Language
from drafter.request import BriefInput, DraftRequest
from drafter.settings import Settings, read_settings
from drafter.strict import nearest, read_toml
from drafter.terminal.paint import paint_commitment, paint_finding

_FILE = "demo.toml"


class EnglishBrief(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The statements of the example's brief, as a colleague writes them in English."""

    solutions: list[str]
    reasons: list[str] = []
    obstacles: list[str] = []
    needs: list[str] = []


class DemoFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`prompts/<lang>/demo.toml`: which example is shown, a reply to it that promises too much, and its brief in English."""

    example: str
    overpromise: str
    english: EnglishBrief | None = None


def run(only: str | None) -> int:
    """Show every live language, or one. No key and no network is used, whatever the environment says."""
    settings = read_settings()
    house = open_house(Settings(prompts=settings.prompts, guardrails=settings.guardrails))
    shown = {language.code: language for language in house.library.languages() if language.is_live and (language.folder / _FILE).exists()}
    if only is not None and only not in shown:
        raise InvalidInput(Problem("LANGUAGE", f"There is nothing to show in {only!r}.", nearest(only, shown)))
    for code, language in shown.items():
        if only in (None, code):
            demo = read_toml(language.folder / _FILE, DemoFile, name=f"{code}/{_FILE}")
            if demo.example not in language.examples:
                raise InvalidContent(Problem(f"{code}/{_FILE}", f"There is no example {demo.example!r}.", nearest(demo.example, language.examples)))
            asyncio.run(_show(house, language, demo))
    click.secho("\nNext: drafter draft ticket.json · drafter check - · drafter rules list · drafter serve", dim=True)
    return 0


async def _show(house: House, language: Language, demo: DemoFile) -> None:
    example = language.examples[demo.example]
    request = msgspec.structs.replace(example.request, language=language.code)
    _heading(f"{language.about.native} · {example.title.strip()}")
    _ticket(request)
    composed = await house.pipeline(writers=()).draft(request)
    _label("Draft, composed from the brief, no model asked · where each statement comes from")
    _origins(composed)
    _verdict(house.pipeline(writers=()), request, composed)
    if demo.english is not None:
        await _from_english(house, request, demo.english)
    await _overpromise(house, request, demo, example)


def _ticket(request: DraftRequest) -> None:
    name = request.customer.name or "a customer"
    _label(f"Ticket · {name}, {request.channel}, {request.today or request.now or 'today'}")
    for message in request.conversation:
        _body(message.text)
    _label("Brief · what the company stands behind")
    brief = msgspec.to_builtins(request.brief or BriefInput())
    for key, value in brief.items():
        shown = value if isinstance(value, list) else [value]
        for item in shown:
            text = (
                ", ".join(f"{name}: {part}" for name, part in item.items()) if isinstance(item, dict) else "not known" if item is None else str(item)
            )
            _body(f"{key}: {text}")


def _origins(drafted: Drafted) -> None:
    """The draft piece by piece, each with its source at the right."""
    text = drafted.draft.text or ""
    width = _width() - 32
    at = 0
    for origin in sorted(drafted.origins, key=lambda origin: origin.start):
        if origin.start > at and text[at : origin.start].strip():
            _piece(text[at : origin.start], "greeting", width)
        _piece(text[origin.start : origin.end], origin.source, width)
        at = origin.end
    if text[at:].strip():
        _piece(text[at:], "closing", width)


def _piece(text: str, source: str, width: int) -> None:
    for number, line in enumerate(textwrap.wrap(" ".join(text.split()), width) or [""]):
        mark = click.style(f"← {source}", fg="cyan" if source.startswith("brief") else None, dim=not source.startswith("brief"))
        click.echo(f"    {line:<{width}}  {mark}" if number == 0 else f"    {line}")


def _verdict(pipeline: Pipeline, request: DraftRequest, drafted: Drafted) -> None:
    text, brief = drafted.draft.text or "", pipeline.checker.brief(request, live=pipeline.library.live())
    times: list[float] = []
    for _ in range(20):
        started = time.perf_counter()
        verdict = pipeline.checker.judge(text, brief)
        times.append(time.perf_counter() - started)
    word = click.style("pass", fg="green", bold=True) if verdict.passed else click.style("reject", fg="red", bold=True)
    rules = len(pipeline.rules.pack(brief.language).rules)
    _label(f"Verdict · {word} · {rules} rules in {sorted(times)[10] * 1e6:.0f} µs, no second model")
    for commitment in verdict.commitments:
        click.echo(paint_commitment(commitment))
    for hit in verdict.suppressed:
        _body(f"let pass: “{hit.quote}”, because of {hit.because} (“{hit.cue}”)")


async def _from_english(house: House, request: DraftRequest, english: EnglishBrief) -> None:
    """The draft from the same brief with its statements in English."""
    statements: dict[str, list[str]] = msgspec.to_builtins(english)
    brief = msgspec.structs.replace(request.brief or BriefInput(), **statements)
    drafted = await house.pipeline(writers=()).draft(msgspec.structs.replace(request, brief=brief))
    _label("The same brief, written in English by a colleague")
    for key, texts in statements.items():
        for text in texts:
            _body(f"{key}: {text}")
    _label(f"Draft, composed from it · {drafted.draft.verdict}")
    _origins(drafted)
    if drafted.draft.notice:
        _label("Its notice to the agent")
        _body(drafted.draft.notice)


async def _overpromise(house: House, request: DraftRequest, demo: DemoFile, example: ExampleFile) -> None:
    model = ScriptedWriter([demo.overpromise.strip(), example.reply.strip()], name="a model that over-promises")
    drafted = await house.pipeline(writers=(model,)).draft(request)
    _label("The same ticket, given to a model that over-promises")
    for attempt in drafted.attempts:
        _attempt(attempt)
    _label(f"What the agent gets · {drafted.draft.origin}")
    _body(drafted.draft.text or "(nothing: withheld)")
    if drafted.draft.notice:
        _label("Its notice to the agent")
        _body(drafted.draft.notice)


def _attempt(attempt: Attempt) -> None:
    if attempt.text is None or attempt.verdict is None:
        return
    if attempt.verdict.passed:
        _body(click.style(f"attempt {attempt.number}, {attempt.kind}: passes", fg="green"))
        return
    _body(click.style(f"attempt {attempt.number}, {attempt.kind}: stopped, the agent never sees it", fg="red"))
    _body(attempt.text)
    click.echo()
    for finding in attempt.verdict.findings:
        click.echo(textwrap.indent(paint_finding(attempt.text, finding, columns=_width() - 4), "    "))


def _heading(text: str) -> None:
    click.echo()
    click.secho("━" * _width(), fg="blue")
    click.secho(textwrap.fill(text, _width()), bold=True)


def _label(text: str) -> None:
    click.echo(f"\n  {click.style(text, underline=True)}")


def _body(text: str) -> None:
    for paragraph in text.strip().split("\n"):
        click.echo(textwrap.fill(paragraph, _width() - 4, initial_indent="    ", subsequent_indent="    ") if paragraph.strip() else "")


def _width() -> int:
    return max(70, min(120, shutil.get_terminal_size((110, 24)).columns))

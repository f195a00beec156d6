"""`drafter check`: one text for a person, or a batch for a program."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec

from drafter.brief import Brief
from drafter.errors import DrafterError, InvalidInput, Problem
from drafter.house import House, open_house
from drafter.request import CheckRequest
from drafter.strict import convert, decode_json
from drafter.terminal.batch import Progress, bad_line, read_line, size_of
from drafter.terminal.paint import paint_commitment, paint_findings, paint_suppressed
from drafter.verdict.verdict import Verdict

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")


def run(raw: bytes, *, language: str | None, ticket: Path | None, as_json: bool, trace: bool) -> int:
    """Judge one text and print why; 0 pass, 1 reject. `trace` also shows each hit that something silenced, with what did; JSON always does, and
    holds what the text commits to."""
    request = _request(raw, ticket, language)
    brief, verdict = open_house().check(request)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(_line(request.id, brief, verdict, trace=True)), indent=2).decode())
    else:
        click.echo(paint_findings(request.text, verdict), nl=False)
        for suppressed in verdict.suppressed if trace else ():
            click.echo(paint_suppressed(suppressed))
        for commitment in verdict.commitments:
            click.echo(paint_commitment(commitment))
    return 0 if verdict.passed else 1


def run_batch(source: BinaryIO, out: BinaryIO, *, language: str | None, trace: bool) -> int:
    """Judge one JSON object a line; a bad line answers with its error in its place. 0 all pass, 1 one rejected, 2 bad input."""
    house = open_house()
    code = 0
    encoder = msgspec.json.Encoder()
    shown = Progress(size_of(source))
    for number, raw in enumerate(source, 1):
        if not raw.strip():
            continue
        line, worst = _judge_line(house, raw, number, language, trace=trace)
        code = max(code, worst)
        out.write(encoder.encode(line) + b"\n")
        shown.step(number, len(raw))
    out.flush()
    shown.done()
    return code


def _judge_line(house: House, raw: bytes, number: int, language: str | None, *, trace: bool) -> tuple[dict[str, Any], int]:
    identity: Any = None
    try:
        given = read_line(raw, language)
        identity = given.get("id")
        brief, verdict = house.check(convert(given, CheckRequest))
    except DrafterError as error:
        return bad_line(identity, number, error), 2
    return _line(identity, brief, verdict, trace=trace), 0 if verdict.passed else 1


def _line(identity: Any, brief: Brief, verdict: Verdict, *, trace: bool) -> dict[str, Any]:
    return {
        **({} if identity is msgspec.UNSET else {"id": identity}),
        "language": brief.language,
        "verdict": verdict.outcome,
        "findings": verdict.findings,
        **({"commitments": verdict.commitments, "pack": verdict.pack, "suppressed": verdict.suppressed} if trace else {}),
    }


def _request(raw: bytes, ticket: Path | None, language: str | None) -> CheckRequest:
    """Plain text, or JSON that says so by its first characters: a text may well begin with a blank such as {{name}}."""
    given: dict[str, Any]
    if _JSON.match(raw):
        given = decode_json(raw, dict[str, Any])
    else:
        try:
            given = {"text": raw.decode("utf-8-sig").rstrip("\r\n")}
        except UnicodeDecodeError as error:
            raise InvalidInput(Problem(f"byte {error.start}", "The text is not UTF-8.", "Save it as UTF-8.")) from None
    if ticket is not None:
        given = {**decode_json(ticket.read_bytes(), dict[str, Any]), **given}
    if language is not None:
        given["language"] = language
    return convert(given, CheckRequest)

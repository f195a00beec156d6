"""Strict decoding of requests (JSON) and content (TOML) alike. msgspec finds a mistake; `mistakes` says it in our words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from drafter.errors import InvalidContent, InvalidInput, Problem
from drafter.mistakes import STEP, explain, explain_syntax, nearest

__all__ = ("convert", "decode_json", "decode_toml", "line_of", "lines_of", "nearest", "read_text", "read_toml")

T = TypeVar("T")


def decode_json(raw: bytes | str, kind: type[T]) -> T:
    """Read JSON into `kind`. InvalidInput names the first mistake: decoding stops there."""
    try:
        return msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf") if isinstance(raw, bytes) else raw.removeprefix("\ufeff"), type=kind)
    except msgspec.ValidationError as error:
        raise InvalidInput(explain(error, kind)) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InvalidInput(explain_syntax(error, raw)) from None


def convert(value: Any, kind: type[T]) -> T:
    """Like `decode_json`, for what is decoded already."""
    try:
        return msgspec.convert(value, type=kind)
    except msgspec.ValidationError as error:
        raise InvalidInput(explain(error, kind)) from None


def read_toml(path: Path, kind: type[T], *, name: str | None = None) -> T:
    """Read a content file into `kind`; InvalidContent gives `name:line`."""
    name = name or str(path)
    return decode_toml(read_text(path, name=name), kind, name=name)


def read_text(path: Path, *, name: str) -> str:
    """A content file as it is written; InvalidContent when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")  # some editors put a byte order mark before the first line
    except OSError as error:
        raise InvalidContent(Problem(name, f"The file cannot be read ({error.strerror}).")) from None
    except UnicodeDecodeError as error:
        raise InvalidContent(Problem(name, f"The file is not UTF-8 (byte {error.start}).", "Save it as UTF-8.")) from None


def decode_toml(text: str, kind: type[T], *, name: str) -> T:
    """Read the text of a content file into `kind`; InvalidContent gives `name:line`."""
    try:
        return msgspec.convert(tomllib.loads(text), type=kind)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = line[1] if line else len(text.splitlines())  # a block that nobody closed is noticed at the end
        raise InvalidContent(Problem(f"{name}:{at}", f"This is not TOML: {error}.")) from None
    except RecursionError:
        raise InvalidContent(Problem(f"{name}:1", "This is not TOML that can be read: it is nested too deep.")) from None
    except msgspec.ValidationError as error:
        problem = explain(error, kind, toml=True)
        raise InvalidContent(Problem(f"{name}:{_line_of(text, problem)}", problem.what, problem.remedy)) from None


def lines_of(block: str) -> tuple[str, ...]:
    """The entries of a block, one a line; blank lines are left out."""
    return tuple(line for raw in block.splitlines() if (line := raw.strip()))


def line_of(text: str, words: str, *, after: str = "") -> int:
    """The line on which a key or a line of a block stands; with `after`, behind the line of that key. 1 when it is nowhere."""
    lines = text.splitlines()
    start = line_of(text, after) if after else 1
    for number, line in enumerate(lines[start - 1 :], start):
        bare = line.strip().strip("[]'\"")
        if words in (line.strip(), bare) or bare.partition("=")[0].strip(" '\"") == words:
            return number
    return start


def _line_of(text: str, problem: Problem) -> int:
    """The line of the key that a problem is about: the unknown key itself, else the last key of its path."""
    quoted = re.match(r"Unknown key '(.*)'\.", problem.what)
    steps = [step[1] for step in STEP.finditer(problem.where[1:]) if step[1]]
    for key in ([quoted[1]] if quoted else []) + steps[::-1]:
        if found := re.search(rf"^\s*(?:\[+\s*(?:[\w.\"'-]*\.)?)?[\"']?{re.escape(key)}[\"']?\s*[=\].]", text, re.MULTILINE):
            return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1
    return 1

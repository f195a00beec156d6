"""Strict decoding with kind errors: where, what, and what was probably meant.

Used for requests (JSON) and for content (TOML) alike. msgspec finds the mistake; this module looks up, in the type that was expected, which keys
or values stand there, and names the nearest.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from drafter.errors import InvalidContent, InvalidInput, Problem

T = TypeVar("T")

_AT = re.compile(r"(.*?)(?: - at `(?:key in )?(\$.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(?:\d+|\.\.\.)\]")
_UNKNOWN_KEY = re.compile(r"Object contains unknown field `(.*)`")
_BAD_VALUE = re.compile(r"Invalid enum value '?(.*?)'?")
_MISSING = re.compile(r"Object missing required field `(.*)`")


def decode_json(raw: bytes | str, kind: type[T]) -> T:
    """Read JSON into `kind`; InvalidInput names every mistake's place (one mistake a call: decoding stops at the first)."""
    try:
        return msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf") if isinstance(raw, bytes) else raw.removeprefix("\ufeff"), type=kind)
    except msgspec.ValidationError as error:
        raise InvalidInput(explain(error, kind)) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InvalidInput(Problem("$", f"This is not JSON: {error}.", "Send UTF-8 JSON without lone surrogates.")) from None


def convert(value: Any, kind: type[T]) -> T:
    """Like `decode_json`, for what is decoded already."""
    try:
        return msgspec.convert(value, type=kind)
    except msgspec.ValidationError as error:
        raise InvalidInput(explain(error, kind)) from None


def read_toml(path: Path, kind: type[T], *, name: str | None = None) -> T:
    """Read a content file into `kind`; InvalidContent gives `name:line`."""
    name = name or str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors put a byte order mark before the first line
        return msgspec.convert(tomllib.loads(text), type=kind)
    except OSError as error:
        raise InvalidContent(Problem(name, f"The file cannot be read ({error.strerror}).")) from None
    except UnicodeDecodeError as error:
        raise InvalidContent(Problem(name, f"The file is not UTF-8 (byte {error.start}).", "Save it as UTF-8.")) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = line[1] if line else len(text.splitlines())  # a block that nobody closed is noticed at the end
        raise InvalidContent(Problem(f"{name}:{at}", f"This is not TOML: {error}.")) from None
    except msgspec.ValidationError as error:
        problem = explain(error, kind)
        raise InvalidContent(Problem(f"{name}:{_line_of(text, problem)}", problem.what, problem.remedy)) from None


def nearest(word: str, allowed: Iterable[str]) -> str:
    """`Did you mean 'brief'? ` with the full list, or the list alone when nothing is near."""
    allowed = sorted(allowed)
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)
    listed = ", ".join(allowed) if allowed else "none"
    return (f"Did you mean {near[0]!r}? " if near else "") + f"Allowed: {listed}."


def explain(error: msgspec.ValidationError, kind: Any) -> Problem:
    """Turn msgspec's message into a Problem that names the near miss and what is allowed."""
    match = _AT.fullmatch(str(error))
    message, where = (match[1], match[2] or "$") if match else (str(error), "$")
    expected = list(_types_at(kind, where))
    if unknown := _UNKNOWN_KEY.fullmatch(message):
        keys = {key for struct in expected if _is_struct(struct) for key in struct.__struct_encode_fields__}
        return Problem(where, f"Unknown key {unknown[1]!r}.", nearest(unknown[1], keys))
    if missing := _MISSING.fullmatch(message):
        return Problem(where, f"The key {missing[1]!r} is missing.", "Add it.")
    if bad := _BAD_VALUE.fullmatch(message):
        values = {str(value) for literal in expected if get_origin(literal) is Literal for value in get_args(literal)}
        return Problem(where, f"{bad[1]!r} is not allowed here.", nearest(bad[1], values))
    return Problem(where, message[:1].upper() + message[1:] + ".")


def _types_at(kind: Any, where: str) -> Iterable[Any]:
    """All types that may stand at a JSON path."""
    current = list(_alternatives(kind))
    for step in _STEP.finditer(where[1:]):
        following: list[Any] = []
        for candidate in current:
            if step[1] and _is_struct(candidate):
                fields = {field.encode_name: field.type for field in msgspec.structs.fields(candidate)}
                following += _alternatives(fields[step[1]]) if step[1] in fields else ()
            elif get_origin(candidate) in (list, tuple, dict, set, frozenset):
                following += _alternatives(get_args(candidate)[1 if get_origin(candidate) is dict else 0])
        current = following
    return current


def _alternatives(kind: Any) -> list[Any]:
    if get_origin(kind) is Annotated:
        return _alternatives(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return [single for part in get_args(kind) for single in _alternatives(part)]
    return [kind]


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


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
    steps = [step[1] for step in _STEP.finditer(problem.where[1:]) if step[1]]
    for key in ([quoted[1]] if quoted else []) + steps[::-1]:
        if found := re.search(rf"^\s*(?:\[+\s*(?:[\w.\"'-]*\.)?)?[\"']?{re.escape(key)}[\"']?\s*[=\].]", text, re.MULTILINE):
            return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1
    return 1

"""A mistake in what was decoded, in our words: where, what came, what is needed, and what was probably meant.

msgspec names the place and its own types; the type that was expected there says which keys, values or examples there are.
"""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from drafter.errors import Problem

STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(?:\d+|\.\.\.)\]")
"""One step of a JSON path: a key, or a place in a list."""

_AT = re.compile(r"(.*?)(?: - at `(?:key in )?(\$.*)`)?", re.DOTALL)
_UNKNOWN_KEY = re.compile(r"Object contains unknown field `(.*)`")
_BAD_VALUE = re.compile(r"Invalid enum value '?(.*?)'?")
_MISSING = re.compile(r"Object missing required field `(.*)`")
_WRONG_TYPE = re.compile(r"Expected `([^`]*)`, got `([^`]*)`")
_WRONG_LENGTH = re.compile(r"Expected `(str|array)` of length (>=|<=) (\d+)")
_LONE_SURROGATE = re.compile(rb"\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F]|\xed[\xa0-\xbf]", re.DOTALL)
_WORDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "null",
    "array": "a list",
    "object": "an object",
    "date": "a date",
    "datetime": "a date with a time",
}
_DEEPEST = 4  # levels of an example


def nearest(word: str, allowed: Iterable[str]) -> str:
    """`Did you mean 'brief'? ` with the full list, or the list alone when nothing is near."""
    allowed = sorted(allowed)
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)
    listed = ", ".join(allowed) if allowed else "none"
    return (f"Did you mean {near[0]!r}? " if near else "") + f"Allowed: {listed}."


def near_misses(word: str, known: Iterable[str]) -> str:
    """`Did you mean 'a', 'b' or 'c'? ` of names too many to list; empty when nothing is near."""
    near = [repr(name) for name in difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)]
    return f"Did you mean {' or '.join(filter(None, [', '.join(near[:-1]), near[-1]]))}? " if near else ""


def explain(error: msgspec.ValidationError, kind: Any, *, toml: bool = False) -> Problem:
    """msgspec's message as a Problem that names what is needed and what is near. `toml` writes examples as content is written."""
    match = _AT.fullmatch(str(error))
    message, where = (match[1], match[2] or "$") if match else (str(error), "$")
    expected = list(_types_at(kind, where))
    if unknown := _UNKNOWN_KEY.fullmatch(message):
        keys = {key for struct in map(_bare, expected) if _is_struct(struct) for key in struct.__struct_encode_fields__}
        return Problem(where, f"Unknown key {unknown[1]!r}.", nearest(unknown[1], keys))
    if missing := _MISSING.fullmatch(message):
        return Problem(where, f"The key {missing[1]!r} is missing.", f"Add it, for example {_key(missing[1], expected, toml=toml)}.")
    if bad := _BAD_VALUE.fullmatch(message):
        values = {str(value) for literal in map(_bare, expected) if get_origin(literal) is Literal for value in get_args(literal)}
        return Problem(where, f"{bad[1]!r} is not allowed here.", nearest(bad[1], values))
    if wrong := _WRONG_TYPE.fullmatch(message):
        what = f"Here stands {_words(wrong[2], toml=toml)}, and {_words(wrong[1], toml=toml)} is needed."
        leave_out = "Leave the key out, or write" if wrong[2] == "null" else "Write"
        return Problem(where, what, f"{leave_out}, for example, {_written(_example(expected), toml=toml)}.")
    if length := _WRONG_LENGTH.fullmatch(message):
        return _of_wrong_length(where, *length.groups())
    return Problem(where, message[:1].upper() + message[1:] + ".")


def explain_syntax(error: Exception, raw: bytes | str) -> Problem:
    """Why something is no JSON at all, with the remedy for that."""
    given = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    said = str(error).removeprefix("JSON is malformed: ")
    if not given.strip():
        return Problem("$", "This is not JSON: it is empty.", "Send a JSON object.")
    if _LONE_SURROGATE.search(given):
        return Problem("$", "This is not JSON: it holds half a surrogate pair.", "Send both halves, or leave the character out.")
    if isinstance(error, RecursionError):
        return Problem("$", "This is not JSON that can be read: it is nested too deep.", "Send the keys that the schema names.")
    if isinstance(error, UnicodeError) or "utf-8" in said.lower():
        return Problem("$", "This is not JSON: it is not UTF-8.", "Send it as UTF-8.")
    if "truncated" in said:
        return Problem("$", "This is not JSON: it ends in the middle.", "Send all of it, with its closing brackets and quotation marks.")
    return Problem("$", f"This is not JSON: {said}.", "Mend it at that byte.")


def _of_wrong_length(where: str, kind: str, bound: str, number: str) -> Problem:
    things = "characters" if kind == "str" else "entries"
    name = "text" if kind == "str" else "list"
    if bound == "<=":
        return Problem(where, f"This {name} has more than {int(number):,} {things}.", "Send less of it.")
    what = f"This {name} is empty." if number == "1" else f"This {name} has fewer than {number} {things}."
    return Problem(where, what, "Write something in it, or leave it out where it is optional.")


def _words(kinds: str, *, toml: bool) -> str:
    words = [_WORDS.get(kind, kind) for kind in kinds.split(" | ")]
    return " or ".join("a table" if toml and word == "an object" else word for word in words)


def _types_at(kind: Any, where: str) -> Iterable[Any]:
    """All types that may stand at a JSON path, what they are annotated with included."""
    current = list(_alternatives(kind))
    for step in STEP.finditer(where[1:]):
        following: list[Any] = []
        for candidate in map(_bare, current):
            if step[1] and _is_struct(candidate):
                following += _alternatives(_fields(candidate)[step[1]]) if step[1] in _fields(candidate) else ()
            elif get_origin(candidate) in (list, tuple, dict, set, frozenset):
                following += _alternatives(get_args(candidate)[1 if get_origin(candidate) is dict else 0])
        current = following
    return current


def _alternatives(kind: Any) -> list[Any]:
    bare = _bare(kind)
    if get_origin(bare) in (Union, types.UnionType):
        return [single for part in get_args(bare) for single in _alternatives(part)]
    return [kind]


def _bare(kind: Any) -> Any:
    return _bare(get_args(kind)[0]) if get_origin(kind) is Annotated else kind


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _fields(struct: Any) -> dict[str, Any]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(struct)}


def _key(name: str, structs: list[Any], *, toml: bool) -> str:
    kinds = [_fields(struct)[name] for struct in map(_bare, structs) if _is_struct(struct) and name in _fields(struct)]
    example = _written(_example(kinds), toml=toml)
    return f"{name} = {example}" if toml else f'"{name}": {example}'


def _example(kinds: Iterable[Any], depth: int = 1) -> Any:
    """A value that the first of the types would take, as short as it can be."""
    first = next((kind for whole in kinds for kind in _alternatives(whole) if kind not in (type(None), msgspec.UnsetType)), None)
    examples = [example for meta in getattr(first, "__metadata__", ()) for example in getattr(meta, "examples", None) or ()]
    if examples:
        return examples[0]
    kind = _bare(first)
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if _is_struct(kind):
        fields = msgspec.structs.fields(kind)
        shown = [field for field in fields if field.required] or list(fields[:1])
        return {field.encode_name: _example([field.type], depth + 1) for field in shown} if depth < _DEEPEST else {}
    if get_origin(kind) is dict:
        return {"…": _example(get_args(kind)[1:], depth + 1)}
    if get_origin(kind) in (list, tuple, set, frozenset):
        return [_example(get_args(kind)[:1], depth + 1)]
    return {bool: True, int: 1, float: 1.5}.get(kind, "…")


def _written(value: Any, *, toml: bool) -> str:
    if not toml:
        return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_written(inner, toml=True)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_written(inner, toml=True) for inner in value) + "]"
    return f"'{value}'" if isinstance(value, str) else msgspec.json.encode(value).decode()

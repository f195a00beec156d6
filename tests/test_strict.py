"""Strict decoding: where, what, and what was probably meant; in JSON and in TOML alike."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.errors import InvalidContent, InvalidInput
from drafter.strict import convert, decode_json, line_of, nearest, read_toml


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    colour: Literal["red", "green"] = "red"
    sizes: list[int] = []


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    inner: Inner | str | None = None
    many: dict[str, list[Inner]] = {}
    at: Annotated[str, msgspec.Meta(examples=["noon"])] | None = None
    notes: Annotated[list[str], msgspec.Meta(min_length=1, max_length=2)] | None = None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"nam": "a"}', "$: Unknown key 'nam'. Did you mean 'name'? Allowed: at, inner, many, name, notes."),
        (b"{}", '$: The key \'name\' is missing. Add it, for example "name": "…".'),
        (b'{"name": "a", "inner": {"color": "red"}}', "$.inner: Unknown key 'color'. Did you mean 'colour'? Allowed: colour, sizes."),
        (b'{"name": "a", "inner": {"colour": "gren"}}', "$.inner.colour: 'gren' is not allowed here. Did you mean 'green'? Allowed: green, red."),
        (b'{"name": "a", "many": {"x": [{"colour": "x"}]}}', "Allowed: green, red."),
        (
            b'{"name": "a", "inner": {"sizes": [1, "2"]}}',
            "$.inner.sizes[1]: Here stands a text, and a whole number is needed. Write,",
        ),
        (b"[]", '$: Here stands a list, and an object is needed. Write, for example, {"name": "…"}.'),
        (b'{"name": null}', '$.name: Here stands null, and a text is needed. Leave the key out, or write, for example, "…".'),
        (b'{"name": "a", "inner": 1}', "$.inner: Here stands a whole number, and a text or an object or null is needed."),
        (b'{"name": "a", "many": {"x": 1}}', 'Write, for example, [{"colour": "red"}].'),
        (b'{"name": "a", "at": 1}', 'Write, for example, "noon".'),
        (b'{"name": "a", "notes": []}', "$.notes: This list is empty. Write something in it"),
        (b'{"name": "a", "notes": ["", "", ""]}', "$.notes: This list has more than 2 entries. Send less of it."),
        (b'{"name": "a"} x', "$: This is not JSON: trailing characters (byte 15). Mend it at that byte."),
        (b'{"name": "a"', "$: This is not JSON: it ends in the middle. Send all of it"),
        (b"", "$: This is not JSON: it is empty. Send a JSON object."),
        (b'{"name": "\xff"}', "$: This is not JSON: it is not UTF-8. Send it as UTF-8."),
        (b'{"name": "\\ud83d"}', "$: This is not JSON: it holds half a surrogate pair."),
    ],
)
def test_a_mistake_in_json_names_its_place_and_the_nearest(raw: bytes, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        decode_json(raw, Outer)
    assert said in str(caught.value)


def test_what_is_decoded_already_is_held_to_the_same() -> None:
    with pytest.raises(InvalidInput, match=r"Did you mean 'name'\?"):
        convert({"nam": "a"}, Outer)


def test_a_byte_order_mark_and_a_lone_surrogate_in_a_text_are_no_surprise() -> None:
    assert "a" == decode_json(b'\xef\xbb\xbf{"name": "a"}', Outer).name
    assert "a" == decode_json('\ufeff{"name": "a"}', Outer).name
    with pytest.raises(InvalidInput, match="not JSON"):
        decode_json('{"name": "\ud83d"}', Outer)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (b"name = 'a'\ninnner = 'b'\n", 2, "Did you mean 'inner'?"),
        (b"name = 'a'\n\n[inner]\n# colour\ncolor = 'red'\n", 5, "Did you mean 'colour'?"),
        (b"name = 'a'\n[inner]\ncolour = 'gren'\n", 3, "Did you mean 'green'?"),
        (b"name = 1\n", 1, "Here stands a whole number, and a text is needed. Write, for example, '…'."),
        (b"name = 'a'\ninner = 1\n", 2, "a text or a table or null is needed. Write, for example, { colour = 'red' }."),
        (b"x = '''\nname = 1\n'''\nname = 2", 1, "Unknown key 'x'"),
        (b"[inner]\n", 1, "'name' is missing"),
        (b"name = 'a'\nname = 'b'\n", 2, "not TOML"),
        (b"name = '''\n\n\n", 3, "not TOML"),
    ],
)
def test_a_mistake_in_toml_names_its_line(tmp_path: Path, text: bytes, line: int, said: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(text)
    with pytest.raises(InvalidContent) as caught:
        read_toml(path, Outer, name="en/a.toml")
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert f"en/a.toml:{line}" == problem.where


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidContent, match=r"absent\.toml: The file cannot be read"):
        read_toml(tmp_path / "absent.toml", Outer, name="absent.toml")
    (tmp_path / "latin.toml").write_bytes(b"name = '\xe4'")
    with pytest.raises(InvalidContent, match=r"is not UTF-8 \(byte 8\)"):
        read_toml(tmp_path / "latin.toml", Outer)


def test_a_byte_order_mark_in_a_file_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbfname = 'a'\r\n")
    assert "a" == read_toml(tmp_path / "a.toml", Outer).name


def test_the_nearest_is_named_only_when_it_is_near() -> None:
    assert "Did you mean 'brief'? Allowed: brief, hint." == nearest("breif", ["hint", "brief"])
    assert "Allowed: brief, hint." == nearest("zzz", ["hint", "brief"])
    assert "Allowed: none." == nearest("zzz", [])


def test_a_line_is_found_behind_the_key_of_its_block() -> None:
    text = "[words]\na = '''\nx\n'''\nb = '''\n(x\nx\n'''\n\"can't\" = 1\n"
    assert (3, 7, 6, 5, 9, 1) == (
        line_of(text, "x"),
        line_of(text, "x", after="b"),
        line_of(text, "(x", after="b"),
        line_of(text, "b"),
        line_of(text, "can't"),
        line_of(text, "nowhere"),
    )


@given(st.text(max_size=40))
def test_any_file_is_content_or_a_problem_with_its_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "a.toml"
    path.write_bytes(text.encode())
    with pytest.raises(InvalidContent) as caught:
        read_toml(path, Outer, name="a.toml")
    assert all(problem.where.startswith("a.toml") for problem in caught.value.problems)

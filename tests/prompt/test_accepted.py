"""Composed drafts that a person of each language has read and accepted: accepted/<language>.jsonl, one {"request", "text"} a line.

A change of wording shows here as a difference to be read. Once it has been read and found good, write the texts anew:
    .venv/bin/python -m tests.prompt.test_accepted id          (no language: all of them)
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from drafter.house import House, open_house
from drafter.request import DraftRequest
from drafter.settings import Settings
from drafter.strict import convert

FOLDER = Path(__file__).parent / "accepted"


class Accepted(msgspec.Struct, forbid_unknown_fields=True):
    """One line: a request as the helpdesk sends it, and the whole draft that was accepted for it."""

    request: dict[str, Any]
    text: str


def lines_of(file: Path) -> list[Accepted]:
    return msgspec.json.Decoder(Accepted).decode_lines(file.read_bytes())


def drafted(house: House, accepted: Accepted) -> str | None:
    """What the composer drafts today; None when a rule withholds it."""
    return asyncio.run(house.pipeline(writers=(), preview=True).draft(convert(accepted.request, DraftRequest))).draft.text


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


@pytest.mark.parametrize(
    "accepted", [pytest.param(line, id=f"{file.stem}-{n}") for file in sorted(FOLDER.glob("*.jsonl")) for n, line in enumerate(lines_of(file), 1)]
)
def test_what_is_composed_is_what_was_accepted(house: House, accepted: Accepted) -> None:
    assert accepted.text == drafted(house, accepted)


def rewrite(languages: list[str]) -> None:
    """Write every text anew; a line whose draft is withheld stops it, and its file stays as it is."""
    house = open_house(Settings())
    for file in [FOLDER / f"{code}.jsonl" for code in languages] or sorted(FOLDER.glob("*.jsonl")):
        lines = lines_of(file)
        for number, line in enumerate(lines, 1):
            text = drafted(house, line)
            if text is None:
                sys.exit(f"{file}:{number}: the draft is withheld; nothing was written. `drafter draft --attempts` shows which rule stops it.")
            line.text = text
        file.write_bytes(msgspec.json.Encoder().encode_lines(lines))


if __name__ == "__main__":
    rewrite(sys.argv[1:])

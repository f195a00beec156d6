"""How late a sentence comes after the piece of the model's reply that lets it go. Which piece that is, a rehearsal without a network tells."""

from __future__ import annotations

import asyncio
import json
import tomllib
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

from bench.streams import Seen, request_for
from drafter.completion.writer import Completion
from drafter.draft import Audience, Drafted, Shown
from drafter.house import open_house
from drafter.prompt.prompt import Prompt
from drafter.request import DraftRequest
from drafter.settings import Settings
from drafter.strict import decode_json

_ANSWERS = Path(__file__).parents[1] / "tests/live/answers.toml"
_LETTERS = 4  # of a piece, as the model server cuts its replies
_BEFORE = 2  # moments that the model server notes before the first piece: asked, and an empty one


def lateness(written: list[tuple[Seen, list[float]]]) -> Iterator[float]:
    """Seconds, a sentence. With each draft the moments at which its pieces went out."""
    pieces = asyncio.run(_rehearsed())
    for each, moments in written:
        for start, at in each.sentences:
            if start in pieces:
                yield at - moments[pieces[start] + _BEFORE]


async def _rehearsed() -> dict[int, int]:
    """For where a sentence starts, the number of the piece that lets it go."""
    writer = _Pieces(tomllib.loads(_ANSWERS.read_text(encoding="utf-8"))["en"]["good"])
    pipeline = open_house(Settings()).pipeline(writers=(writer,))
    found: dict[int, int] = {}
    async for event in pipeline.events(decode_json(json.dumps(request_for("call-0")).encode(), DraftRequest), Audience()):
        if isinstance(event, Shown):
            found[event.start] = writer.given
        elif isinstance(event, Drafted):
            break
    return found


class _Pieces:
    """Writes as the model server does; `given` is the number of the last piece, from 0."""

    name = "pieces"

    def __init__(self, text: str) -> None:
        self._text = text
        self.given = -1

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        return Completion(self._text, self.name)

    async def stream(self, prompt: Prompt, *, timeout: float) -> AsyncGenerator[str | Completion]:
        for number, at in enumerate(range(0, len(self._text), _LETTERS)):
            self.given = number
            yield self._text[at : at + _LETTERS]
        yield Completion(self._text, self.name)

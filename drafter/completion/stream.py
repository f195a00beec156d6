"""Step 4 while the agent reads along: what `complete` gives, in pieces."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Protocol, runtime_checkable

from drafter.completion.frame_stream import FrameStream
from drafter.completion.mishap import told_as_the_writers
from drafter.completion.writer import Completion, Writer
from drafter.errors import WriterEmpty
from drafter.prompt.library import Library
from drafter.prompt.mask import Masks
from drafter.prompt.prompt import Prompt

_OPEN_MASK = re.compile(r"\[[\s*_]{0,3}[A-Za-z]{0,5}[\s_\-–]{0,3}[0-9]{0,6}[\s*_]{0,3}\Z")


@runtime_checkable
class Streams(Protocol):
    """A writer that can be read while it writes."""

    def stream(self, prompt: Prompt, *, timeout: float) -> AsyncGenerator[str | Completion]:
        """Pieces of the reply as they come, then the completion whose text they are. WriterErrors as in `write`, also after some pieces."""


async def stream(writer: Writer, prompt: Prompt, library: Library, *, timeout: float, greets: bool = True) -> AsyncGenerator[str | Completion]:
    """Pieces as the agent may see them: personal data put back, our greeting (unless not `greets`) in the place of the writer's; at the end the
    completion with their whole text. No closing: it comes when the draft is complete. A writer that cannot stream gives one piece."""
    frame = FrameStream(prompt.brief, library.language(prompt.brief.language), greets=greets)
    masks = MaskStream(prompt.masks)
    text, completion = "", Completion("", writer.name)
    async with aclosing(_pieces(writer, prompt, timeout)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Completion):
                completion = piece
            elif shown := frame.feed(masks.feed(piece)):
                text += shown
                yield shown
    rest = frame.feed(masks.close()) + frame.close()
    if not completion.text.strip():
        raise WriterEmpty(f"{writer.name} returned nothing but white space.")
    if rest:
        yield rest
    yield replace(completion, text=text + rest, origins=())


async def _pieces(writer: Writer, prompt: Prompt, timeout: float) -> AsyncGenerator[str | Completion]:
    if isinstance(writer, Streams):
        with told_as_the_writers(writer):
            async with aclosing(writer.stream(prompt, timeout=timeout)) as pieces:
                async for piece in pieces:
                    yield piece
        return
    with told_as_the_writers(writer):
        completion = await writer.write(prompt, timeout=timeout)
    yield completion.text
    yield completion


class MaskStream:
    """Puts personal data back, also where a mask comes in two pieces."""

    def __init__(self, masks: Masks) -> None:
        self._masks, self._open = masks, ""

    def feed(self, piece: str) -> str:
        text = self._open + piece
        opening = _OPEN_MASK.search(text) if "[" in text else None
        whole = text[: opening.start()] if opening else text
        self._open = text[len(whole) :]
        return self._masks.restore(whole)

    def close(self) -> str:
        rest, self._open = self._masks.restore(self._open), ""
        return rest

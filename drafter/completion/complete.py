"""Step 4: `Prompt` → `Completion`. The only way by which the rest of the house gets one: nothing after this sees a mask."""

from __future__ import annotations

from dataclasses import replace

from drafter.completion.frame import framed
from drafter.completion.mishap import told_as_the_writers
from drafter.completion.writer import Completion, Writer
from drafter.errors import WriterEmpty
from drafter.prompt.library import Library
from drafter.prompt.prompt import Prompt


async def complete(writer: Writer, prompt: Prompt, library: Library, *, timeout: float, closing: bool = False) -> Completion:
    """Have `writer` write within `timeout` seconds; put personal data back; greet. Any WriterError of the writer passes through."""
    with told_as_the_writers(writer):
        completion = await writer.write(prompt, timeout=timeout)
    if not completion.text.strip():
        raise WriterEmpty(f"{writer.name} returned nothing but white space.")
    if not completion.origins:  # what was composed from the brief itself was never masked
        completion = replace(completion, text=prompt.masks.restore(completion.text))
    return framed(completion, prompt.brief, library.language(prompt.brief.language), closing=closing)

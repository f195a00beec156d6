"""What every writer does: `Prompt` in, `Completion` out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from drafter.prompt.prompt import Prompt


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them; `cached` of `prompt` came from the provider's prompt cache."""

    prompt: int = 0
    cached: int = 0
    completion: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.prompt + other.prompt, self.cached + other.cached, self.completion + other.completion)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where `text[start:end]` of a composed reply comes from: `brief.solutions[0]`, `words`, `template`."""

    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What a writer returned, masks restored. `finish` is the provider's finish reason; `origins` only a composer knows."""

    text: str
    writer: str
    finish: str = "stop"
    usage: Usage = Usage()
    origins: tuple[Origin, ...] = ()


class Writer(Protocol):
    """Turns a prompt into a completion: a model, the composer, a script."""

    @property
    def name(self) -> str:
        """What QA reads as the author of an attempt: the model's name, `composer`, `script`."""

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        """Write within `timeout` seconds, or raise a WriterError."""

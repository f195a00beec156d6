"""What every writer does: `Prompt` in, `Completion` out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from drafter.brief import Brief
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
class LeftOut:
    """A statement of the brief that a composed reply does not make, or only as `said`: it is in another language, has no room, is too
    personal for a public reply, or is stopped `by` rules of these families."""

    source: str
    text: str
    why: Literal["language", "room", "personal", "rule"]
    said: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """What a writer returned, masks restored. `finish` is the provider's finish reason. Only a composer knows `origins`, what it left out, and
    `told`: the brief without that, which is what the reply can be held to."""

    text: str
    writer: str
    finish: str = "stop"
    usage: Usage = Usage()
    origins: tuple[Origin, ...] = ()
    told: Brief | None = None
    left_out: tuple[LeftOut, ...] = ()


class Writer(Protocol):
    """Turns a prompt into a completion: a model, the composer, a script."""

    @property
    def name(self) -> str:
        """What QA reads as the author of an attempt: the model's name, `composer`, `script`."""

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        """Write within `timeout` seconds, or raise a WriterError."""

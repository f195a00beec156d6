"""`Prompt`: what a writer is given. It carries its brief, so that a writer without a model can work from the facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from drafter.brief import Brief
from drafter.prompt.mask import Masks

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class PromptMessage:
    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """`messages` in the order in which the model reads them, masked."""

    brief: Brief
    messages: tuple[PromptMessage, ...]
    masks: Masks

    def followed_by(self, *messages: PromptMessage) -> Prompt:
        """The same prompt with more turns at its end: a rejected attempt and the request to repair it."""
        return replace(self, messages=self.messages + messages)

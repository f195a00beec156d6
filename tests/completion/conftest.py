"""A mocked endpoint, and writers that ask it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
import respx
from msgspec import UNSET

from drafter.brief import Brief
from drafter.completion.openai_writer import OpenAIWriter
from drafter.prompt.mask import Masks
from drafter.prompt.prompt import Prompt, PromptMessage
from drafter.request import DraftRequest, Message
from tests.completion.failures import KEY, URL

MakeWriter = Callable[..., OpenAIWriter]


@pytest.fixture
def endpoint() -> Iterator[respx.Router]:
    """Stands in for every HTTP endpoint; what nobody mocked is an error."""
    with respx.mock(using="httpcore2", assert_all_called=False) as router:
        yield router


@pytest_asyncio.fixture
async def make_writer() -> AsyncIterator[MakeWriter]:
    """Makes writers with one retry and no pause before it; closes them at the end."""
    made: list[OpenAIWriter] = []

    def make(model: str = "model", base_url: str | None = URL, api_key: str | None = KEY, **options: Any) -> OpenAIWriter:
        writer = OpenAIWriter(model, base_url, api_key, **{"retries": 1, "backoff": 0.0, **options})
        made.append(writer)
        return writer

    yield make
    for writer in made:
        await writer.aclose()


@pytest.fixture
def prompt() -> Prompt:
    return prompt_of("You help support agents.", "My kettle leaks.")


def prompt_of(system: str, *turns: str) -> Prompt:
    """A prompt as a writer sees it: the system's message, then turns of user and assistant."""
    roles = ("user", "assistant")
    brief = Brief(
        request=DraftRequest(conversation=[Message(author="customer", text=turns[0])]),
        language="en",
        channel="email",
        zone=ZoneInfo("UTC"),
        country=None,
        today=date(2026, 11, 23),
        given=False,
        solutions=(),
        reasons=(),
        obstacles=(),
        needs=(),
        timeline=UNSET,
        follow_up=None,
        conversation=(),
    )
    messages = [PromptMessage(roles[index % 2], text) for index, text in enumerate(turns)]  # type: ignore[arg-type] # a tuple's item is no literal
    return Prompt(brief=brief, messages=(PromptMessage("system", system), *messages), masks=Masks())

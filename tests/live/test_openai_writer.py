"""The model's writer over real HTTP, with the production transport."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from drafter.completion.openai_writer import OpenAIWriter
from drafter.errors import (
    WriterCutOff,
    WriterEmpty,
    WriterError,
    WriterMalformed,
    WriterNotAllowed,
    WriterOverQuota,
    WriterRefused,
    WriterTimeout,
    WriterUnavailable,
)
from tests.completion.conftest import prompt_of
from tests.live.conftest import LocalModels

ENGLISH = prompt_of("You help support agents.", "My kettle leaks.")
KAZAKH = prompt_of("Сіз қолдау қызметкерлеріне жауап жазуға көмектесесіз және уәде бермейсіз. Бұл үшін деректер керек.", "Шәйнегім ағып тұр.")


@pytest_asyncio.fixture
async def writer_of(openai_server: LocalModels) -> AsyncIterator[Callable[..., OpenAIWriter]]:
    made: list[OpenAIWriter] = []

    def make(model: str, url: str = openai_server.url) -> OpenAIWriter:
        made.append(OpenAIWriter(model, url, retries=1, backoff=0.0))
        return made[-1]

    yield make
    for writer in made:
        await writer.aclose()


async def test_a_reply_in_english_and_one_in_kazakh_come_back_whole_with_usage(writer_of: Callable[..., OpenAIWriter]) -> None:
    writer = writer_of("good")
    english, kazakh = await writer.write(ENGLISH, timeout=20), await writer.write(KAZAKH, timeout=20)
    assert english.text.startswith("Thank you for telling us")
    assert kazakh.text.startswith("Бұл туралы жазғаныңыз үшін рақмет")
    assert ("good-2026-11-01", "stop") == (english.writer, english.finish)
    assert english.usage.prompt > 0
    assert english.usage.completion > 0


async def test_one_connection_serves_one_draft_after_the_other(writer_of: Callable[..., OpenAIWriter], openai_server: LocalModels) -> None:
    writer = writer_of("russian")
    for _ in range(3):
        await writer.write(ENGLISH, timeout=20)
    assert 1 == len({request["connection"] for request in openai_server.seen("russian")[-3:]})


async def test_sixteen_drafts_at_once_are_all_written(writer_of: Callable[..., OpenAIWriter]) -> None:
    writer = writer_of("good")
    completions = await asyncio.gather(*(writer.write(ENGLISH, timeout=30) for _ in range(16)))
    assert 16 == sum(completion.text.startswith("Thank you") for completion in completions)


@pytest.mark.parametrize(
    ("error", "model"),
    [
        (WriterEmpty, "empty"),
        (WriterCutOff, "cut"),
        (WriterRefused, "refuse"),
        (WriterUnavailable, "down"),
        (WriterUnavailable, "broken"),
        (WriterOverQuota, "busy"),
        (WriterNotAllowed, "denied"),
        (WriterNotAllowed, "a-model-that-is-not-there"),
        (WriterMalformed, "garbled"),
    ],
)
async def test_each_way_to_fail_is_told_apart_over_the_wire(error: type[WriterError], model: str, writer_of: Callable[..., OpenAIWriter]) -> None:
    with pytest.raises(WriterError) as caught:
        await writer_of(model).write(ENGLISH, timeout=20)
    assert error is type(caught.value)


async def test_a_slow_model_is_left_at_the_timeout_and_its_connection_does_not_block_the_next(writer_of: Callable[..., OpenAIWriter]) -> None:
    writer = writer_of("slow")
    await writer.warm()
    before = asyncio.get_running_loop().time()
    for _ in range(2):
        with pytest.raises(WriterTimeout):
            await writer.write(ENGLISH, timeout=0.2)
    assert asyncio.get_running_loop().time() - before < 5


async def test_an_address_where_nothing_listens_is_unavailable(writer_of: Callable[..., OpenAIWriter]) -> None:
    with pytest.raises(WriterUnavailable, match="Check that it runs"):
        await writer_of("good", "http://127.0.0.1:1/v1").write(ENGLISH, timeout=20)


async def test_https_where_only_http_is_spoken_is_told_as_a_matter_of_tls(writer_of: Callable[..., OpenAIWriter], openai_server: LocalModels) -> None:
    with pytest.raises(WriterUnavailable, match="TLS"):
        await writer_of("good", openai_server.url.replace("http:", "https:")).write(ENGLISH, timeout=20)


async def test_an_address_without_its_last_part_names_the_setting(writer_of: Callable[..., OpenAIWriter], openai_server: LocalModels) -> None:
    with pytest.raises(WriterNotAllowed, match="DRAFTER_MODEL_URL, which mostly ends in /v1"):
        await writer_of("good", openai_server.url.removesuffix("/v1")).write(ENGLISH, timeout=20)


async def test_a_model_that_promises_too_much_does_better_when_asked_to_repair_and_a_stubborn_one_does_not(
    writer_of: Callable[..., OpenAIWriter],
) -> None:
    repair = prompt_of("You help support agents.", "My kettle leaks.", "We guarantee a new one tomorrow.", "Please repair: no guarantees.")
    first, repaired = [await writer_of("overpromise").write(prompt, timeout=20) for prompt in (ENGLISH, repair)]
    assert "guarantee" in first.text
    assert "guarantee" not in repaired.text
    assert "guarantee" in (await writer_of("stubborn").write(repair, timeout=20)).text

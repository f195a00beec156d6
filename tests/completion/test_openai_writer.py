"""The writer that asks a model, against a mocked endpoint."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import Any

import httpx
import pytest
import respx

from drafter.completion.writer import Completion, Usage, Writer
from drafter.errors import WriterError, WriterNotAllowed, WriterOverQuota, WriterTimeout
from drafter.prompt.prompt import Prompt
from tests.completion.conftest import MakeWriter, prompt_of
from tests.completion.failures import ECHO, FAILURES, KEY, QUICK, URL, ModelFailure, chat_completion, error_body

PATH = f"{URL}/chat/completions"
GOOD = httpx.Response(200, content=chat_completion())


def sent(route: respx.Route, index: int = -1) -> dict[str, Any]:
    """The JSON body of a request that the endpoint got."""
    body: dict[str, Any] = json.loads(route.calls[index].request.content)
    return body


async def test_a_good_reply_comes_back_with_its_usage_its_finish_and_the_exact_model(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt
) -> None:
    endpoint.post(PATH).mock(return_value=GOOD)
    writer: Writer = make_writer()
    completion = await writer.write(prompt, timeout=10)
    assert Completion("Thank you for writing.", "model-2026-11-01", "stop", Usage(prompt=1500, cached=1024, completion=90)) == completion


async def test_the_prompt_is_sent_in_order_with_the_model_the_limit_and_the_key(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt
) -> None:
    route = endpoint.post(PATH).mock(return_value=GOOD)
    await make_writer(max_output_tokens=700).write(prompt, timeout=10)
    assert {
        "model": "model",
        "messages": [{"role": "system", "content": "You help support agents."}, {"role": "user", "content": "My kettle leaks."}],
        "max_tokens": 700,
    } == sent(route)
    assert route.calls[0].request.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("failure", FAILURES, ids=str)
async def test_each_failure_becomes_its_own_error_after_the_tries_that_make_sense(
    failure: ModelFailure, endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt
) -> None:
    route = failure.arm(endpoint)
    with pytest.raises(WriterError) as caught:
        await make_writer().write(prompt, timeout=10)
    assert failure.error is type(caught.value)
    assert failure.tries == route.call_count


@pytest.mark.parametrize("failure", FAILURES, ids=str)
async def test_no_failure_tells_the_key_or_what_the_customer_wrote_and_each_names_a_remedy(
    failure: ModelFailure, endpoint: respx.Router, make_writer: MakeWriter
) -> None:
    failure.arm(endpoint)
    with pytest.raises(WriterError) as caught:
        await make_writer().write(prompt_of("Be kind.", ECHO), timeout=10)
    message = str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert [] == [secret for secret in (KEY, ECHO, "4111", "Thank") if secret in message]
    assert any(remedy in message for remedy in ("Check ", "Try ", "Raise ", "Correct ", "Choose ", "Leave ", "Write ", "helps", "help.")), message


@pytest.mark.parametrize(
    ("status", "setting"),
    [(400, "DRAFTER_MODEL_URL"), (401, "DRAFTER_MODEL_KEY"), (403, "DRAFTER_MODEL_KEY"), (404, "DRAFTER_MODEL,"), (404, "DRAFTER_MODEL_URL")],
)
async def test_a_wrong_setting_is_named(status: int, setting: str, endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt) -> None:
    endpoint.post(PATH).mock(return_value=httpx.Response(status))
    with pytest.raises(WriterNotAllowed, match=setting):
        await make_writer().write(prompt, timeout=10)


async def test_a_429_and_then_a_200_is_a_good_reply(endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt) -> None:
    route = endpoint.post(PATH).mock(side_effect=[httpx.Response(429, headers=QUICK), GOOD])
    assert (await make_writer().write(prompt, timeout=10)).text == "Thank you for writing."
    assert route.call_count == 2


async def test_a_retry_waits_as_long_as_the_endpoint_asks_and_not_longer_than_there_is_time(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt
) -> None:
    route = endpoint.post(PATH).mock(return_value=httpx.Response(429, headers={"retry-after": "5"}))
    before = asyncio.get_running_loop().time()
    with pytest.raises(WriterOverQuota):
        await make_writer(retries=9).write(prompt, timeout=4)
    assert route.call_count == 1
    assert asyncio.get_running_loop().time() - before < 4


async def test_the_timeout_bounds_all_tries_together(endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt) -> None:
    endpoint.post(PATH).mock(return_value=httpx.Response(503))
    writer = make_writer(retries=1_000_000)
    await writer.warm()
    before = asyncio.get_running_loop().time()
    with pytest.raises(WriterError):
        await writer.write(prompt, timeout=0.05)
    assert asyncio.get_running_loop().time() - before < 1


async def test_an_endpoint_that_never_answers_is_left_at_the_timeout(endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt) -> None:
    never = asyncio.Event()

    async def hang(_: httpx.Request) -> httpx.Response:
        await never.wait()
        return GOOD

    endpoint.post(PATH).mock(side_effect=hang)
    writer = make_writer()
    await writer.warm()
    with pytest.raises(WriterTimeout, match=r"within 0\.05 s"):
        await writer.write(prompt, timeout=0.05)


async def test_no_time_left_is_a_timeout(endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt) -> None:
    endpoint.post(PATH).mock(return_value=GOOD)
    with pytest.raises(WriterTimeout):
        await make_writer().write(prompt, timeout=0)


async def test_a_cancelled_request_stays_a_cancellation(endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt) -> None:
    reached = asyncio.Event()

    async def hang(_: httpx.Request) -> httpx.Response:
        reached.set()
        await asyncio.Event().wait()
        return GOOD

    endpoint.post(PATH).mock(side_effect=hang)
    task = asyncio.create_task(make_writer().write(prompt, timeout=30))
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_endpoint_that_minds_the_limits_name_is_asked_with_the_other_from_then_on(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt
) -> None:
    minds = httpx.Response(
        400, json={"error": {"message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", "param": "max_tokens"}}
    )
    route = endpoint.post(PATH).mock(side_effect=[minds, GOOD, GOOD])
    writer = make_writer(retries=0)
    await writer.write(prompt, timeout=10)
    await writer.write(prompt, timeout=10)
    names = [next(name for name in sent(route, index) if name.startswith("max")) for index in range(3)]
    assert ["max_tokens", "max_completion_tokens", "max_completion_tokens"] == names


async def test_the_other_name_is_tried_once_and_not_kept_when_it_does_not_work(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt
) -> None:
    route = endpoint.post(PATH).mock(return_value=httpx.Response(400, json={"error": {"message": "max_tokens is too large", "param": "max_tokens"}}))
    writer = make_writer()
    for _ in range(2):
        with pytest.raises(WriterNotAllowed):
            await writer.write(prompt, timeout=10)
    assert ["max_tokens", "max_completion_tokens"] * 2 == [list(sent(route, index))[-1] for index in range(route.call_count)]


async def test_openai_itself_is_asked_with_the_name_that_its_newer_models_want(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt
) -> None:
    route = endpoint.post("https://api.openai.com/v1/chat/completions").mock(return_value=GOOD)
    await make_writer(base_url=None).write(prompt, timeout=10)
    assert "max_completion_tokens" in sent(route)


async def test_without_a_key_none_is_sent_whatever_the_environment_holds(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-endpoint")
    route = endpoint.post(PATH).mock(return_value=GOOD)
    await make_writer(api_key=None).write(prompt, timeout=10)
    assert "authorization" not in route.calls[0].request.headers


async def test_the_environment_names_no_other_endpoint(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://elsewhere.test/v1")
    route = endpoint.post("https://api.openai.com/v1/chat/completions").mock(return_value=GOOD)
    await make_writer(base_url=None).write(prompt, timeout=10)
    assert route.call_count == 1


async def test_a_lone_surrogate_in_the_prompt_is_sent_as_a_question_mark(endpoint: respx.Router, make_writer: MakeWriter) -> None:
    route = endpoint.post(PATH).mock(return_value=GOOD)
    await make_writer().write(prompt_of("Be kind.", "Сәлем \ud83d!"), timeout=10)
    assert sent(route)["messages"][1]["content"] == "Сәлем ?!"


async def test_proxy_settings_that_no_client_can_use_are_named(make_writer: MakeWriter, prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://proxy.test:70")
    with pytest.raises(WriterNotAllowed, match="ALL_PROXY"):
        await make_writer().write(prompt, timeout=10)


async def test_white_space_round_the_settings_does_no_harm(endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt) -> None:
    route = endpoint.post(PATH).mock(return_value=GOOD)
    await make_writer(" model\n", f" {URL}/ ", f"{KEY}\n").write(prompt, timeout=10)
    assert "model" == sent(route)["model"]
    assert route.calls[0].request.headers["authorization"] == f"Bearer {KEY}"


async def test_many_drafts_at_once_share_one_client(endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt) -> None:
    endpoint.post(PATH).mock(return_value=GOOD)
    writer = make_writer()
    completions = await asyncio.gather(*(writer.write(prompt, timeout=30) for _ in range(16)))
    assert {"Thank you for writing."} == {completion.text for completion in completions}


def test_importing_the_writer_and_making_one_loads_neither_the_library_nor_its_transport() -> None:
    code = "import sys; from drafter.completion.openai_writer import OpenAIWriter; OpenAIWriter('m', 'http://x/v1'); "
    code += "print({'openai', 'httpx2'} & set(sys.modules))"
    assert "set()" == subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


async def test_what_an_endpoint_says_about_an_unknown_error_does_not_choose_the_message(
    endpoint: respx.Router, make_writer: MakeWriter, prompt: Prompt
) -> None:
    endpoint.post(PATH).mock(return_value=httpx.Response(418, content=error_body(ECHO)))
    with pytest.raises(WriterNotAllowed) as caught:
        await make_writer().write(prompt, timeout=10)
    assert ECHO not in str(caught.value)

"""Settings of a model that cannot work, and connections that fail."""

from __future__ import annotations

import socket
import ssl

import pytest

from drafter.completion.endpoint import SECOND, Endpoint
from drafter.completion.failures import Failure, answered, not_reached
from drafter.completion.openai_writer import OpenAIWriter
from drafter.errors import InvalidSetting
from drafter.house import open_house
from drafter.settings import Settings
from tests.completion.failures import KEY, URL


@pytest.mark.parametrize(
    ("model", "url", "key", "where"),
    [
        ("model", None, None, "DRAFTER_MODEL_KEY"),
        ("model", URL, "sk-of two", "DRAFTER_MODEL_KEY"),
        ("model", URL, "ключ", "DRAFTER_MODEL_KEY"),
        (" ", URL, None, "DRAFTER_MODEL"),
        ("model", "model.test/v1", None, "DRAFTER_MODEL_URL"),
        ("model", "ftp://model.test", None, "DRAFTER_MODEL_URL"),
        ("model", "http://[::1", None, "DRAFTER_MODEL_URL"),
        ("model", "http://model.test:99999/v1", None, "DRAFTER_MODEL_URL"),
        ("model", "http://my model/v1", None, "DRAFTER_MODEL_URL"),
        ("model", "http://agent:hunter2@model.test/v1", None, "DRAFTER_MODEL_URL"),
        ("model", "http://model.test/v1?version=3", None, "DRAFTER_MODEL_URL"),
        ("model", "http://model.test/v1/chat/completions/", None, "DRAFTER_MODEL_URL"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_at_once_and_not_repeated(model: str, url: str | None, key: str | None, where: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        OpenAIWriter(model, url, key)
    assert [where] == [problem.where for problem in caught.value.problems]
    assert all(problem.remedy for problem in caught.value.problems)
    assert "hunter2" not in str(caught.value)
    assert key is None or key not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "key", "where"), [(None, None, "DRAFTER_FALLBACK_KEY"), ("b.test", None, "DRAFTER_FALLBACK_URL"), (URL, "k k", "DRAFTER_FALLBACK_KEY")]
)
def test_errors_about_the_second_endpoint_name_its_own_settings(url: str | None, key: str | None, where: str) -> None:
    settings = Settings(model="a", model_url=URL, fallback_model="b", fallback_url=url, fallback_key=key)
    with pytest.raises(InvalidSetting, match=where) as caught:
        open_house(settings).writers()
    assert "DRAFTER_MODEL" not in str(caught.value)


@pytest.mark.parametrize(
    "failure", [answered(status, Endpoint("b", URL, None, SECOND)) for status in (307, 400, 401, 402, 403, 404, 413, 429, 500)], ids=str
)
def test_failures_of_the_second_endpoint_name_its_own_settings(failure: Failure) -> None:
    assert "DRAFTER_FALLBACK_" in str(failure.error)
    assert "DRAFTER_MODEL" not in str(failure.error)


def test_the_key_stands_in_no_repr() -> None:
    assert KEY not in repr(OpenAIWriter("model", URL, KEY).__dict__)


@pytest.mark.parametrize(
    ("remedy", "cause"),
    [
        ("Check that it runs", ConnectionRefusedError(111, "refused")),
        ("the name server", socket.gaierror(-2, "unknown")),
        ("TLS", ssl.SSLError(1, "self-signed")),
    ],
)
def test_a_connection_that_fails_is_told_by_what_lies_beneath(remedy: str, cause: Exception) -> None:
    error = ConnectionError("nothing")
    error.__cause__ = cause
    assert remedy in str(not_reached(error, Endpoint("model", URL, None)).error)

"""Settings of a model that cannot work, and connections that fail."""

from __future__ import annotations

import socket
import ssl

import pytest

from drafter.completion.endpoint import Endpoint
from drafter.completion.failures import not_reached
from drafter.completion.openai_writer import OpenAIWriter
from drafter.errors import InvalidSetting
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

"""The service as a process of its own, a model server as another, and HTTP between all of us."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.live.conftest import LocalModels
from tests.live.service import BRIEF, CUSTOMERS, TOKEN, Serve, wait_until


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_sound_reply_comes_from_the_model_to_the_agent(language: str, serve: Serve, openai_server: LocalModels) -> None:
    draft = serve("good", openai_server.url).draft(language)
    assert (language, "written", "pass", None) == (draft["language"], draft["origin"], draft["verdict"], draft["notice"])
    assert draft["usage"]["completion_tokens"] > 0


@pytest.mark.parametrize("language", ["en", "kk"])
def test_an_over_promising_model_is_asked_to_repair_and_the_first_attempt_says_why_it_was_stopped(
    language: str, serve: Serve, openai_server: LocalModels
) -> None:
    service = serve("overpromise", openai_server.url)
    draft = service.draft(language)
    assert (language, "repaired", "pass") == (draft["language"], draft["origin"], draft["verdict"])
    assert draft["notice"]
    first, *_, last = service.attempts(draft)
    assert ("reject", "pass") == (first["verdict"]["outcome"], last["verdict"]["outcome"])
    assert first["verdict"]["in_words"].startswith("Stopped: ")
    assert {"guarantee"} <= {finding["family"] for finding in first["verdict"]["findings"]}


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_stubborn_model_ends_in_a_composed_draft_and_each_attempt_can_be_read(language: str, serve: Serve, openai_server: LocalModels) -> None:
    service = serve("stubborn", openai_server.url)
    draft = service.draft(language, brief=BRIEF[language])
    assert ("composed", "pass") == (draft["origin"], draft["verdict"])
    assert draft["notice"]
    assert BRIEF[language]["solutions"][0].rstrip(".") in draft["text"]
    attempts = service.attempts(draft)
    assert ["reject", "reject", "pass"] == [attempt["verdict"]["outcome"] for attempt in attempts]
    assert ["stubborn-2026-11-01", "stubborn-2026-11-01", "composer"] == [attempt["writer"] for attempt in attempts]
    assert not [attempt["text"] for attempt in attempts[:2] if attempt["text"] in draft["text"]]


def test_a_model_that_is_down_leaves_a_composed_draft_whose_notice_says_so(serve: Serve, openai_server: LocalModels) -> None:
    service = serve("down", openai_server.url)
    draft = service.draft("en")
    assert ("composed", "pass") == (draft["origin"], draft["verdict"])
    assert "composed from the brief" in draft["notice"]
    first = service.attempts(draft)[0]
    assert "writer-unavailable" == first["error"]
    assert first["message"] in draft["notice"]


def test_without_a_model_the_composer_writes_without_a_notice(serve: Serve) -> None:
    for language in CUSTOMERS:
        draft = serve().draft(language, brief=BRIEF[language])
        assert (language, "composed", None) == (draft["language"], draft["origin"], draft["notice"])


def test_a_text_is_checked_and_a_stranger_turned_away(serve: Serve) -> None:
    service = serve()
    status, verdict = service.ask("POST", "/v1/checks", {"text": "We guarantee that it arrives tomorrow."})
    assert (200, "reject") == (status, verdict["verdict"])
    assert [401, 401] == [service.ask("GET", "/v1/languages", token=token)[0] for token in (None, "wrong")]


def test_a_body_that_is_too_large_is_refused_and_the_connection_still_answers(serve: Serve) -> None:
    status, problem = serve().ask("POST", "/v1/drafts", {"conversation": [{"author": "customer", "text": "x" * 5_000_000}]})
    assert (413, "/problems/body-too-large") == (status, problem["type"])


def test_a_draft_under_way_is_finished_when_the_service_is_told_to_stop(serve: Serve, openai_server: LocalModels) -> None:
    service = serve("slow", openai_server.url, DRAFTER_DRAFT_SECONDS="2")
    connection = HTTPConnection(urlsplit(service.address).netloc, timeout=30)
    body = json.dumps({"conversation": [{"author": "customer", "text": CUSTOMERS["en"]}]})
    connection.request("POST", "/v1/drafts", body, {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})
    wait_until(lambda: bool(openai_server.seen("slow")))
    service.process.terminate()
    answer = connection.getresponse()
    assert (201, "composed") == (answer.status, json.loads(answer.read())["origin"])
    connection.close()
    service.process.wait(timeout=30)

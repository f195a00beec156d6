"""`/v1/checks`: an agent's own text, judged."""

from __future__ import annotations

from typing import Any

import pytest
from litestar.testing import TestClient

from tests.web.conftest import held_to_the_shape


def _check(service: TestClient[Any], **body: Any) -> dict[str, Any]:
    answer = service.post("/v1/checks", json=body)
    assert 200 == answer.status_code, answer.text
    verdict: dict[str, Any] = answer.json()
    return verdict


def test_a_sound_text_passes_without_a_finding(service: TestClient[Any]) -> None:
    assert {"language": "en", "verdict": "pass", "findings": []} == _check(
        service, text="Thank you for writing. We are looking into it.", language="en"
    )


def test_an_over_promising_text_is_rejected_with_place_reason_and_advice(service: TestClient[Any]) -> None:
    text = "Dear Robin, we guarantee that it arrives."
    verdict = _check(service, text=text)
    finding = verdict["findings"][0]
    assert ("reject", "guarantee") == (verdict["verdict"], finding["family"])
    assert finding["quote"] == text[finding["start"] : finding["end"]]
    assert (finding["start"], finding["end"]) == (finding["start_utf16"], finding["end_utf16"])
    assert finding["why"]
    assert finding["say_instead"]


def test_offsets_in_utf16_cut_out_the_same_words_behind_astral_characters(service: TestClient[Any]) -> None:
    text = "🎉🎉 Good news 𝒜! We guarantee that it arrives. 🎉 This will never happen again."
    findings = _check(service, text=text, language="en")["findings"]
    assert len(findings) >= 2
    units = text.encode("utf-16-le")
    for finding in findings:
        assert finding["quote"] == text[finding["start"] : finding["end"]]
        assert finding["quote"] == units[2 * finding["start_utf16"] : 2 * finding["end_utf16"]].decode("utf-16-le")
        assert finding["start_utf16"] > finding["start"]


def test_a_trace_tells_what_was_silenced_by_what_and_which_pack_judged(service: TestClient[Any]) -> None:
    text = "🎉 We cannot guarantee that it arrives."
    answer = service.post("/v1/checks", params={"trace": "true"}, json={"text": text, "language": "en"})
    verdict = answer.json()
    assert "pass" == verdict["verdict"]
    assert service.get("/ready").json()["packs"]["en"] == verdict["pack"]
    (hit,) = verdict["suppressed"]
    assert ("guarantee", "negation") == (hit["quote"], hit["because"])
    assert (text.index("guarantee"), text.index("guarantee") + 1) == (hit["start"], hit["start_utf16"])
    assert {"language", "verdict", "findings"} == set(_check(service, text=text, language="en"))


def test_a_trace_shows_what_a_text_commits_to_and_where_that_comes_from(service: TestClient[Any]) -> None:
    text = "The engineer comes on Thursday, 3 December."
    brief = {"solutions": ["engineer visit"], "timeline": {"by": "2026-12-03"}}
    body = {"text": text, "language": "en", "today": "2026-11-30", "brief": brief}
    (commitment,) = service.post("/v1/checks?trace=true", json=body).json()["commitments"]
    assert ("date", "2026-12-03", "brief.timeline") == (commitment["kind"], commitment["value"], commitment["source"])
    assert "Thursday, 3 December" == commitment["quote"] == text[commitment["start"] : commitment["end"]]


@pytest.mark.parametrize(("parameter", "said"), [("trace=maybe", "trace"), ("tracing=true", "Did you mean 'trace'?")])
def test_a_parameter_that_cannot_be_read_is_named(service: TestClient[Any], parameter: str, said: str) -> None:
    answer = service.post(f"/v1/checks?{parameter}", json={"text": "Thank you.", "language": "en"})
    assert answer.status_code in (400, 422)
    assert said in answer.text


def test_an_id_comes_back_as_it_was_sent(service: TestClient[Any]) -> None:
    assert {"ticket": [1, None]} == _check(service, text="Thank you.", language="en", id={"ticket": [1, None]})["id"]


def test_a_megabyte_is_judged_to_its_end(service: TestClient[Any]) -> None:
    text = "We are looking into it. " * 45_000 + "We guarantee that it arrives."
    assert text.index("guarantee") in [finding["start"] for finding in _check(service, text=text, language="en")["findings"]]


def test_a_missing_text_is_named(service: TestClient[Any]) -> None:
    problem = held_to_the_shape(service.post("/v1/checks", json={"language": "en"}), 422, "invalid-input")
    assert "'text'" in problem["errors"][0]["what"]

"""`/v1/rules` and `/v1/languages`: what is in force."""

from __future__ import annotations

from typing import Any

from litestar.testing import TestClient

from tests.web.conftest import held_to_the_shape


def test_the_rules_of_a_language_are_listed_with_their_reasons_and_counted(service: TestClient[Any]) -> None:
    listed = service.get("/v1/rules", params={"language": "en"}).json()
    assert {"en"} == {rule["language"] for rule in listed["rules"]}
    assert listed["count"] == len(listed["rules"]) == sum(listed["by_family"].values()) == listed["packs"][0]["count"]
    assert listed["packs"][0]["version"].startswith("en-")
    assert all(rule[key] for rule in listed["rules"] for key in ("id", "family", "title", "severity", "principle", "why", "say_instead"))


def test_a_rule_for_any_language_is_listed_in_the_words_of_each(service: TestClient[Any]) -> None:
    rules = service.get("/v1/rules", params={"family": "placeholder"}).json()["rules"]
    wording = {rule["language"]: rule["why"] for rule in rules if rule["id"].startswith("any/")}
    assert {"en", "kk"} <= set(wording)
    assert wording["en"] != wording["kk"]


def test_a_family_can_be_chosen(service: TestClient[Any]) -> None:
    listed = service.get("/v1/rules", params={"language": "en", "family": "guarantee"}).json()
    assert {"guarantee"} == set(listed["by_family"])
    assert listed["packs"][0]["count"] > listed["count"] > 0


def test_a_mistyped_choice_is_refused_with_the_nearest(service: TestClient[Any]) -> None:
    for query, near in (("language=kkk", "'kk'"), ("family=guarante", "'guarantee'"), ("langage=en", "'language'")):
        problem = held_to_the_shape(service.get(f"/v1/rules?{query}"), 422, "invalid-input")
        assert f"Did you mean {near}?" in problem["errors"][0]["remedy"]


def test_the_languages_say_whether_drafts_are_written_in_them_and_whether_they_are_reviewed(service: TestClient[Any]) -> None:
    languages = {language["code"]: language for language in service.get("/v1/languages").json()["languages"]}
    assert {"en", "kk"} <= set(languages)
    for language in languages.values():
        assert {"code", "english", "native", "status", "reviewed", "reviewed_on"} == set(language)
        assert language["reviewed"] == (language["reviewed_on"] is not None)
    assert "live" == languages["kk"]["status"]

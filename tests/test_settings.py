"""The environment, read strictly."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from drafter.brief import Workspace
from drafter.errors import InvalidSetting
from drafter.moments import Duration
from drafter.settings import MEANINGS, Settings, read_settings


def test_nothing_set_means_that_the_composer_writes() -> None:
    settings = read_settings({})
    assert Settings() == settings
    assert not settings.has_model
    assert Workspace() == settings.workspace


def test_every_setting_is_read_by_its_name_and_type() -> None:
    given = {
        "DRAFTER_MODEL": "m",
        "DRAFTER_MODEL_KEY": "k",
        "DRAFTER_DRAFT_SECONDS": "2.5",
        "DRAFTER_MAX_OUTPUT_TOKENS": "100",
        "DRAFTER_GUARDRAILS": "~/rules",
        "DRAFTER_TIME_ZONE": "Asia/Almaty",
        "DRAFTER_COUNTRY": "KZ",
        "DRAFTER_FOLLOW_UP_AFTER": "P1D",
        "DRAFTER_CLOSING": "true",
        "DRAFTER_PORT": "0",
        "PATH": "/bin",
    }
    settings = read_settings(given)
    assert ("m", "k", 2.5, 100, True, 0) == (
        settings.model,
        settings.model_key,
        settings.draft_seconds,
        settings.max_output_tokens,
        settings.closing,
        settings.port,
    )
    assert Path("~/rules").expanduser() == settings.guardrails
    assert Workspace("en", ZoneInfo("Asia/Almaty"), "KZ", Duration(days=1)) == settings.workspace
    assert settings.has_model


def test_every_setting_has_a_meaning_and_every_meaning_a_setting() -> None:
    assert {field.name for field in msgspec.structs.fields(Settings)} == set(MEANINGS)


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert Settings() == read_settings({"DRAFTER_MODEL": "", "DRAFTER_PORT": "", "OPENAI_API_KEY": ""})


def test_the_common_variables_serve_when_a_model_is_named_and_ours_go_before_them() -> None:
    common = {"OPENAI_API_KEY": "theirs", "OPENAI_BASE_URL": "https://model.test/v1"}
    assert Settings() == read_settings(common)
    named = read_settings(common | {"DRAFTER_MODEL": "m"})
    assert ("theirs", "https://model.test/v1") == (named.model_key, named.model_url)
    assert "ours" == read_settings(common | {"DRAFTER_MODEL": "m", "DRAFTER_MODEL_KEY": "ours"}).model_key


@pytest.mark.parametrize(
    ("given", "where", "said"),
    [
        ({"DRAFTER_MODLE": "m"}, "DRAFTER_MODLE", "Did you mean 'DRAFTER_MODEL'?"),
        ({"DRAFTER_PORT": "http"}, "DRAFTER_PORT", "'http' does not fit"),
        ({"DRAFTER_PORT": "70000"}, "DRAFTER_PORT", "is no port"),
        ({"DRAFTER_CLOSING": "perhaps"}, "DRAFTER_CLOSING", "does not fit"),
        ({"DRAFTER_DRAFT_SECONDS": "0"}, "DRAFTER_DRAFT_SECONDS", "above nothing"),
        ({"DRAFTER_RELOAD": "0"}, "DRAFTER_RELOAD", "above nothing"),
        ({"DRAFTER_DRAFT_SECONDS": "nan"}, "DRAFTER_DRAFT_SECONDS", ""),
        ({"DRAFTER_DRAFT_SECONDS": "inf"}, "DRAFTER_DRAFT_SECONDS", ""),
        ({"DRAFTER_RETENTION_DAYS": "-1"}, "DRAFTER_RETENTION_DAYS", "0 to keep drafts for ever"),
        ({"DRAFTER_TIME_ZONE": "Berlin"}, "DRAFTER_TIME_ZONE", "Write an IANA name"),
        ({"DRAFTER_TIME_ZONE": "../etc/passwd"}, "DRAFTER_TIME_ZONE", "Write an IANA name"),
        ({"DRAFTER_COUNTRY": "Germany"}, "DRAFTER_COUNTRY", "Write its ISO 3166 code"),
        ({"DRAFTER_COUNTRY": "ZZ"}, "DRAFTER_COUNTRY", "'ZZ' is no country whose holidays are known"),
        ({"DRAFTER_COUNTRY": "MY-99"}, "DRAFTER_COUNTRY", "with a region"),
        ({"DRAFTER_FOLLOW_UP_AFTER": "1 day"}, "DRAFTER_FOLLOW_UP_AFTER", "write ISO 8601"),
        ({"DRAFTER_MODEL": "m"}, "DRAFTER_MODEL_KEY", "Set DRAFTER_MODEL_KEY or DRAFTER_MODEL_URL, or unset DRAFTER_MODEL"),
        ({"DRAFTER_MODEL_KEY": "k"}, "DRAFTER_MODEL", "no model is named"),
        ({"DRAFTER_FALLBACK_URL": "https://b.test"}, "DRAFTER_FALLBACK_MODEL", "no model is named for it"),
        ({"DRAFTER_FALLBACK_KEY": "k"}, "DRAFTER_FALLBACK_MODEL", "no model is named for it"),
        ({"DRAFTER_FALLBACK_MODEL": "m"}, "DRAFTER_FALLBACK_MODEL", "no first"),
        ({"DRAFTER_ORIGINS": "https://a.test/path"}, "DRAFTER_ORIGINS", "without a path"),
        ({"DRAFTER_ORIGINS": "*"}, "DRAFTER_ORIGINS", "'*' is no origin"),
        ({"DRAFTER_FRAMES": "https://a.test; script-src *"}, "DRAFTER_FRAMES", "is no origin"),
        ({"DRAFTER_HOSTS": "a.test,https://b.test"}, "DRAFTER_HOSTS", "'https://b.test' is no name"),
        ({"DRAFTER_REDIS_URL": "127.0.0.1:6379"}, "DRAFTER_REDIS_URL", "redis://"),
        ({"DRAFTER_RATE_LIMIT": "0"}, "DRAFTER_RATE_LIMIT", "above nothing"),
        ({"DRAFTER_BUDGET": "-5"}, "DRAFTER_BUDGET", "above nothing"),
        ({"DRAFTER_WORKERS": "2"}, "DRAFTER_WORKERS", "Name a PostgreSQL"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_its_remedy(given: dict[str, str], where: str, said: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        read_settings(given)
    (problem,) = caught.value.problems
    assert where == problem.where
    assert said in str(problem)


@pytest.mark.parametrize("country", ["DE", "de", "MY-10", "KZ", "ID"])
def test_a_country_is_taken_with_and_without_its_region(country: str) -> None:
    assert country == read_settings({"DRAFTER_COUNTRY": country}).country


def test_all_mistakes_come_together_and_no_secret_is_told() -> None:
    with pytest.raises(InvalidSetting) as caught:
        read_settings({"DRAFTER_MODLE": "m", "DRAFTER_PORT": "x", "DRAFTER_TIME_ZONE": "y", "DRAFTER_MODEL_KEY": "sk-secret"})
    assert 4 == len(caught.value.problems)
    assert "sk-secret" not in str(caught.value)


def test_lists_are_written_with_commas() -> None:
    settings = read_settings({"DRAFTER_ORIGINS": "https://a.test, http://b.test:8080,", "DRAFTER_HOSTS": "drafter.test"})
    assert (("https://a.test", "http://b.test:8080"), ("drafter.test",), ()) == (settings.origins, settings.hosts, settings.frames)

"""`/health` and `/ready`"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from drafter.app import create_app
from drafter.completion.guarded_writer import GuardedWriter
from drafter.content import find_content
from drafter.errors import InvalidContent
from drafter.house import open_house
from drafter.settings import Settings
from drafter.store.store import Store
from drafter.web.healing import Healer
from drafter.web.probes import ready
from drafter.web.problems import HttpProblem
from drafter.web.readiness import Readiness, get_ready
from tests.web.conftest import ADDRESS, TOKEN, held_to_the_shape


def test_health_and_ready_need_no_token(service: TestClient[Any]) -> None:
    without = {"Authorization": ""}
    assert {"status": "alive"} == service.get("/health", headers=without).json()
    answer = service.get("/ready", headers=without).json()
    assert "ready" == answer["status"]
    assert {"en", "kk"} <= set(answer["languages"])
    assert set(answer["languages"]) == set(answer["packs"])
    assert answer["packs"]["en"].startswith("en-")
    assert {} == answer["failed_reloads"]


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_a_load_balancer_may_ask_for_the_status_alone(service: TestClient[Any], path: str) -> None:
    answer = service.head(path, headers={"Authorization": ""})
    assert (200, b"") == (answer.status_code, answer.content)


async def test_ready_is_refused_while_content_is_being_read(database_url: str) -> None:
    with pytest.raises(HttpProblem, match="being read"):
        await ready.fn(Readiness(), Store(database_url))


@pytest.fixture
def broken_rules(tmp_path: Path) -> Path:
    """English rules of which one cannot be read; no other language."""
    shipped = find_content().guardrails
    (tmp_path / "any").symlink_to(shipped / "any")
    (tmp_path / "families.toml").symlink_to(shipped / "families.toml")
    folder = tmp_path / "en" / "guarantee"
    folder.mkdir(parents=True)
    (folder / "mistyped.toml").write_text("titel = 'Nothing for certain'\n", encoding="utf-8")
    return tmp_path


def test_content_that_cannot_be_used_keeps_the_service_from_being_ready_and_is_told_to_the_operator_only(
    broken_rules: Path, caplog: pytest.LogCaptureFixture, database_url: str
) -> None:
    app = create_app(Settings(token=TOKEN, guardrails=broken_rules, database_url=database_url))
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        drafted = client.post("/v1/checks", json={"text": "Thank you.", "language": "en"})
        problem = held_to_the_shape(drafted, 503, "invalid-content")
    assert "mistyped" not in str(problem)
    assert "en/guarantee/mistyped.toml" in caplog.text


def test_a_service_that_reads_first_does_not_start_with_a_broken_file(broken_rules: Path) -> None:
    with pytest.raises(InvalidContent, match=r"en/guarantee/mistyped.toml:1: .*title"):
        create_app(Settings(token=TOKEN, guardrails=broken_rules), read_first=True)


def test_a_language_that_was_mended_is_ready_again_without_a_restart(broken_rules: Path, caplog: pytest.LogCaptureFixture, database_url: str) -> None:
    house = open_house(Settings(guardrails=broken_rules, database_url=database_url))
    readiness, pipeline = Readiness(), house.pipeline(writers=())
    get_ready(house, pipeline, readiness)
    assert "en" in readiness.failed
    healer = Healer(house, pipeline, readiness)
    healer.heal()
    assert "en" in readiness.failed, "nobody has touched it"
    shutil.rmtree(broken_rules / "en")
    (broken_rules / "en").symlink_to(find_content().guardrails / "en")
    healer.heal()
    assert "en" not in readiness.failed
    assert readiness.packs["en"].startswith("en-")
    assert "en: the content can be used again." in caplog.messages


async def test_ready_tells_the_circuits_to_the_models(database_url: str) -> None:
    house = open_house(Settings(model="m", model_url="http://127.0.0.1:9/v1", database_url=database_url))
    readiness = Readiness(has_read=True, models=tuple(writer for writer in house.writers() if isinstance(writer, GuardedWriter)))
    async with Store(database_url).opened() as store:
        assert ("closed",) == (await ready.fn(readiness, store)).models

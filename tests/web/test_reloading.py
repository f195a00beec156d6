"""Edited rules while the service runs: what the log and `/ready` say."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from litestar.testing import TestClient

from drafter.app import create_app
from drafter.settings import Settings
from drafter.store.store import Store
from drafter.text.language import LanguageDetector
from drafter.verdict.packs import Packs
from drafter.verdict.reload import Reloader
from drafter.web.probes import ready
from drafter.web.readiness import FailedReload, Readiness
from drafter.web.reloading import take_up_edits
from tests.guardrails_kit import rule, write_guardrails
from tests.web.conftest import ADDRESS, TOKEN

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
IT = "en/guarantee/it.toml"


class Service:
    """What the service holds of its rules, looked after by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = write_guardrails(folder, {IT: rule(phrases="guarantee*")})
        self.packs = Packs(folder)
        self.readiness = Readiness(languages=("en",), packs={"en": self.packs.pack("en").version}, has_read=True)
        self._reloader = Reloader(self.packs, LanguageDetector({}))

    def save(self, text: str) -> None:
        write_guardrails(self.folder, {IT: text})
        take_up_edits(self._reloader, self.readiness, lambda: NOON)


@pytest.fixture
def held(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Service:
    caplog.set_level(logging.INFO)
    return Service(tmp_path)


def test_new_rules_are_logged_with_both_versions_and_ready_shows_the_one_in_force(held: Service, caplog: pytest.LogCaptureFixture) -> None:
    before = held.readiness.packs["en"]
    held.save(rule(phrases="guarantee*\npromise*"))
    now = held.packs.pack("en").version
    assert [f"en: new rules are in force: {now} instead of {before}. Changed: en/guarantee/it."] == caplog.messages
    assert {"en": now} == held.readiness.packs


async def test_a_broken_edit_is_logged_with_file_line_and_remedy_and_ready_tells_that_there_is_one(
    held: Service, caplog: pytest.LogCaptureFixture, database_url: str
) -> None:
    before = dict(held.readiness.packs)
    held.save(rule(phrases="guarantee*").replace("phrases", "phrazes"))
    assert f"en: the edited rules are not taken up; {before['en']} goes on judging." == caplog.messages[0]
    assert caplog.messages[1].startswith("en/guarantee/it.toml:6: Unknown key 'phrazes'. Did you mean 'phrases'?")
    async with Store(database_url).opened() as store:
        answer = await ready.fn(held.readiness, store)
    assert (before, {"en": FailedReload(NOON, 1)}) == (answer.packs, answer.failed_reloads)


@pytest.mark.parametrize("mended", [rule(phrases="guarantee*"), rule(phrases="guarantee*\npromise*")])
def test_once_the_edit_is_mended_or_taken_back_nothing_failed_any_more(held: Service, mended: str) -> None:
    held.save("title = ")
    assert {"en"} == set(held.readiness.failed_reloads)
    held.save(mended)
    assert {} == held.readiness.failed_reloads
    assert held.packs.pack("en").version == held.readiness.packs["en"]


def test_a_service_that_reloads_starts_and_ends_like_any_other(database_url: str) -> None:
    app = create_app(Settings(token=TOKEN, database_url=database_url, reload=3_600), read_first=True)
    with TestClient(app, base_url=ADDRESS) as client:
        assert {} == client.get("/ready").json()["failed_reloads"]

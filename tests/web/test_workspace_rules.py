"""Every worker judges by what was approved, whichever worker it was approved in."""

from __future__ import annotations

import asyncio
import gc
import logging
import weakref
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from drafter.checker import RuleSource
from drafter.store.store import Store
from drafter.verdict.overlay import RuleChange
from drafter.verdict.packs import Packs
from drafter.web.workspace_rules import RulesByWorkspace
from tests.guardrails_kit import quotes, rule, write_guardrails

IT = "en/guarantee/it"
MINE = RuleChange(rule="en/blunt/mine", toml=rule(phrases="promise*", rejects="We promise it."))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store(f"sqlite:///{tmp_path}/drafter.db").opened() as store:
        yield store


@pytest.fixture
def shipped(tmp_path: Path) -> Packs:
    return Packs(write_guardrails(tmp_path / "guardrails", {f"{IT}.toml": rule(phrases="guarantee*")}))


async def _put_in_force(store: Store, change: RuleChange = MINE, workspace: str = "default") -> None:
    proposals = store.shelf(workspace).proposals
    assert await proposals.approve(await proposals.propose(change, by="one"), by="other", after=await proposals.standing())


def _stops(rules: RuleSource, text: str = "We promise and guarantee it.") -> list[str]:
    return quotes(rules.pack("en"), text)


async def test_a_workspace_without_changes_has_the_shipped_packs_themselves(store: Store, shipped: Packs) -> None:
    rules = RulesByWorkspace(store, shipped)
    await rules.look()
    assert rules.of("default") is shipped


async def test_a_look_takes_up_what_was_approved_and_what_was_reverted(store: Store, shipped: Packs) -> None:
    rules = RulesByWorkspace(store, shipped)
    await _put_in_force(store)
    await rules.look()
    assert ["promise", "guarantee"] == _stops(rules.of("default"))
    assert rules.of("another") is shipped
    (live,) = await store.shelf().proposals.live()
    await store.shelf().proposals.end(live, by="other")
    await rules.look()
    assert rules.of("default") is shipped


async def test_the_packs_of_those_who_asked_last_are_kept_and_others_are_made_when_they_ask(store: Store, shipped: Packs) -> None:
    names = ["one", "two", "three"]
    for name in names:
        await store.add_workspace(name)
        await _put_in_force(store, workspace=name)
    shipped.pack("en")
    rules = RulesByWorkspace(store, shipped, kept=2)
    await rules.look()
    asked = {}
    for name in names:
        asked[name] = weakref.ref(await rules.made(name))
        assert ["promise", "guarantee"] == _stops(await rules.made(name))
    await rules.look()
    gc.collect()
    assert {"one": False, "two": True, "three": True} == {name: each() is not None for name, each in asked.items()}
    assert ["promise", "guarantee"] == _stops(rules.of("one"))
    gc.collect()
    assert asked["two"]() is None, "the one that has not asked for longest"


async def test_what_is_approved_for_a_workspace_whose_pack_is_not_kept_judges_when_it_asks(store: Store, shipped: Packs) -> None:
    rules = RulesByWorkspace(store, shipped, kept=1)
    await store.add_workspace("another")
    await _put_in_force(store, workspace="another")
    await rules.look()
    await _put_in_force(store)
    await rules.look()
    assert ["promise", "guarantee"] == _stops(rules.of("default"))
    await _put_in_force(store, RuleChange(rule="en/blunt/mine", toml=rule(phrases="assure*", rejects="We assure it.")), "another")
    await rules.look()
    assert ["guarantee"] == _stops(rules.of("another"))


async def test_looking_goes_on_by_itself_and_outlasts_a_database_that_is_away(
    store: Store, shipped: Packs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rules = RulesByWorkspace(store, shipped)
    looking = asyncio.create_task(rules.look_every(0.001))
    try:
        async with asyncio.timeout(10):
            async with store._connections.writing() as connection:
                await connection.exec_driver_sql("ALTER TABLE rule_proposals RENAME TO elsewhere")
            while not caplog.records:
                await store.workspaces()
            async with store._connections.writing() as connection:
                await connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO rule_proposals")
            await _put_in_force(store)
            while rules.of("default") is shipped:
                await store.workspaces()
    finally:
        looking.cancel()
    assert ["promise", "guarantee"] == _stops(rules.of("default"))
    assert 1 == sum("could not be looked after" in one.message for one in caplog.records if one.levelno >= logging.ERROR), "told once, not each time"


async def test_edited_shipped_rules_come_under_the_workspaces_own(store: Store, shipped: Packs) -> None:
    rules = RulesByWorkspace(store, shipped)
    shipped.pack("en")
    await _put_in_force(store)
    await rules.look()
    before = rules.of("default").pack("en").version
    write_guardrails(shipped.guardrails, {f"{IT}.toml": rule(phrases="assure*", rejects="We assure you.")})
    shipped.put_in_force(shipped.build("en"))
    await rules.look()
    assert ["promise", "assure"] == _stops(rules.of("default"), "We promise, and assure you, and guarantee it.")
    assert before != rules.of("default").pack("en").version


async def test_a_change_that_does_not_fit_the_shipped_files_any_more_is_left_out_and_told(
    store: Store, shipped: Packs, caplog: pytest.LogCaptureFixture
) -> None:
    rules = RulesByWorkspace(store, shipped)
    await _put_in_force(store)
    await _put_in_force(store, RuleChange(rule="en/blunt/listed", toml=rule(phrases="<no-such-list>")))
    shipped.pack("en")
    await rules.look()
    await rules.look()
    assert ["promise", "guarantee"] == _stops(rules.of("default"))
    (told,) = [one.message for one in caplog.records if one.levelno >= logging.ERROR]
    assert "Workspace default" in told
    assert "en/blunt/listed.toml:" in told

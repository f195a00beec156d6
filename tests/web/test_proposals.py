"""`/v1/rules/proposals`: one proposes, another approves, one call takes back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from drafter.app import create_app
from drafter.settings import Settings
from drafter.store.store import Store
from tests.web.conftest import ADDRESS, PARCEL, TOKEN, Script, held_to_the_shape
from tests.web.keys import new_key
from tests.web.rules import FAST, LIGHTNING, RULE

Service = TestClient[Litestar]


@dataclass
class Team:
    """Two people of one workspace, and what they may do."""

    service: Service
    workspace: str
    one: dict[str, str]
    other: dict[str, str]

    def propose(self, rule: str = RULE, toml: str | None = LIGHTNING, **more: Any) -> Any:
        return self.service.post("/v1/rules/proposals", json={"rule": rule, "toml": toml, **more}, headers=self.one)

    def approve(self, proposal: str) -> Any:
        return self.service.post(f"/v1/rules/proposals/{proposal}/approval", headers=self.other)

    def revert(self, proposal: str) -> Any:
        return self.service.post(f"/v1/rules/proposals/{proposal}/reversal", headers=self.other)

    def put_in_force(self, **change: Any) -> str:
        proposal: str = self.propose(**change).json()["id"]
        assert 200 == self.approve(proposal).status_code
        return proposal

    def stops(self, text: str = FAST) -> list[str]:
        """The rules that stop a text."""
        return [one["rule"] for one in self._check(text)["findings"]]

    def pack(self) -> str:
        version: str = self._check(FAST)["pack"]
        return version

    def _check(self, text: str) -> dict[str, Any]:
        answer = self.service.post("/v1/checks?trace=true", json={"text": text, "language": "en"}, headers=self.one)
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def team(service: Service, database_url: str) -> Team:
    workspace = uuid4().hex
    return Team(service, workspace, new_key(database_url, "qa", workspace), new_key(database_url, "lead", workspace))


def test_a_rule_judges_from_the_moment_when_a_second_person_approves_it(team: Team) -> None:
    shipped = team.pack()
    proposed = team.propose(note="The couriers asked for it.")
    assert 201 == proposed.status_code, proposed.text
    assert ("waiting", False, "The couriers asked for it.") == tuple(proposed.json()[key] for key in ("state", "in_force", "note"))
    assert ([], shipped) == (team.stops(), team.pack())
    approved = team.approve(proposed.json()["id"]).json()
    assert ("approved", True) == (approved["state"], approved["in_force"])
    assert approved["proposed_by"] != approved["approved_by"]
    assert [RULE] == team.stops()
    assert team.pack().startswith(f"{shipped}+")


def test_nobody_approves_what_they_proposed(team: Team) -> None:
    proposal = team.service.post("/v1/rules/proposals", json={"rule": RULE, "toml": LIGHTNING}, headers=team.other).json()["id"]
    held_to_the_shape(team.approve(proposal), 403, "second-person-needed")
    assert [] == team.stops()


def test_one_call_reverts_and_the_shipped_pack_judges_again(team: Team) -> None:
    shipped, proposal = team.pack(), team.put_in_force()
    reverted = team.revert(proposal).json()
    assert ("reverted", False) == (reverted["state"], reverted["in_force"])
    assert ([], shipped) == (team.stops(), team.pack())
    held_to_the_shape(team.revert(proposal), 409, "proposal-settled")
    held_to_the_shape(team.approve(proposal), 409, "proposal-settled")


def test_whoever_reverts_hears_which_sentences_a_later_rule_does_not_keep_any_more(team: Team) -> None:
    off = team.put_in_force(rule="en/guarantee/no-guarantees", toml=None)
    relies = team.put_in_force(toml=LIGHTNING.replace("Thank you for writing.", "We guarantee it will arrive."))
    reverted = team.revert(off).json()
    assert "reverted" == reverted["state"]
    (told,) = reverted["unproved"]
    assert told.startswith(f"{RULE}.toml:")
    assert "'We guarantee it will arrive.'" in told
    assert [] == team.revert(relies).json()["unproved"]


def test_of_two_changes_of_one_rule_the_later_holds_and_behind_it_stands_the_earlier(team: Team) -> None:
    first = team.put_in_force()
    second = team.put_in_force(toml=LIGHTNING.replace("lightning fast", "with the speed of a comet"))
    assert ([], [RULE]) == (team.stops(), team.stops("Our repairs are with the speed of a comet."))
    listed = {one["id"]: one["in_force"] for one in team.service.get("/v1/rules/proposals", headers=team.one).json()["proposals"]}
    assert {first: False, second: True} == listed
    team.revert(second)
    assert [RULE] == team.stops()


def test_a_shipped_rule_is_switched_off_for_this_workspace_alone(team: Team, database_url: str) -> None:
    text = "We guarantee that your parcel arrives."
    (rule,) = team.stops(text)
    team.put_in_force(rule=rule, toml=None)
    assert [] == team.stops(text)
    listed = team.service.get("/v1/rules?language=en", headers=team.one).json()
    assert rule not in [one["id"] for one in listed["rules"]]
    others = new_key(database_url, "qa", uuid4().hex)
    assert "reject" == team.service.post("/v1/checks", json={"text": text, "language": "en"}, headers=others).json()["verdict"]
    assert rule in team.service.get("/v1/rules?language=en", headers=others).text


def test_a_draft_is_judged_by_the_workspaces_rules_and_its_verdict_says_by_which(team: Team, script: Script) -> None:
    team.put_in_force()
    script(f"Thank you for writing. {FAST}", "Thank you for writing. We are looking into it.")
    draft = team.service.post("/v1/drafts", json=PARCEL, headers=team.one).json()["id"]
    attempt = team.service.get(f"/v1/drafts/{draft}", headers=team.one).json()["attempts"][0]
    assert "Stopped: No lightning" in attempt["verdict"]["in_words"]
    assert team.pack() == attempt["verdict"]["pack"]


@pytest.mark.parametrize(
    ("rule", "toml", "where", "what"),
    [
        (RULE, "title = 1", "$.toml:1", "text"),
        (RULE, LIGHTNING.replace("lightning fast", "lightning ((", 1), "$.toml:7", "phrase"),
        (RULE, LIGHTNING.replace("why ", "whye"), "$.toml:4", "Unknown key"),
        (RULE, "x" * 10, "$.toml:1", "not TOML"),
        (RULE, LIGHTNING.replace("lightning fast", "(" * 500 + "a" + ")" * 500, 1), "$.toml:7", "nested too deep"),
        (RULE, "x = " + "[" * 5_000, "$.toml:1", "TOML"),
        ("en/instant", LIGHTNING, "$.rule", "no id of a rule"),
        ("en/../x", LIGHTNING, "$.rule", "no id of a rule"),
        ("xx/instant/x", LIGHTNING, "$.rule", "no language"),
        ("en/instnt/x", LIGHTNING, "$.toml", "no family"),
        ("en/instant/no-such-rule", None, "$.rule", "to switch off"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_line(team: Team, rule: str, toml: str | None, where: str, what: str) -> None:
    problem = held_to_the_shape(team.propose(rule=rule, toml=toml), 422, "invalid-input")
    assert where == problem["errors"][0]["where"]
    assert what in problem["errors"][0]["what"]


def test_a_rule_that_does_not_do_what_its_sentences_say_is_refused_with_the_sentence(team: Team) -> None:
    problem = held_to_the_shape(team.propose(toml=LIGHTNING.replace("are lightning fast", "are swift")), 422, "rule-not-proved")
    assert f"{RULE}.toml:10 rejects" == problem["errors"][0]["where"]
    assert "Our repairs are swift." in problem["errors"][0]["what"]


def test_a_rule_that_stops_what_another_rule_advises_is_refused(team: Team) -> None:
    greedy = LIGHTNING.replace("lightning fast\n", "lightning fast\nlabel fragile\n", 1)
    problem = held_to_the_shape(team.propose(toml=greedy), 422, "rule-not-proved")
    assert any("say_instead" in one["where"] and RULE in one["what"] for one in problem["errors"])


@pytest.mark.parametrize("words", ["let me explain why", "thank you for your message", "matters to me"])
def test_a_rule_that_stops_the_composers_own_words_is_refused_with_them(team: Team, words: str) -> None:
    greedy = LIGHTNING.replace("lightning fast\n", f"lightning fast\n{words}\n", 1)
    tried = team.service.post("/v1/rules/try", json={"rule": RULE, "toml": greedy}, headers=team.one)
    problem = held_to_the_shape(team.propose(toml=greedy), 422, "rule-not-proved")
    for told in (problem["errors"], tried.json()["complaints"]):
        assert any("prompts/en/reply.md.j2" == one["where"] and f"{RULE} stops '{words}'" in one["what"].lower() for one in told)


def test_what_waits_is_withdrawn_and_what_is_in_force_is_not_taken_back_by_qa(team: Team) -> None:
    waiting, approved = team.propose().json()["id"], team.put_in_force(rule="en/instant/another")
    withdrawn = team.service.post(f"/v1/rules/proposals/{waiting}/reversal", headers=team.one).json()
    assert "withdrawn" == withdrawn["state"]
    held_to_the_shape(team.service.post(f"/v1/rules/proposals/{approved}/reversal", headers=team.one), 403, "forbidden")
    assert ["en/instant/another"] == team.stops()


def test_every_step_is_audited_with_the_key_that_took_it(team: Team, database_url: str) -> None:
    proposal = team.put_in_force()
    team.revert(proposal)

    async def audited() -> list[Any]:
        async with Store(database_url).opened() as store:
            return [each.entry for each in await store.shelf(team.workspace).audit()]

    steps = [entry for entry in asyncio.run(audited()) if entry.action.startswith("rules.")]
    assert ["rules.revert", "rules.approve", "rules.propose"] == [entry.action for entry in steps]
    assert {RULE} == {entry.subject for entry in steps}
    assert steps[0].actor == steps[1].actor != steps[2].actor


def test_a_worker_that_starts_judges_by_what_was_approved_before(team: Team, database_url: str) -> None:
    team.put_in_force()
    with TestClient(create_app(Settings(token=TOKEN, database_url=database_url), writers=(), read_first=True), base_url=ADDRESS) as started:
        assert [RULE] == Team(started, team.workspace, team.one, team.other).stops()

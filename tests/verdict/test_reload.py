"""Edited rules come into force while everything goes on, or are refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drafter.text.language import LanguageDetector
from drafter.verdict.judge import judge
from drafter.verdict.packs import Packs
from drafter.verdict.reload import News, Refused, Reloaded, Reloader, Restored
from tests.guardrails_kit import quotes, rule, write_guardrails

DETECTOR = LanguageDetector({})
IT = "en/guarantee/it.toml"
SOUND = rule(phrases="guarantee*")


class Edited:
    """A guardrails folder with a reloader that has looked at it once."""

    def __init__(self, folder: Path) -> None:
        self.folder = write_guardrails(folder, {IT: SOUND, "kk/guarantee/it.toml": rule(phrases="кепіл*", rejects="Кепілдік.", passes="Рақмет.")})
        self.packs = Packs(folder)
        for language in ("en", "kk"):
            self.packs.pack(language)
        self.reloader = Reloader(self.packs, DETECTOR)
        assert [] == self.reloader.look()

    def save(self, text: str, name: str = IT) -> list[News]:
        write_guardrails(self.folder, {name: text})
        return self.reloader.look()


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    return Edited(tmp_path)


def test_an_edit_that_proves_itself_comes_into_force_and_every_verdict_is_stamped_with_its_pack(edited: Edited) -> None:
    before = edited.packs.pack("en")
    (news,) = edited.save(rule(phrases="guarantee*\npromise*"))
    assert isinstance(news, Reloaded)
    assert ("en", ("en/guarantee/it",), before) == (news.language, news.rules, news.before)
    now = edited.packs.pack("en")
    assert now is news.pack
    assert ["promise"] == quotes(now, "We promise it.")
    assert [] == quotes(before, "We promise it."), "whoever holds the pack before finishes with that"
    assert [before.version, now.version] == [judge("Hello.", pack, DETECTOR).pack for pack in (before, now)]
    assert before.version != now.version
    assert [] == edited.reloader.look()


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("title = ", "en/guarantee/it.toml:1", "not TOML"),
        (SOUND.replace("phrases", "phrazes"), "en/guarantee/it.toml:6", "Unknown key 'phrazes'"),
        (rule(phrases="(guarantee"), "en/guarantee/it.toml:7", "guarantee"),
        (rule(phrases="promise*"), "en/guarantee/it.toml:10 rejects", "is not stopped by this rule"),
        (rule(phrases="guarantee*\nthank*"), "en/guarantee/it.toml:14 passes", "is stopped"),
    ],
)
def test_a_broken_edit_is_refused_with_its_place_and_the_old_pack_judges_on(edited: Edited, text: str, where: str, what: str) -> None:
    before = edited.packs.pack("en")
    (news,) = edited.save(text)
    assert isinstance(news, Refused)
    assert ("en", before.version) == (news.language, news.version)
    assert where == news.problems[0].where
    assert what in news.problems[0].what
    assert edited.packs.pack("en") is before
    assert ["guarantee"] == quotes(edited.packs.pack("en"), "We guarantee it.")


def test_a_refusal_is_told_once_and_the_mended_edit_comes_into_force(edited: Edited) -> None:
    assert [Refused] == [type(news) for news in edited.save("title = ")]
    assert [] == edited.reloader.look()
    assert [] == edited.save("title = "), "saved again as it was"
    assert [Reloaded] == [type(news) for news in edited.save(rule(phrases="guarantee*\npromise*"))]


def test_an_edit_that_is_taken_back_restores_what_was(edited: Edited) -> None:
    before = edited.packs.pack("en")
    edited.save("title = ")
    assert [Restored("en", before.version)] == edited.save(SOUND)
    assert edited.packs.pack("en") is before


def test_a_rule_that_stops_what_another_rule_lets_pass_is_refused(edited: Edited) -> None:
    (news,) = edited.save(rule(phrases="writing", rejects="It is in writing.", passes="We call.", say_instead="We call."), "en/blunt/writing.toml")
    assert isinstance(news, Refused)
    assert ["en/guarantee/it.toml:13 passes"] == [problem.where for problem in news.problems]


def test_a_file_that_is_deleted_is_an_edit_too(edited: Edited) -> None:
    edited.save(rule(phrases="never", rejects="Never."), "en/blunt/never.toml")
    (edited.folder / "en/blunt/never.toml").unlink()
    (news,) = edited.reloader.look()
    assert isinstance(news, Reloaded)
    assert ("en/blunt/never",) == news.rules
    assert [] == quotes(edited.packs.pack("en"), "Never.")


def test_a_language_whose_folder_goes_is_still_judged(edited: Edited) -> None:
    shutil.rmtree(edited.folder / "kk")
    (news,) = edited.reloader.look()
    assert isinstance(news, Refused)
    assert ["кепілдік"] == quotes(edited.packs.pack("kk"), "Біз кепілдік береміз.")


def test_one_broken_language_keeps_no_other_from_changing(edited: Edited) -> None:
    write_guardrails(edited.folder, {"kk/guarantee/it.toml": "title = "})
    news = edited.save(rule(phrases="guarantee*\npromise*"))
    assert {"en": Reloaded, "kk": Refused} == {each.language: type(each) for each in news}


def test_what_all_languages_share_reloads_all_and_proves_every_rule(edited: Edited) -> None:
    news = edited.save("[numbers]\n3 = 'three'\n", "en/lexicon.toml")
    assert [("en", Reloaded), ("kk", Reloaded)] == [(each.language, type(each)) for each in news], "briefs in English are read for Kazakh drafts too"


def test_an_editors_own_files_are_no_edit(edited: Edited) -> None:
    assert [] == edited.save("half a ru", "en/guarantee/.it.toml.swp")
    assert [] == edited.save("half a ru", "en/guarantee/it.toml~")

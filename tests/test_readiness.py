"""What a language lacks is told before it goes live."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from drafter.cli import main
from drafter.house import House, open_house
from drafter.readiness import lacks
from drafter.settings import Settings


@pytest.fixture
def copied(tmp_path: Path) -> Settings:
    """The shipped content, where a test may change it."""
    shipped = open_house(Settings()).content
    shutil.copytree(shipped.prompts, tmp_path / "prompts")
    shutil.copytree(shipped.guardrails, tmp_path / "guardrails")
    return Settings(prompts=tmp_path / "prompts", guardrails=tmp_path / "guardrails")


def environment(settings: Settings) -> dict[str, str | None]:
    return {"DRAFTER_PROMPTS": str(settings.prompts), "DRAFTER_GUARDRAILS": str(settings.guardrails)}


def problems(house: House, code: str) -> list[str]:
    return [str(problem) for problem in lacks(house, house.library.language(code))]


def test_every_shipped_language_that_is_live_lacks_nothing() -> None:
    house = open_house(Settings())
    assert {} == {language.code: found for language in house.library.languages() if language.is_live and (found := lacks(house, language))}


def test_a_new_language_is_a_draft_whose_texts_are_all_still_to_write(copied: Settings) -> None:
    made = CliRunner().invoke(main, ["new-language", "sw", "--from", "en"], env=environment(copied))
    assert 0 == made.exit_code
    assert "[ ]" in made.output
    house = open_house(copied)
    assert not house.library.language("sw").is_live
    found = problems(house, "sw")
    assert any("words.toml" in line and "still the text of 'en'" in line for line in found)
    assert any("guardrails/sw/guarantee: There is no rule in this family." in line for line in found)
    assert any("guardrails/sw/any.toml: The rule any/leak/machinery is worded in English." in line for line in found)
    assert any("sw/language.toml: There are 0 marker words" in line for line in found)
    assert any("sw/language.toml: 'locale' is still that of 'en'." in line for line in found)
    assert any("sw/examples/1-damaged-kettle.toml: 'reply' is still the text of 'en'" in line for line in found)


def test_a_language_begun_does_not_blur_what_the_others_are_known_by(copied: Settings) -> None:
    CliRunner().invoke(main, ["new-language", "sw", "--from", "en"], env=environment(copied))
    assert "en" == open_house(copied).detector.detect("Where is the parcel that I ordered?")


def test_a_language_with_one_folder_or_a_lost_file_is_completed_and_nothing_is_overwritten(copied: Settings) -> None:
    assert copied.prompts is not None
    assert copied.guardrails is not None
    CliRunner().invoke(main, ["new-language", "sw"], env=environment(copied))
    shutil.rmtree(copied.guardrails / "sw")
    shutil.rmtree(copied.prompts / "sw" / "examples")
    (copied.prompts / "sw" / "examples").mkdir()
    (copied.prompts / "sw" / "examples" / "1-own.toml").write_text("mine", encoding="utf-8")
    for name in ("words.toml", "demo.toml"):
        (copied.prompts / "sw" / name).unlink()
    (copied.prompts / "sw" / "channels.toml").write_text("mine", encoding="utf-8")

    again = CliRunner().invoke(main, ["new-language", "sw"], env=environment(copied))

    assert 0 == again.exit_code
    assert "completed from en; nothing that was there is changed" in again.output
    assert "mine" == (copied.prompts / "sw" / "channels.toml").read_text(encoding="utf-8")
    assert ["1-own.toml"] == [path.name for path in (copied.prompts / "sw" / "examples").iterdir()]
    assert (copied.prompts / "sw" / "words.toml").exists()
    assert not (copied.prompts / "sw" / "demo.toml").exists()
    assert {"any.toml", "context.toml", "fold.toml", "lexicon.toml", "lists.toml"} == {path.name for path in (copied.guardrails / "sw").iterdir()}
    for path in ("sw/words.toml", "sw/lexicon.toml", "sw/guarantee/"):
        assert path in again.output
    assert "sw/channels.toml" not in again.output


def test_a_language_that_lacks_no_file_is_left_as_it_is(copied: Settings) -> None:
    CliRunner().invoke(main, ["new-language", "sw"], env=environment(copied))
    assert "sw has all its files; nothing was made or changed." in CliRunner().invoke(main, ["new-language", "sw"], env=environment(copied)).output


def test_what_a_new_language_lacks_is_told_file_by_file_and_in_full_on_demand(copied: Settings) -> None:
    CliRunner().invoke(main, ["new-language", "sw"], env=environment(copied))
    brief = CliRunner().invoke(main, ["languages"], env=environment(copied)).output
    full = CliRunner().invoke(main, ["languages", "--all"], env=environment(copied)).output
    assert "more in this file)" in brief
    assert "in all; --all lists each" in brief
    assert len(brief.splitlines()) < 25 < 100 < len(full.splitlines())


def test_a_draft_language_is_previewed_and_refused_to_agents(copied: Settings) -> None:
    CliRunner().invoke(main, ["new-language", "sw"], env=environment(copied))
    ticket = '{"language": "sw", "conversation": [{"author": "customer", "text": "Where is my parcel?"}]}'
    refused = CliRunner().invoke(main, ["draft", "-"], input=ticket, env=environment(copied))
    assert 2 == refused.exit_code
    assert "'sw'" in refused.output
    # Nothing is translated yet, so the preview is stopped for what it is: a text in another language.
    previewed = CliRunner().invoke(main, ["draft", "-", "--preview"], input=ticket, env=environment(copied))
    assert 1 == previewed.exit_code
    assert "The wrong language" in previewed.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new-language", "Swahili"], "no language code"),
        (["new-language", "sw", "--from", "eng"], "Did you mean 'en'?"),
    ],
)
def test_a_language_that_cannot_be_made_is_refused_and_nothing_is_written(arguments: list[str], said: str, copied: Settings) -> None:
    refused = CliRunner().invoke(main, arguments, env=environment(copied))
    assert 2 == refused.exit_code
    assert said in refused.output
    assert copied.prompts is not None
    assert not (copied.prompts / "sw").exists()


def test_a_language_dropped_in_from_outside_is_drafted_in_without_an_edit_anywhere(copied: Settings) -> None:
    """Two folders are all it takes; here those of a language that ships, under a name that nothing knows."""
    for folder in (copied.prompts, copied.guardrails):
        assert folder is not None
        shutil.move(folder / "kk", folder / "xx")
    brief = '{"follow_up": {"at": "2026-11-27"}}'
    ticket = f'{{"language": "xx", "today": "2026-11-22", "conversation": [{{"author": "customer", "text": "?"}}], "brief": {brief}}}'
    drafted = CliRunner().invoke(main, ["draft", "-"], input=ticket, env=environment(copied))
    assert 0 == drafted.exit_code
    assert "27 қараша" in drafted.output
    stopped = CliRunner().invoke(main, ["check", "-", "-l", "xx"], input="Біз кепілдік береміз.", env=environment(copied))
    assert 1 == stopped.exit_code
    assert "xx/guarantee/" in stopped.output


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        (
            "I am checking what we can do for you here.",
            "We guarantee a solution.",
            "In the reply for answer, email, an empty brief the rule en/guarantee/",
        ),
        ("this done {{ timeline }}", "this done within two hours", "feasibility possible the rule any/ungrounded/time stops "),
        ("Part of what you are asking for is possible.", "{{ 1 // 0 }}", "feasibility partly_possible cannot be composed: "),
        ("{{ follow_up }} to", "I will be back to", "any/missing/follow-up stops it: "),
    ],
)
def test_a_template_that_composes_an_unsound_reply_is_told_with_its_name(copied: Settings, written: str, instead: str, told: str) -> None:
    assert copied.prompts is not None
    template = copied.prompts / "en" / "reply.md.j2"
    text = template.read_text(encoding="utf-8")
    assert written in text
    template.write_text(text.replace(written, instead), encoding="utf-8")

    found = problems(open_house(copied), "en")

    assert any(line.startswith("prompts/en/reply.md.j2: ") and told in line for line in found), found

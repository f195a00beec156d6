"""The furnished house: what the settings and the content make of it, and what it does not load."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.completion.guarded_writer import GuardedWriter
from drafter.content import find_content
from drafter.errors import InvalidContent, InvalidSetting
from drafter.house import open_house
from drafter.settings import Settings
from tests.guardrails_kit import rule, write_guardrails
from tests.tickets import checking


def test_the_shipped_house_checks_a_text_in_english_and_in_kazakh() -> None:
    house = open_house(Settings())
    assert {"en", "kk"} <= set(house.rules.languages)
    assert not house.check(checking("We guarantee that it arrives tomorrow."))[1].passed
    assert not house.check(checking("Ертең жеткізілетініне кепілдік береміз.", language="kk"))[1].passed


def test_folders_may_be_put_elsewhere_and_a_missing_one_is_told(tmp_path: Path) -> None:
    write_guardrails(tmp_path, {"en/blunt/it.toml": rule(phrases="promise")})
    house = open_house(Settings(guardrails=tmp_path))
    assert ("en",) == house.rules.languages
    assert not house.check(checking("We promise."))[1].passed
    with pytest.raises(InvalidContent, match="Set DRAFTER_GUARDRAILS to one, or unset it"):
        open_house(Settings(guardrails=tmp_path / "absent"))


def test_mail_programs_and_neighbour_languages_are_those_of_the_folder_that_the_settings_name(tmp_path: Path) -> None:
    mail, languages = "devices = 'kettle'\n[xx]\nfooters = 'Beamed from …'\n", "[nl]\nwords = 'ketel fluit'\n"
    write_guardrails(tmp_path, {"any/mail.toml": mail, "any/languages.toml": languages, "en/blunt/it.toml": rule(phrases="promise")})
    request = checking("We promise.", conversation=[{"author": "customer", "text": "Where is it?\n\nBeamed from my kettle"}])
    for settings, text, language in ((Settings(guardrails=tmp_path), "Where is it?", "nl"), (Settings(), request.conversation[0].text, None)):
        house = open_house(settings)
        brief, _ = house.check(request)
        assert (text, language) == (brief.conversation[0].text, house.detector.detect("Ketel fluit 12"))


def test_the_workspaces_language_is_one_that_there_is(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=r"DRAFTER_LANGUAGE: 'dee' is no language with rules\. Did you mean 'de'\?"):
        open_house(Settings(language="dee"))
    shutil.copytree(find_content().prompts, tmp_path / "prompts")
    about = tmp_path / "prompts" / "kk" / "language.toml"
    about.write_text(re.sub(r"(?m)^status\s*=.*$", "status = 'draft'", about.read_text(encoding="utf-8")), encoding="utf-8")
    house = open_house(Settings(language="kk", prompts=tmp_path / "prompts"))
    with pytest.raises(InvalidSetting, match="DRAFTER_LANGUAGE: 'kk' is no live language"):
        house.pipeline()
    assert house.pipeline(preview=True)


def test_models_are_asked_in_the_order_of_the_settings() -> None:
    assert () == open_house(Settings()).writers()
    settings = Settings(model="a", model_url="http://a.test/v1", fallback_model="b", fallback_url="http://b.test/v1")
    writers = open_house(settings).writers()
    assert ["a", "b"] == [writer.name for writer in writers]
    assert all(isinstance(writer, GuardedWriter) for writer in writers)


def test_a_check_loads_neither_the_models_client_nor_templates_nor_the_service() -> None:
    """`drafter check` starts fast; this is what it must not import."""
    program = (
        "import sys; from drafter.house import open_house; from drafter.request import CheckRequest;"
        "open_house().check(CheckRequest(text='We guarantee it.', language='en'));"
        "print([name for name in ('openai', 'jinja2', 'litestar', 'lingua', 'tiktoken') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert "[]" == done.stdout.strip()

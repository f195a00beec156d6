import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from drafter.completion.frame import greeting
from drafter.content import find_content, languages_in
from drafter.errors import InvalidContent
from drafter.prompt.library import Library
from drafter.prompt.render import render
from tests.prompt.briefs import LIBRARY, brief_of

CODES = languages_in(find_content().prompts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A `prompts/` folder of its own, with English in it."""
    shutil.copytree(find_content().prompts, tmp_path / "prompts", ignore=lambda _, names: [name for name in names if name in CODES and name != "en"])
    return tmp_path / "prompts"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_every_file_of_every_shipped_language_can_be_read(code: str) -> None:
    LIBRARY.language(code).read_all()


@pytest.mark.parametrize("code", CODES)
def test_the_system_prompt_of_every_language_has_at_least_1024_and_at_most_3000_tokens(code: str) -> None:
    assert 1024 <= LIBRARY.tokens.count(LIBRARY.language(code).system_prompt) <= 3000


@pytest.mark.parametrize("code", CODES)
def test_a_system_prompt_holds_at_least_two_examples(code: str) -> None:
    assert 2 <= LIBRARY.language(code).system_prompt.count("<example>")


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_six_examples_over_several_channels_with_the_three_hard_cases(code: str) -> None:
    requests = [example.request for example in LIBRARY.language(code).examples.values()]

    assert 6 <= len(requests)
    assert 4 <= len({request.channel for request in requests})
    assert any(request.brief and request.brief.feasibility == "not_possible" for request in requests)
    assert any(request.brief and request.brief.fault == "ours" for request in requests)
    assert any(request.brief is not None and not any(getattr(request.brief, key) for key in request.brief.__struct_fields__) for request in requests)


@pytest.mark.parametrize("code", CODES)
def test_a_live_language_can_be_told_by_at_least_forty_words(code: str) -> None:
    assert 40 <= len(LIBRARY.language(code).marker_words)


def test_languages_are_discovered_by_listing_folders(folder: Path) -> None:
    shutil.copytree(folder / "en", folder / "xx")
    change(folder / "xx" / "language.toml", "'live'", "'draft'")
    library = Library(folder)

    assert ["en", "xx"] == [language.code for language in library.languages()]
    assert ("en",) == library.live()


def test_listing_the_languages_imports_neither_a_template_engine_nor_a_calendar() -> None:
    code = (
        "import sys; from drafter.content import find_content; from drafter.prompt.library import Library;"
        "Library(find_content().prompts).languages();"
        "print([m for m in ('jinja2', 'babel', 'tiktoken', 'phonenumbers', 'stdnum') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


def test_an_unknown_language_is_refused_with_what_there_is(folder: Path) -> None:
    with pytest.raises(InvalidContent, match=r"prompts/eng: There is no such language folder\. Did you mean 'en'\?"):
        Library(folder).language("eng")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("language.toml", "native ", "nativ ", "prompts/en/language.toml:2: Unknown key 'nativ'. Did you mean 'native'?"),
        ("language.toml", "'live'", "'alive'", "language.toml:5: 'alive' is not allowed here. Did you mean 'live'?"),
        ("language.toml", "[address]", "reviewed_by = 'A reader'\n[address]", "'reviewed_by' and 'reviewed_on' stand together"),
        ("principles.toml", "[realism]", "[realist]", "Unknown key 'realist'. Did you mean 'realism'?"),
        ("channels.toml", "shape = 'points'", "shape = 'point'", "'point' is not allowed here. Did you mean 'points'?"),
        ("customers.toml", "[critic]", "[critics]", "Unknown key 'critics'. Did you mean 'critic'?"),
        ("words.toml", "by            = 'by {moment}'", "by = 'by {time}'", "'by {time}' needs {moment}, and has {time}"),
        ("words.toml", "'{n} days'", "'{m} days'", "In 'days.other', '{m} days' needs {n}"),
        ("words.toml", "{one = '{n} day', other = '{n} days'}", "{other = '{n} days'}", "The unit 'days' lacks the plural forms one"),
        ("language.toml", "'en_GB'", "'english'", "language.toml: Babel knows no locale 'english'"),
        (
            "examples/1-damaged-kettle.toml",
            "channel = 'email'",
            "chanel = 'email'",
            "1-damaged-kettle.toml:13: Unknown key 'chanel'. Did you mean 'channel'?",
        ),
        (
            "examples/1-damaged-kettle.toml",
            "2026-11-27T15:00",
            "2026-11-20T15:00",
            "examples/1-damaged-kettle.toml: $.brief.follow_up.at: 2026-11-20 is before",
        ),
        ("reply.md.j2", "{{ timeline }}", "{{ timline }}", "Unknown variable 'timline'. Did you mean 'timeline'?"),
    ],
)
def test_a_mistake_in_any_file_is_refused_with_its_place_and_what_was_probably_meant(
    folder: Path, file: str, old: str, new: str, expected: str
) -> None:
    change(folder / "en" / file, old, new)

    with pytest.raises(InvalidContent) as raised:
        Library(folder).language("en").read_all()

    assert expected in str(raised.value)


def test_a_template_that_is_missing_or_not_utf_8_is_named(folder: Path) -> None:
    (folder / "en" / "repair.md.j2").write_bytes(b"caf\xe9")
    with pytest.raises(InvalidContent, match=r"prompts/en/repair\.md\.j2: The file is not UTF-8 \(byte 3\)"):
        Library(folder).language("en").template("repair")

    (folder / "en" / "repair.md.j2").unlink()
    with pytest.raises(InvalidContent, match=r"prompts/en/repair\.md\.j2: The template cannot be read"):
        Library(folder).language("en").template("repair")


def test_examples_that_find_no_room_in_the_system_prompt_are_left_out_from_the_end(folder: Path) -> None:
    change(folder / "contract.toml", "tokens_at_most = 3000", "tokens_at_most = 2000")
    prompt = Library(folder).language("en").system_prompt

    assert "My kettle died" in prompt
    assert "Mill Lane" not in prompt


def test_a_system_prompt_that_is_too_short_for_the_providers_cache_is_refused(folder: Path) -> None:
    (folder / "en" / "system.md.j2").write_text("You write replies.", encoding="utf-8")

    with pytest.raises(InvalidContent, match="needs 1024 to 3000"):
        _ = Library(folder).language("en").system_prompt


@pytest.mark.parametrize(("keys", "expected"), [({}, "informal"), ({"tone": "formal"}, "formal"), ({"tone": "warm"}, "informal")])
def test_prompt_and_greeting_agree_on_the_form_of_address(keys: dict[str, Any], expected: str) -> None:
    english, brief = LIBRARY.language("en"), brief_of(customer={"name": "Ana"}, **keys)
    assert getattr(english.about.address, expected) in render(brief, LIBRARY).messages[1].content
    assert getattr(english.words.greetings.email, expected).format(name="Ana") == greeting(brief, english)


@pytest.mark.parametrize(
    "source",
    ["{{ ''.__class__.__mro__ }}", "{{ [].append(1) }}", "{{ 1 + 'a' }}", "{{ 1 // 0 }}", "{% for x in 5 %}{% endfor %}"],
)
def test_a_template_that_breaks_is_named_with_its_line(folder: Path, source: str) -> None:
    """Also one that tries to leave the sandbox."""
    (folder / "en" / "reply.md.j2").write_text(f"## opening\n\n{source}\n", encoding="utf-8")
    library = Library(folder)
    with pytest.raises(InvalidContent, match=r"^prompts/en/reply\.md\.j2:3: This template breaks \(\w+: .*\)\. Mend this line"):
        library.language("en").render("reply", {})


def test_a_mistake_in_our_own_code_is_not_blamed_on_the_template_that_called_it(folder: Path) -> None:
    (folder / "en" / "reply.md.j2").write_text("{{ tell() }}", encoding="utf-8")

    def tell() -> str:
        raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        Library(folder).language("en").render("reply", {"tell": tell})

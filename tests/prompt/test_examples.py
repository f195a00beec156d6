"""The examples are golden: what a careful person wrote for a brief, and what no rule may stop."""

import pytest

from drafter.completion.composer import Composer
from drafter.house import open_house
from drafter.prompt.system import example_brief
from drafter.verdict.judge import judge

HOUSE = open_house()
CASES = [
    (code, file.stem)
    for code in HOUSE.rules.languages
    if code in HOUSE.library.live()
    for file in sorted((HOUSE.content.prompts / code / "examples").glob("*.toml"))
]


def found(text: str, code: str, name: str) -> list[tuple[str, str]]:
    language = HOUSE.library.language(code)
    verdict = judge(text, HOUSE.rules.pack(code), HOUSE.detector, example_brief(language, name, language.examples[name]))
    return [(finding.rule, finding.quote) for finding in verdict.findings]


@pytest.mark.parametrize(("code", "name"), CASES)
def test_no_rule_stops_the_reply_of_an_example(code: str, name: str) -> None:
    assert [] == found(HOUSE.library.language(code).examples[name].reply.strip(), code, name)


@pytest.mark.parametrize(("code", "name"), CASES)
def test_no_rule_stops_what_is_composed_for_an_example(code: str, name: str) -> None:
    language = HOUSE.library.language(code)
    brief = example_brief(language, name, language.examples[name])

    assert [] == found(Composer(HOUSE.library).compose(brief).text, code, name)

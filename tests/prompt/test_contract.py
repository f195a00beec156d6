import pytest

from drafter.errors import InvalidContent
from drafter.prompt.contract import TemplateContract, read_template
from tests.prompt.briefs import LIBRARY

CONTRACT = TemplateContract(purpose="a test", variables="customer.name\nbrief.solutions[].text\ntell\n", tokens_at_most=10)


def problems_of(source: str) -> list[str]:
    with pytest.raises(InvalidContent) as raised:
        read_template(LIBRARY.environment, source, CONTRACT, "prompts/xx/reply.md.j2")
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    "source",
    [
        "{{ customer.name }}",
        "{% if brief %}{% for item in brief.solutions %}{{ loop.index }} {{ item.text }}{% endfor %}{% endif %}",
        "{{ tell('What we can do', brief.solutions) }}",
        "{% set options = brief.solutions %}{{ options[0].text | upper }}",
        "{% macro say(x) %}{{ x.anything }}{% endmacro %}{{ say(customer) }}",
    ],
)
def test_what_the_contract_names_may_be_used(source: str) -> None:
    read_template(LIBRARY.environment, source, CONTRACT, "x")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("\n{{ custmer.name }}", "prompts/xx/reply.md.j2:2: Unknown variable 'custmer.name'. Did you mean 'customer.name'?"),
        ("{{ customer.nmae }}", "prompts/xx/reply.md.j2:1: Unknown variable 'customer.nmae'. Did you mean 'customer.name'?"),
        ("{% for item in brief.solutions %}\n{{ item.txt }}{% endfor %}", "reply.md.j2:2: Unknown variable 'brief.solutions[].txt'"),
        ("{% set options = brief.solutions %}{{ options[0].txt }}", "Unknown variable 'brief.solutions[].txt'"),
        ("{% if not custommer %}x{% endif %}", "Unknown variable 'custommer'"),
        ("{{ tel('a', brief.solutions) }}", "Unknown variable 'tel'. Did you mean 'tell'?"),
        ("{% include 'other' %}", "A template cannot include another."),
        ("a\n{% if %}", "reply.md.j2:2: This template cannot be read"),
        ("a\n\n{{ customer.name | uper }}", "reply.md.j2:3: This template cannot be read: No filter named 'uper'"),
    ],
)
def test_a_template_that_uses_anything_else_is_refused_with_file_line_and_near_miss(source: str, expected: str) -> None:
    assert expected in problems_of(source)[0]


def test_every_mistake_of_a_template_is_reported_at_once() -> None:
    assert len(problems_of("{{ a }}\n{{ b }}\n{{ c }}")) == 3


def test_the_name_of_a_loop_is_unknown_after_the_loop() -> None:
    assert "'item.text'" in problems_of("{% for item in brief.solutions %}{% endfor %}{{ item.text }}")[0]

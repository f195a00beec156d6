import pytest

from drafter.completion.complete import complete
from drafter.completion.composer import Composer
from drafter.completion.scripted_writer import ScriptedWriter
from drafter.errors import WriterEmpty, WriterTimeout
from drafter.prompt.render import render
from tests.prompt.briefs import LIBRARY, brief_of

PROMPT = render(brief_of("I am Ana Gomez, ana@shop.example.", customer={"name": "Ana Gomez"}), LIBRARY)


async def test_nothing_after_this_sees_a_mask() -> None:
    writer = ScriptedWriter(["We will write to [email 1], [NAME_1]."])

    assert "Hello Ana Gomez,\n\nWe will write to ana@shop.example, Ana Gomez." == (await complete(writer, PROMPT, LIBRARY, timeout=1)).text


async def test_a_greeting_with_a_mask_is_replaced() -> None:
    assert "Hello Ana Gomez,\n\nIt is sent." == (await complete(ScriptedWriter(["Dear [NAME_1],\n\nIt is sent."]), PROMPT, LIBRARY, timeout=1)).text


@pytest.mark.parametrize("text", ["", "  \n\t "])
async def test_nothing_but_white_space_is_refused(text: str) -> None:
    with pytest.raises(WriterEmpty):
        await complete(ScriptedWriter([text]), PROMPT, LIBRARY, timeout=1)


async def test_a_writers_error_passes_through() -> None:
    with pytest.raises(WriterTimeout):
        await complete(ScriptedWriter([WriterTimeout("slow")]), PROMPT, LIBRARY, timeout=1)


async def test_what_is_composed_from_the_brief_is_not_taken_for_a_mask() -> None:
    prompt = render(brief_of(customer={"name": "Ana Gomez"}, brief={"solutions": ["label printed with [NAME_1]"]}), LIBRARY)

    assert "label printed with [NAME_1]." in (await complete(Composer(LIBRARY), prompt, LIBRARY, timeout=1)).text

"""The writer that replays."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.completion.scripted_writer import ScriptedWriter
from drafter.completion.writer import Completion, Usage, Writer
from drafter.errors import InvalidContent, ScriptExhausted, WriterTimeout
from drafter.prompt.prompt import Prompt
from tests.completion.conftest import prompt_of


async def test_replies_come_in_order_and_errors_are_raised(prompt: Prompt) -> None:
    writer = ScriptedWriter(["first", WriterTimeout("too slow"), Completion("third", "model-a", "stop", Usage(prompt=5))])
    assert Completion("first", "script") == await writer.write(prompt, timeout=1)
    with pytest.raises(WriterTimeout, match="too slow"):
        await writer.write(prompt, timeout=1)
    assert Completion("third", "model-a", "stop", Usage(prompt=5)) == await writer.write(prompt, timeout=1)
    assert writer.remaining == 0


async def test_it_runs_dry_loudly(prompt: Prompt) -> None:
    writer: Writer = ScriptedWriter(["only"], name="returns")
    await writer.write(prompt, timeout=1)
    with pytest.raises(ScriptExhausted, match="'returns' held 1 replies and was asked for one more"):
        await writer.write(prompt, timeout=1)


async def test_it_keeps_every_prompt_it_was_given() -> None:
    writer = ScriptedWriter(["a", WriterTimeout("b")])
    first, second, third = prompt_of("s", "1"), prompt_of("s", "2"), prompt_of("s", "3")
    await writer.write(first, timeout=1)
    for asked in (second, third):
        with pytest.raises((WriterTimeout, ScriptExhausted)):
            await writer.write(asked, timeout=1)
    assert [first, second, third] == writer.prompts


async def test_a_script_is_read_from_a_file_one_reply_a_line(tmp_path: Path, prompt: Prompt) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_text(
        '{"text": "Рақмет.", "writer": "model-a", "finish": "length", "usage": {"prompt": 9, "cached": 4, "completion": 2}}\n'
        '\n{"error": "writer-timeout"}\n',
        encoding="utf-8",
    )
    writer = ScriptedWriter.from_jsonl(path)
    assert Completion("Рақмет.", "model-a", "length", Usage(9, 4, 2)) == await writer.write(prompt, timeout=1)
    with pytest.raises(WriterTimeout, match=r"replies\.jsonl:3"):
        await writer.write(prompt, timeout=1)


def test_every_mistake_in_a_script_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_bytes(
        b'{"text": "fine"}\n{"txet": "a"}\n{"error": "writer-timeuot"}\n{"text": "a", "error": "writer-empty"}\nnot json\n{"text": "\xff"}\n[]\n'
    )
    with pytest.raises(InvalidContent) as caught:
        ScriptedWriter.from_jsonl(path)
    assert [f"{path}:{number}" for number in (2, 3, 4, 5, 6, 7)] == [problem.where for problem in caught.value.problems]
    assert "Did you mean 'text'?" in caught.value.problems[0].remedy
    assert "Did you mean 'writer-timeout'?" in caught.value.problems[1].remedy
    assert "either 'text' or 'error'" in caught.value.problems[2].what


def test_a_script_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidContent, match=r"absent\.jsonl"):
        ScriptedWriter.from_jsonl(tmp_path / "absent.jsonl")

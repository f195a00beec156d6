"""From what a model wrote to what may stand in a draft."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from drafter.completion.plain_reply import plain_reply, visible
from tests.texts import texts


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("We guarantee it.", "We gu\u200bar\u00adan\u2060tee\u200d it.\ufeff"),
        ("Your code is 123.", "Your code is \u202e123\u202c."),
        ("Hello\n\nAna\tB", "Hello\r\n\u2028Ana\tB\x00\x1b\x07"),
        ("Рақмет", "Рақ\U000e0041мет\ue000"),
        ("Thanks 👩‍👩‍👧 ❤️‍🔥 👍🏽", "Thanks 👩‍👩‍👧 ❤️‍🔥 👍🏽"),
        ("Dear Ana,\nthank you.", "Dear Ana,\nthank you."),
    ],
)
def test_what_nobody_sees_is_taken_out_and_every_word_stays(expected: str, written: str) -> None:
    assert expected == plain_reply(written)


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("Thank you.", '{"reply": "Thank you."}'),
        ("Thank you.", ' {\n  "text": "\\nThank you."\n}\n'),
        ("Thank you.\nYours", '{"draft": "Thank you.\nYours"}'),
        ("Thank you.", '```json\n{"reply": "Thank you."}\n```'),
        ("Thank you.", '```\n{"reply": "Thank\\u200b you."}\n```'),
        (None, '{"reply": "Thank you.", "confidence": 0.9}'),
        (None, '{"reply": ["Thank you."]}'),
        (None, '{"reply": {"text": "Thank you."}}'),
        (None, '{"reply": "{\\"text\\": \\"Thank you.\\"}"}'),
        (None, '{"reply": "Thank you.'),
        (None, '["Thank you."]'),
        (None, "{}"),
        ("[Name], thank you.", "[Name], thank you."),
        ("{name}, thank you.", "{name}, thank you."),
        ('Set {"a": 1} in the file.', 'Set {"a": 1} in the file.'),
        ("```\nThank you.\n```", "```\nThank you.\n```"),
    ],
)
def test_json_is_taken_apart_only_where_it_holds_one_text(expected: str | None, written: str) -> None:
    assert expected == plain_reply(written)


@given(texts)
def test_no_text_keeps_a_control_character_or_a_change_of_direction(text: str) -> None:
    kept = visible(text)
    assert not [char for char in kept if unicodedata.category(char) in ("Cc", "Co") and char not in "\n\t"]
    assert not {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"} & set(map(unicodedata.bidirectional, kept))
    assert kept == visible(kept)

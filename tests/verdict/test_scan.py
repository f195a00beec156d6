"""The phrase pass: which of several hits speaks, what a rule's own exceptions silence, and that nothing ever breaks it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given

from drafter.verdict.pack import Pack
from tests.guardrails_kit import hits, quotes, rule, small_pack
from tests.texts import texts
from tests.verdict.conftest import MakePack

FILES = {
    "en/lists.toml": "[words]\nsure = '''\nsure\n100 %\nguarantee*\n'''\n[affixes]\nme = '''\n-\nmeng-k\n'''\n",
    "en/fold.toml": '[letters]\n"ä" = "ae"\n"ß" = "ss"\n"қ" = "к"\n"і" = "и"\n[words]\nnever = "nevr"\n',
    "en/context.toml": "[clauses]\nbegins = 'but'\ncomplement = 'that'\n[[negation]]\ncues = '''\nnot\nno\n`;)`\n'''\ndirection = 'around'\n"
    "[[quotation]]\ncues = 'we'\ndirection = 'around'\nreach = 'next'\nquoted = true\n[[question]]\nends = '?'\n",
    "en/guarantee/it.toml": rule(phrases="guarantee*\nwe … <sure>\nalways & never\n^ not … that", unless="\nno guarantee\n`…`", unless_next="\nbut"),
    "en/blunt/exactly.toml": rule(phrases="`!`\n`👍🏽`\n`\u0301`\n`e.g.`\n` – `", silenced_by=["negation", "quotation", "question"]),
    "en/blunt/starred.toml": rule(phrases="*е*\n<me>кепіл*\n*d*\n#s … *"),
}


@pytest.fixture(scope="module")
def adverse(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Rules that hit nearly everything, with every kind of context."""
    return small_pack(tmp_path_factory.mktemp("guardrails"), FILES)


@given(text=texts)
def test_a_hit_is_where_it_says_in_any_text(adverse: Pack, text: str) -> None:
    found = hits(adverse, text)
    for hit in found:
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.rule in adverse.rules
    assert sorted((hit.start, hit.end) for hit in found) == [(hit.start, hit.end) for hit in found]
    for rule_ in adverse.rules:
        own = [hit for hit in found if hit.rule is rule_]
        assert all(before.end <= after.start for before, after in itertools.pairwise(own)), "one hit a rule and place"


@given(text=texts)
def test_what_is_found_in_a_text_alone_is_found_behind_another_paragraph(adverse: Pack, text: str) -> None:
    """Nothing before a paragraph changes what stands in it, and offsets move with it."""
    before = "Thank you.\n\n"
    if any(mark in text for mark in ('"', "“", "”", "„", "«", "»", "\u0301")) or text[:1].islower():
        return
    alone = [(hit.rule.id, hit.start, hit.end, hit.because) for hit in hits(adverse, text)]
    behind = [(hit.rule.id, hit.start - len(before), hit.end - len(before), hit.because) for hit in hits(adverse, before + text)]
    assert alone == behind


def test_of_overlapping_hits_the_longest_that_nothing_silences_speaks(make_pack: MakePack) -> None:
    pack = make_pack({"en/guarantee/it.toml": rule(phrases="guarantee*\nwe guarantee … all", unless="\nwe … all")})
    assert [("guarantee", "")] == [(text[hit.start : hit.end], hit.because) for text in ["we guarantee"] for hit in hits(pack, text)]
    pack = make_pack({"en/guarantee/it.toml": rule(phrases="guarantee*\nwe guarantee … all")})
    assert ["we guarantee you all"] == quotes(pack, "Today we guarantee you all.")


def test_two_rules_may_speak_of_the_same_words(make_pack: MakePack) -> None:
    pack = make_pack({"en/guarantee/a.toml": rule(phrases="guarantee*"), "en/guarantee/b.toml": rule(phrases="we guarantee")})
    assert ["we guarantee", "guarantee"] == quotes(pack, "we guarantee") or ["guarantee", "we guarantee"] == sorted(quotes(pack, "we guarantee"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your guarantee period ends.", []),
        ("We guarantee it.", ["guarantee"]),
        ("We guarantee it for the guarantee period.", ["guarantee"]),
        ("Guarantee periods vary.", ["Guarantee"]),
        ("The GUARANTEE is void.", ["GUARANTEE"]),
        ("The Guarantee (TM) is void.", []),
    ],
)
def test_unless_silences_the_hit_that_it_overlaps_and_no_other(make_pack: MakePack, text: str, expected: list[str]) -> None:
    pack = make_pack({"en/guarantee/it.toml": rule(phrases="guarantee*", unless="\nguarantee period\n`Guarantee (TM)`")})
    assert expected == quotes(pack, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I do not know. I will ask.", []),
        ("I do not know, but I will ask.", []),
        ("I will ask; I do not know.", []),
        ("I do not know!\n\nI will ask.", []),
        ("I do not know. Sorry. I will ask.", ["do not know"]),
        ("I will ask. I do not know.", ["do not know"]),
        ("I do not know. I ask.", ["do not know"]),
    ],
)
def test_unless_next_redeems_in_the_same_or_the_next_sentence(make_pack: MakePack, text: str, expected: list[str]) -> None:
    pack = make_pack({"en/blunt/it.toml": rule(phrases="do not know", unless_next="\ni will ask")})
    assert expected == quotes(pack, text)


def test_words_of_the_hit_do_not_redeem_it(make_pack: MakePack) -> None:
    pack = make_pack({"en/blunt/it.toml": rule(phrases="i will ask nobody", unless_next="\nwill ask")})
    assert ["I will ask nobody"] == quotes(pack, "I will ask nobody.")
    assert [] == quotes(pack, "I will ask nobody. They will ask you.")


def test_a_phrase_that_stands_twice_is_found_twice(make_pack: MakePack) -> None:
    pack = make_pack({"en/blunt/it.toml": rule(phrases="never ever\n`!!`")})
    assert ["never ever", "never, ever", "!!"] == quotes(pack, "never ever and never, ever. no!!")


LONG = {
    "promises": "We guarantee it. " * 10_000,
    "one sentence of promises": "we guarantee never always " * 20_000,
    "negations": "no " * 100_000,
    "negated promises": "no guarantee, " * 20_000,
    "commas": "no," * 200_000,
    "one word": "guarantee" * 110_000,
    "quotations": '"we guarantee" ' * 20_000,
    "quotation marks": '"' * 200_000,
    "full stops": "." * 200_000 + "guarantee",
    "lines": "guarantee\n" * 50_000,
    "marks": "e\u0301" * 50_000,
    "nothing to see": "\u200b" * 300_000,
    "shouting": "!" * 10_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_text_of_any_size_is_judged_whole(adverse: Pack, text: str) -> None:
    """A megabyte of the worst; were any step quadratic, this would take minutes instead of a second or two."""
    found = hits(adverse, text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in found)


def test_every_promise_of_a_long_text_is_found(tmp_path: Path) -> None:
    pack = small_pack(tmp_path, {"en/blunt/it.toml": rule(phrases="guarantee")})
    assert 5_000 == len(quotes(pack, "We guarantee it. " * 5_000))

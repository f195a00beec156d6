"""Compiled phrases: whatever a line says, it compiles or is refused, and no shortcut hides a match."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.text.clauses import Grammar
from drafter.text.reading import Reading
from drafter.verdict.index import PhraseIndex
from drafter.verdict.lists import Lists, read_lists
from drafter.verdict.pattern import compile_phrase, compile_words
from drafter.verdict.phrase import PhraseError
from tests.guardrails_kit import write_guardrails

GRAMMAR = Grammar(begins=frozenset({"but"}), complement=frozenset({"that"}), complement_ends=frozenset({"deep"}), joins=frozenset({"and"}))
LISTS = """
[words]
sure = '''
sure
very sure
100 %
cert*
<me>jamin
<deep>
can't
'''
deep = '''
deep
de*
x-ray
'''
[affixes]
me = '''
-
men
meng-k
'''
fut = '''
еді
к-гі
п-б
'''
ing = '''
s
ing
'''
"""
FOLD = """
[letters]
"ä" = "ae"
"ö" = "oe"
"ß" = "ss"
"қ" = "к"
[words]
"can't" = "cant"
tak = "x tk"
guarantee = "garantee"
"""
WORDS = [
    *("guarantee", "garantee", "we", "sure", "kirim", "mengirim", "menjamin", "jamin", "бер", "берек", "берегі", "кітап", "кітаб", "100 %", "100%"),
    *("5", "3.5", "24/7", "x-ray", "x", "tak", "tk", "can't", "cant", "Größe", "groesse", "қайтар", "кайтар", "walks", "walking", "cert", "certain"),
    *("deep", "risk-free", "risk", "free", "that", "but", "and", "a"),
]
MARKS = ["…", "……", "...", "(", ")", "[", "]", "|", "&", "^", "$", "#", "*", "-", "%", "!", ",", "`A!`", "<", ">"]
NAMES = [
    "<sure>",
    "<me>jamin",
    "<me>kirim",
    "бер<fut>",
    "берек<fut>",
    "кітап<fut>",
    "<me>(jamin|kirim)",
    "(бер|қайтар)<fut>",
    "*<ing>",
    "<nope>",
    "<sure>s",
]
STARS = ["guarantee*", "*tee", "*uara*", "risk-f*", "100*", "tak*"]

phrases = st.one_of(
    st.lists(st.sampled_from(WORDS + MARKS + NAMES + STARS), min_size=1, max_size=5).map(" ".join),
    st.lists(st.sampled_from(WORDS + MARKS + NAMES + STARS), min_size=1, max_size=4).map("".join),
    st.text(max_size=12),
)
sentences = st.lists(st.sampled_from([*WORDS, ",", ";", ".", "…", " - ", "(", ")", "!", "\n"]), max_size=12).map(" ".join)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    folder = write_guardrails(tmp_path_factory.mktemp("guardrails"), {"en/lists.toml": LISTS, "en/fold.toml": FOLD})
    found, problems = read_lists(folder / "en", "en")
    assert [] == problems
    return found


@settings(max_examples=600)
@given(phrases, sentences)
def test_no_shortcut_hides_a_match(lists: Lists, phrase: str, text: str) -> None:
    """Where the whole expression matches a sentence, the runs of words that are looked up first stand in it; an accepted phrase never raises."""
    try:
        pattern = compile_phrase(phrase, lists)
    except PhraseError:
        return
    if pattern.literal:
        return
    index = PhraseIndex([pattern])
    reading = Reading(text, lists.folder, GRAMMAR)
    tried = {sentence for _, sentence in index.worth_a_try(reading)}
    for number in range(len(reading)):
        sentence = reading.sentence(number)
        found = list(pattern.spans(sentence.flat))
        if found:
            assert number in tried, f"{phrase!r} matches {sentence.flat!r}, and {pattern.needs} hid it"
            assert list(index.in_sentence(sentence))
        for start, end in found:
            first, last = sentence.words_at(start, end - 1)
            assert 0 <= first < last <= len(sentence.words)


def test_a_match_never_leaves_its_sentence_or_crosses_a_wall(lists: Lists) -> None:
    pattern = compile_phrase("we …… sure", lists)
    for text in ("we are; sure", "we are (sure)", "we are – sure", "we are: sure", "we are. Sure"):
        reading = Reading(text, lists.folder, GRAMMAR)
        assert not pattern.regex.search(reading.sentence(0).flat), text


def test_a_list_for_checks_is_one_expression_and_an_absent_one_is_none(lists: Lists) -> None:
    expression = compile_words("sure", lists)
    assert expression is not None
    assert expression is compile_words("sure", lists)
    assert expression.fullmatch("certainly ")
    assert compile_words("absent", lists) is None


def test_a_text_of_nothing_but_near_misses_costs_no_more_than_a_glance(tmp_path: Path, lists: Lists) -> None:
    """Gaps that could nest (`a … b …… c`) over the longest sentence that there is: a backtracking blow-up would not end."""
    pattern = compile_phrase("a …… a deep & sure", lists)
    assert not pattern.regex.search(Reading("a " * 900, lists.folder, GRAMMAR).sentence(0).flat)

"""The phrase language, construct by construct: what a line finds, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.verdict.pack import Pack
from tests.guardrails_kit import quotes, rule, small_pack

LISTS = """
[words]
certainly = '''
certainly
without fail
one hundred per cent
definite*
<strong>
'''
strong = '''
for sure
'''
[affixes]
me = '''
-
me
men
meng
meng-k
'''
kan = '''
kan
-lah
-
'''
fut = '''
еді
іп
к-гі
п-б
'''
plain = '''
s
'''
"""
FOLD = """
[letters]
"ä" = "ae"
"ö" = "oe"
"ü" = "ue"
"ß" = "ss"
"қ" = "к"
"ғ" = "г"
"і" = "и"
[words]
tak = "x tk"
guarantee = "garantee"
"can't" = "cant"
"""
CONTEXT = """
[clauses]
begins = '''
but
'''
complement = '''
that
'''
"""

FINDS = [
    # words
    ("my word", "You have My Word.", "My Word"),
    ("my word", "my  \n word", "my  \n word"),
    ("my word", "my solemn word", None),
    ("my word", "my wording, enemy word", None),
    ("my word", "my, word", "my, word"),
    ("my word", "my (word)", None),
    ("my word", "my – word", None),
    ("my word", "my. Word", None),
    ("my word", "my; word", None),
    ("risk free", "It is Risk-free.", "Risk-free"),
    ("risk-free", "It is risk free.", "risk free"),
    ("risk-free", "It is risk‑free.", "risk‑free"),
    ("risk-free", "It is riskfree.", None),
    ("never ever", "never, ever", "never, ever"),
    ("never, ever", "never ever", "never ever"),
    ("we promise it.", "Now we promise it!", "we promise it"),
    ("“surely”", "surely", "surely"),
    ("cafe", "Café", "Café"),
    ("café", "CAFE", "CAFE"),
    ("can't wait", "can’t wait", "can’t wait"),
    ("can't wait", "cant wait", "cant wait"),
    # stars
    ("guarantee*", "We guaranteed it.", "guaranteed"),
    ("guarantee*", "We guarantee's", "guarantee's"),
    ("guarantee*", "unguaranteed", None),
    ("guarantee*", "We garantee it.", "garantee"),
    ("guarantee*", "We garanteed it.", None),
    ("*garantie", "Die Zufriedenheitsgarantie gilt.", "Zufriedenheitsgarantie"),
    ("*garantie", "Garantiezeit", None),
    ("*garantie*", "Geldzurückgarantien", "Geldzurückgarantien"),
    ("no * risk", "no real risk", "no real risk"),
    ("no * risk", "no risk", None),
    # alternatives and what may be absent
    ("(give|gives|gave) my word", "She gave my word.", "gave my word"),
    ("(give|gives|gave) my word", "giving my word", None),
    ("(for sure|no doubt)", "no doubt", "no doubt"),
    ("my [solemn] word", "my word", "my word"),
    ("my [solemn] word", "my solemn word", "my solemn word"),
    ("[solemn] word", "my solemn word", "solemn word"),
    ("word [of honour]", "word of honour", "word of honour"),
    ("word [of honour]", "word of", "word"),
    ("word [of (honour|truth)]", "word of truth", "word of truth"),
    # gaps
    ("we … guarantee", "we can and will now guarantee", "we can and will now guarantee"),
    ("we … guarantee", "we can and will now really guarantee", None),
    ("we … guarantee", "we guarantee", "we guarantee"),
    ("we ... guarantee", "we do guarantee", "we do guarantee"),
    ("we … guarantee", "we hope, and so guarantee", "we hope, and so guarantee"),
    ("we … guarantee", "we hope; you guarantee", None),
    ("we …… guarantee", "we one two three four five six guarantee", "we one two three four five six guarantee"),
    ("we …… guarantee", "we hope, and so guarantee", None),
    ("we … it …… now", "we do it at once right now", "we do it at once right now"),
    # both in a clause, in any order
    ("stell* & sicher", "Wir stellen das gern sicher.", "stellen das gern sicher"),
    ("stell* & sicher", "Sicher stellen wir das.", "Sicher stellen"),
    ("stell* & sicher", "Wir stellen das, ganz sicher, ein.", "stellen das, ganz sicher"),
    ("stell* & sicher", "Wir stellen das ein, weil wir es sicher wissen.", None),
    ("a & b & c", "c then b and a", "c then b and a"),
    # edges
    ("^ hurry up", "Hurry up!", "Hurry up"),
    ("^ hurry up", "Please hurry up!", None),
    ("^ hurry up", "It is late, hurry up", "hurry up"),
    ("nothing we can do $", "There is nothing we can do.", "nothing we can do"),
    ("nothing we can do $", "There is nothing we can do, but we asked.", "nothing we can do"),
    ("nothing we can do $", "There is nothing we can do without you.", None),
    ("^ wait $", "Wait!", "Wait"),
    ("^ wait $", "Wait here!", None),
    ("^ … sure", "We are now sure.", "We are now sure"),
    # numbers
    ("within # seconds", "within 30 seconds", "within 30 seconds"),
    ("within # seconds", "within 2.5 seconds", "within 2.5 seconds"),
    ("within # seconds", "within thirty seconds", None),
    ("100 %", "I am 100 % sure.", "100 %"),
    ("100 %", "I am 100% sure.", "100%"),
    ("100% sure", "I am 100\u00a0% sure.", "100\u00a0% sure"),
    ("100 %", "I am 1100 % sure.", None),
    ("24/7", "We are here 24/7.", "24/7"),
    # lists
    ("<certainly> arrive*", "It certainly arrives.", "certainly arrives"),
    ("<certainly> arrive*", "It will definitely arrive.", "definitely arrive"),
    ("<certainly> arrive*", "One hundred per cent arrives", "One hundred per cent arrives"),
    ("<certainly> arrive*", "For sure, arrives today", "For sure, arrives"),
    ("<certainly>", "without any fail", None),
    ("(<certainly>|surely) now", "surely now", "surely now"),
    # beginnings and endings
    ("<me>jamin<kan>", "Kami menjamin", "menjamin"),
    ("<me>jamin<kan>", "jaminkan", "jaminkan"),
    ("<me>jamin<kan>", "jaminlah", "jaminlah"),
    ("<me>jamin<kan>", "menjaminkannya", None),
    ("<me>kirim<kan>", "Kami mengirimkan itu.", "mengirimkan"),
    ("<me>kirim<kan>", "Kami kirim itu.", "kirim"),
    ("<me>kirim<kan>", "mekirim", "mekirim"),
    ("<me>kirim<kan>", "mengkirim", "mengkirim"),
    ("<me>(jamin|kirim) itu", "mengirim itu", "mengirim itu"),
    ("кепілдік<fut>", "Кепілдігі бар.", "Кепілдігі"),
    ("кепілдік<fut>", "Кепілдікеді", "Кепілдікеді"),
    ("кепілдік<fut>", "Кепілдік бар.", None),
    ("кітап<fut>", "кітаб", "кітаб"),
    ("(бер|қайтар)<fut>", "Ақша қайтареді", "қайтареді"),
    ("(бер|қайтар)<fut>", "беріп", "беріп"),
    ("(бер|қайтар)<fut>", "бер", None),
    ("(one|the other)<plain>", "the others", "the others"),
    ("(one|the other)<plain>", "ones", "ones"),
    # spellings that count as one
    ("größe", "Groesse GRÖSSE", "Groesse"),
    ("groesse", "Gro\u0308ße", "Gro\u0308ße"),
    ("қайтару", "Кайтару", "Кайтару"),
    ("tak boleh", "x boleh", "x boleh"),
    ("x boleh", "tak boleh", "tak boleh"),
    # exact characters
    ("`ASAP!`", "We answer ASAP!", "ASAP!"),
    ("`ASAP!`", "We answer asap!", None),
    ("`ASAP!`", "We answer ASAP", None),
    ("`!!!`", "Do it now!!!", "!!!"),
    ("`(c)`", "(c) 2026", "(c)"),
]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pack]:
    """A pack a phrase, built once for the table."""
    made: dict[str, Pack] = {}
    for number, phrase in enumerate(dict.fromkeys(phrase for phrase, _, _ in FINDS)):
        made[phrase] = pack_of(tmp_path_factory.mktemp(f"pack{number}"), phrase)
    return made


def pack_of(folder: Path, phrase: str) -> Pack:
    files = {"en/lists.toml": LISTS, "en/fold.toml": FOLD, "en/context.toml": CONTEXT, "en/blunt/it.toml": rule(phrases=phrase)}
    return small_pack(folder, files)


@pytest.mark.parametrize(("phrase", "text", "expected"), FINDS, ids=[f"{phrase} in {text}" for phrase, text, _ in FINDS])
def test_a_phrase_finds_what_its_line_says(packs: dict[str, Pack], phrase: str, text: str, expected: str | None) -> None:
    found = quotes(packs[phrase], text)
    assert (expected and [expected]) == (found[:1] or None)

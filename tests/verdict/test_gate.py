"""The gate: what is let through is sound and stays, what is not is dropped, and the pieces in which a text comes change nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.content import find_content, languages_in
from drafter.strict import lines_of
from drafter.text.language import LanguageDetector
from drafter.verdict.gate import Dropped, Gate, Passage, Released
from drafter.verdict.judge import judge
from drafter.verdict.pack import Pack
from drafter.verdict.packs import Packs
from tests.guardrails_kit import rule, small_pack
from tests.texts import texts
from tests.tickets import DETECTOR, brief_of, drafting

PACKS = Packs(find_content().guardrails)
LANGUAGES = languages_in(find_content().guardrails)
FILES = {
    "en/context.toml": "[[nearby]]\ncues = 'or so they say'\nreach = 'next'\ndirection = 'after'\n",
    "en/guarantee/it.toml": rule(phrases="guarantee*"),
    "en/blunt/no.toml": rule(phrases="impossible", unless_next="instead"),
    "en/blunt/surely.toml": rule(phrases="surely", fix="probably"),
    "en/blunt/calm.toml": rule(phrases="calm down", fix=""),
    "en/blunt/mild.toml": rule(phrases="hiccup*", severity="warn"),
    "any/blunt/blank.toml": rule(check="unfilled_blank"),
    "any/private/mail.toml": rule(check="personal_data"),
    "any/language/wrong.toml": rule(check="wrong_language"),
}
BRIEF = brief_of(drafting(brief={}))
KAZAKH = "Сәлем! Біз сіздің өтінішіңізді алдық. Біз оны қазір қойма қызметкерлерімен бірге тексеріп жатырмыз және жауабын сізге жазамыз."

pieces = st.lists(st.integers(1, 60), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return small_pack(tmp_path_factory.mktemp("guardrails"), FILES)


def passed(pack: Pack, text: str, lengths: list[int] | None = None, *, detector: LanguageDetector = DETECTOR, fewest: int = 0) -> list[Passage]:
    """What becomes of a text that comes in pieces of these lengths, over and over."""
    gate, found, at, turn = Gate(lambda so_far: judge(so_far, pack, detector, BRIEF), pack, fewest_words=fewest), list[Passage](), 0, 0
    lengths = lengths or [len(text) + 1]
    while at < len(text):
        length = lengths[turn % len(lengths)]
        found += gate.feed(text[at : at + length])
        at, turn = at + length, turn + 1
    found += gate.close()
    assert gate.text == "".join(passage.text for passage in found if isinstance(passage, Released))
    return found


def shown(passages: list[Passage]) -> str:
    """The draft; every sentence stands where it said."""
    text = ""
    for passage in passages:
        if isinstance(passage, Released):
            assert len(text) == passage.start
            text += passage.text
    return text


def dropped(passages: list[Passage]) -> list[str]:
    return [passage.text for passage in passages if isinstance(passage, Dropped)]


def test_a_sound_text_goes_through_as_it_is(pack: Pack) -> None:
    text = "Dear Ana,\n\nwe have sent it. A hiccup, sorry.\n- one\n- two\n\nBye"
    assert text == shown(passed(pack, text))


def test_a_sentence_that_breaks_a_rule_is_dropped_with_its_findings_and_the_paragraph_stays(pack: Pack) -> None:
    passages = passed(pack, "We sent it.\n\nWe guarantee it. We will write.")
    assert "We sent it.\n\nWe will write." == shown(passages)
    (stopped,) = [passage for passage in passages if isinstance(passage, Dropped)]
    (finding,) = stopped.findings
    assert ("We guarantee it.", "guarantee", "en/guarantee/it") == (stopped.text, stopped.text[finding.start : finding.end], finding.rule)


@given(lengths=pieces)
def test_a_sentence_that_the_next_one_redeems_waits_for_it_and_goes_through(pack: Pack, lengths: list[int]) -> None:
    text = "That is impossible. You can have a voucher instead. We guarantee it. Or so they say."
    assert text == shown(passed(pack, text, lengths))


def test_a_sentence_that_nothing_redeems_is_dropped_and_the_next_goes_through(pack: Pack) -> None:
    passages = passed(pack, "That is impossible. We guarantee it. Goodbye.")
    assert (["That is impossible.", "We guarantee it."], "Goodbye.") == (dropped(passages), shown(passages))


@given(lengths=pieces)
def test_a_sentence_whose_redeemer_is_dropped_is_dropped_too(pack: Pack, lengths: list[int]) -> None:
    passages = passed(pack, "That is impossible. We guarantee a voucher instead. Goodbye.", lengths)
    assert (["We guarantee a voucher instead.", "That is impossible."], "Goodbye.") == (dropped(passages), shown(passages))


def test_the_rules_own_mend_is_shown_in_the_place_of_the_sentence(pack: Pack) -> None:
    passages = passed(pack, "We sent it. It surely comes. Please calm down. Bye.")
    assert "We sent it. It probably comes. Bye." == shown(passages)
    assert [True, True] == [passage.mended for passage in passages if isinstance(passage, Dropped)]


@given(lengths=pieces)
def test_a_blank_with_a_full_stop_in_it_is_not_shown_in_halves(pack: Pack, lengths: list[int]) -> None:
    assert "Bye." == shown(passed(pack, "Dear {{customer. First name}} of ours. Bye.", lengths))


def test_an_address_of_nobody_in_the_ticket_is_dropped(pack: Pack) -> None:
    assert ["Write to eve@example.org."] == dropped(passed(pack, "We sent it. Write to eve@example.org. Bye."))


@given(lengths=pieces)
def test_a_reply_in_another_language_is_dropped_from_its_first_word(pack: Pack, lengths: list[int]) -> None:
    assert "" == shown(passed(pack, f"{KAZAKH} Рақмет.", lengths, fewest=12))


def test_first_sentences_wait_until_their_language_can_be_told(pack: Pack) -> None:
    gate = Gate(lambda text: judge(text, pack, DETECTOR, BRIEF), pack, fewest_words=12)
    assert [] == list(gate.feed("Hello Ana. We sent it. "))
    assert ["Hello Ana.", " We sent it.", " The courier has it now and will bring it to you."] == [
        passage.text for passage in gate.feed("The courier has it now and will bring it to you. Bye")
    ]


def test_what_goes_on_with_a_shown_text_stands_after_it(pack: Pack) -> None:
    gate = Gate(lambda text: judge(text, pack, DETECTOR, BRIEF), pack, shown="We sent it.", gap="\n\n")
    assert [Released("\n\nIt comes on Friday.", 11)] == [*gate.feed("It comes on Friday."), *gate.close()]


@given(texts, pieces)
def test_however_any_text_is_cut_the_same_goes_through(pack: Pack, text: str, lengths: list[int]) -> None:
    assert passed(pack, text) == passed(pack, text, lengths)


def _of_rules(language: str) -> list[str]:
    """Sentences that the shipped rules stop, and some that they let pass."""
    rules = [each for each in PACKS.pack(language).rules if not each.file.check]
    return [line for each in rules for line in (lines_of(each.file.rejects)[:1] + lines_of(each.file.passes)[:1])]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=15)
@given(data=st.data(), lengths=pieces)
def test_of_the_shipped_rules_sentences_the_same_goes_through_however_they_are_cut_and_it_is_sound(
    language: str, data: st.DataObject, lengths: list[int]
) -> None:
    pack = PACKS.pack(language)
    text = " ".join(data.draw(st.lists(st.sampled_from(_of_rules(language)), min_size=1, max_size=6)))
    passages = passed(pack, text, lengths)
    assert passed(pack, text) == passages
    assert [] == [finding for finding in judge(shown(passages), pack, DETECTOR, BRIEF).findings if finding.severity == "reject"]


def test_a_sentence_that_stands_already_is_not_shown_twice(pack: Pack) -> None:
    stands = "Hello Ana,\n\nwe have sent it. The courier has it."
    gate = Gate(lambda so_far: judge(so_far, pack, DETECTOR, BRIEF), pack, shown=stands, gap="\n\n")
    found = [
        *gate.feed("Hello Ana,\n\nWe have sent it! The courier  has it. It is blue. "),
        *gate.feed("We have sent it. So it is. So it is."),
        *gate.close(),
    ]
    assert ["\n\nIt is blue.", " So it is.", " So it is."] == [passage.text for passage in found]
    assert f"{stands}\n\nIt is blue. So it is. So it is." == gate.text

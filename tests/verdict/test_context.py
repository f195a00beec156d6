"""What round a hit makes it harmless: direction, reach, quotation marks, two negations, a sentence that takes it back."""

from __future__ import annotations

import pytest

from drafter.errors import InvalidContent
from drafter.verdict.pack import Pack
from tests.guardrails_kit import hits, rule
from tests.verdict.conftest import MakePack

GRAMMAR = """
[clauses]
begins = '''
but
because
'''
complement = '''
that
'''
complement_ends = '''
deep
'''
joins = '''
and
or
'''
"""


def group(kind: str, cues: str = "", **more: str | bool) -> str:
    """One group of cues as it stands in context.toml."""
    blocks = (f"{key} = {str(value).lower()}" if isinstance(value, bool) else f"{key} = '''{value}'''" for key, value in more.items())
    return f"[[{kind}]]\ncues = '''{cues}'''\n" + "\n".join(blocks) + "\n"


@pytest.fixture
def pack_with(make_pack: MakePack) -> MakePack:
    """A pack of one rule against `guarantee*` and the groups of cues that are given."""

    def make(*groups: str, family: str = "guarantee", **keys: str) -> Pack:
        return make_pack({"en/context.toml": GRAMMAR + "".join(groups), f"en/{family}/it.toml": rule(phrases="guarantee*", **keys)})

    return make


def because(pack: Pack, text: str) -> list[str]:
    """What silences each hit; an empty text for one that nothing silences."""
    return [hit.because for hit in hits(pack, text)]


BEFORE, AFTER, AROUND = "before", "after", "around"


@pytest.mark.parametrize(
    ("direction", "reach", "text", "silent"),
    [
        (BEFORE, "clause", "We cannot guarantee it.", True),
        (BEFORE, "clause", "We guarantee it, but we cannot.", False),
        (BEFORE, "clause", "We guarantee what we cannot.", False),
        (AFTER, "clause", "We guarantee what we cannot.", True),
        (AFTER, "clause", "We cannot guarantee it.", False),
        (AROUND, "clause", "We cannot guarantee it.", True),
        (AROUND, "clause", "We guarantee what we cannot.", True),
        (BEFORE, "clause", "We cannot come, but we guarantee it.", False),
        (BEFORE, "clause", "We cannot come, we guarantee it.", False),
        (BEFORE, "clause", "We cannot, however, guarantee it.", True),
        (BEFORE, "clause", "We cannot come; we guarantee it.", False),
        (BEFORE, "clause", "We cannot (we guarantee) come.", False),
        (BEFORE, "word", "We cannot guarantee it.", True),
        (BEFORE, "word", "We cannot as yet guarantee it.", True),
        (BEFORE, "word", "We cannot as yet quite guarantee it.", False),
        (BEFORE, "word", "We cannot, but guarantee it.", False),
        (AFTER, "word", "We guarantee it, and we cannot.", False),
        (BEFORE, "complement", "We cannot promise that we guarantee it.", True),
        (BEFORE, "complement", "We cannot promise that he said that we guarantee it.", True),
        (BEFORE, "complement", "We cannot come because we guarantee it.", False),
        (BEFORE, "complement", "We cannot say that it is so, but we guarantee it.", False),
        (BEFORE, "clause", "We cannot promise that we guarantee it.", False),
        (AFTER, "complement", "it is guaranteed deep we cannot say", True),
        (AFTER, "complement", "it is guaranteed, we cannot say", False),
        (AFTER, "clause", "it is guaranteed deep we cannot say", False),
        (BEFORE, "sentence", "We cannot come, but we guarantee it.", True),
        (BEFORE, "sentence", "We cannot come. We guarantee it.", False),
        (AFTER, "next", "We guarantee it. That we cannot say.", True),
        (AFTER, "next", "We guarantee it! (!!!) That we cannot say.", True),
        (AFTER, "next", "We guarantee it. Good. That we cannot say.", False),
        (AFTER, "next", "We guarantee it, but we cannot.", True),
        (AFTER, "next", "We cannot guarantee it.", False),
        (BEFORE, "next", "We cannot. We guarantee it.", False),
    ],
)
def test_a_cue_works_in_its_direction_and_as_far_as_it_reaches(pack_with: MakePack, direction: str, reach: str, text: str, silent: bool) -> None:
    pack = pack_with(group("negation", "cannot", direction=direction, reach=reach))
    assert (["negation"] if silent else [""]) == because(pack, text)


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("We cannot guarantee it.", True),
        ("We cannot not guarantee it.", False),
        ("We never cannot guarantee it.", False),
        ("We cannot and will not guarantee it.", True),
        ("We cannot or never guarantee it.", True),
        ("We cannot ever, never, not guarantee it.", True),
        ("We cannot say this is so and thus not guarantee it.", True),
        ("Not one of us who were there today never guarantee it.", True),
    ],
)
def test_two_negations_cancel_unless_they_stand_as_equals_or_far_apart(pack_with: MakePack, text: str, silent: bool) -> None:
    pack = pack_with(group("negation", "cannot\nnot\nnever\ncannot ever", reach="sentence"))
    assert (["negation"] if silent else [""]) == because(pack, text)


def test_two_cues_on_the_same_words_are_one_negation(pack_with: MakePack) -> None:
    pack = pack_with(group("negation", "can not\nnot\nno longer\nnot … longer", reach="clause"))
    assert ["negation"] == because(pack, "We can not guarantee it.")
    assert ["negation"] == because(pack, "We not any longer guarantee it.")


def test_a_kind_that_does_not_cancel_silences_however_often_it_stands(pack_with: MakePack) -> None:
    pack = pack_with(group("reported", "you wrote\nyou said", reach="sentence"))
    assert ["reported"] == because(pack, "You wrote, you said we guarantee it.")


def test_what_only_looks_like_a_negation_voids_it(pack_with: MakePack) -> None:
    pack = pack_with(group("negation", "not"), group("not_only", "not only", direction=AROUND, reach="sentence"))
    assert [""] == because(pack, "Not only do we guarantee it.")
    assert ["negation"] == because(pack, "We do not guarantee it.")
    assert ["negation"] == because(pack, "Not only this: we do not guarantee it.")


def test_words_of_the_hit_are_not_its_own_context(make_pack: MakePack) -> None:
    pack = make_pack({"en/context.toml": group("negation", "not\nno", direction=AROUND), "en/guarantee/it.toml": rule(phrases="(no|not) … risk")})
    assert [""] == because(pack, "There is no risk.")
    assert ["negation"] == because(pack, "It is not that there is no such risk.") or ["negation", ""] == because(
        pack, "It is not that there is no risk."
    )


def test_a_hit_that_begins_in_a_quotation_is_quoted_though_it_ends_outside(make_pack: MakePack) -> None:
    cues = GRAMMAR + group("quotation", "the shop", direction=AROUND, reach="sentence", quoted=True)
    pack = make_pack({"en/context.toml": cues, "en/guarantee/it.toml": rule(phrases="guarantee* … (arrive*|deliver*)")})
    assert ["quotation"] == because(pack, "The shop “Guaranteed” is to deliver it.")
    assert [""] == because(pack, "We guarantee the shop “Parcels” delivers it.")


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("You wrote: “we guarantee it”.", True),
        ('You wrote "we guarantee it", and it is not so.', True),
        ("You wrote «we guarantee it».", True),
        ("You wrote „we guarantee it“.", True),
        ("You wrote that we guarantee it.", False),
        ("We guarantee it, as you wrote in “your letter”.", False),
        ("“We guarantee it.”", False),
    ],
)
def test_a_quotation_wants_marks_and_somebody_who_said_it(pack_with: MakePack, text: str, silent: bool) -> None:
    pack = pack_with(group("quotation", "you wrote", direction=AROUND, reach="sentence", quoted=True))
    assert (["quotation"] if silent else [""]) == because(pack, text)


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("Do we guarantee it?", True),
        ("Do we guarantee it?!", True),
        ("Do we guarantee it?”", True),
        ("**Do we guarantee it?**", True),
        ("Do we guarantee it？", True),
        ("We guarantee it! Do you?", False),
        ("We guarantee it.", False),
    ],
)
def test_a_question_is_known_by_how_its_sentence_ends(pack_with: MakePack, text: str, silent: bool) -> None:
    pack = pack_with(group("question", ends="?"))
    assert (["question"] if silent else [""]) == because(pack, text)


def test_a_cue_with_an_end_wants_both(pack_with: MakePack) -> None:
    pack = pack_with(group("question", "do", direction=BEFORE, reach="clause", ends="?"))
    assert ["question"] == because(pack, "Do we guarantee it?")
    assert [""] == because(pack, "We guarantee it?")
    assert [""] == because(pack, "Do we guarantee it.")


def test_a_family_is_silenced_by_its_own_kinds_and_a_rule_may_name_others(pack_with: MakePack, make_pack: MakePack) -> None:
    negation = group("negation", "cannot")
    assert [""] == because(pack_with(negation, family="blunt"), "We cannot guarantee it.")
    assert ["negation"] == because(make_pack({"en/blunt/it.toml": rule(phrases="guarantee*", silenced_by=["negation"])}), "We cannot guarantee it.")
    assert [""] == because(make_pack({"en/blunt/it.toml": rule(phrases="guarantee*", silenced_by=[])}), "We cannot guarantee it.")


def test_a_suppressed_hit_names_its_kind_and_the_words_of_the_cue(pack_with: MakePack) -> None:
    pack = pack_with(group("negation", "can … not"), group("question", ends="?"), group("denied", "`NB:`", reach="sentence"))
    assert [("negation", "CAN surely not")] == [(hit.because, hit.cue) for hit in hits(pack, "We CAN surely not guarantee it.")]
    assert [("question", "?")] == [(hit.because, hit.cue) for hit in hits(pack, "We guarantee it?")]
    assert [("denied", "NB:")] == [(hit.because, hit.cue) for hit in hits(pack, "NB: we guarantee it")]


def test_cues_and_hits_that_are_no_words_crash_nothing(make_pack: MakePack) -> None:
    """A phrase or a cue in backquotes may stand where no word is: before the first, behind the last, in a sentence without any."""
    files = {
        "en/context.toml": group("negation", "cannot\n`-->`", direction=AROUND)
        + group("quotation", "`»`", direction=AROUND, reach="word", quoted=True),
        "en/guarantee/it.toml": rule(phrases="`***`", rejects="***"),
    }
    pack = make_pack(files)
    assert ["negation"] == because(pack, "We cannot do it ***")
    assert ["negation"] == because(pack, "*** we cannot do it")
    assert [""] == because(pack, "***")
    assert ["negation"] == because(pack, "--> ***")
    assert [""] == because(pack, "We cannot. ***")


# --- mistakes in context.toml


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[[negatoin]]\ncues = 'not'\n", 1, "Did you mean 'negation'?"),
        ("[clause]\nbegins = 'but'\n", 1, "Did you mean 'clauses'?"),
        ("[clauses]\nbegin = 'but'\n", 2, "Did you mean 'begins'?"),
        ("[sentences]\nordinal = true\n", 2, "Did you mean 'ordinals'?"),
        ("[[negation]]\ncue = 'not'\n", 2, "Did you mean 'cues'?"),
        ("[[negation]]\ncues = 'not'\nreach = 'clauses'\n", 3, "Did you mean 'clause'?"),
        ("[[negation]]\ncues = 'not'\ndirection = 'left'\n", 3, "after, around, before"),
        ("[[negation]]\ncues = '''\nnot\n(never\n'''\n", 4, "')' is missing"),
        ("[[negation]]\ncues = '''\nnot\n<never>\n'''\n", 4, "no word list 'never'"),
        ("[[negation]]\nreach = 'sentence'\n", 1, "would silence everything"),
        ("[negation]\ncues = 'not'\n", 1, "negation"),
        ("[[negation]]\ncues = not\n", 2, "not TOML"),
    ],
)
def test_a_mistake_in_the_context_is_told_with_its_line(make_pack: MakePack, text: str, line: int, said: str) -> None:
    with pytest.raises(InvalidContent) as caught:
        make_pack({"en/context.toml": text})
    (problem,) = caught.value.problems
    assert f"en/context.toml:{line}" == problem.where
    assert said in str(problem)

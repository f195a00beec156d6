import itertools
import re
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.brief import Brief, Workspace
from drafter.completion.complete import complete
from drafter.completion.composer import Composer
from drafter.completion.writer import Completion
from drafter.moments import Duration
from drafter.prompt.render import render
from drafter.prompt.system import example_brief
from drafter.request import Channel, Purpose
from tests.prompt.briefs import LIBRARY, brief_of

CHANNELS: tuple[str, ...] = get_args(Channel)
PURPOSES: tuple[str, ...] = get_args(Purpose)
LANGUAGES = [language.code for language in LIBRARY.languages()]
FULL: dict[str, Any] = {
    "solutions": ["replacement ok", "We can refund the price of $96 to your card."],
    "reasons": ["thermostat faulty in one batch"],
    "obstacles": ["stock is low."],
    "needs": ["photo of the label"],
    "steps": [{"who": "warehouse", "what": "ships it", "when": "Tuesday"}],
    "timeline": {"earliest": "P3D", "latest": "P5D", "business_days": True},
    "follow_up": {"at": "2026-11-27T15:00", "channel": "phone"},
}
BRIEFS: dict[str, dict[str, Any]] = {
    "empty": {},
    "full": FULL,
    "ours": {**FULL, "fault": "ours", "feasibility": "possible"},
    "refused": {"feasibility": "not_possible", "reasons": ["Tickets of this fare cannot be changed."]},
    "instead": {"feasibility": "not_possible", "solutions": ["You can sell the seat on our exchange"]},
    "partly": {"feasibility": "partly_possible", "solutions": ["half of the fee back"], "timeline": {"by": "2026-12-04"}},
    "unknown": {"feasibility": "unknown", "timeline": None, "follow_up": {"at": "2026-11-24"}},
    "earliest": {"timeline": {"earliest": "P2D"}},
    "ragged": {
        "solutions": ["  refund ,", "...", "Do you want a voucher?"],
        "reasons": ["-"],
        "needs": [" \n "],
        "obstacles": ["see https://shop.example/a"],
    },
}


def composed(brief: Brief) -> Completion:
    return Composer(LIBRARY).compose(brief)


def text_of(brief: dict[str, Any] | None, **request: Any) -> str:
    return composed(brief_of(brief=brief, **request)).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", BRIEFS)
def test_no_brief_leaves_dangling_punctuation_blanks_or_empty_bullets(language: str, channel: str, name: str) -> None:
    kinds = (None, "unappeasable", "critic", "upset", "enthusiast")
    for purpose, tone, kind in itertools.product(PURPOSES, ("warm", "neutral", "formal"), kinds):
        text = text_of(BRIEFS[name], language=language, channel=channel, purpose=purpose, tone=tone, customer={"kind": kind} if kind else {})
        clean(text)


_LEFTOVERS = ["\ue000", "\ue001", "\ue002", "None", "Undefined", "{", "}", "##"]
_WRONG = [*_LEFTOVERS, "  ", " .", " ,", "\n\n\n", ": \n", "..", ",.", ":.", ";.", "?.", "()"]


def clean(text: str) -> None:
    assert text == text.strip()
    assert text
    for wrong in _WRONG:
        assert wrong not in text, (wrong, text)
    assert not re.search(r"^-\s*$|:\s*$(?!\n-)|[;,]\s*$", text, re.MULTILINE), text


_VALUES = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="{}#\n"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(solutions=st.lists(_VALUES, max_size=3), reasons=st.lists(_VALUES, max_size=2), channel=st.sampled_from(CHANNELS))
def test_whatever_the_brief_says_the_origins_tile_the_text_and_no_delimiter_stays(solutions: list[str], reasons: list[str], channel: str) -> None:
    brief = {"solutions": solutions, "reasons": reasons, "timeline": {"latest": "P2D"}}
    completion = composed(brief_of(brief=brief, channel=channel))

    assert not set("\ue000\ue001\ue002") & set(completion.text)
    assert_tiled(completion)


def assert_tiled(completion: Completion) -> None:
    """Every character that is no white space belongs to exactly one origin."""
    position = 0
    for origin in completion.origins:
        assert position <= origin.start < origin.end <= len(completion.text)
        assert not completion.text[position : origin.start].strip()
        position = origin.end
    assert not completion.text[position:].strip()


def test_each_sentence_says_where_it_comes_from() -> None:
    completion = composed(brief_of(brief=FULL))
    said = {origin.source: completion.text[origin.start : origin.end] for origin in completion.origins}

    assert "- Replacement ok" == said["brief.solutions[0]"]
    assert "The background: thermostat faulty in one batch." == said["brief.reasons[0]"]
    assert "We plan to have this done within 3 to 5 working days." == said["brief.timeline"]
    assert "I will call you on Friday 27 November at 15:00 to tell you where things stand." == said["brief.follow_up"]
    assert "If anything is unclear, please let me know." == said["template"]


@pytest.mark.parametrize("purpose", ["answer", "ask", "update", "closing"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_everything_that_is_owed_is_said(channel: str, purpose: str) -> None:
    text = text_of(FULL, channel=channel, purpose=purpose)

    for owed in (
        "eplacement ok",
        "thermostat faulty",
        "within 3 to 5 working days",
        "stock is low",
        "photo of the label",
        "call you on Friday 27 November at 15:00",
    ):
        assert owed in text


def test_an_unknown_time_is_said_to_be_unknown_and_when_there_is_news() -> None:
    text = text_of(BRIEFS["unknown"])

    assert "I cannot give you a date yet" in text
    assert "I will e-mail you on Tuesday 24 November" in text
    assert "I will let you know as soon as there is one." in text_of({"timeline": None})


def test_the_earliest_time_never_stands_alone() -> None:
    assert "This takes at least 2 days; I cannot give you an end date yet." in text_of(BRIEFS["earliest"])


def test_a_refusal_never_ends_in_a_bare_no() -> None:
    assert "please tell me, and I will go over it again with my team" in text_of(BRIEFS["refused"])
    assert "What we can offer you instead: You can sell the seat on our exchange." in text_of(BRIEFS["instead"])


def test_the_reason_of_a_refusal_stands_before_the_alternative() -> None:
    text = text_of({"feasibility": "not_possible", "reasons": ["fare rules"], "solutions": ["voucher"]})

    assert text.index("fare rules") < text.index("voucher")


@pytest.mark.parametrize("fault", ["theirs", "third_party", "unknown", None])
@pytest.mark.parametrize("channel", CHANNELS)
def test_only_a_fault_of_ours_is_apologised_for(channel: str, fault: str | None) -> None:
    brief = FULL | ({"fault": fault} if fault else {})

    assert "mistake" in text_of({**FULL, "fault": "ours"}, channel="email")
    assert not re.search(r"sorry|apolog|mistake|our fault", text_of(brief, channel=channel), re.IGNORECASE)


_APOLOGIES = {
    "de": r"tut mir leid|entschuldig|fehler",
    "en": r"sorry|apolog|mistake|fault",
    "id": r"maaf|kesalahan",
    "kk": r"кешір|қате",
    "ms": r"maaf|kesilapan",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", ["answer", "update"])
def test_in_every_language_a_fault_is_admitted_when_it_is_ours_and_at_no_other_time(language: str, purpose: str) -> None:
    admits = re.compile(_APOLOGIES[language], re.IGNORECASE)
    assert all(admits.search(text_of(BRIEFS["ours"], language=language, purpose=purpose, channel=channel)) for channel in ("email", "chat", "sms"))
    kinds = (None, "unappeasable", "critic", "upset", "enthusiast")
    for channel, name, tone, kind in itertools.product(CHANNELS, BRIEFS.keys() - {"ours"}, ("warm", "neutral", "formal"), kinds):
        customer = {"kind": kind} if kind else {}
        text = text_of(BRIEFS[name], language=language, purpose=purpose, channel=channel, tone=tone, customer=customer)
        assert not admits.search(text.replace("faulty", "")), text


def test_an_empty_brief_promises_nothing_and_names_no_time() -> None:
    text = text_of({})

    assert "I am checking what we can do for you here." in text
    assert not re.search(r"\d|day|week|soon|within", text)


def test_an_empty_brief_names_the_follow_up_that_the_workspace_has_set() -> None:
    completion = composed(brief_of(brief={}, workspace=Workspace(follow_up_after=Duration(days=2))))

    assert "I will e-mail you on Tuesday 24 November to tell you where things stand." in completion.text
    assert "workspace.follow_up_after" in {origin.source for origin in completion.origins}


def test_whole_sentences_stand_as_sentences_and_fragments_after_a_colon() -> None:
    assert "Here is what we can do: new kettle." in text_of({"solutions": ["new kettle"]})
    assert "message.\n\nWe will send you a new kettle." in text_of({"solutions": ["We will send you a new kettle."]})
    assert "can do: replacement ok. We can refund" in text_of(FULL, channel="chat")


def test_an_address_is_given_once_and_a_required_word_is_added_where_it_lacks() -> None:
    statement = {"text": "travel insurance", "url": "https://shop.example/i", "terms": {"en": ["cover"]}}

    assert "travel insurance (cover, https://shop.example/i)." in text_of({"solutions": [statement]})
    assert "travel cover (https://shop.example/i)." in text_of({"solutions": [statement | {"text": "travel cover"}]})


def test_an_email_has_paragraphs_a_chat_a_few_lines_an_sms_one_and_a_call_points() -> None:
    assert 4 <= text_of(FULL, channel="email").count("\n\n")
    assert 2 <= len(text_of(FULL, channel="chat").split("\n")) <= 3
    assert "\n" not in text_of(FULL, channel="sms")
    assert all(line.startswith("- ") for line in text_of(FULL, channel="phone").split("\n"))


def test_the_purposes_differ() -> None:
    assert 4 == len({text_of(FULL, purpose=purpose) for purpose in PURPOSES})
    assert text_of(FULL, purpose="ask").index("photo of the label") < text_of(FULL, purpose="ask").index("eplacement ok")


def test_a_closing_asks_whether_it_is_settled() -> None:
    assert "Has everything been settled as you hoped?" in text_of(FULL, purpose="closing")


def test_an_sms_keeps_to_320_characters_with_its_greeting_when_what_is_owed_allows_it() -> None:
    brief = brief_of(brief={key: FULL[key] for key in ("solutions", "timeline", "follow_up", "steps")}, channel="sms", customer={"name": "Ana Gomez"})

    assert len(composed(brief).text) + len("Hi Ana Gomez. ") <= 320


def test_an_sms_that_is_far_too_long_keeps_the_time_and_the_follow_up() -> None:
    text = text_of({**FULL, "solutions": ["a" * 900], "reasons": ["b" * 900], "obstacles": ["c" * 900]}, channel="sms")

    assert "within 3 to 5 working days" in text
    assert "call you on Friday 27 November at 15:00" in text
    assert "bbb" not in text


def test_a_public_post_holds_no_personal_data() -> None:
    brief = {"solutions": ["refund to card 4111 1111 1111 1111", "voucher"], "reasons": ["Ana Gomez moved"]}
    text = text_of(brief, channel="social", customer={"name": "Ana Gomez"}, ticket={"subject": "Ana's order"})

    assert "voucher" in text
    assert not re.search("4111|Ana|Gomez", text)
    assert "I will not go into details here" in text


def test_the_subject_is_named_without_its_reply_marks() -> None:
    assert "your message about “Kettle broken”." in text_of(FULL, ticket={"subject": "Re: Fwd: AW: Kettle broken "})


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_example_is_composed_whole_and_greeted(language: str) -> None:
    folder = LIBRARY.language(language)
    for name, example in folder.examples.items():
        brief = example_brief(folder, name, example)
        completion = await complete(Composer(LIBRARY), render(brief, LIBRARY), LIBRARY, timeout=1)

        clean(composed(brief).text)
        assert_tiled(completion)

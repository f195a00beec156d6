import pytest

from drafter.completion.frame import framed
from drafter.completion.writer import Completion, Origin
from tests.prompt.briefs import LIBRARY, brief_of

ENGLISH = LIBRARY.language("en")
ANA = {"name": "Ana Gomez"}
BODY = "We have sent the kettle."


def frame(text: str, *, closing: bool = False, messages: tuple[object, ...] = (), **request: object) -> str:
    return framed(Completion(text, "script"), brief_of(*messages, **{"customer": ANA} | request), ENGLISH, closing=closing).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("email", f"Hello Ana Gomez,\n\n{BODY}"),
        ("letter", f"Dear Ana Gomez,\n\n{BODY}"),
        ("chat", f"Hi Ana Gomez,\n{BODY}"),
        ("sms", f"Hi Ana Gomez. {BODY}"),
        ("social", f"Hello,\n{BODY}"),
        ("phone", BODY),
        ("in_person", BODY),
    ],
)
def test_each_channel_greets_in_its_own_way(channel: str, expected: str) -> None:
    assert expected == frame(BODY, channel=channel)


@pytest.mark.parametrize(
    ("customer", "expected"),
    [
        ({}, "Hello,"),
        ({"name": "  "}, "Hello,"),
        ({"name": "Ana Gomez", "address": "formal"}, "Dear Ana Gomez,"),
        ({"name": "Ana Gomez", "salutation": "Ms"}, "Hello Ms Ana Gomez,"),
        ({"name": "Ana Gomez", "salutation": "Ms Gomez"}, "Hello Ms Gomez,"),
        ({"name": "Ana Gomez", "salutation": "Dear Dr. Gomez,"}, "Hello Dr. Gomez,"),
        ({"salutation": "Ms Gomez"}, "Hello Ms Gomez,"),
    ],
)
def test_a_customer_is_called_by_salutation_or_name(customer: dict[str, str], expected: str) -> None:
    assert expected == frame(BODY, customer=customer).split("\n")[0]


def test_a_chat_that_goes_on_is_not_greeted_again() -> None:
    assert BODY == frame(BODY, channel="chat", messages=("Hi", {"author": "agent", "text": "Hello!"}, "Well?"))


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Ana,\n\n",
        "Hello Ana Gomez!\n",
        "Hi,\n",
        "Good morning Ms. Gomez,\n\n",
        "Dear valued customer,\n\n",
        "Hi Ana, ",
        "Hello! ",
        "HELLO ANA:\n",
    ],
)
def test_a_greeting_that_a_model_wrote_is_replaced_and_not_doubled(greeting: str) -> None:
    assert f"Hello Ana Gomez,\n\n{BODY}" == frame(greeting + BODY)


@pytest.mark.parametrize(
    "body", ["Hello Kitty kettles are sold out.", "Hi-fi sets are back.", "Dear me, that was not right.", "Heyday shoes are late."]
)
def test_a_sentence_that_only_begins_like_a_greeting_stays(body: str) -> None:
    assert f"Hello Ana Gomez,\n\n{body}" == frame(body)


@pytest.mark.parametrize(
    "sign_off",
    [
        "\n\nBest regards,\nDana",
        "\n\nKind regards",
        "\n\nBest regards, Dana Smith",
        "\n\nThank you!\n\nDana Smith\nSupport",
        "\nCheers,\nDana",
        "\n\nYours sincerely,\n[AGENT_1]\n",
    ],
)
def test_a_sign_off_that_a_model_wrote_is_taken_out(sign_off: str) -> None:
    assert f"Hello Ana Gomez,\n\n{BODY}" == frame(BODY + sign_off)


def test_thanks_inside_a_sentence_stay() -> None:
    assert frame(f"{BODY}\n\nThanks, we will call you").endswith("Thanks, we will call you")
    assert frame(f"{BODY}\n\nThank you for your patience.").endswith("Thank you for your patience.")


def test_a_text_of_nothing_but_a_greeting_is_not_emptied() -> None:
    assert "Hello Ana Gomez,\n\nDear Ana," == frame("Dear Ana,")


def test_a_closing_is_written_only_when_asked_for() -> None:
    agent = {"name": "Dana Smith", "signature": "Dana, Kettle Support"}

    assert "regards" not in frame(BODY, agent=agent)
    assert frame(BODY, agent=agent, closing=True).endswith(f"{BODY}\n\nKind regards\nDana, Kettle Support")
    assert frame(f"{BODY}\n\nBest,\nDana", closing=True).endswith(f"{BODY}\n\nKind regards")


def test_origins_move_with_their_sentences() -> None:
    text = f"Hi, {BODY}"
    given = Completion(text, "composer", origins=(Origin(0, 3, "template"), Origin(4, len(text), "brief.solutions[0]")))
    moved = framed(given, brief_of(customer=ANA, agent={"name": "Dana"}), ENGLISH, closing=True)

    assert [("Hello Ana Gomez,", "words"), (BODY, "brief.solutions[0]"), ("Kind regards\nDana", "words")] == [
        (moved.text[origin.start : origin.end], origin.source) for origin in moved.origins
    ]

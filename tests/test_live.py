"""A draft while the agent reads along: what is shown, what is left out, and how it ends."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.completion.scripted_writer import Reply, ScriptedWriter
from drafter.completion.writer import Completion
from drafter.draft import Attempted, Audience, Drafted, Event, Shown, Stopped
from drafter.errors import (
    WriterCutOff,
    WriterEmpty,
    WriterError,
    WriterOverQuota,
    WriterPaused,
    WriterRefused,
    WriterThoughtAloud,
    WriterTimeout,
    WriterUnavailable,
)
from drafter.house import House, open_house
from drafter.pipeline import Pipeline
from drafter.settings import Settings
from drafter.store.memory import MemoryRecorder
from tests.pipelines import PROMISE, SOUND, Make, kinds, script
from tests.tickets import drafting

FIRST = "Thank you for writing, and I am sorry that you have been waiting for so long."
BRIEF = {
    "solutions": ["We can send the order again."],
    "timeline": {"latest": "P5D", "business_days": True},
    "follow_up": {"at": "2026-11-27T15:00", "channel": "email"},
}


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


async def watched(pipeline: Pipeline, **keys: Any) -> tuple[list[Event], Drafted]:
    """All events, and the draft, which is the last."""
    events = [event async for event in pipeline.events(drafting(**keys), Audience())]
    drafted = events[-1]
    assert isinstance(drafted, Drafted)
    return events, drafted


def seen(events: list[Event]) -> str:
    """The draft as it stands on the agent's screen."""
    text = ""
    for event in events:
        if isinstance(event, Shown):
            text = text[: event.start] + event.text
    return text


def course(events: list[Event]) -> list[str]:
    """The events by name, those of the same kind in a row once."""
    names = [type(event).__name__ for event in events if not isinstance(event, Attempted)]
    return [name for number, name in enumerate(names) if names[number - 1 : number] != [name]]


def _in_pieces(*texts: str, error: WriterError | None = None) -> Reply:
    pieces = tuple(text[at : at + 5] for text in texts for at in range(0, len(text), 5))
    return (*pieces, error) if error else pieces


async def test_a_sound_reply_is_shown_while_it_is_written(make_pipeline: Make) -> None:
    events, drafted = await watched(make_pipeline([_in_pieces(SOUND)]))
    assert ["Shown", "Drafted"] == course(events)
    assert 3 == len([event for event in events if isinstance(event, Shown)])
    assert ("written", None, seen(events)) == (drafted.draft.origin, drafted.draft.notice, drafted.draft.text)
    assert seen(events).endswith(SOUND)


async def test_the_first_sentences_are_shown_before_the_last_piece_has_come(make_pipeline: Make) -> None:
    pipeline = make_pipeline([_in_pieces(FIRST, " We", error=WriterUnavailable("It broke."))])
    events, _ = await watched(pipeline)
    assert FIRST in seen(events)


async def test_a_stopped_sentence_is_left_out_and_only_what_is_missing_is_asked_for(make_pipeline: Make) -> None:
    pipeline = make_pipeline([_in_pieces(FIRST, " ", PROMISE, " ", SOUND), _in_pieces("It may arrive a little later.")])
    events, drafted = await watched(pipeline)
    assert ["Shown", "Stopped", "Shown", "Repairing", "Shown", "Drafted"] == course(events)
    assert ["written", "repaired"] == kinds(drafted)
    assert seen(events) == drafted.draft.text
    assert seen(events).endswith(f"{FIRST} {SOUND}\n\nIt may arrive a little later.")
    (stopped,) = [event for event in events if isinstance(event, Stopped)]
    assert ("en/guarantee/guarantees", "We cannot know.") == (stopped.rule, stopped.why)
    repair = script(pipeline).prompts[1].messages
    assert repair[2].content.endswith(f"{FIRST} {SOUND}")
    assert PROMISE not in repair[2].content
    assert "We cannot know." in repair[3].content
    assert "Repeat nothing" in repair[3].content


async def test_a_model_that_writes_the_whole_letter_again_gives_it_once(make_pipeline: Make) -> None:
    whole = f"{FIRST} {SOUND}"
    pipeline = make_pipeline([_in_pieces(FIRST, " ", PROMISE, " ", SOUND), _in_pieces("Hello Ana,\n\n", whole, " It may arrive a little later.")])
    events, drafted = await watched(pipeline, customer={"name": "Ana"})
    assert ("repaired", seen(events)) == (drafted.draft.origin, drafted.draft.text)
    assert f"Hello Ana,\n\n{whole}\n\nIt may arrive a little later." == drafted.draft.text


async def test_what_was_stopped_in_a_repair_is_kept_as_the_model_wrote_it(make_pipeline: Make) -> None:
    pipeline = make_pipeline([_in_pieces(FIRST, " ", PROMISE, " ", SOUND), _in_pieces("It may arrive a little later. ", PROMISE)])
    _, drafted = await watched(pipeline)
    (_, repair, *_) = drafted.attempts
    assert ("repaired", False) == (repair.kind, repair.passed)
    assert PROMISE in str(repair.text)
    assert drafted.draft.text is not None
    assert PROMISE not in drafted.draft.text


async def test_what_the_rules_mend_themselves_is_not_asked_for_again(make_pipeline: Make) -> None:
    events, drafted = await watched(make_pipeline([_in_pieces(SOUND, " It surely comes. Please calm down.")]))
    assert ["Shown", "Stopped", "Shown", "Stopped", "Drafted"] == course(events)
    assert ["written", "fixed"] == kinds(drafted)
    assert ("repaired", seen(events)) == (drafted.draft.origin, drafted.draft.text)
    assert seen(events).endswith(SOUND + " It probably comes.")


async def test_no_event_but_the_attempts_tells_what_was_stopped(make_pipeline: Make) -> None:
    events, _ = await watched(make_pipeline([_in_pieces(FIRST, " The secret kettle of Zanzibar. ", SOUND), "The secret kettle again."]))
    assert "Zanzibar" not in repr([event for event in events if not isinstance(event, (Attempted, Drafted))])
    assert "kettle" not in seen(events)


async def test_when_nothing_could_be_shown_the_whole_reply_is_written_anew(make_pipeline: Make) -> None:
    pipeline = make_pipeline([_in_pieces(PROMISE), _in_pieces(SOUND)])
    events, drafted = await watched(pipeline, customer={"name": "Ana"}, channel="letter")
    assert ("repaired", seen(events)) == (drafted.draft.origin, drafted.draft.text)
    assert "as a whole" in script(pipeline).prompts[1].messages[3].content


async def test_what_the_model_leaves_out_twice_is_said_in_the_composers_words(house: House) -> None:
    pipeline = house.pipeline(writers=(ScriptedWriter([_in_pieces(FIRST, " We will send the order again."), "Please bear with us for now."]),))
    events, drafted = await watched(pipeline, brief=BRIEF)
    assert ["Shown", "Repairing", "Shown", "Composing", "Shown", "Drafted"] == course(events)
    assert ["written", "repaired", "composed"] == kinds(drafted)
    assert ("composed", seen(events), "pass") == (drafted.draft.origin, drafted.draft.text, drafted.draft.verdict)
    assert "5 working days" in seen(events)
    assert "Friday" in seen(events)
    assert 1 == seen(events).count("order again")


BROKEN = [WriterCutOff("Cut off."), WriterTimeout("Fell silent."), WriterUnavailable("Broke off."), WriterRefused("No."), WriterOverQuota("No more.")]


@pytest.mark.parametrize("error", BROKEN, ids=lambda error: error.code)
async def test_a_reply_that_breaks_off_is_finished_by_the_second_model(make_pipeline: Make, error: WriterError) -> None:
    pipeline = make_pipeline([_in_pieces(FIRST, " We are ask", error=error)], [_in_pieces("We are asking the courier.")])
    events, drafted = await watched(pipeline)
    assert ["Shown", "Repairing", "Shown", "Drafted"] == course(events)
    assert [f"written: {error.code}", "repaired"] == kinds(drafted)
    assert (seen(events), 1) == (drafted.draft.text, seen(events).count("We are ask"))


@pytest.mark.parametrize("error", BROKEN, ids=lambda error: error.code)
async def test_a_reply_that_breaks_off_with_no_second_model_says_so(make_pipeline: Make, error: WriterError) -> None:
    events, drafted = await watched(make_pipeline([_in_pieces(FIRST, " We are ask", error=error)]))
    assert seen(events) == drafted.draft.text
    assert seen(events).endswith(FIRST)
    assert drafted.draft.notice == f"{error} Please read whether the draft is complete."
    assert drafted.attempts[0].text is not None
    assert drafted.attempts[0].text.endswith("We are ask")


@pytest.mark.parametrize("error", [*BROKEN, WriterEmpty("Nothing.")], ids=lambda error: error.code)
async def test_a_model_that_gives_nothing_is_replaced_by_the_composer(make_pipeline: Make, error: WriterError) -> None:
    events, drafted = await watched(make_pipeline([(error,)]))
    assert ["Composing", "Shown", "Drafted"] == course(events)
    assert ("composed", seen(events)) == (drafted.draft.origin, drafted.draft.text)
    assert str(error) in (drafted.draft.notice or "")


async def test_thoughts_that_were_taken_for_a_reply_are_replaced(make_pipeline: Make) -> None:
    thoughts = _in_pieces("The customer wants a refund, so let me think about that. ", error=WriterThoughtAloud("It thought aloud."))
    events, drafted = await watched(make_pipeline([thoughts]))
    assert ("composed", seen(events)) == (drafted.draft.origin, drafted.draft.text)
    assert "let me think" not in seen(events)


async def test_without_a_model_the_composers_reply_is_shown(make_pipeline: Make) -> None:
    events, drafted = await watched(make_pipeline(), brief=BRIEF)
    assert ["Composing", "Shown", "Drafted"] == course(events)
    assert seen(events) == drafted.draft.text


async def test_a_closing_goes_after_everything_that_was_asked_for(make_pipeline: Make) -> None:
    pipeline = make_pipeline([_in_pieces(FIRST, " ", PROMISE), "It may arrive later."], closing=True)
    events, drafted = await watched(pipeline, agent={"name": "Dana"})
    assert seen(events) == drafted.draft.text
    assert seen(events).endswith("Dana")
    assert 1 == seen(events).count("Dana")


async def test_who_hangs_up_stops_the_model_and_what_was_made_is_kept(make_pipeline: Make, recorder: MemoryRecorder) -> None:
    audience = Audience()
    pipeline = make_pipeline([_in_pieces(FIRST, " ", SOUND, " ", SOUND)], [SOUND])
    events = []
    async for event in pipeline.events(drafting(), audience):
        events.append(event)
        if isinstance(event, Shown) and FIRST in event.text:
            audience.leave()
    (record,) = recorder
    assert record.draft.text is not None
    assert record.draft.text.endswith(FIRST)
    assert 1 == len(script(pipeline, 1).prompts) + len(script(pipeline).prompts)


async def test_an_endpoint_that_is_left_alone_is_no_call_so_that_the_second_one_still_gets_its_repair(make_pipeline: Make) -> None:
    _, drafted = await watched(make_pipeline([WriterPaused("It is left alone.")], [PROMISE, SOUND]))
    assert ["written: writer-paused", "written", "repaired"] == kinds(drafted)


async def test_a_mistake_of_our_own_is_not_told_as_the_models(make_pipeline: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise KeyError("zanzibar")

    monkeypatch.setattr("drafter.completion.frame_stream.FrameStream.feed", broken)
    _, drafted = await watched(make_pipeline([SOUND]))
    assert ["written: writer-misread", "composed"] == kinds(drafted)
    assert "Drafter made a mistake (KeyError)" in (drafted.draft.notice or "")


async def test_what_breaks_in_a_writer_is_told_as_the_writers(make_pipeline: Make) -> None:
    class Broken:
        name = "broken"

        async def write(self, prompt: object, *, timeout: float) -> Completion:
            raise KeyError("zanzibar")

    _, drafted = await watched(make_pipeline(Broken()))
    assert ["written: writer-malformed", "composed"] == kinds(drafted)

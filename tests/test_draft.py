"""What becomes of a reply: offered, mended, repaired, composed instead, withheld; and of a model that gives none."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import respx

from drafter.completion.writer import Completion, Writer
from drafter.draft import Audience, Drafted, Shown
from drafter.errors import ScriptExhausted, WriterError, WriterPaused, WriterTimeout, WriterUnavailable
from drafter.prompt.prompt import Prompt
from drafter.store.memory import MemoryRecorder
from tests.completion.conftest import MakeWriter, endpoint, make_writer  # noqa: F401 (fixtures)
from tests.completion.failures import FAILURES, ModelFailure
from tests.pipelines import PROMISE, SOUND, Make, kinds, script
from tests.tickets import drafting


async def test_a_sound_reply_is_offered_as_it_was_written(make_pipeline: Make) -> None:
    drafted = await make_pipeline([SOUND]).draft(drafting())
    assert ("written", None, "pass", 1) == (drafted.draft.origin, drafted.draft.notice, drafted.draft.verdict, drafted.draft.attempts)
    assert drafted.draft.text is not None
    assert drafted.draft.text.endswith(SOUND)
    assert ["written"] == kinds(drafted)


async def test_a_warning_is_shown_and_stops_nothing(make_pipeline: Make) -> None:
    drafted = await make_pipeline([SOUND + " Sorry for the hiccup."]).draft(drafting())
    assert "written" == drafted.draft.origin
    (finding,) = drafted.draft.findings
    assert drafted.draft.text is not None
    assert "hiccup" == finding.quote == drafted.draft.text[finding.start : finding.end]


async def test_a_rules_own_mend_is_tried_before_the_model_is_asked_again(make_pipeline: Make) -> None:
    pipeline = make_pipeline([SOUND + " It surely comes. Please calm down."])
    drafted = await pipeline.draft(drafting())
    assert ["written", "fixed"] == kinds(drafted)
    assert "repaired" == drafted.draft.origin
    assert drafted.draft.text is not None
    assert drafted.draft.text.endswith(SOUND + " It probably comes.")
    assert "The first wording was stopped (Certain; Blunt) and has been put right." == drafted.draft.notice
    assert 1 == len(script(pipeline).prompts)


async def test_what_has_no_mend_is_repaired_by_the_model_which_is_told_why(make_pipeline: Make) -> None:
    pipeline = make_pipeline([PROMISE, SOUND])
    drafted = await pipeline.draft(drafting())
    assert ["written", "repaired"] == kinds(drafted)
    assert "repaired" == drafted.draft.origin
    repair = script(pipeline).prompts[1].messages
    assert ["system", "user", "assistant", "user"] == [message.role for message in repair]
    assert PROMISE in repair[2].content
    for told in ("guarantee", "We cannot know.", "We expect it."):
        assert told in repair[3].content


async def test_a_repair_may_be_mended_in_turn(make_pipeline: Make) -> None:
    drafted = await make_pipeline([PROMISE, SOUND + " It surely comes."]).draft(drafting())
    assert ["written", "repaired", "fixed"] == kinds(drafted)
    assert "repaired" == drafted.draft.origin


async def test_a_mend_that_breaks_another_rule_goes_to_the_model(make_pipeline: Make) -> None:
    drafted = await make_pipeline(["It surely comes, guaranteed. " + SOUND, SOUND]).draft(drafting())
    assert ["written", "repaired"] == kinds(drafted), "one place without a mend: nothing is half mended"


async def test_two_calls_are_all_then_the_composer_writes(make_pipeline: Make) -> None:
    pipeline = make_pipeline([PROMISE, PROMISE, SOUND])
    drafted = await pipeline.draft(drafting(brief={"solutions": ["a new kettle"]}))
    assert ["written", "repaired", "composed"] == kinds(drafted)
    assert ("composed", 1) == (drafted.draft.origin, script(pipeline).remaining)
    assert "The model’s replies were stopped (Certain). This reply was composed from the brief." == drafted.draft.notice
    assert drafted.draft.text is not None
    assert "new kettle" in drafted.draft.text
    assert drafted.origins


async def test_without_a_model_the_composer_writes_and_nothing_is_to_be_explained(make_pipeline: Make) -> None:
    drafted = await make_pipeline().draft(drafting(brief={"solutions": ["a new kettle"]}))
    assert (["composed"], "composed", None) == (kinds(drafted), drafted.draft.origin, drafted.draft.notice)


KETTLE = "Left out, because a rule stops it: “our secret kettle” (Blunt)."


async def test_when_nothing_is_left_but_a_line_that_breaks_a_rule_the_draft_is_withheld_and_names_it(
    make_pipeline: Make, recorder: MemoryRecorder
) -> None:
    drafted = await make_pipeline([PROMISE, PROMISE]).draft(drafting(brief={"solutions": ["our secret kettle"]}))
    assert ("withheld", None, "reject", ()) == (drafted.draft.origin, drafted.draft.text, drafted.draft.verdict, drafted.draft.findings)
    advice = "Please write this reply yourself, or change the lines named here."
    assert f"No draft: every attempt was stopped (Certain; Blunt). {advice} {KETTLE}" == drafted.draft.notice
    record = recorder.get(drafted.draft.id)
    assert record is not None
    assert ["written", "repaired", "composed"] == [attempt.kind for attempt in record.attempts]


LINES: list[dict[str, Any]] = [
    {"solutions": ["a new pan", "our secret kettle"]},
    {"solutions": ["a new pan"], "obstacles": ["our secret kettle"]},
    {"solutions": ["a new pan"], "steps": [{"who": "our", "what": "secret kettle"}]},
    {"solutions": ["a new pan"], "needs": ["our secret kettle"]},
]


@pytest.mark.parametrize("brief", LINES, ids=str)
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
async def test_a_line_of_the_brief_that_breaks_a_rule_is_left_out_and_named(make_pipeline: Make, brief: dict[str, Any], streamed: bool) -> None:
    events = [event async for event in make_pipeline().events(drafting(brief=brief), Audience() if streamed else None)]
    drafted = events[-1]
    assert isinstance(drafted, Drafted)
    assert ["composed", "composed"] == kinds(drafted)
    assert ("composed", "pass", KETTLE) == (drafted.draft.origin, drafted.draft.verdict, drafted.draft.notice)
    assert "a new pan" in str(drafted.draft.text)
    assert "kettle" not in str(drafted.draft.text)
    if streamed:
        assert drafted.draft.text == "".join(event.text for event in events if isinstance(event, Shown))


async def test_a_subject_that_breaks_a_rule_is_not_repeated(make_pipeline: Make) -> None:
    drafted = await make_pipeline().draft(drafting(ticket={"subject": "Re: My secret kettle"}, brief={"solutions": ["a new pan"]}))
    assert "a new pan" in str(drafted.draft.text)
    assert "kettle" not in str(drafted.draft.text)


async def test_what_a_rule_stops_of_the_template_is_no_lines_fault(make_pipeline: Make) -> None:
    drafted = await make_pipeline().draft(drafting(customer={"name": "Secret Kettle"}, brief={"solutions": ["a new pan"]}))
    assert ("withheld", ["composed"]) == (drafted.draft.origin, kinds(drafted))
    assert "a new pan" not in str(drafted.draft.notice)


EMPTY = "The brief is empty: the reply says only that the message was read."


@pytest.mark.parametrize(
    ("keys", "notice"),
    [
        ({}, EMPTY),
        ({"purpose": "update"}, EMPTY),
        ({"purpose": "closing"}, None),
        ({"brief": {"follow_up": {"at": "2026-11-27"}}}, EMPTY.replace("read.", "read and when we write again.")),
        ({"brief": {"solutions": ["a pan"]}, "conversation": [{"author": "agent", "text": "Hello"}]}, "There is no message of the customer."),
        ({"conversation": [{"author": "customer", "text": " "}]}, EMPTY + " There is no message of the customer."),
    ],
    ids=str,
)
async def test_the_agent_is_told_when_there_was_nothing_to_write_from(make_pipeline: Make, keys: dict[str, Any], notice: str | None) -> None:
    assert notice == (await make_pipeline().draft(drafting(**keys))).draft.notice


async def test_of_an_empty_brief_nothing_is_told_where_a_model_wrote(make_pipeline: Make) -> None:
    assert (await make_pipeline([SOUND]).draft(drafting())).draft.notice is None


# --- models that fail


@pytest.mark.parametrize("error", [kind("It says so.") for kind in WriterError.__subclasses__()], ids=lambda error: error.code)
async def test_any_error_of_a_writer_ends_in_a_composed_draft_that_says_so(make_pipeline: Make, error: WriterError) -> None:
    drafted = await make_pipeline([error]).draft(drafting(brief={"solutions": ["a new kettle"]}))
    assert [f"written: {error.code}", "composed"] == kinds(drafted)
    assert "It says so. This reply was composed from the brief." == drafted.draft.notice


async def test_a_second_endpoint_is_asked_when_the_first_fails(make_pipeline: Make) -> None:
    drafted = await make_pipeline([WriterUnavailable("Down.")], [SOUND]).draft(drafting())
    assert ["written: writer-unavailable", "written"] == kinds(drafted)
    assert ["model-1", "model-2"] == [attempt.writer for attempt in drafted.attempts]
    assert ("written", None) == (drafted.draft.origin, drafted.draft.notice)


async def test_a_second_endpoint_repairs_when_the_first_fails_at_it(make_pipeline: Make) -> None:
    pipeline = make_pipeline([PROMISE, WriterTimeout("Late.")], [SOUND])
    drafted = await pipeline.draft(drafting())
    assert ["written", "repaired: writer-timeout", "composed"] == kinds(drafted), "two calls are all"
    assert drafted.draft.notice is not None
    assert drafted.draft.notice.startswith("Late.")


async def test_white_space_is_no_reply(make_pipeline: Make) -> None:
    assert ["written: writer-empty", "composed"] == kinds(await make_pipeline([" \n\u00a0"]).draft(drafting()))


async def test_a_script_that_runs_dry_is_a_mistake_and_no_draft(make_pipeline: Make) -> None:
    with pytest.raises(ScriptExhausted, match="held 1 replies and was asked for one more"):
        await make_pipeline([PROMISE]).draft(drafting())


class Slow:
    """A writer that answers when it is too late, and does not keep to the time it is given."""

    name = "slow"

    def __init__(self) -> None:
        self.timeouts: list[float] = []

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        self.timeouts.append(timeout)
        await asyncio.Event().wait()
        raise AssertionError("nobody sets the event")


async def test_when_the_time_is_used_up_the_composer_writes_at_once(make_pipeline: Make) -> None:
    slow = Slow()
    drafted = await make_pipeline(slow, [SOUND], seconds=0.05).draft(drafting())
    assert ["written: writer-timeout", "composed"] == kinds(drafted)
    assert drafted.draft.notice is not None
    assert "slow did not answer within 0.05 seconds." in drafted.draft.notice
    assert 0.05 >= slow.timeouts[0]


class Broken:
    name = "broken"

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        raise ZeroDivisionError("the customer's words: " + prompt.messages[-1].content)


async def test_a_writer_that_breaks_gives_a_composed_draft_that_tells_no_internals(make_pipeline: Make, caplog: pytest.LogCaptureFixture) -> None:
    drafted = await make_pipeline(Broken()).draft(drafting("My word is Rumpelstiltskin."))
    assert ["written: writer-malformed", "composed"] == kinds(drafted)
    assert drafted.draft.notice is not None
    assert "Rumpelstiltskin" not in drafted.draft.notice


@pytest.fixture
def quick(make_writer: MakeWriter) -> Writer:  # noqa: F811 (the fixture)
    return make_writer()


@pytest.mark.parametrize("failure", FAILURES, ids=str)
async def test_whatever_a_model_does_over_the_wire_the_agent_gets_a_draft_that_says_so(
    make_pipeline: Make,
    quick: Writer,
    failure: ModelFailure,
    endpoint: respx.Router,  # noqa: F811 (the fixture)
) -> None:
    failure.arm(endpoint)
    drafted = await make_pipeline(quick).draft(drafting(brief={"solutions": ["a new kettle"]}))
    assert [f"written: {failure.error.code}", "composed"] == kinds(drafted)
    assert "composed" == drafted.draft.origin
    assert drafted.draft.notice is not None
    assert drafted.draft.notice.endswith("This reply was composed from the brief.")


async def test_an_endpoint_that_is_left_alone_is_no_call_so_that_the_second_one_still_gets_its_repair(make_pipeline: Make) -> None:
    pipeline = make_pipeline([WriterPaused("It is left alone.")], [PROMISE, SOUND])
    drafted = await pipeline.draft(drafting())
    assert ["written: writer-paused", "written", "repaired"] == kinds(drafted)

"""A draft's commitments against its brief, in English."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from drafter.house import House, open_house
from drafter.request import CheckRequest
from drafter.settings import Settings
from drafter.verdict.verdict import Verdict

TICKET: dict[str, Any] = {
    "language": "en",
    "today": "2026-11-22",
    "conversation": [{"author": "customer", "text": "My kettle died after two weeks. I want a refund of $80 by Monday!"}],
    "brief": {
        "solutions": ["replacement kettle can be sent", "no refund before inspection"],
        "reasons": ["faulty thermostat in one production batch"],
        "obstacles": ["stock is limited"],
        "timeline": {"earliest": "P3D", "latest": "P5D", "business_days": True},
        "follow_up": {"at": "2026-11-27T15:00", "channel": "email"},
    },
}
SOUND = (
    "I am sorry about the kettle. We can send you a replacement; it takes 3 to 5 working days. The thermostat in one batch was faulty, "
    "and our stock is limited. I will e-mail you on Friday 27 November at 15:00."
)


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


def judged(house: House, text: str, **changes: Any) -> Verdict:
    return house.check(msgspec.convert({**TICKET, **changes, "text": text}, CheckRequest))[1]


def rules(verdict: Verdict, family: str) -> list[str]:
    return [finding.rule.rpartition("/")[2] for finding in verdict.findings if finding.family == family]


def test_a_draft_that_says_what_the_brief_says_passes_and_names_its_sources(house: House) -> None:
    verdict = judged(house, SOUND)
    assert () == verdict.findings
    assert [
        ("remedy", "brief.solutions[0]"),
        ("duration", "brief.timeline"),
        ("date", "brief.follow_up"),
        ("time", "brief.follow_up"),
    ] == [(each.kind, each.source) for each in verdict.commitments]


@pytest.mark.parametrize(
    ("text", "rule", "quote", "nearest"),
    [
        ("It leaves within 3 working days.", "earliest-alone", "3 working days", "3 business days"),
        ("It will be there tomorrow.", "time", "tomorrow", "2026-11-27"),
        ("It will take two weeks.", "time", "two weeks", "3 to 5 business days"),
        ("I will e-mail you on Thursday 27 November.", "wrong-weekday", "Thursday 27 November", ""),
        ("You will receive a $20 voucher.", "remedy", "You will receive a $20 voucher", ""),
        ("We will refund you before that.", "remedy", "We will refund you", "no refund"),
        ("Call us on +49 30 1234567.", "contact", "+49 30 1234567", ""),
        ("It will cost you $15.", "amount", "$15", ""),
    ],
)
def test_what_nothing_supports_is_found_with_the_nearest_fact(text: str, rule: str, quote: str, nearest: str, house: House) -> None:
    found = [finding for finding in judged(house, text).findings if finding.family == "ungrounded"]
    assert [(rule, quote)] == [(finding.rule.rpartition("/")[2], finding.quote) for finding in found]
    assert nearest in found[0].why


@pytest.mark.parametrize(
    "text",
    [
        "We cannot refund you before the inspection.",
        "I understand that you want $80 back by Monday.",
        "Your kettle died after two weeks, which should not happen.",
        "Please send us the photo by Tuesday.",
        "I have looked at it today.",
        "It will be delivered by 27 November.",
        "It leaves within 5 working days.",
        "You wrote that our shop had promised you a voucher.",
    ],
)
def test_a_refusal_a_mention_and_a_request_promise_nothing(text: str, house: House) -> None:
    assert [] == rules(judged(house, text), "ungrounded")


@pytest.mark.parametrize(
    ("left_out", "rule"),
    [
        ("I will e-mail you on Friday 27 November at 15:00.", "follow-up"),
        (" it takes 3 to 5 working days.", "timeline"),
        ("We can send you a replacement;", "option"),
        ("The thermostat in one batch was faulty, and", "reason"),
        ("our stock is limited.", "obstacle"),
    ],
)
def test_what_the_brief_gives_and_the_draft_leaves_out_is_missing(left_out: str, rule: str, house: House) -> None:
    assert left_out in SOUND
    assert [rule] == rules(judged(house, SOUND.replace(left_out, "")), "missing")


def test_a_time_that_is_known_to_be_unknown_must_be_called_so(house: House) -> None:
    brief = {"solutions": ["we are looking for the parcel"], "timeline": None}
    vague = "We are looking for the parcel, and it should be there soon, so please have a little patience."
    assert ["timeline"] == rules(judged(house, vague, brief=brief), "missing")
    assert [] == rules(judged(house, "We are looking for the parcel. We do not know yet when it arrives.", brief=brief), "missing")


def test_a_promise_of_an_agent_grounds_and_the_brief_wins_over_it(house: House) -> None:
    earlier = [*TICKET["conversation"], {"author": "agent", "text": "I will write to you on 1 December.", "at": "2026-11-21T10:00"}]
    assert [] == rules(judged(house, "I will write to you on 1 December.", conversation=earlier, brief={}), "ungrounded")
    assert ["time"] == rules(judged(house, "I will write to you on 1 December.", brief={}), "ungrounded")


def test_without_a_brief_nothing_is_held_against_one(house: House) -> None:
    verdict = judged(house, "It will be there tomorrow.", brief=None)
    assert [] == rules(verdict, "ungrounded")
    assert () == verdict.commitments


def test_the_hint_grounds_what_it_states(house: House) -> None:
    hint = "replacement ok, no refund before inspection, 3-5 working days, call Friday 3 pm"
    sound = "We can send you a replacement. It takes 3 to 5 working days. I will call you on Friday at 3 pm."
    verdict = judged(house, sound, brief=None, hint=hint)
    assert () == verdict.findings
    assert {"hint"} == {each.source for each in verdict.commitments}
    assert ["remedy"] == rules(judged(house, "We will refund you. " + sound, brief=None, hint=hint), "ungrounded")


@pytest.mark.parametrize(
    "text",
    [
        "The fitter found the crack on Monday.",
        "The scan says that it was handed over at 3:12 pm.",
        "Half of our riders were off tonight because of the storm.",
    ],
)
def test_a_time_in_what_has_been_is_no_promise(house: House, text: str) -> None:
    assert [] == rules(judged(house, f"{SOUND} {text}"), "ungrounded")


@pytest.mark.parametrize(
    "text", ["The part was out of stock, so it will come on Monday.", "Your visit was moved to Tuesday.", "It was ready by Monday."]
)
def test_what_comes_out_of_the_past_is_one(house: House, text: str) -> None:
    assert ["time"] == rules(judged(house, f"{SOUND} {text}"), "ungrounded")


def test_a_span_of_a_step_supports_the_same_span_alone(house: House) -> None:
    brief = {"steps": [{"who": "dean", "what": "decides", "when": "P1W"}]}
    assert [] == rules(judged(house, "The dean decides within a week, by 29 November.", brief=brief), "ungrounded")
    assert ["time"] == rules(judged(house, "The dean decides within two weeks.", brief=brief), "ungrounded")


def test_a_day_of_both_timeline_and_follow_up_is_the_end_of_the_range(house: House) -> None:
    brief = {"timeline": {"earliest": "P3D", "latest": "P5D"}, "follow_up": {"at": "2026-11-27T15:00", "channel": "phone"}}
    text = "It takes from 25 to 27 November. I will call you on Friday 27 November at 15:00."
    assert () == judged(house, text, brief=brief).findings


def test_so_many_times_an_amount_of_ours_as_the_ticket_counts_is_ours(house: House) -> None:
    conversation = [{"author": "customer", "text": "We were four on that ferry. I paid 34,30 for the bus."}]
    brief = {"solutions": ["€18 for each passenger"]}
    assert [] == rules(judged(house, "You will get €18 each, so €72 for all four.", brief=brief, conversation=conversation), "ungrounded")
    assert ["amount"] == rules(judged(house, "You will get €90.", brief=brief, conversation=conversation), "ungrounded")
    assert [] == rules(judged(house, "The €34.30 for the bus is not ours to refund.", brief=brief, conversation=conversation), "ungrounded")
    assert ["amount"] == rules(judged(house, "We will pay €34.30.", brief=brief, conversation=conversation), "ungrounded")


def test_no_share_is_taken_of_a_number_that_is_no_amount(house: House) -> None:
    conversation = [{"author": "customer", "text": "I bought 20 shirts for $200."}]
    brief = {"solutions": ["15% back"]}
    assert [] == rules(judged(house, "We will pay you $30 back, 15%.", brief=brief, conversation=conversation), "ungrounded")
    assert "amount" in rules(judged(house, "We will pay you $3 back, 15%.", brief=brief, conversation=conversation), "ungrounded")


def test_so_many_of_an_amount_as_the_brief_says_are_ours(house: House) -> None:
    brief = {"solutions": ["pay in three instalments of £40 within 5 months"]}
    assert [] == rules(judged(house, "You would pay £120 in all.", brief=brief), "ungrounded")
    assert ["amount"] == rules(judged(house, "You would pay £200 in all.", brief=brief), "ungrounded")


@pytest.mark.parametrize("text", ["It takes 7 days.", "It takes about a week.", "We need one week for it.", "You will have it back in a week."])
def test_a_time_is_read_however_it_is_told(text: str, house: House) -> None:
    assert ["time"] == rules(judged(house, text, brief={"solutions": ["repair of the zip"]}), "ungrounded")


def test_what_adds_to_the_time_does_not_say_how_long_it_takes(house: House) -> None:
    brief = {**TICKET["brief"], "obstacles": ["some banks take up to two days longer to show it"]}
    assert [] == rules(judged(house, f"{SOUND} Some banks need two days more.", brief=brief), "ungrounded")
    assert ["time"] == rules(judged(house, f"{SOUND} The replacement takes 2 days.", brief=brief), "ungrounded")


@pytest.mark.parametrize(
    "changes",
    [
        {"conversation": [{"author": "customer", "text": "I have been a customer for 10 years. I want five times that."}]},
        {"conversation": [{"author": "customer", "text": "I bought 10 shirts on 5 May and one is torn."}]},
        {"hint": "refund $50, call Friday 3 pm, 10 tickets"},
    ],
)
def test_no_other_number_of_the_ticket_multiplies_what_is_granted(changes: dict[str, Any], house: House) -> None:
    brief = {"solutions": ["A refund of $50 within 5 days."], "obstacles": ["delivery costs $10"]}
    for sum_ in ("$500", "$250", "$150", "$60"):
        assert "amount" in rules(judged(house, f"We will refund you {sum_}.", brief=brief, **changes), "ungrounded"), sum_


def test_a_number_of_the_brief_may_be_told_in_words(house: House) -> None:
    brief = {"obstacles": ["room for 30 people"]}
    assert [] == rules(judged(house, "No more than thirty guests fit in.", brief=brief), "missing")


def test_a_stretch_of_hours_that_a_brief_jots_down_supports_its_ends(house: House) -> None:
    brief = {"solutions": ["plumber comes between 8 and 10", "closed 9-13"]}
    assert () == judged(house, "The plumber comes between 8 and 10 in the morning; we are closed from 9 a.m. to 1 p.m.", brief=brief).findings
    assert ["time"] == rules(judged(house, "The plumber comes at 7 in the morning.", brief=brief), "ungrounded")


def test_one_bare_hour_that_a_brief_bounds_with_supports_it(house: House) -> None:
    brief = {"solutions": ["luggage from 8", "desk closed 12.45-14.00"]}
    assert () == judged(house, "You can leave your luggage from 8 a.m.; the desk is closed from 12:45 to 14:00.", brief=brief).findings
    assert ["time"] == rules(judged(house, "You can leave your luggage from 7 a.m.", brief=brief), "ungrounded")


def test_hours_with_minutes_that_a_brief_jots_down_are_no_count(house: House) -> None:
    brief = {"solutions": ["branch open 9.00-18.00, break 13.00-14.00"]}
    assert () == judged(house, "We are open from 9 a.m. to 6 p.m., and two of us stay on for the break.", brief=brief).findings


def test_a_month_that_a_brief_names_in_any_way_supports_it(house: House) -> None:
    brief = {"solutions": ["second bus from January"]}
    assert () == judged(house, "The second bus comes in January.", brief=brief).findings
    assert ["time"] == rules(judged(house, "The second bus comes in March.", brief=brief), "ungrounded")


def test_a_time_that_the_brief_gives_is_not_at_once(house: House) -> None:
    brief = {"timeline": {"latest": "PT10M"}}
    assert [] == rules(judged(house, "Your car will be there in 10 minutes.", brief=brief), "instant")
    assert ["time"] == rules(judged(house, "Your car will be there in 5 minutes.", brief=brief), "ungrounded")
    assert [] != rules(judged(house, "We will fix it instantly, it takes 10 minutes.", brief=brief), "instant")


def test_by_when_the_customer_must_send_something_is_the_briefs_where_it_says_so(house: House) -> None:
    brief = {"needs": ["the signed form by 15 December 2026"]}
    assert [] == rules(judged(house, "Please send us the signed form by 15 December.", brief=brief), "ungrounded")
    assert ["time"] == rules(judged(house, "Please send us the signed form by 15 January.", brief=brief), "ungrounded")
    assert [] == rules(judged(house, "Please send us the signed form by 15 January.", brief={"needs": ["the signed form"]}), "ungrounded")


def test_the_number_of_a_version_is_no_day(house: House) -> None:
    verdict = judged(house, "Das behebt Version 4.2. Danach geht es wieder.", language="de", brief={"reasons": ["Fehler in Version 4.2"]})
    assert [] == rules(verdict, "ungrounded")


def test_a_refusal_in_another_tongue_than_the_remedys_name_is_a_refusal(house: House) -> None:
    verdict = judged(house, "Nanti kami proses refund-nya.", language="id", brief={}, hint="jangan refund sebelum inspeksi")
    assert ["remedy"] == rules(verdict, "ungrounded")


def test_the_customers_own_number_may_be_called(house: House) -> None:
    conversation = [{"author": "customer", "text": "Call me on +49 30 901820, please."}]
    assert [] == rules(judged(house, "I will call you on +49 30 901820.", brief={}, conversation=conversation), "ungrounded")


def test_an_hour_without_its_half_of_the_day_is_either(house: House) -> None:
    brief = {"follow_up": {"at": "2026-11-27T16:30", "channel": "phone"}}
    assert () == judged(house, "I will call you on Friday at 4:30.", brief=brief).findings
    assert ["time"] == rules(judged(house, "I will call you on Friday at 04:30.", brief=brief), "ungrounded")

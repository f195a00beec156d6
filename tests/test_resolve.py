"""A request becomes a brief: language, day, zone and channel resolved, contradictions with the calendar refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from drafter.brief import Brief, FollowUp, Timeline, Workspace
from drafter.errors import InvalidInput, LanguageNotLive
from drafter.moments import Duration
from drafter.request import Statement
from drafter.resolve import language_of, resolve
from drafter.text.language import LanguageDetector, Markers
from tests.tickets import DETECTOR, brief_of, checking, drafting

BERLIN = Workspace(zone=ZoneInfo("Europe/Berlin"))
ENGLISH_TEXT = "Where is my parcel? It is not here and you have not told me."
KAZAKH_TEXT = "Сәлеметсіз бе, менің тапсырысым әлі келген жоқ, қашан болады?"


# --- language


@pytest.mark.parametrize(
    ("messages", "keys", "expected"),
    [
        ((ENGLISH_TEXT,), {"language": None}, "en"),
        ((KAZAKH_TEXT,), {"language": None}, "kk"),
        ((ENGLISH_TEXT, KAZAKH_TEXT), {"language": None}, "kk"),
        ((KAZAKH_TEXT, {"author": "agent", "text": ENGLISH_TEXT}), {"language": None}, "kk"),
        ((KAZAKH_TEXT, "12345"), {"language": None}, "kk"),
        ((KAZAKH_TEXT,), {"language": "en"}, "en"),
        (("12345",), {"language": None}, "en"),
        (({"author": "note", "text": KAZAKH_TEXT},), {"language": None}, "en"),
    ],
)
def test_the_language_is_the_requests_else_the_customers_else_the_workspaces(messages: Any, keys: dict[str, Any], expected: str) -> None:
    request = drafting(*messages, **keys)
    assert expected == brief_of(request).language
    assert expected == language_of(request, detector=DETECTOR, live=("en", "kk"), workspace=Workspace()), "asked for alone it is no other"


def test_a_check_goes_by_its_own_text_when_no_customer_wrote() -> None:
    assert "kk" == brief_of(checking(KAZAKH_TEXT, language=None)).language


def test_a_language_that_is_not_live_is_refused_with_those_that_are() -> None:
    with pytest.raises(LanguageNotLive, match=r"The request asks for 'de', and Drafter drafts in en, kk\. Name the language"):
        brief_of(drafting(language="de"))
    with pytest.raises(LanguageNotLive, match="asks for 'de-AT'"):
        brief_of(drafting(language="de-AT"))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"language": "en-GB"}, ("en", "GB")),
        ({"language": "EN_us"}, ("en", "US")),
        ({"language": "kk-Cyrl-KZ"}, ("kk", "KZ")),
        ({"language": "en-GB", "country": "MY-10"}, ("en", "MY-10")),
        ({"language": "en"}, ("en", "DE")),
        ({"language": "kk-Cyrl"}, ("kk", "DE")),
    ],
)
def test_of_a_language_tag_the_language_counts_and_its_region_where_no_country_is_named(keys: dict[str, Any], expected: tuple[str, str]) -> None:
    brief = brief_of(drafting(**keys), workspace=Workspace(country="DE"))
    assert expected == (brief.language, brief.country)


def test_a_customer_who_writes_a_language_that_is_not_live_gets_no_silent_fallback() -> None:
    with pytest.raises(LanguageNotLive, match="The customer seems to write in 'kk'") as caught:
        brief_of(drafting(ENGLISH_TEXT, KAZAKH_TEXT, language=None), live=("en",))
    assert ("kk", ("en",), True) == (caught.value.language, caught.value.live, caught.value.written_by_customer)
    assert "en" == brief_of(drafting(KAZAKH_TEXT, language="en"), live=("en",)).language, "naming the language is the remedy"


BETWEEN = "Tiga hari di Ubud hujan terus, kolam renang tidak terpakai sama sekali. Kembalikan sewa saya."  # in words that Indonesian and Malay share


@pytest.mark.parametrize(
    ("keys", "workspace", "expected"),
    [
        ({"country": "ID"}, Workspace(), "id"),
        ({"country": "MY-10"}, Workspace(), "ms"),
        ({}, Workspace(country="MY"), "ms"),
        ({"country": "ID"}, Workspace(language="ms"), "ms"),
        ({}, Workspace(), "ms"),
    ],
    ids=["its country", "the other's", "the workspace's country", "the workspace's own language", "nothing else is known"],
)
def test_between_neighbours_the_workspace_or_the_country_tells_a_language(keys: dict[str, Any], workspace: Workspace, expected: str) -> None:
    shared = Markers("", frozenset(["saya", "tidak", "hari"]))
    detector = LanguageDetector({"id": shared, "ms": shared, "en": Markers("", frozenset(["the"]))})
    request = drafting(BETWEEN, language=None, **keys)
    assert expected == language_of(request, detector=detector, live=("en", "id", "ms"), workspace=workspace)


# --- the day


@pytest.mark.parametrize(
    ("keys", "messages", "expected"),
    [
        ({"today": "2026-11-20"}, (), date(2026, 11, 20)),
        ({"today": None, "now": "2026-11-22T23:30+00:00"}, (), date(2026, 11, 23)),
        ({"today": "2026-11-20", "now": "2026-11-22T10:00"}, (), date(2026, 11, 22)),
        ({"today": None}, ({"author": "customer", "text": "a", "at": "2026-11-01T23:30Z"},), date(2026, 11, 2)),
        (
            {"today": None},
            ({"author": "customer", "text": "a", "at": "2026-11-05"}, {"author": "agent", "text": "a", "at": "2026-11-03T10:00"}),
            date(2026, 11, 5),
        ),
        ({"today": None}, (), date(2026, 12, 25)),
    ],
    ids=["today", "now in our zone", "now before today", "the message", "the newest message", "the clock"],
)
def test_today_is_the_requests_else_the_newest_messages_else_the_clocks(keys: dict[str, Any], messages: Any, expected: date) -> None:
    request = drafting(*messages, **keys)
    brief = resolve(request, detector=DETECTOR, live=("en",), workspace=BERLIN, clock=lambda: datetime(2026, 12, 24, 23, 30, tzinfo=UTC))
    assert expected == brief.today


def test_a_check_without_any_date_has_no_today_and_refuses_no_past() -> None:
    brief = brief_of(checking("x", brief={"follow_up": {"at": "2001-01-01"}}))
    assert brief.today is None
    assert FollowUp(date(2001, 1, 1), "email") == brief.follow_up


@pytest.mark.parametrize(
    ("brief", "where"),
    [
        ({"follow_up": {"at": "2026-11-21"}}, "$.brief.follow_up.at"),
        ({"timeline": {"by": "2026-11-21T23:00"}}, "$.brief.timeline.by"),
    ],
)
def test_a_promise_for_yesterday_is_refused_with_the_remedy(brief: dict[str, Any], where: str) -> None:
    with pytest.raises(InvalidInput, match=r"2026-11-21 is before today \(2026-11-22\)\. Give a date that is still to come") as caught:
        brief_of(drafting(brief=brief))
    assert where == caught.value.problems[0].where


def test_a_time_in_another_zone_is_yesterday_in_ours() -> None:
    request = drafting(brief={"follow_up": {"at": "2026-11-22T00:30+05:00"}})
    with pytest.raises(InvalidInput, match=r"2026-11-21 is before today"):
        resolve(request, detector=DETECTOR, live=("en",), workspace=Workspace(zone=ZoneInfo("UTC")))


def test_without_a_zone_of_the_workspace_the_ticket_keeps_its_own_clock() -> None:
    brief = brief_of(checking("x", brief={"follow_up": {"at": "2026-12-04T21:00+05:00"}, "timeline": {"by": "2026-12-04T23:00"}}))
    assert brief.follow_up is not None
    assert (21, 23) == (brief.follow_up.at.hour, brief.timeline.by.hour)  # type: ignore[union-attr]
    assert timedelta(hours=5) == brief.zone.utcoffset(None)


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ({"now": "2026-11-22T14:00"}, "2026-11-22T09:00"),
        ({"now": "2026-11-22T14:00+01:00"}, "2026-11-22T12:59Z"),
        ({"today": None, "conversation": [{"author": "customer", "text": "a", "at": "2026-11-22T14:00"}]}, "2026-11-22T13:00"),
        ({"today": None}, "2026-12-25T00:10"),
        ({"today": None, "conversation": [{"author": "customer", "text": "a", "at": "2026-12-25"}]}, "2026-12-25T00:10"),
    ],
    ids=["now", "now in another zone", "the newest message", "the clock", "the clock on the newest message's day"],
)
def test_a_promise_for_a_time_that_is_over_is_refused(keys: dict[str, Any], at: str) -> None:
    def resolved(**brief: Any) -> Brief:
        return resolve(
            drafting(brief=brief, **keys),
            detector=DETECTOR,
            live=("en",),
            workspace=BERLIN,
            clock=lambda: datetime(2026, 12, 24, 23, 30, tzinfo=UTC),
        )

    with pytest.raises(InvalidInput, match=r"today is over: it is \d\d:\d\d\. Give a time that is still to come, or name 'now'\."):
        resolved(follow_up={"at": at})
    with pytest.raises(InvalidInput, match=r"\$\.brief\.timeline\.by"):
        resolved(timeline={"by": at})
    assert resolved(follow_up={"at": at[:11] + "23:50"}).follow_up


@pytest.mark.parametrize(
    ("keys", "after", "expected"),
    [
        ({"now": "2026-11-22T14:00"}, Duration(hours=4), date(2026, 11, 22)),
        ({"now": "2026-11-22T22:00"}, Duration(hours=4), date(2026, 11, 23)),
        ({"today": "2026-11-22"}, Duration(hours=4), date(2026, 11, 23)),
        ({"today": "2026-11-22"}, Duration(days=1), date(2026, 11, 23)),
    ],
    ids=["later today", "after midnight", "at no known time", "a day"],
)
def test_the_workspaces_follow_up_is_counted_from_now(keys: dict[str, Any], after: Duration, expected: date) -> None:
    follow_up = brief_of(drafting(**keys), workspace=Workspace(follow_up_after=after)).follow_up
    assert follow_up is not None
    assert expected == follow_up.at


def test_a_promise_for_today_is_taken() -> None:
    assert Timeline(by=date(2026, 11, 22)) == brief_of(drafting(brief={"timeline": {"by": "2026-11-22"}})).timeline


# --- what the company stands behind


def test_a_timeline_is_unset_unknown_or_resolved() -> None:
    assert brief_of(drafting()).timeline is UNSET
    assert brief_of(drafting(brief={})).timeline is UNSET
    assert brief_of(drafting(brief={"timeline": None})).timeline is None
    span = brief_of(drafting(brief={"timeline": {"earliest": "P2D", "latest": "P1W", "business_days": True}})).timeline
    assert Timeline(Duration(days=2), Duration(weeks=1), True) == span
    by = brief_of(drafting(brief={"timeline": {"by": "2026-12-04T15:00"}}), workspace=BERLIN).timeline
    assert Timeline(by=datetime(2026, 12, 4, 15, tzinfo=BERLIN.zone)) == by


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"brief": {"follow_up": {"at": "2026-11-27", "channel": "phone"}}}, FollowUp(date(2026, 11, 27), "phone")),
        ({"brief": {"follow_up": {"at": "2026-11-27"}}, "customer": {"preferred_channel": "chat"}}, FollowUp(date(2026, 11, 27), "chat")),
        ({"brief": {"follow_up": {"at": "2026-11-27"}}, "channel": "sms"}, FollowUp(date(2026, 11, 27), "sms")),
        ({}, FollowUp(date(2026, 11, 23), "email", "workspace.follow_up_after")),
        ({"brief": {}}, FollowUp(date(2026, 11, 23), "email", "workspace.follow_up_after")),
        ({"brief": {"solutions": ["a"]}}, None),
        ({"hint": "refund ok"}, None),
    ],
)
def test_the_follow_up_is_the_briefs_and_only_an_empty_brief_gets_the_workspaces(keys: dict[str, Any], expected: FollowUp | None) -> None:
    assert expected == brief_of(drafting(**keys), workspace=Workspace(follow_up_after=Duration(days=1))).follow_up


def test_with_an_empty_brief_and_no_default_no_time_is_promised() -> None:
    assert brief_of(drafting()).follow_up is None


def test_statements_may_be_texts_or_tables() -> None:
    brief = brief_of(drafting(brief={"solutions": ["a", {"text": "b", "url": "https://drafter.test"}], "needs": ["c"]}))
    assert (Statement(text="a"), Statement(text="b", url="https://drafter.test")) == brief.solutions
    assert ("c",) == brief.needs


def test_a_draft_has_a_brief_in_any_case_and_a_check_only_when_one_came() -> None:
    assert brief_of(drafting()).given
    assert not brief_of(checking("x")).given
    assert brief_of(checking("x", brief={})).given
    assert brief_of(checking("x", hint="refund ok")).given
    assert not brief_of(checking("x", hint="")).given


def test_messages_are_cleaned_and_know_their_place() -> None:
    brief = brief_of(
        drafting(
            {"author": "customer", "text": "<p>Hello <b>there</b></p>\n> quoted\n\x00", "at": "2026-11-20", "attachments": [{"name": "a.jpg"}]},
            {"author": "agent", "text": "Yes"},
        )
    )
    first, second = brief.conversation
    assert ("Hello there", 0, date(2026, 11, 20), ("a.jpg",)) == (first.text, first.index, first.at, first.attachments)
    assert (1, None) == (second.index, second.at)
    assert (first,) == brief.customer_messages


def test_three_hundred_messages_and_a_megabyte_resolve() -> None:
    assert 300 == len(brief_of(drafting(*["Where is it?"] * 300)).conversation)
    assert 1_000_000 == len(brief_of(drafting("a" * 1_000_000)).conversation[0].text)


@given(st.text(max_size=60))
def test_any_message_resolves_or_is_in_a_language_that_is_not_live(text: str) -> None:
    try:
        brief = brief_of(drafting(text, language=None))
    except LanguageNotLive as error:
        assert error.language not in ("en", "kk")  # noqa: PT017 (the property is about which languages are refused)
    else:
        assert brief.language in ("en", "kk")

"""Fifty agents at once while the model has a bad day: each gets a draft, and no stream breaks off."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from bench.streams import read_streams
from tests.live.conftest import LocalModels
from tests.live.service import TOKEN, Serve

pytestmark = pytest.mark.service


def test_fifty_streams_at_once_end_with_a_draft_each_though_the_model_dawdles_fails_and_hangs(serve: Serve, openai_server: LocalModels) -> None:
    service = serve("mixed", openai_server.url, DRAFTER_DRAFT_SECONDS="5")
    seen = asyncio.run(read_streams(service.address, TOKEN, streams=50, seconds=4))
    assert {} == Counter(each.error for each in seen if each.error)
    assert {200} == {each.status for each in seen}
    assert {"written", "repaired", "composed"} <= {each.origin for each in seen}


def test_who_finds_no_room_is_asked_to_come_again_and_nobody_is_told_of_an_error(serve: Serve, openai_server: LocalModels) -> None:
    service = serve("steady", openai_server.url, DRAFTER_MAX_DRAFTS="5")
    seen = asyncio.run(read_streams(service.address, TOKEN, streams=20, seconds=3))
    assert {200, 429} == {each.status for each in seen}
    assert {} == Counter(each.error for each in seen if each.error)

"""What hangs on a condition and is told without it, and hours that a brief only bounds, in drafts of more than one language."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from drafter.house import House, open_house
from drafter.request import CheckRequest
from drafter.settings import Settings


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


def stopped(house: House, solution: str, text: str, language: str, **brief: Any) -> list[str]:
    request = {
        "language": language,
        "today": "2026-11-23",
        "conversation": [{"author": "customer", "text": "Halo"}],
        "brief": {"feasibility": "possible", "solutions": [solution], **brief},
        "text": text,
    }
    verdict = house.check(msgspec.convert(request, CheckRequest))[1]
    return [finding.rule for finding in verdict.findings if finding.severity == "reject"]


@pytest.mark.parametrize(
    ("solution", "text", "language"),
    [
        ("free exchange if tag still attached", "Bisa, Kak. Tukar ukurannya gratis, bawa saja ke toko.", "id"),
        ("If the seal is intact, we refund the full price to the card.", "We refund the full price to your card.", "en"),
        ("We refund the full price to the card if the seal is intact.", "We refund the full price to your card.", "en"),
        ("pengiriman ulang hanya jika alamat lengkap", "Paketnya kami kirim ulang ya, Kak.", "id"),
    ],
)
def test_a_remedy_told_without_its_condition_is_stopped(solution: str, text: str, language: str, house: House) -> None:
    assert stopped(house, solution, text, language)


@pytest.mark.parametrize(
    ("solution", "text", "language"),
    [
        ("free exchange if tag still attached", "Bisa, Kak. Tukar ukurannya gratis, asalkan labelnya masih terpasang.", "id"),
        ("If the seal is intact, we refund the full price to the card.", "With the seal intact, we refund the full price to your card.", "en"),
        ("pengiriman ulang hanya jika alamat lengkap", "Paketnya kami kirim ulang asalkan alamatnya lengkap, Kak.", "id"),
        ("pick it up at the counter from 8", "Pesanannya bisa diambil di konter mulai jam 8 pagi, Kak.", "id"),
        ("pick it up at the counter till four", "Pesanannya bisa diambil di konter sampai jam 4 sore, Kak.", "id"),
    ],
)
def test_a_condition_told_or_a_bare_hour_told_in_full_passes(solution: str, text: str, language: str, house: House) -> None:
    assert stopped(house, solution, text, language) == []


def test_the_customers_sum_may_be_told_beside_a_refund_that_is_given_whole(house: House) -> None:
    request = {
        "language": "id",
        "today": "2026-11-23",
        "conversation": [{"author": "customer", "text": "Uang Rp489.000 kapan dikembalikan?"}],
        "brief": {"feasibility": "possible", "solutions": ["refund"]},
        "text": "Dana sebesar Rp489.000 kami kembalikan ke rekening Kakak.",
    }
    assert house.check(msgspec.convert(request, CheckRequest))[1].findings == ()

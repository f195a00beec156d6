"""Personal data that the ticket does not hold."""

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


def quotes(house: House, text: str, said: str = "Where is my parcel?", **keys: Any) -> list[str]:
    request = {"language": "en", "text": text, "conversation": [{"author": "customer", "text": said}], **keys}
    return [finding.quote for finding in house.check(msgspec.convert(request, CheckRequest))[1].findings if finding.family == "privacy"]


@pytest.mark.parametrize(
    "data",
    [
        "mia@somewhere.example",
        "+49 30 90182345",
        "4111 1111 1111 1111",
        "DE89 3704 0044 0532 0130 00",
        "36574261809",
        "3171234508900123",
        "770903-14-5567",
        "960103300015",
    ],
)
def test_data_of_a_person_that_the_ticket_does_not_hold_is_found_and_what_the_customer_gave_is_not(data: str, house: House) -> None:
    text = f"Please use {data} for this."
    assert [data] == quotes(house, text)
    assert [] == quotes(house, text, said=f"My data: {data}.")


@pytest.mark.parametrize(
    "number", ["Order 4821733901", "12 000 000 tenge", "3 to 5 working days", "2026-11-27 15:00", "tracking 00340434161094042557"]
)
def test_an_order_number_an_amount_and_a_date_are_nobodys_data(number: str, house: House) -> None:
    assert [] == quotes(house, f"It is about {number}.")


def test_an_address_that_ends_as_the_customers_does_is_another_one(house: House) -> None:
    assert ["a@somewhere.example"] == quotes(house, "Please write to a@somewhere.example.", said="I am mia@somewhere.example.")


def test_without_a_ticket_nothing_is_known_to_be_somebody_elses(house: House) -> None:
    assert [] == quotes(house, "Write to mia@somewhere.example.", conversation=[])

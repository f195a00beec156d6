import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.prompt.mask import Masker, Masks
from drafter.prompt.personal import find_personal
from tests.prompt.briefs import brief_of

CUSTOMER = {"name": "Ana Gomez", "email": "ana@shop.example", "phone": "+44 20 7946 0018", "id": "C-4711", "ids": ["850101-14-5566"]}
BRIEF = brief_of(customer=CUSTOMER, agent={"name": "Dana Smith"})


def masker(country: str | None = None, *, glued: bool = False) -> Masker:
    return Masker(BRIEF.request, country=country, glued=glued)


PERSONAL = [
    "Ana Gomez",
    "Gomez",
    "ana@shop.example",
    "ANA@shop.example",
    "+442079460018",
    "C-4711",
    "850101-14-5566",
    "Dana Smith",
    "other@mail.example",
    "+49 151 23456789",
    "4111 1111 1111 1111",
    "GB82 WEST 1234 5698 7654 32",
]


@pytest.mark.parametrize("value", PERSONAL)
def test_personal_data_leaves_the_text(value: str) -> None:
    assert value not in masker().mask(f"This is about {value} and nothing else.")


@pytest.mark.parametrize(
    ("customer", "seen"),
    [
        ({"name": "Ana Gomez", "salutation": "Ms Gomez"}, "Ms [NAME_1]"),
        ({"name": "Ana", "salutation": "Ms Gomez"}, "[NAME_1]"),
        ({"salutation": "Ms Gomez"}, "[NAME_1]"),
        ({"name": "Ana Gomez", "salutation": "Doctor"}, "Doctor"),
    ],
)
def test_of_a_salutation_only_a_title_stays(customer: dict[str, str], seen: str) -> None:
    assert seen == Masker(brief_of(customer=customer).request).mask(customer["salutation"])


NEEDED = [
    "order 4711234567",
    "order #112-1234567-1234567",
    "the amount of $1,250.00 was due on 22.11.2026 at 09:30",
    "on 2026-11-22, between 14:00 and 16:00",
    "240 euros, 15 %, 3 to 5 working days",
    "parcel 00340434161094042557",
    "4111 1111 1111 1112 fails the check of a card",
    "Anatomy and Anagram begin like a name",
]


@pytest.mark.parametrize("text", NEEDED)
@pytest.mark.parametrize("country", [None, "DE", "US", "KZ"])
def test_amounts_dates_and_order_numbers_stay(text: str, country: str | None) -> None:
    assert text == masker(country).mask(text)


@pytest.mark.parametrize(
    ("country", "phone"),
    [("KZ", "8 701 123 45 67"), ("KZ", "87011234567"), ("MY-10", "012-345 6789"), ("DE", "0151 23456789"), ("US", "(415) 555-2671")],
)
def test_a_phone_is_known_by_the_way_it_is_written_in_its_country(country: str, phone: str) -> None:
    assert phone not in masker(country).mask(f"Call {phone}, please")


def test_the_same_text_gets_the_same_mask_everywhere() -> None:
    one = masker()

    assert "[NAME_1] and [NAME_1]" == one.mask("Ana Gomez and Ana Gomez")
    assert "[NAME_1]!" == one.mask("Ana Gomez!")
    assert "[EMAIL_1], [EMAIL_2]" == one.mask("ana@shop.example, other@mail.example")


_TEXTS = st.lists(st.one_of(st.text(max_size=30), st.sampled_from([*PERSONAL, *NEEDED, "[NAME_1]", "[ email 2 ]", "[TEXT_1]"])), max_size=8).map(
    " ".join
)


@given(text=_TEXTS, glued=st.booleans(), country=st.sampled_from([None, "KZ", "DE"]))
def test_what_was_masked_comes_back_for_any_text(text: str, glued: bool, country: str | None) -> None:
    one = masker(country, glued=glued)
    masked = one.mask(text)

    assert text == one.masks().restore(masked)


@pytest.mark.parametrize("changed", ["[NAME_1]", "[name_1]", "[Name 1]", "[ NAME_1 ]", "[NAME-1]", "[**NAME_1**]", "[NAME 01]"])
def test_a_mask_that_the_model_changed_in_case_or_spacing_is_restored(changed: str) -> None:
    assert "Hello Ana Gomez!" == Masks({"[NAME_1]": "Ana Gomez"}).restore(f"Hello {changed}!")


def test_a_mask_that_was_never_given_stays_visible() -> None:
    assert "Hello [NAME_2]" == Masks({"[NAME_1]": "Ana"}).restore("Hello [NAME_2]")


def test_endings_glued_to_a_mask_survive() -> None:
    assert "Айгүлге хат жаздық." == Masks({"[NAME_1]": "Айгүл"}).restore("[NAME_1]ге хат жаздық.")


def test_where_names_take_endings_a_name_is_masked_and_its_ending_stays() -> None:
    one = Masker(brief_of(customer={"name": "Айгүл Сәрсен"}).request, glued=True)

    assert "[NAME_1]ге хат" == one.mask("Айгүлге хат")


def test_a_text_written_later_is_masked_by_what_is_known() -> None:
    assert "Dear [NAME_1]," == Masks({"[NAME_1]": "Ana Gomez"}).hide("Dear Ana Gomez,")


def test_empty_masks_change_nothing() -> None:
    assert "[NAME_1] Ana" == Masks().restore("[NAME_1] Ana") == Masks().hide("[NAME_1] Ana")


@given(st.text(alphabet="0123456789 +-()@.aAG[", max_size=200))
def test_no_text_breaks_the_search_and_every_find_lies_inside_it(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in find_personal(text, "US"))

"""German values: what Babel writes is read back, and what German, Austrian and Swiss texts write in an order of their own."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from tests.text import extraction
from tests.text.extraction import TODAY, marks, rules, values

DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))
LOCALES = st.sampled_from(["de", "de_AT", "de_CH"])


_marks, _values, _rules = partial(marks, "de"), partial(extraction.values, "de"), partial(rules, "de")


@given(DAYS, LOCALES, st.sampled_from(["full", "long", "medium", "EEEE, 'den' d. MMMM y", "d. MMM y"]))
def test_a_date_as_babel_writes_it_is_read_back(day: date, locale: str, pattern: str) -> None:
    text = f"Sie hören am {format_date(day, pattern, locale=locale)} von uns."
    assert _values(text) == [day.isoformat()], text


@given(st.integers(-150, 150), LOCALES, st.sampled_from(["d. MMMM", "EEEE, d. MMMM", "EEEE, 'den' d. MMMM", "d.M.", "EEEE, d.M."]))
def test_a_date_without_its_year_is_the_nearest_one(days: int, locale: str, pattern: str) -> None:
    day = TODAY + timedelta(days)
    text = f"Bis {format_date(day, pattern, locale=locale)} ist es da."
    assert _values(text) == [day.isoformat()], text


@given(st.times(), st.sampled_from(["um {} Uhr", "gegen {}", "ab {} Uhr", "bis {} Uhr"]))
def test_a_time_as_babel_writes_it_is_read_back(moment: time, frame: str) -> None:
    text = frame.format(format_time(moment, "short", locale="de"))
    assert _values(text) == [f"{moment:%H:%M}"], text


@given(st.integers(1, 99_999_999), st.sampled_from([("de", "EUR"), ("de_CH", "CHF"), ("de_AT", "EUR")]), st.sampled_from(["{}", "Es kostet {}."]))
def test_an_amount_as_babel_writes_it_is_read_back(number: int, kind: tuple[str, str], frame: str) -> None:
    locale, currency = kind
    text = frame.format(format_currency(number, currency, locale=locale, format="#,##0 ¤"))
    assert _values(text) == [f"{number} {currency}"], text


@given(st.decimals(min_value=1, max_value=999_999, places=2))
def test_an_amount_with_decimals_is_read_back(number: Decimal) -> None:
    (mark,) = _marks(f"{format_decimal(number, locale='de', format='#,##0.00')} Euro")
    assert str(mark.value).replace(".00", "") == f"{number} EUR".replace(".00", "")


@given(st.integers(1, 100))
def test_a_percentage_as_babel_writes_it_is_read_back(percent: int) -> None:
    assert _values(f"Sie erhalten {format_percent(percent / 100, locale='de')} Rabatt") == [f"{percent} %"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("am Freitagnachmittag", ["weekday 5"]),
        ("bis Freitag, den 27. November", ["2026-11-27"]),
        ("am siebenundzwanzigsten November", ["2026-11-27"]),
        ("bis zum 27.", ["2026-11-27"]),
        ("den 3. Jänner", ["2027-01-03"]),
        ("Do 10 Uhr anrufen", ["weekday 4", "10:00 or 22:00"]),
        ("am Di., 1.12.", ["2026-12-01"]),
        ("Am Freitag, 27.11., bekommst du von mir eine Mail", ["2026-11-27"]),
        ("Frau und Hr. Müller, Fr. Meier", []),
        ("Ende nächster Woche", ["2026-11-27"]),
        ("noch vor dem Wochenende", ["2026-11-27"]),
        ("im Jänner", ["2027-01-01"]),
        ("Mitte Dezember", ["2026-12-11"]),
        ("heute in einer Woche", ["2026-11-29"]),
        ("Guten Morgen, Frau Abel", []),
        ("am Morgen des 27. November", ["2026-11-27"]),
        ("um eine Lösung", []),
        ("nachmittags um halb fünf", ["16:30"]),
        ("um fünf vor halb drei", ["02:25 or 14:25"]),
        ("um zehn nach drei", ["03:10 or 15:10"]),
        ("um drei viertel sieben", ["06:45 or 18:45"]),
        ("um acht", ["08:00 or 20:00"]),
        ("um 15 Uhr 30", ["15:30"]),
        ("ab 17h30", ["17:30"]),
        ("vormittags ab 9 Uhr", ["09:00"]),
        ("in anderthalb Stunden", ["1.5 hours"]),
        ("in einer Viertelstunde", ["15 minutes"]),
        ("zwei Stunden und dreißig Minuten", ["150 minutes"]),
        ("binnen Wochenfrist", ["1 weeks"]),
        ("innert zehn Arbeitstagen", ["10 business days"]),
        ("zwei, drei Tage", ["2 to 3 days"]),
        ("zwischen drei und fünf Werktagen", ["3 to 5 business days"]),
        ("einen Tag bis drei Werktage", ["1 to 3 business days"]),
        ("in ein paar Tagen", []),
        ("20,- Euro", ["20 EUR"]),
        ("Fr. 50.–", ["50 CHF"]),
        ("1'250.50 Franken", ["1250.50 CHF"]),
        ("50 Cent", ["0.50 EUR"]),
        ("zweihundertfünfzig Euro", ["250 EUR"]),
    ],
)
def test_values_are_read_as_german_writes_them(text: str, values: list[str]) -> None:
    assert _values(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "Guten Morgen, ich sehe mir das an.",
        "Wir kümmern uns um eine Lösung.",
        "Ihre gestern bestellte Ware wird hier geprüft.",
        "Vor drei Wochen haben Sie uns geschrieben.",
        "Bitte schicken Sie uns das Foto bis Freitag.",
        "Sie können uns die Unterlagen bis Freitag schicken.",
        "Sie möchten Ihr Geld bis Mittwoch zurück.",
        "Lassen Sie den Router 30 Minuten ausgeschaltet.",
        "Danke, dass Sie bis Montag gewartet haben.",
    ],
)
def test_what_is_no_promise_of_ours_passes_with_an_empty_brief(text: str) -> None:
    assert _rules(text, conversation=[{"author": "customer", "text": "Bitte helfen Sie mir."}]) == []


@pytest.mark.parametrize("text", ["Wir liefern vor Freitag.", "Ihr Paket ist vor dem 5. Dezember da.", "Am Mittwoch rufe ich Sie an."])
def test_a_day_of_ours_that_nothing_supports_is_ungrounded(text: str) -> None:
    assert "any/ungrounded/time" in _rules(text, conversation=[{"author": "customer", "text": "Wann kommt es?"}])


def test_what_one_item_of_a_hint_refuses_the_next_may_offer() -> None:
    assert "any/ungrounded/remedy" not in _rules("Wir reparieren das Gerät.", hint="keine Erstattung, Reparatur ok")
    assert "any/ungrounded/remedy" in _rules("Wir erstatten den Preis.", hint="keine Erstattung, Reparatur ok")


def test_a_day_with_its_dots_before_a_part_of_the_day_is_no_hour() -> None:
    assert ["2026-12-04"] == values("de", "Monteur am 4.12. vormittags")
    assert ["16:12"] == values("de", "um 4.12 Uhr nachmittags")

"""`lexicon.toml` as it is written, and what can be wrong with its keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from drafter.errors import Problem
from drafter.text.periods import KEY as PERIOD
from drafter.text.periods import MONTH_PART


class ClockTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`before` and `after` make a bare number an hour; `am`, `pm` say which half of the day; `offsets` are minutes ("half past" 30, "halb" -30).
    `opens`: words of a brief behind which bare numbers are hours too ("closed 9-13", "open till four").

    `not_hours` are number words that never stand for an hour (articles); `past` and `to` stand between minutes and hour ("ten past three"), without
    `minutes_first` between hour and minutes ("jam tiga lewat sepuluh"); `past_last` and `to_last` behind both ("төрттен он минут өткенде");
    `range_from` are endings of an hour by which a stretch begins ("оннан төртке дейін");
    `parts` are parts of the day beside a day: `'12:00-18:00'` = "afternoon".
    """

    before: str = ""
    after: str = ""
    opens: str = ""
    am: str = ""
    pm: str = ""
    not_hours: str = ""
    past: str = ""
    to: str = ""
    minutes_first: bool = True
    past_last: str = ""
    to_last: str = ""
    range_from: str = ""
    offsets: dict[str, str] = {}
    named: dict[str, str] = {}
    parts: dict[str, str] = {}


class SpansTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`joiners` part the ends of a range, `plus` joins units to one span ("2 hours and 30 minutes"); `ranges` are whole expressions with `{unit}`:
    `"1-2" = 'a {unit} or two'`; `fused` words that are number and unit in one:
    `'2 week' = 'fortnight'`, `'1-2 day' = 'sehari dua'`."""

    joiners: str = ""
    plus: str = ""
    fused: dict[str, str] = {}
    ranges: dict[str, str] = {}


class RemedyTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Phrases: `offers` give the remedy to the customer, `names` only speak of it (in a brief), and `supports` are words of a brief with which it is
    given although they are no name of it; an offer that an `unless` overlaps is none."""

    offers: str = ""
    names: str = ""
    supports: str = ""
    unless: str = ""


class OwedTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words by which a draft is found to say less than its brief, or more. Of the brief: `part` gives a share (`no_part` only looks like one),
    `binds` begins a condition, `only` limits, `perhaps` hedges, `risks` names what can go wrong, `generic` are words of a need that any question
    may ask for (reply, date). Of the draft: `whole` gives all; `hedges`, `weighs` (to ask, to check) and `caveats` keep something open (`permits`
    only look like it); `out_of` takes a sum of a larger one; `offers` may tell a way forward, `courtesy` and `lasts` (takes) tell none; `asks`
    asks for something (`asks_by_these`: nothing else does); `when` with `open`, or with `knows` and a denial, says that a time is not known;
    `contacts` tells how we come back."""

    part: str = ""
    no_part: str = ""
    binds: str = ""
    only: str = ""
    perhaps: str = ""
    risks: str = ""
    generic: str = ""
    whole: str = ""
    hedges: str = ""
    weighs: str = ""
    caveats: str = ""
    permits: str = ""
    out_of: str = ""
    offers: str = ""
    courtesy: str = ""
    lasts: str = ""
    asks: str = ""
    asks_by_these: bool = False
    when: str = ""
    open: str = ""
    knows: str = ""
    contacts: str = ""


class LexiconFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A lexicon as it is written. Keys of `numbers` are values: `3`, `*100` multiplies what stands before, `+0.5` adds to it; those of `shares`
    are per cent (`50` = "half", "a half of"), and are shares beside a word of `share_of` ("price", "off")."""

    decimal: str = "."
    month_first: bool = False
    dotted_days: bool = True
    suffixes: str = ""
    numbers: dict[str, str] = {}
    units: dict[str, str] = {}
    spans: SpansTable = SpansTable()
    limits: dict[str, str] = {}
    months: dict[str, str] = {}
    date_joiners: str = ""
    ordinals: dict[str, str] = {}
    day_of_month: str = ""
    weekdays: dict[str, str] = {}
    weekdays_short: dict[str, str] = {}
    weekdays_jotted: dict[str, str] = {}
    next: str = ""
    days: dict[str, str] = {}
    days_after: dict[str, str] = {}
    counted_back: str = ""
    counted_on: str = ""
    periods: dict[str, str] = {}
    clock: ClockTable = ClockTable()
    currencies: dict[str, str] = {}
    bare_amounts: str = ""
    percent: str = ""
    shares: dict[str, str] = {}
    share_of: str = ""
    each: str = ""
    paid_for: str = ""
    references: str = ""
    references_after: str = ""
    past: str = ""
    past_before: str = ""
    future: str = ""
    demands: str = ""
    idioms: str = ""
    refusals: str = ""
    denials: str = ""
    limiting: str = ""
    unknown: str = ""
    fillers: str = ""
    prefixes: str = ""
    channels: dict[str, str] = {}
    remedies: dict[str, RemedyTable] = {}
    gives: str = ""
    only_after: str = ""
    deeds: str = ""
    admissions: str = ""
    owed: OwedTable = OwedTable()


_NUMBER_KEY = re.compile(r"[*+]?\d+(?:\.\d+)?")
_CLOCK_KEY = re.compile(r"([01]\d|2[0-4]):[0-5]\d")
_OFFSET_KEY = re.compile(r"-?[0-5]?\d")
_SHARE_KEY = re.compile(r"\d{1,3}(?:\.\d+)?")
_RANGE_KEY = re.compile(r"\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?")
_PART_KEY = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
_CURRENCY_KEY = re.compile(r"[A-Z]{3}(?:/10+)?")
_DAY_KEY = re.compile(r"-?\d{1,3}")
LIMITS = ("by", "by_before", "from", "from_before", "none_before")
_COMMON_YEAR = 2023
NONE = "none"  # the key of words that look like a day or a share and are none: "guten Morgen", "third party"
UNITS = ("minute", "hour", "day", "business_day", "week", "month", "year")
FUSED = re.compile(rf"\d+(?:\.\d+)?(?:-\d+)? (?:{'|'.join(UNITS)})")


def problems_of(file: LexiconFile, where: str) -> Iterator[Problem]:
    """Keys that mean nothing, each with what could stand there."""
    for key in file.numbers:
        if not _NUMBER_KEY.fullmatch(key):
            yield Problem(
                where, f"numbers: {key!r} is no value.", "Write 3, *100 (multiplies) or +0.5 (adds), in quotes unless it is a whole number."
            )
    for key in file.units:
        if key not in UNITS:
            yield Problem(where, f"units: {key!r} is no unit.", f"Allowed: {', '.join(UNITS)}.")
    for key in file.spans.fused:
        if not FUSED.fullmatch(key):
            yield Problem(where, f"spans.fused: {key!r} is no span.", f"Write a number and a unit: '2 week'. Units: {', '.join(UNITS)}.")
    for key in file.months:
        if not (key.isdigit() and 1 <= int(key) <= 12):
            yield Problem(where, f"months: {key!r} is no month.", "Write 1 to 12.")
    for key in (*file.weekdays, *file.weekdays_short, *file.weekdays_jotted):
        if not (key.isdigit() and 1 <= int(key) <= 7):
            yield Problem(where, f"weekdays: {key!r} is no weekday.", "Write 1 (Monday) to 7.")
    for key in file.currencies:
        if not _CURRENCY_KEY.fullmatch(key):
            yield Problem(where, f"currencies: {key!r} is no currency.", "Write its ISO code, EUR, or a part of one: 'EUR/100' for cents.")
    for key in file.shares:
        if not (key == NONE or _SHARE_KEY.fullmatch(key)):
            yield Problem(where, f"shares: {key!r} is no share.", "Write per cent, '50', or 'none' for words that are none.")
    for key in file.limits:
        if key not in LIMITS:
            yield Problem(where, f"limits: {key!r} is no bound.", f"Allowed: {', '.join(LIMITS)}.")
    for key in file.days:
        if not (key == NONE or _DAY_KEY.fullmatch(key)):
            yield Problem(where, f"days: {key!r} is no day.", "Write 0 (today), 1 (tomorrow), -1 (yesterday), or 'none' for words that are no day.")
    for key in file.days_after:
        if not _DAY_KEY.fullmatch(key):
            yield Problem(where, f"days_after: {key!r} is no number of days.", "Write 1 (the next day), 0 (the same day), -1 (the day before).")
    for key, block in file.periods.items():
        if MONTH_PART.fullmatch(key):
            for line in filter(None, map(str.strip, block.splitlines())):
                if line.count("{month}") != 1:
                    yield Problem(where, f"periods: {line!r} does not say where the month stands.", "Write it as {month}: 'the end of {month}'.")
        elif not PERIOD.fullmatch(key) or not _is_day_of_every_year(key):
            ways = "'week+0' (this week), 'end of month+0', 'end of month' (words with {month}) or '12-25' (a day of every year)"
            remedy = f"Write {ways}."
            yield Problem(where, f"periods: {key!r} is no period.", remedy)
    for key in file.ordinals:
        if not (key.isdigit() and 1 <= int(key) <= 31):
            yield Problem(where, f"ordinals: {key!r} is no day of a month.", "Write 1 to 31.")
    for key in file.clock.parts:
        if not _PART_KEY.fullmatch(key):
            yield Problem(where, f"clock.parts: {key!r} is no part of a day.", "Write from when to when: '12:00-18:00'.")
    for line in filter(None, map(str.strip, file.day_of_month.splitlines())):
        if line.count("{day}") != 1:
            yield Problem(where, f"day_of_month: {line!r} does not say where the number stands.", "Write it as {day}: 'by the {day}'.")
    for key in file.clock.offsets:
        if not _OFFSET_KEY.fullmatch(key):
            yield Problem(where, f"clock.offsets: {key!r} is no number of minutes.", "Write 30 for half past, -15 for a quarter to.")
    for key in file.spans.ranges:
        if not _RANGE_KEY.fullmatch(key):
            yield Problem(where, f"spans.ranges: {key!r} is no range.", "Write from how many to how many: '1-2'.")
    for key in file.clock.named:
        if not _CLOCK_KEY.fullmatch(key):
            yield Problem(where, f"clock.named: {key!r} is no time.", "Write it as '12:00'.")
    if file.decimal not in (".", ","):
        yield Problem(where, f"decimal: {file.decimal!r} is no decimal mark.", "Write '.' or ','.")


def _is_day_of_every_year(key: str) -> bool:
    """True for keys that name no day; of `12-25`, whether every year has it."""
    month, _, day = key.partition("-")
    if not (month.isdigit() and day.isdigit()):
        return True
    try:
        date(_COMMON_YEAR, int(month), int(day))
    except ValueError:
        return False
    return True

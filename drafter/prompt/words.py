"""What words.toml holds: everything that code puts together from parts. A text with a wrong blank does not load."""

from __future__ import annotations

from string import Formatter

from drafter.prompt.folder import Table
from drafter.request import Author, Fault, Feasibility, Length, Purpose, Tone


class GreetingWords(Table, frozen=True):
    """A channel's greeting by form of address; `nameless` when no name is known, or none may be said."""

    formal: str
    informal: str
    nameless: str

    def __post_init__(self) -> None:
        holes(self.formal, "name")
        holes(self.informal, "name")
        holes(self.nameless)


class Greetings(Table, frozen=True):
    """Greetings of the channels that greet. `openers` and `sign_offs`, one a line, are how a model may greet and close all the same."""

    openers: str
    sign_offs: str
    email: GreetingWords
    chat: GreetingWords
    sms: GreetingWords
    letter: GreetingWords
    social: GreetingWords


class Closings(Table, frozen=True):
    formal: str
    informal: str


class Moments(Table, frozen=True):
    """Dates and times as CLDR patterns (`EEEE d MMMM`, `HH:mm`), and how a date and a time stand together."""

    day: str
    day_with_year: str
    time: str
    date_time: str
    by: str

    def __post_init__(self) -> None:
        holes(self.date_time, "date", "time")
        holes(self.by, "moment")


class Units(Table, frozen=True):
    """Each unit by Babel's plural categories: `{one = '{n} day', other = '{n} days'}`."""

    years: dict[str, str]
    months: dict[str, str]
    weeks: dict[str, str]
    days: dict[str, str]
    business_days: dict[str, str]
    hours: dict[str, str]
    minutes: dict[str, str]

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            for category, form in getattr(self, name).items():
                holes(form, "n", what=f"{name}.{category}")


class Durations(Table, frozen=True):
    """How a span is said. `range` puts two numbers before one unit, `between` stands when the units differ."""

    range: str
    within: str
    between: str
    at_least: str
    joiner: str
    units: Units

    def __post_init__(self) -> None:
        holes(self.range, "first", "last")
        holes(self.within, "span")
        holes(self.between, "first", "last")
        holes(self.at_least, "span")


class FollowUpWords(Table, frozen=True):
    """How a sentence begins that says when we come back, a channel each; `{when}` is a date, with a time when one is known. reply.md.j2 ends it."""

    email: str
    chat: str
    sms: str
    phone: str
    letter: str
    social: str
    in_person: str

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            holes(getattr(self, name), "when", what=name)


class Lists(Table, frozen=True):
    """What parts the items of a list inside a line: `also` for things that all hold, `either` for options."""

    also: str
    either: str


class Remedies(Table, frozen=True):
    """What we can do for a customer, as a phrase that may stand after a colon. The names are those of the lexicons' remedies."""

    refund: str
    replacement: str
    repair: str
    voucher: str
    credit: str
    upgrade: str
    free_shipping: str
    waived_fee: str
    discount: str
    cancellation: str
    loan: str
    keep: str
    extension: str
    gift: str
    priority: str
    own_contact: str
    visit: str


class Terms(Table, frozen=True):
    """The request's own values in words that the model reads."""

    purposes: dict[Purpose, str]
    tones: dict[Tone, str]
    lengths: dict[Length, str]
    feasibility: dict[Feasibility, str]
    faults: dict[Fault, str]
    authors: dict[Author, str]


class WordsFile(Table, frozen=True):
    """words.toml"""

    greetings: Greetings
    closings: Closings
    moments: Moments
    durations: Durations
    follow_up: FollowUpWords
    lists: Lists
    remedies: Remedies
    terms: Terms


def holes(text: str, *names: str, what: str = "") -> None:
    """ValueError unless `text` has exactly the blanks `{name}` that are asked for."""
    try:
        found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError(f"{text!r} has a brace that does not fit ({error})") from None
    if found != set(names):
        wanted = ", ".join(f"{{{name}}}" for name in names) or "no blank"
        prefix = f"in {what!r}, " if what else ""
        raise ValueError(f"{prefix}{text!r} needs {wanted}, and has {', '.join(f'{{{name}}}' for name in sorted(found)) or 'none'}")

"""What the files of one language folder hold, as types: `prompts/<lang>/*.toml`. Unknown keys are refused."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from drafter.request import Address, DraftRequest

Greeting = Literal["line", "inline", "none"]
Shape = Literal["paragraphs", "lines", "one_paragraph", "points"]


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Content is strict: a mistyped key is an error, never ignored."""


class Markers(Table, frozen=True):
    """By what a text in this language is known: letters that no neighbour has, and words, parted by white space."""

    letters: str = ""
    words: str = ""


class AddressForms(Table, frozen=True):
    """How a customer is addressed, in words for the model; `default` holds where the request says nothing."""

    formal: str
    informal: str
    default: Address


class LanguageFile(Table, frozen=True, kw_only=True):
    """language.toml"""

    english: str
    native: str
    script: str
    locale: str
    status: Literal["draft", "live"]
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    inflected_names: bool = False
    address: AddressForms
    markers: Markers

    def __post_init__(self) -> None:
        if (self.reviewed_by is None) != (self.reviewed_on is None):
            raise ValueError("'reviewed_by' and 'reviewed_on' stand together: who read the texts, and when")


class Principle(Table, frozen=True):
    """One of the five: what a reply does, in the folder's language."""

    title: str
    does: str


class PrinciplesFile(Table, frozen=True):
    """principles.toml; the five ids are fixed."""

    solutions: Principle
    transparency: Principle
    timeline: Principle
    realism: Principle
    follow_up: Principle


class ChannelForm(Table, frozen=True, kw_only=True):
    """One channel: advice for the model, shape for the composer. `max_characters` is what the composer aims at."""

    name: str
    advice: str
    greeting: Greeting
    shape: Shape
    list: Literal["lines", "inline"]
    markdown: bool = False
    max_characters: int | None = None


class ChannelsFile(Table, frozen=True):
    """channels.toml"""

    email: ChannelForm
    chat: ChannelForm
    sms: ChannelForm
    phone: ChannelForm
    letter: ChannelForm
    social: ChannelForm
    in_person: ChannelForm


class CustomerKindText(Table, frozen=True):
    """How to answer one kind of complaining customer. `note` is for people: where we depart from the source, and why."""

    title: str
    advice: str
    note: str = ""


class CustomersFile(Table, frozen=True):
    """customers.toml"""

    unappeasable: CustomerKindText
    critic: CustomerKindText
    upset: CustomerKindText
    enthusiast: CustomerKindText


class ExampleFile(Table, frozen=True, kw_only=True):
    """examples/*.toml: a request, and the body of a good reply. TOML knows no null: `timeline_unknown` says `timeline: null`."""

    title: str
    reply: str
    timeline_unknown: bool = False
    request: DraftRequest

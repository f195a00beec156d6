"""Greeting and closing, written by code: a name never needs an ending, and no gender is guessed.

A greeting or sign-off that a model wrote nevertheless is taken out first, so that nothing is doubled.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.brief import Brief
from drafter.completion.writer import Completion, Origin
from drafter.prompt.folder import ChannelForm
from drafter.prompt.library import Language
from drafter.prompt.words import GreetingWords
from drafter.strict import lines_of

_WORDS_IN_A_GREETING = 6
_NAME = r"[^\n,!.:;?]{0,80}(?:\.[^\n,!.:;?]{0,60})?"  # a full stop may follow a title: Dr. Tan
LINES_IN_A_SIGN_OFF = 4
WORDS_IN_A_SIGN_OFF_LINE = 7
_WORDS_IN_A_NAME = 3


def framed(completion: Completion, brief: Brief, language: Language, *, closing: bool = False) -> Completion:
    """The completion with our greeting before it and, if asked for, our closing and the agent's signature after it. Origins move along."""
    form: ChannelForm = getattr(language.channels, brief.channel)
    start, end = body_of(completion.text, brief, language)
    body = completion.text[start:end]
    head, tail = greeting(brief, language), closing_of(brief, language) if closing else ""
    before, after = before_body(head, form), ("\n\n" + tail) if tail else ""
    if head and start:
        body = body[:1].upper() + body[1:]
    return replace(completion, text=before + body + after, origins=_moved(completion, start, end, len(before), head, len(before + body), tail))


def greeting(brief: Brief, language: Language) -> str:
    """The greeting for this channel and form of address; empty where the channel has none, or in a chat that goes on."""
    form: ChannelForm = getattr(language.channels, brief.channel)
    if form.greeting == "none" or (form.shape == "lines" and any(message.author == "agent" for message in brief.conversation)):
        return ""
    words: GreetingWords = getattr(language.words.greetings, brief.channel)
    customer = brief.request.customer
    name = None if brief.channel == "social" else _called(customer.name, customer.salutation, lines_of(language.words.greetings.openers))
    if name is None:
        return words.nameless
    return str(getattr(words, language.address(brief.request))).format(name=name)


def before_body(head: str, form: ChannelForm) -> str:
    """A greeting with what parts it from the body on this channel; nothing without one."""
    return head + (" " if form.greeting == "inline" else "\n\n" if form.shape == "paragraphs" else "\n") if head else ""


def body_of(text: str, brief: Brief, language: Language) -> tuple[int, int]:
    """Where the text begins and ends without a greeting and a sign-off that its writer put there; all of it if nothing else is left."""
    openers, sign_offs = lines_of(language.words.greetings.openers), lines_of(language.words.greetings.sign_offs)
    start = after_greeting(text, brief, openers)
    end = _before_sign_off(text, start, sign_offs)
    if text[start:end].strip():
        kept = text[start:end]
        return start + len(kept) - len(kept.lstrip()), end - (len(kept) - len(kept.rstrip()))
    return 0, len(text)


def _called(name: str | None, salutation: str | None, openers: tuple[str, ...]) -> str | None:
    """What follows the greeting: a salutation that is more than a title stands alone, a title goes before the name."""
    name, salutation = " ".join((name or "").split()), " ".join((salutation or "").split()).rstrip(",!. ")
    for opener in openers:
        if salutation.casefold().startswith(opener.casefold() + " "):
            salutation = salutation[len(opener) :].strip()
    if salutation and name and len(salutation.split()) == 1 and salutation not in name.split():
        return f"{salutation} {name}"
    return salutation or name or None


def after_greeting(text: str, brief: Brief, openers: tuple[str, ...]) -> int:
    """Where a greeting at the beginning ends; 0 when there is none. It is an opener with a few words; on a line of its own it may name anyone,
    inside a line only the customer or nobody, and then a comma or an exclamation mark must end it."""
    opener = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(openers, key=len, reverse=True))
    # "Hello Ana!" and "Hello, Ana!"; in "Hello, we have sent it." the greeting ends with the comma.
    return max(_greeting_end(text, opener, brief), _greeting_end(text, rf"(?:{opener}),(?=[^\S\n])", brief))


def _greeting_end(text: str, opener: str, brief: Brief) -> int:
    match = re.match(rf"\s*(?:{opener})(?!\w)(?P<name>{_NAME})(?P<mark>[,!.:;]*)(?P<gap>[^\S\n]*\n|[^\S\n]*$|[^\S\n]+)", text, re.IGNORECASE)
    if not match or len(match["name"].split()) > _WORDS_IN_A_GREETING:
        return 0
    customer = _bare_words(f"{brief.request.customer.name or ''} {brief.request.customer.salutation or ''}")
    known = _bare_words(match["name"]) <= customer
    if match["gap"].endswith("\n") or not match["gap"]:
        return match.end() if match["mark"] or known else 0
    return match.end() if match["mark"] and known else 0


def _bare_words(text: str) -> set[str]:
    return {word.strip(".,'’").casefold() for word in text.split()}


def _before_sign_off(text: str, start: int, sign_offs: tuple[str, ...]) -> int:
    """A sign-off is one of the known phrases on a line of its own near the end, with a few short lines (names) after it."""
    known = {phrase.casefold() for phrase in sign_offs}
    ends = text.rstrip()
    position = len(ends)
    for line in reversed(ends[start:].split("\n")[-LINES_IN_A_SIGN_OFF - 2 :]):
        begin = position - len(line)
        if is_sign_off(" ".join(line.split()), known):
            return begin
        if len(line.split()) > WORDS_IN_A_SIGN_OFF_LINE or line.rstrip().endswith((".", "?", "…")):
            break
        position = begin - 1
    return len(text)


def is_sign_off(line: str, known: set[str]) -> bool:
    """`Kind regards`, or `Kind regards, Dana Smith`; "Thanks, we will call you" goes on in small letters and is none."""
    phrase, _, name = line.partition(",")
    names = name.split()
    return phrase.rstrip(".! ").casefold() in known and len(names) <= _WORDS_IN_A_NAME and not any(word[0].islower() for word in names)


def closing_of(brief: Brief, language: Language) -> str:
    """The closing for this form of address, with the agent's signature."""
    agent = brief.request.agent
    signature = agent.signature or agent.name
    return "\n".join(part for part in (getattr(language.words.closings, language.address(brief.request)), signature) if part)


def _moved(completion: Completion, start: int, end: int, shift: int, head: str, body_end: int, tail: str) -> tuple[Origin, ...]:
    """The origins of the body in their new places, with the greeting's and the closing's. Only what knew its origins gets any."""
    if not completion.origins:
        return ()
    kept = [
        Origin(max(origin.start, start) - start + shift, min(origin.end, end) - start + shift, origin.source)
        for origin in completion.origins
        if origin.start < end and origin.end > start
    ]
    first = [Origin(0, len(head), "words")] if head else []
    last = [Origin(body_end + 2, body_end + 2 + len(tail), "words")] if tail else []
    return (*first, *kept, *last)

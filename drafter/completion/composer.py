"""The writer that needs no model: renders the brief through the language's own reply template.

Nothing in it is grammar. Values of the brief stand where nothing has to agree with them, after a colon or as list items, because they may be
fragments, whole sentences, or in another language.
"""

from __future__ import annotations

import re
from typing import Any

from drafter.brief import Brief
from drafter.completion.frame import greeting
from drafter.completion.pieces import arranged, fitted, parted
from drafter.completion.slots import BETWEEN, START, Slots, cleaned, ended, is_sentence, plain
from drafter.completion.writer import Completion
from drafter.prompt.facts import is_empty
from drafter.prompt.folder import ChannelForm
from drafter.prompt.library import Language, Library
from drafter.prompt.mask import Masker
from drafter.prompt.prompt import Prompt
from drafter.request import Statement, Step

_SPOKEN = ("phone", "in_person")
_SHORT = ("chat", "sms", "social")
_FIRST_WORD = re.compile(rf"^({START}\d+{BETWEEN})([^\W\d_]+)(?![\w./@])")
_INNER_END = re.compile(r"[.!?]\s")
_REPLY_MARK = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)


class Composer:
    """Writes from the brief alone; never waits, never fails on what a brief holds."""

    name = "composer"

    def __init__(self, library: Library) -> None:
        self._library = library

    async def write(self, prompt: Prompt, *, timeout: float = 0) -> Completion:
        return self.compose(prompt.brief)

    def compose(self, brief: Brief) -> Completion:
        """The body of the reply, without greeting and closing, with the origin of every sentence."""
        language = self._library.language(brief.language)
        form: ChannelForm = getattr(language.channels, brief.channel)
        slots = Slots()
        rendered = language.render("reply", _Facts(brief, language, form, slots).variables())
        room = form.max_characters
        if room is not None:
            room -= len(greeting(brief, language)) + 1
        pieces = fitted(parted(rendered), brief.request.purpose, form, room)
        traced = slots.trace(arranged(pieces, brief.request.purpose, form))
        return Completion(text=traced.text, writer=self.name, origins=traced.origins)


class _Facts:
    """The variables of reply.md.j2 for one brief."""

    def __init__(self, brief: Brief, language: Language, form: ChannelForm, slots: Slots) -> None:
        self._brief, self._language, self._form, self._slots = brief, language, form, slots
        self._left_out = False
        self._sentences: set[str] = set()
        public = brief.channel == "social"
        self._masker = Masker(brief.request, country=brief.country, glued=language.about.inflected_names) if public else None

    def variables(self) -> dict[str, Any]:
        brief, request, say = self._brief, self._brief.request, self._language.say
        given = {
            "solutions": self._statements("solutions", brief.solutions) + self._statements("hint", brief.hinted),
            "reasons": self._statements("reasons", brief.reasons),
            "obstacles": self._statements("obstacles", brief.obstacles),
            "needs": self._values("needs", list(brief.needs)),
            "steps": self._values("steps", [_step(step) for step in brief.facts.steps]),
        }
        timeline = brief.timeline or None
        follow_up = brief.follow_up
        public = self._masker is not None
        return given | {
            "purpose": request.purpose,
            "channel": brief.channel,
            "tone": request.tone,
            "length": request.length,
            "address": self._language.address(request),
            "kind": request.customer.kind,
            "brief_is_empty": is_empty(brief),
            "subject": None if public else self._subject(),
            "spoken": brief.channel in _SPOKEN,
            "public": public,
            "short": brief.channel in _SHORT or request.length == "short",
            "fault_is_ours": brief.fault_is_ours,
            "feasibility": brief.facts.feasibility,
            "timeline": self._slots.wrap(brief.timeline_source, say.timeline(timeline, brief.today)) if timeline else None,
            "timeline_unknown": brief.timeline is None,
            "earliest_only": bool(timeline and timeline.by is None and timeline.latest is None),
            "follow_up": self._slots.wrap(follow_up.source, say.follow_up(follow_up, brief.today)) if follow_up else None,
            "details_left_out": self._left_out,
            "tell": self._tell,
        }

    def _tell(self, label: str, items: list[str], lead: str | None = None) -> str:
        """`label: item.`, or a list under the label where the channel has room for one; nothing when there is no item.

        With a `lead` (maybe empty), items that were written as sentences stand as sentences after it.
        """
        if not items:
            return ""
        as_list = len(items) > 1 and self._form.list == "lines"
        if lead is not None and not as_list and all(item in self._sentences for item in items):
            return " ".join([lead, *map(ended, items)])
        if len(items) == 1:
            return f"{label}: {ended(items[0])}"
        if as_list:
            return "\n".join([f"{label}:", *_listed(items)]) + "\n"
        return f"{label}: {ended(self._in_line(items))}"

    def _in_line(self, items: list[str]) -> str:
        """Parted as the language parts a list inside a line; before a sentence stands the end of one."""
        text = items[0]
        for item in items[1:]:
            text = f"{ended(text)} {item}" if item in self._sentences else text + self._language.words.lists.also + item
        return text

    def _statements(self, key: str, items: tuple[Statement, ...]) -> list[str]:
        return self._values(key, [_with_extras(item, self._brief.language) for item in items])

    def _values(self, key: str, texts: list[str]) -> list[str]:
        """Each as a slot. What is empty is left out; so is, in public, what holds personal data."""
        wrapped = []
        for index, text in enumerate(texts):
            value = cleaned(text)
            if not value:
                continue
            if self._masker and self._masker.mask(value) != value:
                self._left_out = True
                continue
            wrapped.append(self._slots.wrap("hint" if key == "hint" else f"brief.{key}[{index}]", value))
            if is_sentence(text):
                self._sentences.add(wrapped[-1])
        return wrapped

    def _subject(self) -> str | None:
        subject = cleaned(_REPLY_MARK.sub("", (self._brief.request.ticket.subject or "").strip()))
        return self._slots.wrap("ticket.subject", subject) if subject else None


def _listed(items: list[str]) -> list[str]:
    """List lines, each with a capital; all end with a full stop as soon as one of them holds more than one sentence."""
    several = any(_INNER_END.search(plain(item)) for item in items)
    capital = [
        _FIRST_WORD.sub(lambda match: match[1] + match[2][0].upper() + match[2][1:] if match[2].islower() else match[0], item) for item in items
    ]
    return [f"- {ended(item) if several else item}" for item in capital]


def _with_extras(item: Statement, language: str) -> str:
    """The statement, its address, and one of the words that a draft in this language must hold, unless it does."""
    text = item.text.strip()
    terms = item.terms.get(language, [])
    missing = [] if any(term.casefold() in text.casefold() for term in terms) else terms[:1]
    extras = [*missing, *([item.url] if item.url and item.url not in text else [])]
    return f"{cleaned(text)} ({', '.join(extras)})" if cleaned(text) and extras else text


def _step(step: Step) -> str:
    what = f"{cleaned(step.who)} {cleaned(step.what)}" if cleaned(step.who) else cleaned(step.what)
    return f"{what} ({cleaned(step.when)})" if step.when and cleaned(step.when) else what

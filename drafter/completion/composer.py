"""The writer that needs no model: renders the brief through the language's own reply template.

Nothing in it is grammar. Values of the brief stand where nothing has to agree with them, after a colon or as list items, because they may be
fragments or whole sentences. What is in another language than the draft is left out, or said in the language's own words.
"""

from __future__ import annotations

import re
from typing import Any

from drafter.brief import Brief
from drafter.completion.frame import greeting
from drafter.completion.own_language import OwnLanguage
from drafter.completion.parts import Part, only, parts_of
from drafter.completion.pieces import arranged, fitted, parted
from drafter.completion.slots import BETWEEN, START, Slots, cleaned, ended, is_sentence, plain
from drafter.completion.writer import Completion, LeftOut
from drafter.prompt.facts import is_empty
from drafter.prompt.folder import ChannelForm
from drafter.prompt.library import Language, Library
from drafter.prompt.mask import Masker
from drafter.prompt.prompt import Prompt
from drafter.request import Statement

_SPOKEN = ("phone", "in_person")
_SHORT = ("chat", "sms", "social")
_FIRST_WORD = re.compile(rf"^({START}\d+{BETWEEN})([^\W\d_]+)(?![\w./@])")
_INNER_END = re.compile(r"[.!?]\s")
_REPLY_MARK = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)


class Composer:
    """Writes from the brief alone; never waits, never fails on what a brief holds."""

    name = "composer"

    def __init__(self, library: Library, own_language: OwnLanguage | None = None) -> None:
        """Without `own_language` every statement counts as written in the draft's language."""
        self._library, self._own_language = library, own_language

    async def write(self, prompt: Prompt, *, timeout: float = 0) -> Completion:
        return self.compose(prompt.brief)

    def compose(self, brief: Brief) -> Completion:
        """The body of the reply, without greeting and closing, with the origin of every sentence and with what it leaves out."""
        language = self._library.language(brief.language)
        form: ChannelForm = getattr(language.channels, brief.channel)
        instead = self._own_language.instead(brief) if self._own_language else {}
        said = {part: instead.get(part, part.text) for part in parts_of(brief)}
        slots = Slots()
        facts = _Facts(only(brief, said), language, form, slots)
        rendered = language.render("reply", facts.variables())
        room = form.max_characters
        if room is not None:
            room -= len(greeting(brief, language)) + 1
        owed = ("opening",) if brief.fault_is_ours else ()  # the apology
        pieces = fitted(parted(rendered), brief.request.purpose, form, room, owed=owed)
        marked = arranged(pieces, brief.request.purpose, form)
        traced = slots.trace(marked)
        placed = facts.placed(marked)
        told = {part: text for part, text in said.items() if (part.key, part.index) in placed}
        left_out = tuple(_left_out(part, instead.get(part), part in told, facts) for part in said if part in instead or part not in told)
        return Completion(
            text=traced.text, writer=self.name, origins=traced.origins, told=only(brief, told) if left_out else brief, left_out=left_out
        )


def _left_out(part: Part, instead: str | None, is_told: bool, facts: _Facts) -> LeftOut:
    if instead is not None and (is_told or not instead):
        return LeftOut(part.source, part.text, "language", instead)
    return LeftOut(part.source, part.text, "personal" if (part.key, part.index) in facts.personal else "room")


class _Facts:
    """The variables of reply.md.j2 for one brief."""

    def __init__(self, brief: Brief, language: Language, form: ChannelForm, slots: Slots) -> None:
        self._brief, self._language, self._form, self._slots = brief, language, form, slots
        self._sentences: set[str] = set()
        self._places: dict[str, tuple[str, int]] = {}
        self.personal: set[tuple[str, int]] = set()
        public = brief.channel == "social"
        self._masker = Masker(brief.request, country=brief.country, glued=language.about.inflected_names) if public else None

    def variables(self) -> dict[str, Any]:
        brief, request, say = self._brief, self._brief.request, self._language.say
        parts: dict[str, list[str]] = {}
        for part in parts_of(brief):
            parts.setdefault(part.key, []).extend(self._value(part))
        given = {key: parts.get(key, []) for key in ("solutions", "reasons", "obstacles", "needs", "steps")}
        given["solutions"] = given["solutions"] + parts.get("hinted", [])
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
            "brief_is_empty": is_empty(brief) and not self._has_more(),
            "subject": None if public else self._subject(),
            "spoken": brief.channel in _SPOKEN,
            "public": public,
            "short": brief.channel in _SHORT or request.length == "short",
            "fault_is_ours": brief.fault_is_ours,
            "feasibility": self._feasibility(),
            "timeline": self._slots.wrap(brief.timeline_source, say.timeline(timeline, brief.today)) if timeline else None,
            "timeline_unknown": brief.timeline is None,
            "earliest_only": bool(timeline and timeline.by is None and timeline.latest is None),
            "follow_up": self._slots.wrap(follow_up.source, say.follow_up(follow_up, brief.today)) if follow_up else None,
            "details_left_out": bool(self.personal),
            "tell": self._tell,
        }

    def _has_more(self) -> bool:
        """Whether there are solutions, told or not: then nobody may say that the outcome is open."""
        return bool(self._brief.hinted) or any(isinstance(each, Statement) or each.strip() for each in self._brief.facts.solutions)

    def _feasibility(self) -> str | None:
        """Whether it can be done; not said when nothing of what can be done could be told, for then it would grant all that was asked."""
        offered = self._brief.facts.solutions and not any(each.text for each in self._brief.solutions)
        return None if offered and self._brief.facts.feasibility != "not_possible" else self._brief.facts.feasibility

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

    def placed(self, marked: str) -> set[tuple[str, int]]:
        """The parts, by key and index, that stand in the arranged text."""
        return {self._places[wrapped] for wrapped in self._slots.placed(marked) if wrapped in self._places}

    def _value(self, part: Part) -> list[str]:
        """The part as a slot; nothing when it is personal and the reply is public."""
        value = cleaned(_with_extras(part, self._brief))
        if self._masker and self._masker.mask(value) != value:
            self.personal.add((part.key, part.index))
            return []
        wrapped = self._slots.wrap(part.source, value)
        self._places[wrapped] = (part.key, part.index)
        if is_sentence(_with_extras(part, self._brief)):
            self._sentences.add(wrapped)
        return [wrapped]

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


def _with_extras(part: Part, brief: Brief) -> str:
    """A statement with its address, and with one of the words that a draft in this language must hold, unless it does."""
    if part.key in ("needs", "steps"):
        return part.text
    item: Statement = getattr(brief, part.key)[part.index]
    text = item.text.strip()
    terms = item.terms.get(brief.language, [])
    missing = [] if any(term.casefold() in text.casefold() for term in terms) else terms[:1]
    extras = [*missing, *([item.url] if item.url and item.url not in text else [])]
    return f"{cleaned(text)} ({', '.join(extras)})" if extras else text

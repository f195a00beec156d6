"""What the brief says and a draft leaves out. Exact where values decide; otherwise by shared letters; silent where it cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from drafter.brief import Brief, Timeline
from drafter.request import Statement
from drafter.text.clauses import TOKEN
from drafter.text.language import LanguageDetector
from drafter.text.reading import Reading
from drafter.verdict.agreement import agree, supports
from drafter.verdict.facts import Fact, Facts
from drafter.verdict.grounding import Grounded
from drafter.verdict.tongue import Tongue

Owed = Literal["follow_up", "timeline", "option", "reason", "obstacle", "need"]
_OWED: dict[str, tuple[Owed, ...]] = {
    "answer": ("option", "reason", "timeline", "obstacle", "need", "follow_up"),
    "update": ("timeline", "obstacle", "follow_up"),
    "ask": ("need", "follow_up"),
    "closing": ("follow_up",),
}
_SHORTEST = 4  # letters of a word that says something
_SHARED = 5  # letters in a row that two forms of one word share
_BEGINNINGS = 4  # of a word, at which the shared letters may begin: prefixes change (mengirim, dikirim), endings more so
_ENOUGH = 3  # one word in so many must be there


@dataclass(frozen=True, slots=True)
class Missing:
    """Something of the brief that the draft does not say; `source` is its key, `says` its text."""

    owed: Owed
    source: str
    says: str


@dataclass(frozen=True)
class Held:
    """A text that is held against its brief."""

    reading: Reading
    brief: Brief
    facts: Facts
    grounded: Sequence[Grounded]
    tongues: tuple[Tongue, ...]
    detector: LanguageDetector

    def gives(self, each: Grounded, fact: Fact) -> bool:
        """Whether a commitment of the text is what a fact gives."""
        return supports(fact, each.mark.value, self.facts.today, self.facts.country)

    @cached_property
    def topic(self) -> str:
        """What the customer wrote, folded."""
        return self.tongues[0].fold("\n".join(message.text for message in self.brief.customer_messages)).text

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What the text speaks of, as far as the concepts know it."""
        return self.tongues[0].concepts_in(self.reading.raw)

    @cached_property
    def remedies(self) -> frozenset[str]:
        """The remedies that the text names."""
        return frozenset(name for name, _ in self.tongues[0].remedies_in(self.reading.raw))


def missing(draft: Held) -> Iterator[Missing]:
    """What this reply owes by its purpose and does not give."""
    brief = draft.brief
    checks = {
        "option": lambda: _statements(draft, "option", "solutions", (*brief.solutions, *brief.hinted)),
        "reason": lambda: _statements(draft, "reason", "reasons", brief.reasons),
        "obstacle": lambda: _statements(draft, "obstacle", "obstacles", brief.obstacles),
        "need": lambda: _needs(draft),
        "timeline": lambda: _timeline(draft),
        "follow_up": lambda: _follow_up(draft),
    }
    for owed in _OWED[brief.request.purpose]:
        yield from checks[owed]()


def _statements(draft: Held, owed: Owed, key: str, statements: Sequence[Statement]) -> Iterator[Missing]:
    """One of several is enough."""
    if statements and not any(_is_said(draft, statement.text, statement.terms) for statement in statements):
        yield Missing(owed, f"brief.{key}[0]", statements[0].text)


def _needs(draft: Held) -> Iterator[Missing]:
    for index, need in enumerate(draft.brief.needs):
        if not _is_said(draft, need, {}):
            yield Missing("need", f"brief.needs[{index}]", need)


def _timeline(draft: Held) -> Iterator[Missing]:
    timeline = draft.brief.timeline
    if timeline is None:
        if not _says_unknown(draft) and not _has_date_of_follow_up(draft):
            yield Missing("timeline", "brief.timeline", "?")
        return
    if not isinstance(timeline, Timeline) or any(each.trouble in ("time", "earliest", "weekday") for each in draft.grounded):
        return
    wanted = [fact for fact in draft.facts.facts if fact.part == "timeline" and not fact.earliest]
    said = [each for each in draft.grounded if any(draft.gives(each, fact) for fact in wanted)]
    # The day on which we write again may happen to be the day by which it is done; said once, it is the day on which we write.
    if wanted and (not said or (len(said) == 1 and said[0].nearest and said[0].nearest.part == "follow_up" and said[0].mark.limit != "by")):
        yield Missing("timeline", draft.brief.timeline_source, str(wanted[0].value))


def _follow_up(draft: Held) -> Iterator[Missing]:
    follow_up = draft.brief.follow_up
    if follow_up is None or any(each.trouble in ("time", "weekday") for each in draft.grounded):
        return
    wanted = [fact for fact in draft.facts.facts if fact.part == "follow_up"]
    said = [fact for fact in wanted if any(draft.gives(each, fact) for each in draft.grounded)]
    channel = _channel_words(draft, follow_up.channel)
    is_other = follow_up.channel != draft.brief.channel
    if len(said) < len(wanted) or (is_other and channel is False):
        when = " ".join(str(fact.value) for fact in wanted)
        yield Missing("follow_up", follow_up.source, f"{when} {follow_up.channel}")


def _has_date_of_follow_up(draft: Held) -> bool:
    wanted = [fact for fact in draft.facts.facts if fact.part == "follow_up"]
    return any(draft.gives(each, fact) for each in draft.grounded for fact in wanted)


def _channel_words(draft: Held, channel: str) -> bool | None:
    """Whether the draft names the channel; None when the language has no words for it."""
    words = draft.tongues[0].channel(channel)
    return None if words is None else bool(words.search(draft.reading.folded.text))


def _says_unknown(draft: Held) -> bool:
    unknown = draft.tongues[0].unknown
    return unknown is None or bool(unknown.search(draft.reading.folded.text))


def _is_said(draft: Held, text: str, terms: dict[str, list[str]]) -> bool:
    """Whether the draft says a text of the brief, or nobody can tell."""
    folded = draft.reading.folded.text
    named = terms.get(draft.brief.language)
    if named:
        return any(draft.tongues[0].fold(term).text in folded for term in named)
    for tongue in draft.tongues:
        for mark in tongue.extractor.find(tongue.fold(text), draft.brief.today):
            if any(agree(each.mark.value, mark.value) for each in draft.grounded):
                return True
    if _shares_remedy(draft, text):
        return True
    if len(draft.tongues) > 1 and draft.detector.detect(text) != draft.brief.language:
        return _says_concepts(draft, draft.tongues[-1].concepts_in(text))
    words = [word for word in TOKEN.findall(draft.tongues[0].fold(text).text) if len(word) >= _SHORTEST and word.isalpha()]
    # What the customer wrote about ("kettle") stands in every reply; only the other words tell whether this one says more.
    words = [word for word in words if not _is_in(word, draft.topic)] or words
    found = sum(_is_in(word, folded) for word in words)
    if not words or found * _ENOUGH >= len(words):
        return True
    concepts = draft.tongues[0].concepts_in(text)
    return bool(concepts) and _says_concepts(draft, concepts)


def _says_concepts(draft: Held, concepts: frozenset[str]) -> bool:
    """Whether a draft speaks of what a text of the brief is about, whatever the words; True where nobody can tell."""
    of_topic = draft.tongues[0].concepts_in(draft.topic)
    wanted = concepts - of_topic or concepts
    return len(wanted & draft.concepts) * _ENOUGH >= len(wanted)


def _is_in(word: str, folded: str) -> bool:
    if len(word) <= _SHARED:
        return word[:_SHORTEST] in folded
    return any(word[at : at + _SHARED] in folded for at in range(min(_BEGINNINGS, len(word) - _SHARED + 1)))


def _shares_remedy(draft: Held, text: str) -> bool:
    named = {name for tongue in draft.tongues for name, _ in tongue.remedies_in(text)}
    return bool(named) and not named.isdisjoint(draft.remedies)

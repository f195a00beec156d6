"""What the brief says and a draft leaves out. Exact where values decide; otherwise by shared letters; silent where it cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from functools import cached_property
from typing import Literal

from drafter.brief import Brief, Timeline
from drafter.text.reading import Reading
from drafter.text.values import Clock, Day
from drafter.verdict.agreement import agree, supports
from drafter.verdict.asked import asks_for_anything, lacks_own_words
from drafter.verdict.fact import Fact
from drafter.verdict.facts import Facts
from drafter.verdict.grounded import Grounded
from drafter.verdict.grounding import Spoken
from drafter.verdict.lines import Line, is_in
from drafter.verdict.tongue import Tongue
from drafter.verdict.untold import has_no_caution, has_no_offer, is_follow_up_alone, offers_the_same, tells_by_when

Owed = Literal["follow_up", "timeline", "option", "reason", "obstacle", "need"]
_OWED: dict[str, tuple[Owed, ...]] = {
    "answer": ("option", "reason", "timeline", "obstacle", "need", "follow_up"),
    "update": ("timeline", "obstacle", "follow_up"),
    "ask": ("need", "follow_up"),
    "closing": ("follow_up",),
}
_NOON = time(12)
_MIDDAY = 3  # hours that it lasts at most
_ENOUGH = 3  # one word in so many must be there
_TOLD_BY = 2  # concepts by which a line can be known


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
    tongue: Tongue
    spoken: Spoken

    def gives(self, each: Grounded, fact: Fact) -> bool:
        """Whether a commitment of the text is what a fact gives; noon may be told as the part of a day ("tengah hari esok")."""
        value = each.mark.value
        if isinstance(value, Day) and isinstance(fact.value, Clock) and _NOON in fact.value.readings and value.part:
            return value.part[0] <= _NOON <= value.part[1] and value.part[1].hour - value.part[0].hour <= _MIDDAY
        return supports(fact, each.mark.value, self.facts.today, self.facts.country)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What the text speaks of, as far as the concepts know it."""
        return self.tongue.concepts_of(self.reading.folded)

    def counts(self, word: tuple[str, ...]) -> bool:
        """Whether a word of the brief is a number that the text tells in words: "seventeen" for 17."""
        return word[0].isdigit() and Decimal(word[0]) in self._numbers

    def counts_apart(self, word: tuple[str, ...]) -> bool:
        """The same of a number that is no part of a date, an hour or a sum."""
        return Decimal(word[0]) in self.tongue.extractor.numbers(self.reading.folded, [each.mark for each in self.grounded])

    @cached_property
    def _numbers(self) -> set[Decimal]:
        return self.tongue.extractor.numbers(self.reading.folded)

    @cached_property
    def remedies(self) -> frozenset[str]:
        """The remedies that the text names or gives."""
        return frozenset(saying.name for saying, _ in self.spoken if saying.use in ("name", "offer"))


def missing(draft: Held) -> Iterator[Missing]:
    """What this reply owes by its purpose and does not give."""
    brief = draft.brief
    checks = {
        "option": lambda: _option(draft),
        "reason": lambda: _one_of(draft, "reason", draft.facts.lines["reasons"]),
        "obstacle": lambda: _obstacle(draft),
        "need": lambda: _needs(draft),
        "timeline": lambda: _timeline(draft),
        "follow_up": lambda: _follow_up(draft),
    }
    for owed in _OWED[brief.request.purpose]:
        yield from checks[owed]()


def _one_of(draft: Held, owed: Owed, lines: Sequence[Line]) -> Iterator[Missing]:
    """One of several is enough."""
    if lines and not any(_is_said(draft, line) for line in lines):
        yield Missing(owed, lines[0].source, lines[0].text)


def _option(draft: Held) -> Iterator[Missing]:
    lines = draft.facts.lines["solutions"]
    if lines and has_no_offer(draft, lines):
        yield Missing("option", lines[0].source, lines[0].text)
    elif not tells_by_when(draft, as_offer=True) or all(_is_untouched(draft, line) for line in lines):  # what we do by then may be the option
        lost = list(_one_of(draft, "option", lines))
        yield from () if lost and any(offers_the_same(draft, line) for line in lines) else lost


def _is_untouched(draft: Held, line: Line) -> bool:
    """Whether a draft has not one word of a line that has several, nor anything that only this line speaks of."""
    if line.terms or line.remedies & draft.remedies or any(word in draft.reading.folded.text for word in line.loans):
        return False
    if line.is_foreign:
        wanted = line.own
        return len(wanted) >= _TOLD_BY and (draft.tongue.concepts.share(wanted, draft.concepts) or 0) == 0
    if len(line.words) < _ENOUGH:
        return False
    folded = draft.reading.folded.text
    return not any(is_in(word, folded) or draft.counts(word) for word in line.words) and line.own.isdisjoint(draft.concepts)


def _obstacle(draft: Held) -> Iterator[Missing]:
    lines = draft.facts.lines["obstacles"]
    if lines and all(has_no_caution(draft, line) for line in lines):
        yield Missing("obstacle", lines[0].source, lines[0].text)
    else:
        yield from _one_of(draft, "obstacle", lines)


def _needs(draft: Held) -> Iterator[Missing]:
    lines = draft.facts.lines["needs"]
    for line in lines:
        others = [other for other in lines if other is not line]
        if not _is_asked(draft, line, others):
            yield Missing("need", line.source, line.text)


def _is_asked(draft: Held, line: Line, others: Sequence[Line]) -> bool:
    if line.is_generic and not line.terms:
        return _is_said(draft, line, enough=2) or asks_for_anything(draft)
    if draft.tongue.wording.asks_only_so and not (line.terms or line.words or line.values or line.concepts) and not asks_for_anything(draft):
        return False  # nobody can tell by what it is told, but nothing is asked for
    if asks_for_anything(draft) and any(word[0].isdigit() and len(word[0]) > 1 and draft.counts_apart(word) for word in line.words):
        return True  # "somebody of 18 or older": whatever the words, the number is told
    return _is_said(draft, line, enough=2) and not lacks_own_words(draft, line, others)


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
    # The day on which we write again may happen to be the day by which it is done; said once, as the day on which we write, it is no more.
    if wanted and (not said or (len(said) == 1 and is_follow_up_alone(draft, said[0]))):
        yield Missing("timeline", draft.brief.timeline_source, str(wanted[0].value))


def _follow_up(draft: Held) -> Iterator[Missing]:
    follow_up = draft.brief.follow_up
    if follow_up is None or any(each.trouble in ("time", "weekday") for each in draft.grounded):
        return
    wanted = [fact for fact in draft.facts.facts if fact.part == "follow_up"]
    if isinstance(follow_up.at, datetime) and follow_up.at.date() == draft.facts.today:
        wanted = [fact for fact in wanted if fact.kind == "time"]  # "at 16:30" is today
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
    words = draft.tongue.channel(channel)
    return None if words is None else bool(words.search(draft.reading.folded.text))


def _says_unknown(draft: Held) -> bool:
    unknown = draft.tongue.unknown
    if unknown is None or unknown.search(draft.reading.folded.text):
        return True
    return any(_leaves_time_open(draft, index) for index in range(len(draft.reading)))


def _leaves_time_open(draft: Held, index: int) -> bool:
    words, wording = draft.reading.spaced_sentence(index), draft.tongue.wording
    return wording.asks_when(words) and wording.leaves_time_open(words, denied=draft.tongue.denies_anywhere(draft.reading.sentence(index)))


def _is_said(draft: Held, line: Line, enough: int = _ENOUGH) -> bool:
    """Whether the draft says a line of the brief, or nobody can tell."""
    folded = draft.reading.folded.text
    if line.terms:
        return any(term in folded for term in line.terms)
    if any(agree(each.mark.value, value) for each in draft.grounded for value in line.values):
        return True
    if not line.remedies.isdisjoint(draft.remedies):
        return True
    if any(word in folded for word in line.loans):
        return True
    if line.words and sum(is_in(word, folded) or draft.counts(word) for word in line.words) * enough >= len(line.words):
        return True
    share = draft.tongue.concepts.share(line.own, draft.concepts)
    # With letters to go by a line is missing when they are; without them and without a concept nobody can tell.
    if share is None:
        return not line.words and (line.is_foreign or not line.values)
    return share * _ENOUGH >= 1

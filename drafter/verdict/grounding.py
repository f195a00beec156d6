"""Each commitment of a draft against the facts: supported by what, or by nothing; and which supported value is nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.text.reading import Reading
from drafter.text.values import Day, Kind, Mark, Money, Span, Value
from drafter.verdict.agreement import supports
from drafter.verdict.counts import miscounted
from drafter.verdict.fact import Fact
from drafter.verdict.facts import Facts
from drafter.verdict.grounded import Grounded, Trouble
from drafter.verdict.mention import is_implied, is_mention, told_beside_ours
from drafter.verdict.mistold import is_mistold
from drafter.verdict.reckoned import reckoned
from drafter.verdict.remedies import is_given_whole, is_silent, remedies
from drafter.verdict.same_day import is_told_beside
from drafter.verdict.sayings import Saying
from drafter.verdict.scan import Cues
from drafter.verdict.silence import Place
from drafter.verdict.telling import TIMES, as_told, has_been, in_dollars, is_bygone, is_holiday_told, is_past, is_told_of
from drafter.verdict.tongue import Tongue

Spoken = Sequence[tuple[Saying, Place]]  # what `Tongue.spoken` found in the text
_SILENT = ("negation", "denied_speech", "quotation", "reported", "question", "request", "wish")
_SHORT = ("hour", "day")  # units of which a text may say "a" and count nothing
_STEPS = ("minute", "hour")  # units in which a step of an instruction is timed
_SILENT_CONTACT = ("negation", "denied_speech", "quotation", "reported")  # "call this number" is a request, and the number is ours
_SILENT_INSTEAD = ("denied_speech", "quotation", "reported")  # "nothing to eat for six hours", and the brief says four
_SILENT_COUNT = ("negation", "denied_speech", "quotation", "reported")
_SILENT_REFERENCE = ("denied_speech", "quotation")  # "you wrote that it was logged as 88213", and nobody wrote it
_TROUBLES: dict[Kind, Trouble] = {
    "date": "time",
    "time": "time",
    "duration": "time",
    "amount": "amount",
    "percentage": "amount",
    "remedy": "remedy",
    "email": "contact",
    "phone": "contact",
    "link": "contact",
    "reference": "contact",
}


def ground(reading: Reading, cues: Cues, tongue: Tongue, facts: Facts, spoken: Spoken) -> list[Grounded]:
    """Every commitment that the text states, in its order; values that are no commitment of ours are left out."""
    marks = reckoned(tongue.extractor.find(reading.folded, facts.today), reading, tongue, facts)
    offers = [(saying, place) for saying, place in spoken if saying.use == "offer" and not is_silent(cues, place, saying)]
    given_at = [(place, is_given_whole(saying.name, facts)) for saying, place in offers]
    judged = [_judge(mark, place, cues, tongue, facts, given_at, marks) for mark in marks if (place := _place(reading, mark)) is not None]
    found = [each for each in judged if each is not None]
    found = [each for each in found if not (is_told_beside(each, found, reading) or is_implied(each, found, facts))]
    sums: dict[int, dict[int, str]] = {}
    for each, place in _placed(reading, found):
        if each.source and each.mark.kind in ("amount", "percentage"):
            sums.setdefault(place.sentence.index, {})[place.sentence.clause_of(place.first)] = each.source
    found = [told_beside_ours(each, found, reading, tongue, facts) for each in found]
    found += remedies(reading, tongue, facts, offers, sums)
    found += [
        each for each, place in _placed(reading, list(miscounted(reading, tongue, marks, facts.counts))) if cues.silence(_SILENT_COUNT, place) is None
    ]
    ends = [fact for fact in facts.facts if fact.part == "timeline" and not fact.earliest]
    if not any(each.source and supports(end, each.mark.value, facts.today, facts.country) for each in found for end in ends):
        found = [each if not ends and each.mark.limit == "from" else _alone(each) for each in found]
    return sorted(found, key=lambda each: (each.mark.start, each.mark.end))


def _judge(
    mark: Mark, place: Place, cues: Cues, tongue: Tongue, facts: Facts, given_at: Sequence[tuple[Place, bool]], marks: Sequence[Mark]
) -> Grounded | None:
    mark = in_dollars(as_told(mark, place, cues, tongue, facts), place, facts)
    if isinstance(mark.value, Day) and mark.value.contradicts:
        return Grounded(mark, trouble="weekday")
    kinds: tuple[Kind, ...] = ("duration", "date") if mark.kind == "duration" else (mark.kind,)
    same = [
        fact
        for kind in kinds
        for fact in facts.of(kind)
        if supports(fact, mark.value, facts.today, facts.country) and (fact.ours or fact.kind == mark.kind)  # "by tomorrow" is no "24 hours"
    ]
    ours = sorted((fact for fact in same if _is_ours(fact, mark) and is_told_of(fact, place, tongue, facts)), key=lambda fact: fact.earliest)
    if ours:
        return Grounded(mark, ours[0].source, nearest=ours[0])
    if _is_unresolved(mark.value):
        return None
    is_instead = not same and is_mistold(mark, marks, facts)
    if cues.silence(_SILENT_INSTEAD if is_instead else _silencing(mark, facts), place) is not None:
        return None
    if mark.kind in TIMES and is_past(mark, place, tongue):
        return None
    if is_bygone(mark, facts) or has_been(mark, place, cues, tongue, facts) or is_holiday_told(mark, place, tongue, facts):
        return None
    if same and (_TROUBLES[mark.kind] == "contact" or is_mention(mark, same, place, cues, tongue, facts, given_at)):
        return Grounded(mark, same[0].source)  # we call them on their own number
    if not is_instead and _promises_nothing(mark, place, cues, tongue, facts):
        return None
    return Grounded(mark, trouble=_TROUBLES[mark.kind], nearest=_nearest(mark, facts))


def _silencing(mark: Mark, facts: Facts) -> tuple[str, ...]:
    """The kinds of context in which a value is no commitment."""
    if mark.kind == "reference":
        return _SILENT_REFERENCE
    if _TROUBLES[mark.kind] == "contact":
        return _SILENT_CONTACT
    if mark.kind == "date" and any(fact.source.startswith("brief.needs") for fact in facts.of("date")):
        return tuple(kind for kind in _SILENT if kind != "request")  # the brief says by when the customer must send something
    return _SILENT


def _promises_nothing(mark: Mark, place: Place, cues: Cues, tongue: Tongue, facts: Facts) -> bool:
    """Whether a value that nothing supports only looks like a promise."""
    value = mark.value
    if isinstance(value, Span):
        if value.unit in _STEPS and cues.holds("request", place):
            return True  # "switch it off and give it two minutes"
        if not mark.limit and (value.unit == "minute" or (value.unit in _SHORT and tongue.is_article(mark.quote))):
            return True  # "that takes about three minutes", "that still leaves you a day"; but "it takes a week"
        clause = f" {' '.join(place.sentence.clause_words(place.first))} "
        if value.unit == "year" and not mark.limit and not tongue.speaks_of_giving(place) and not tongue.wording.has("lasts", clause):
            return True  # "you are 46 years old", "after three years of playing"
    if _is_offer(mark, place, tongue):
        return False
    if isinstance(value, Day):
        if value.days and facts.today and min(value.days) <= facts.today:
            return True  # "I have looked at it today" promises nothing, nor does what happened yesterday or this month
        if facts.today and not value.days and value.weekday == facts.today.isoweekday() and not mark.limit:
            return True  # "a message like yours on a Monday morning", and it is Monday
        return value.last is not None and not any(map(str.isdigit, mark.quote))  # "that hangs on the third": of something else
    # "It has been a long two weeks"; 12,000 of something else.
    return isinstance(value, Span) or (isinstance(value, Money) and value.currency is None)


def _is_ours(fact: Fact, mark: Mark) -> bool:
    """Whether a fact lets us promise this. What a brief denies ("no delivery by Friday") supports its mention, and a bound on the other side."""
    return fact.ours and (not fact.denied or mark.limit == "from" or (fact.denied == "until" and mark.limit != "by"))


def _placed(reading: Reading, found: Sequence[Grounded]) -> Iterator[tuple[Grounded, Place]]:
    return ((each, place) for each in found if (place := _place(reading, each.mark)) is not None)


def _is_unresolved(value: Value) -> bool:
    """A relative day in a check without a date to go by."""
    return isinstance(value, Day) and not value.days and value.weekday is None and value.month_day is None


def _is_offer(mark: Mark, place: Place, tongue: Tongue) -> bool:
    """Whether the clause speaks of what will be, so that a value of the customer's becomes a promise of ours."""
    return mark.limit == "by" or tongue.speaks_of_future(place)


def _alone(each: Grounded) -> Grounded:
    if each.nearest is not None and each.nearest.earliest and each.source:
        return Grounded(each.mark, trouble="earliest", nearest=each.nearest)
    return each


def _nearest(mark: Mark, facts: Facts) -> Fact | None:
    """The fact of ours that the agent should look at: of the same kind, else of the same question (a date for a duration)."""
    kinds: dict[Kind, tuple[Kind, ...]] = {"date": ("date", "duration"), "duration": ("duration", "date"), "time": ("time", "date")}
    for kind in kinds.get(mark.kind, (mark.kind,)):
        if found := [fact for fact in facts.of(kind) if fact.ours and not fact.earliest]:
            return min(found, key=lambda fact: _distance(mark.value, fact.value))
    return None


def _distance(one: Value, other: Value) -> float:
    match one, other:
        case Day(), Day() if one.days and other.days:
            return abs((min(one.days) - min(other.days)).days)
        case Span(), Span() if one.measure()[0] == other.measure()[0]:
            return float(abs(one.measure()[2] - other.measure()[2]))
        case Money(), Money():
            return float(abs(one.amount - other.amount))
    return 0.0


def _place(reading: Reading, mark: Mark) -> Place | None:
    index = reading.sentence_index_at(reading.folded.position(mark.start))
    sentence = reading.sentence(index)
    first, last = sentence.words_in(mark.start, mark.end)
    return Place(sentence, first, last, mark.start, mark.end) if last > first else None

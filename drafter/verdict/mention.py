"""Whether a value that only the customer named is told back in a draft, or becomes a promise of ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from drafter.text.clauses import Sentence
from drafter.text.reading import Reading
from drafter.text.values import Day, Mark, Money, Share, Span
from drafter.verdict.agreement import supports
from drafter.verdict.ends import end_of
from drafter.verdict.fact import Fact
from drafter.verdict.facts import Facts
from drafter.verdict.grounded import Grounded
from drafter.verdict.scan import Cues
from drafter.verdict.silence import Place
from drafter.verdict.telling import TIMES
from drafter.verdict.tongue import Tongue

_FEW = 3  # words between a sum and the one that it is taken of: "£146 comes off the £318"
_APART = ("condition", "third_party", "told")  # contexts in which what the customer named is not ours to give


def is_mention(
    mark: Mark, same: Sequence[Fact], place: Place, cues: Cues, tongue: Tongue, facts: Facts, given_at: Sequence[tuple[Place, bool]]
) -> bool:
    """Whether a value of the customer's (`same`: where they named it) is told back. Told to be declined, or as a condition, it is; an amount is none
    where a remedy that we offer (`given_at`, with whether the brief gives it whole) or a word of giving stands in its clause, a time none
    where its clause says what will be."""
    if tongue.denies_in(place.sentence, place.first) or cues.silence(_APART, place, hedges=False) is not None:
        return True
    gives = tongue.speaks_of_giving(place)
    if isinstance(mark.value, Money):
        over = [is_whole for offer, is_whole in given_at if _governs(offer, place)]
        if over:
            return all(over)  # "we return the 489,000", of a refund that the brief gives without a sum
        return not gives or _is_denied(place, tongue, commits=True)
    is_over = isinstance(mark.value, Day) and mark.value.days and facts.today and max(mark.value.days) < facts.today
    if is_over and not tongue.speaks_of_future(place) and not tongue.speaks_of_giving(place):
        return True
    is_demanded, is_asked = all(fact.demanded for fact in same), any(fact.demanded for fact in same)
    # "You have it on 11 December", where the customer asked for that day or the brief grants nothing.
    commits = tongue.speaks_of_future(place) or (gives and (facts.cannot or is_asked or mark.limit == "by"))
    if not commits and not (mark.limit == "by" and (is_asked or isinstance(mark.value, Span))):
        return True
    clause = f" {' '.join(place.sentence.clause_words(place.first))} "
    is_plan = not is_demanded and not (mark.kind == "duration" and tongue.wording.has("lasts", clause))  # "it takes two weeks" is no plan
    if mark.kind in TIMES and mark.limit != "by" and (is_plan or tongue.wording.has("courtesy", clause)):
        return True  # what the customer plans that day: "for your move on the 31st", "glad to see you on the 24th". Our own days are owed besides
    return _is_denied(place, tongue, commits=commits)


def told_beside_ours(each: Grounded, others: Sequence[Grounded], reading: Reading, tongue: Tongue, facts: Facts) -> Grounded:
    """A sum that the customer named, before what of it is ours: "of the £264 we return £132", or behind it: "£146 comes off the £318". With an
    "and" between them both are given."""
    if each.trouble != "amount" or each.mark.kind != "amount" or not any(_is_part_of(other, each, reading, tongue) for other in others):
        return each
    named = [fact for fact in facts.of("amount") if not fact.ours and supports(fact, each.mark.value, facts.today, facts.country)]
    return Grounded(each.mark, named[0].source) if named else each


def _is_part_of(ours: Grounded, whole: Grounded, reading: Reading, tongue: Tongue) -> bool:
    """Whether a supported sum, or share, is taken of another sum of its sentence, is no more than that and not one more."""
    if not ours.source or ours.nearest is None or not ours.nearest.ours:
        return False
    part, value = ours.mark.value, whole.mark.value
    if not (isinstance(part, Share) or (isinstance(part, Money) and isinstance(value, Money) and part.amount < value.amount)):
        return False
    sentence = reading.sentence(reading.sentence_index_at(reading.folded.position(whole.mark.start)))
    if reading.sentence_index_at(reading.folded.position(ours.mark.start)) != sentence.index:
        return False
    if ours.mark.start >= whole.mark.end:
        first, last = sentence.words_in(whole.mark.end, ours.mark.start)
        return sentence.joins.isdisjoint(sentence.words[first:last])
    first, last = sentence.words_in(ours.mark.end, whole.mark.start)
    between = sentence.words[first:last]
    return len(between) <= _FEW and tongue.wording.has("out_of", f" {' '.join(between)} ")


def is_implied(each: Grounded, others: Sequence[Grounded], facts: Facts) -> bool:
    """Whether a bound that the customer named follows from an earlier day of ours: "by 19 May, so well before your wedding on 22 May"."""
    mark = each.mark
    if each.trouble != "time" or mark.limit != "by" or not isinstance(mark.value, Day) or not mark.value.days:
        return False
    named = {day for fact in facts.of("date") if not fact.ours and isinstance(fact.value, Day) for day in fact.value.days}
    bound = max(mark.value.days)
    return bool(named & mark.value.days) and any(_ends_before(bound, other, facts) for other in others)


def _ends_before(bound: date, other: Grounded, facts: Facts) -> bool:
    """Whether a day or a span that the timeline gives is over by a day."""
    value = other.mark.value
    given = [fact for fact in facts.facts if fact.part == "timeline" and not fact.earliest]
    if not other.source or not any(supports(fact, value, facts.today, facts.country) for fact in given):
        return False
    if isinstance(value, Day):
        given_as = other.nearest.value if other.nearest is not None else value
        days = value.days or (given_as.days if isinstance(given_as, Day) else frozenset())  # "by Friday" is the Friday of the brief
        return bool(days) and max(days) <= bound
    end = end_of(value, facts.today, facts.country) if isinstance(value, Span) and facts.today else None
    return end is not None and end <= bound


def _is_denied(place: Place, tongue: Tongue, *, commits: bool) -> bool:
    """Whether the sentence denies what a clause says: in that clause, in one that it hangs on or that follows ("by Friday, that we cannot do").
    What a clause before it denies for itself reaches no promise: "how long it takes is not known, but you will have it by Friday"."""
    sentence = place.sentence
    if not commits:
        return tongue.denies_anywhere(sentence)
    own = sentence.clause_of(place.first)
    first = _governing(sentence, own)
    return any(tongue.denies_in(sentence, clause.start) for clause in sentence.clauses[first:])


def _governing(sentence: Sentence, number: int) -> int:
    """The first of the clauses that a clause hangs on, itself when on none."""
    while number > 0 and sentence.clauses[number].hangs_on_previous:
        number -= 1
    return number


def _governs(offer: Place, value: Place) -> bool:
    """Whether an offer stands in the clause of a value, or reaches over it."""
    if offer.sentence is not value.sentence:
        return False
    clauses = range(offer.sentence.clause_of(offer.first), offer.sentence.clause_of(offer.last - 1) + 1)
    return offer.sentence.clause_of(value.first) in clauses

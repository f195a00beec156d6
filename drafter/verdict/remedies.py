"""Remedies that a draft offers against those that the brief gives: the same, one that is alike, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from drafter.text.reading import Reading
from drafter.text.values import Mark, Name
from drafter.verdict.fact import Fact
from drafter.verdict.facts import Facts
from drafter.verdict.grounded import Grounded
from drafter.verdict.lines import Line, is_in
from drafter.verdict.sayings import Saying
from drafter.verdict.scan import Cues
from drafter.verdict.silence import Place
from drafter.verdict.tongue import Tongue

Offer = tuple[Saying, Place]
Sums = Mapping[int, Mapping[int, str]]
_OWN = ("negation", "denied_speech", "request")  # what words of an offer itself may look like
_TELLING = 2  # words or concepts by which a line can be known to be told
_MOST = 2 / 3
_SPOKEN = 4  # letters of a word that says something
_DENIAL = 4  # words at the end of an offer in which its own denial stands
_SILENT = ("quotation", "reported", "question", "wish", "condition", "third_party")
# Remedies that are one for the customer where the amount is the brief's: "£13 credit on the bill", "£13 will be taken off".
_ALIKE = {
    "discount": frozenset({"credit", "waived_fee"}),
    "credit": frozenset({"discount", "refund"}),
    "refund": frozenset({"credit"}),
    "waived_fee": frozenset({"discount", "free_shipping", "cancellation", "refund"}),
    "free_shipping": frozenset({"waived_fee", "refund"}),
}
# What names the same thing, sum or no sum: "as a small gift, a voucher", "another phone until yours is repaired".
_NAMED_ALIKE = {
    "gift": frozenset({"voucher", "credit", "discount", "upgrade", "waived_fee", "free_shipping"}),
    "loan": frozenset({"replacement"}),
    "extension": frozenset({"discount", "waived_fee", "credit"}),
}
_RETURNS = frozenset({"refund", "credit", "discount"})  # by which a sum goes back to where it came from, or is not taken
_DONE = frozenset({"replacement", "repair", "visit", "loan", "priority", "own_contact"})  # what is done, not what is paid or cancelled
_FREE = frozenset({"waived_fee", "free_shipping"})  # what costs nothing is told alike, whatever it is that costs nothing


def is_silent(cues: Cues, place: Place, saying: Saying) -> bool:
    """A phrase that reaches from "we" to "refund" may hold its own "cannot" and overlap a cue ("before we can"): what stands before its last word
    counts as context. One without room between its words holds no denial; of one that means a denial ("at no charge") the last words are its own."""
    last_word = place._replace(first=place.last - 1)
    own = place if saying.is_tight else place._replace(first=max(place.first, place.last - _DENIAL)) if saying.denies else last_word
    return cues.silence(_OWN, own, hedges=False) is not None or cues.silence(_SILENT, last_word, hedges=False) is not None


def is_given_whole(name: str, facts: Facts) -> bool:
    """Whether the brief gives a remedy without saying how much, so that the customer's own sum is what it is about: "the £60 fine is cancelled"."""
    source = facts.offered.get(name)
    return source is not None and not any(fact.source == source and fact.kind in ("amount", "percentage") for fact in facts.facts)


def remedies(reading: Reading, tongue: Tongue, facts: Facts, offered: Sequence[Offer], sums: Sums) -> Iterator[Grounded]:
    """Remedies that the text offers. Words that may give one or another ("wir schreiben es gut": a refund, a credit) need support for one of them.
    `sums` are the sources of the supported amounts, by the numbers of their sentence and clause."""
    offers = list(dict.fromkeys((saying.name, place) for saying, place in offered))  # two phrases may read the same words as one remedy
    ours = [place for name, place in offers if name in facts.offered]
    told: set[tuple[int, int]] = set()
    for name, place in offers:
        mark = Mark("remedy", Name(name), place.start, place.end, reading.raw[place.start : place.end])
        if name in facts.offered:
            yield Grounded(mark, facts.offered[name])
        elif name in facts.mentioned and not tongue.speaks_of_future(place):
            yield Grounded(mark, facts.mentioned[name])
        elif alike := _alike(name, facts, has_sum=_has_sum(place, ours, sums.get(place.sentence.index, ()))):
            yield Grounded(mark, facts.offered[alike])
        elif name in _RETURNS and name not in facts.refused and (source := _of_no_remedy(sums.get(place.sentence.index, {}), facts)):
            yield Grounded(mark, source)
        elif (place.start, place.end) not in told and not any(_covers(other, place) for other in ours):
            told.add((place.start, place.end))
            refused = facts.refused.get(name)
            if name in facts.for_now and tongue.says_only_after(place.sentence.clause_words(place.first)):
                continue  # "no refund before the inspection", told as "we can refund it only after the inspection"
            if refused is None and name in _DONE and (source := _line_told(place, tongue, facts)):
                yield Grounded(mark, source)
                continue
            if refused and _has_condition_beside(reading, tongue, facts, name, place):
                yield Grounded(mark, refused)  # "refund only if unopened", told as "We refund it. All this holds if nothing was opened."
                continue
            yield Grounded(mark, trouble="remedy", nearest=Fact("remedy", Name(f"no {name}"), refused) if refused else None)


def _has_condition_beside(reading: Reading, tongue: Tongue, facts: Facts, name: str, place: Place) -> bool:
    """Whether what a line of the brief gives on a condition, or perhaps, is given beside a sentence that names one, or in one that keeps it open. A
    line that denies gives nothing: "no refund if opened"."""
    lines = [line for line in facts.lines.get("solutions", ()) if line.source == facts.refused.get(name) and not line.denies]
    if facts.cannot or not lines:
        return False
    if any(name in line.degree.remedies for line in lines) and tongue.wording.keeps_open(f" {' '.join(place.sentence.clause_words(place.first))} "):
        return True
    beside = [index for index in (place.sentence.index - 1, place.sentence.index + 1) if 0 <= index < len(reading)]
    return any(line.degree.is_bound and is_condition_of(line, reading.spaced_sentence(index), tongue) for line in lines for index in beside)


def is_condition_of(line: Line, words: str, tongue: Tongue) -> bool:
    """Whether a sentence beside what a line gives names its condition: one about the same, in a language that tells; one that does more than
    thank where the line is in another."""
    if not tongue.wording.binds(words):
        return False
    return not tongue.wording.is_polite(words) if line.is_foreign else any(is_in(word, words) for word in line.words)


def _line_told(place: Place, tongue: Tongue, facts: Facts) -> str | None:
    """The line of the solutions that the clauses of an offer mostly tell, whatever remedy their words look like: "we sew everything anew"."""
    if facts.partly:
        return None  # there the same words may give too much
    sentence, own = place.sentence, _clauses(place)
    start, end = sentence.clauses[own[0]].start, sentence.clauses[own[-1]].end
    spaced = f" {' '.join(sentence.words[start:end])} "
    phrase = f" {' '.join(sentence.words[place.first : place.last])} "
    concepts: frozenset[str] | None = None
    for line in facts.lines.get("solutions", ()):
        if line.degree.gives_less or line.refuses:
            continue
        if len(line.words) >= _TELLING and sum(is_in(word, spaced) for word in line.words) >= _MOST * len(line.words):
            if _mostly_of(line, place, tongue):
                return line.source
        elif line.is_foreign and len(line.about) >= _TELLING and tongue.concepts_in(phrase) <= line.about:
            concepts = tongue.concepts_in(spaced) if concepts is None else concepts
            share = tongue.concepts.share(line.about, concepts)
            if share is not None and share >= _MOST:
                return line.source
    return None


def _mostly_of(line: Line, place: Place, tongue: Tongue) -> bool:
    """Whether most of an offer's own words are a line's: "replace the laptop" is no "inspect the laptop"."""
    words = [word for word in place.sentence.words[place.first : place.last] if len(word) >= _SPOKEN and not tongue.is_filler(word)]
    return bool(words) and 2 * sum(any(is_in(each, word) for each in line.words) for word in words) > len(words)


def _of_no_remedy(sources: Mapping[int, str], facts: Facts) -> str | None:
    """The line of the solutions that gives a sum and names no remedy that we know: "release the second €12 to the wallet"."""
    return next(
        (source for source in sources.values() for line in facts.lines.get("solutions", ()) if line.source == source and not line.remedies), None
    )


def _alike(name: str, facts: Facts, *, has_sum: bool) -> str | None:
    """What the brief offers in other words: anything that costs nothing, and a remedy of which a sum of the brief stands beside."""
    known = (
        _NAMED_ALIKE.get(name, frozenset()) | (_FREE if name in _FREE else frozenset()) | (_ALIKE.get(name, frozenset()) if has_sum else frozenset())
    )
    return min(known & facts.offered.keys(), default=None)


def _has_sum(place: Place, ours: Sequence[Place], clauses: Collection[int]) -> bool:
    """Whether one of the sums of a sentence may be what an offer gives: not where all stand in another clause, beside what the brief offers.
    "We take £10 off, and next time the first round is on us"."""
    own, others = _clauses(place), [_clauses(other) for other in ours if other.sentence is place.sentence]
    return any(clause in own or not any(clause in other and not set(own) & set(other) for other in others) for clause in clauses)


def _clauses(place: Place) -> range:
    return range(place.sentence.clause_of(place.first), place.sentence.clause_of(place.last - 1) + 1)


def _covers(ours: Place, other: Place) -> bool:
    """Whether what the brief offers says it in more words: "return it to your wallet" over "return it", "pay the delivery fee" over "pay the fee"."""
    if ours.sentence is not other.sentence or not (ours.first <= other.first and other.last <= ours.last):
        return False
    words = ours.sentence.words
    return ours.sentence.joins.isdisjoint([*words[ours.first : other.first], *words[other.last : ours.last]])

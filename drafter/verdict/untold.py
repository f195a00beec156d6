"""What a draft has no sentence for: a way forward where nothing in it can be one, an obstacle where nothing in it keeps anything open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from drafter.text.clauses import Sentence
from drafter.verdict.agreement import agree
from drafter.verdict.grounded import Grounded
from drafter.verdict.lines import Line, is_in

if TYPE_CHECKING:
    from drafter.verdict.coverage import Held

_CUT = frozenset(",;:!()\u2013\u2014")
Part = Literal["follow_up", "timeline"]
_PLAIN = 2 / 3  # of the words of a way forward: with so many it is told, however it is told
_HALF = 1 / 2  # of those of an obstacle


def has_no_caution(draft: Held, line: Line) -> bool:
    """Whether a line tells what may happen and no sentence of the draft a "may", an "if", a "but" or a "not"."""
    if not line.degree.may_fail or line.terms or _is_mostly_told(draft, line):
        return False
    return not any(_cautions(draft, index) for index in range(len(draft.reading)))


def has_no_offer(draft: Held, lines: tuple[Line, ...]) -> bool:
    """Whether no clause of the draft can be one of some lines: none says what we do or what the customer can do, but to thank, to be sorry, to
    ask for what we need or to tell when we write again. A line that stands there by its values, its remedies or most of its words is told."""
    if any(_is_plain(draft, line) for line in lines):
        return False
    if tells_by_when(draft):
        return False
    follow_ups = {sentence.index for sentence, _ in _places_of(draft, "follow_up") if _names_channel(draft, sentence.spaced)}
    return not any(_offers(draft, index, is_follow_up=index in follow_ups) for index in range(len(draft.reading)))


def tells_by_when(draft: Held, *, as_offer: bool = False) -> bool:
    """Whether a clause tells something and by when it is done, be it only "it leaves by one": "it takes ten days" tells nothing. With `as_offer` it
    has to be a deed, and more than that we look into it."""
    wording = draft.tongue.wording
    for sentence, word in _places_of(draft, "timeline"):
        words = f" {' '.join(sentence.clause_words(word))} "
        if wording.has("lasts", words) or wording.has("courtesy", words) or _names_channel(draft, words):
            continue
        if not as_offer or (wording.has("offers", words) and not wording.has("weighs", words)):
            return True
    return False


def offers_the_same(draft: Held, line: Line) -> bool:
    """Whether a clause of a deed is about what a line is about, be it what the customer asked for: "we delete your profile"."""
    share = draft.tongue.concepts.share
    for index in range(len(draft.reading)):
        if _offers(draft, index, is_follow_up=False):
            said = share(line.about, draft.tongue.concepts_in(draft.reading.sentence(index).raw))
            if said is not None and said > _HALF:
                return True
    return False


def _cautions(draft: Held, index: int) -> bool:
    reading, tongue = draft.reading, draft.tongue
    if not reading.has_words(index):
        return False
    words = reading.spaced_sentence(index)
    return tongue.wording.cautions(words) or tongue.refuses(tongue.wording.past_courtesy(words)) or _denies(draft, reading.sentence(index))


def _denies(draft: Held, sentence: Sentence) -> bool:
    """Whether a clause denies something, be it not out of courtesy: "no problem, that happens" warns of nothing."""
    if not draft.tongue.denies_anywhere(sentence):
        return False
    courtesy = draft.tongue.wording
    return any(
        draft.tongue.denies_in(sentence, clause.start) and not courtesy.has("courtesy", f" {' '.join(sentence.words[clause.start : clause.end])} ")
        for clause in sentence.clauses
    )


def _is_mostly_told(draft: Held, line: Line) -> bool:
    folded = draft.reading.folded.text
    if line.words:
        return sum(is_in(word, folded) or draft.counts(word) for word in line.words) > _HALF * len(line.words)
    share = draft.tongue.concepts.share(line.concepts, draft.concepts)
    return share is not None and len(line.concepts) > 1 and share >= _PLAIN


def _is_plain(draft: Held, line: Line) -> bool:
    folded = draft.reading.folded.text
    if line.terms or any(agree(each.mark.value, value) for each in draft.grounded for value in line.values):
        return True
    if not line.remedies.isdisjoint(draft.remedies) or any(word in folded for word in line.loans):
        return True
    if line.words:
        return sum(is_in(word, folded) or draft.counts(word) for word in line.words) >= _PLAIN * len(line.words)
    share = draft.tongue.concepts.share(line.concepts, draft.concepts)
    return share is not None and share >= _PLAIN


def _places_of(draft: Held, part: Part) -> Iterator[tuple[Sentence, int]]:
    """The sentences that give a time of the timeline, or of the follow-up, each with the word where it stands."""
    wanted = [fact for fact in draft.facts.facts if fact.part == part]
    position = draft.reading.folded.position
    for each in draft.grounded:
        if any(draft.gives(each, fact) for fact in wanted):
            sentence = draft.reading.sentence(draft.reading.sentence_index_at(position(each.mark.start)))
            yield sentence, sentence.words_in(each.mark.start, each.mark.end)[0]


def is_follow_up_alone(draft: Held, each: Grounded) -> bool:
    """Whether a day that is the follow-up's and the timeline's tells only when we come back: "I'll email you on Thursday". In a sentence with words
    of a solution ("you'll find the corrected invoice in your inbox on Thursday") it tells both."""
    if each.mark.limit == "by" or each.nearest is None or each.nearest.part != "follow_up":
        return False
    words = draft.reading.spaced_sentence(draft.reading.sentence_index_at(draft.reading.folded.position(each.mark.start)))
    return draft.tongue.wording.has("contacts", words) or not _is_about_lines(draft, words)


def _names_channel(draft: Held, words: str) -> bool:
    """Whether a clause may tell how we come back."""
    follow_up, tongue = draft.brief.follow_up, draft.tongue
    channel = tongue.channel(follow_up.channel) if follow_up else None
    return follow_up is not None and (tongue.wording.has("contacts", words) or (channel is not None and bool(channel.search(words))))


def _offers(draft: Held, index: int, *, is_follow_up: bool) -> bool:
    """Whether a sentence may tell a way forward."""
    wording, words = draft.tongue.wording, draft.reading.spaced_sentence(index)
    if not wording.has("offers", words):
        return False
    sentence = draft.reading.sentence(index)
    is_courtesy = False
    for clause in sentence.clauses:
        clause_words = f" {' '.join(sentence.words[clause.start : clause.end])} "
        is_courtesy = wording.has("courtesy", clause_words) or (is_courtesy and not _is_cut(sentence, clause.start))
        if is_courtesy or not wording.has("offers", clause_words):
            continue
        if wording.has("lasts", clause_words) or (is_follow_up and not _is_about_lines(draft, clause_words)):
            continue
        return True
    return False


def _is_cut(sentence: Sentence, word: int) -> bool:
    """Whether a stop stands before a word: "thank you for telling us" is one, "sorry, we send another" is two."""
    start, end = sentence.span(word - 1, word + 1)
    return not _CUT.isdisjoint(sentence.folded.raw[start:end])


def _is_about_lines(draft: Held, words: str) -> bool:
    """Whether words hold one of the solutions' own."""
    return any(is_in(word, words) for line in draft.facts.lines["solutions"] for word in line.words)

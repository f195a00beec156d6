"""What the brief's own lines say, read once for all attempts: solutions, reasons, obstacles and needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from drafter.brief import Brief
from drafter.request import Statement
from drafter.text.clauses import TOKEN
from drafter.text.language import Guess, LanguageDetector
from drafter.text.values import Value
from drafter.verdict.degree import NO_DEGREE, Degree, degree_of
from drafter.verdict.heard import Heard, Hearing
from drafter.verdict.tongue import Tongue

Part = Literal["solutions", "reasons", "obstacles", "needs"]
_SHORTEST = 4  # letters of a word that says something
_SHARED = 5  # letters in a row that two forms of one word share
_LONG = 9  # letters of a word that may be made of several (Kaufquittung)
_BEGINNINGS = 4  # of a word, at which the shared letters may begin: prefixes change (mengirim, dikirim), endings more so


_TOLD_BY_VALUE = ("date", "time", "duration", "amount", "percentage")
_MOSTLY = 0.6  # of the words of a short line that another language knows better than the draft's
_EXPLAINED = 0.75  # of the words of a line in another language: with fewer nobody can tell whether a draft says it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the brief with all by which a draft may be found to say it.

    `terms` are folded words of which one must be there, and then nothing else decides; `words` are those that say more than the customer's message,
    or all when that leaves but one, each as the runs of letters that a form of it holds; `concepts` what it is about. In another language than the
    draft's letters say nothing, so such a line has no `words`; `loans` are those of its words that may stand there as they are (names, server).
    `denies`: a word of it denies; `refuses`: one refuses, or makes it hang on something. `is_foreign`: it is in another language than the draft.
    `own` are those of its concepts of which no other part speaks, `about` its concepts with those of which the customer writes, too. `is_generic`:
    it asks for nothing that has a name of its own: a reply, a date, how many they are.
    """

    source: str
    text: str
    terms: tuple[str, ...]
    values: tuple[Value, ...]
    remedies: frozenset[str]
    words: tuple[tuple[str, ...], ...]
    loans: tuple[str, ...]
    concepts: frozenset[str]
    degree: Degree = NO_DEGREE
    is_generic: bool = False
    about: frozenset[str] = frozenset()
    denies: bool = False
    refuses: bool = False
    is_foreign: bool = False
    own: frozenset[str] = frozenset()


def lines_of_brief(brief: Brief, readers: tuple[Tongue, ...], detector: LanguageDetector, hearing: Hearing) -> Mapping[Part, tuple[Line, ...]]:
    """The lines of a brief by their key; what the agent's hint offers stands with the solutions."""
    topic = "\n".join(message.text for message in brief.customer_messages)
    needs = [Statement(text=need) for need in brief.needs]
    whole = "\n".join(each.text for each in (*brief.solutions, *brief.reasons, *brief.obstacles, *needs))
    said = _Topic(readers[0].fold(topic).text, readers[0].concepts_in(topic), detector.guess(whole, statistics=False))
    given: dict[Part, list[tuple[str, Statement]]] = {
        "solutions": [*_with_source("solutions", brief.solutions), *(("hint", each) for each in brief.hinted)],
        "reasons": list(_with_source("reasons", brief.reasons)),
        "obstacles": list(_with_source("obstacles", brief.obstacles)),
        "needs": list(_with_source("needs", needs)),
    }
    found = {
        part: tuple(_line(each, source, brief, [hearing.of(each.text, reader) for reader in readers], detector, said) for source, each in lines)
        for part, lines in given.items()
    }
    spoken_of = {part: frozenset().union(*(line.about for line in lines)) for part, lines in found.items()}
    beside = {part: frozenset().union(*(about for other, about in spoken_of.items() if other != part)) for part in found}
    return {part: tuple(replace(line, own=_own(line, part, beside[part])) for line in lines) for part, lines in found.items()}


def _own(line: Line, part: Part, beside: frozenset[str]) -> frozenset[str]:
    """What a line speaks of and none of another part does, as far as that leaves anything: the cable of the reason tells no desk with a cable. Of
    what is in another language only a need is held to it, since nothing but concepts could tell the rest."""
    return line.concepts if line.is_foreign and part != "needs" else line.concepts - beside or line.concepts


def owed_by(brief: Brief, lines: Mapping[Part, tuple[Line, ...]]) -> Mapping[Part, tuple[Line, ...]]:
    """Of the lines those that a brief which tells less still has: what a composed reply left out is not asked for."""
    told = {f"brief.{key}[{at}]" for key in ("solutions", "reasons", "obstacles") for at, each in enumerate(getattr(brief, key)) if each.text}
    told |= {f"brief.needs[{at}]" for at, need in enumerate(brief.needs) if need} | ({"hint"} if any(each.text for each in brief.hinted) else set())
    return {part: tuple(line for line in found if line.source in told) for part, found in lines.items()}


def is_in(runs: tuple[str, ...], folded: str) -> bool:
    """Whether a folded text holds a form of a word."""
    return any(run in folded for run in runs)


@dataclass(frozen=True, slots=True)
class _Topic:
    """What the customer wrote: it stands in every reply, so it does not tell whether this one says more. `brief` is the language of the brief's
    lines together."""

    folded: str
    concepts: frozenset[str]
    brief: Guess


def _with_source(part: Part, statements: tuple[Statement, ...] | list[Statement]) -> Iterator[tuple[str, Statement]]:
    return ((f"brief.{part}[{index}]", each) for index, each in enumerate(statements))


def _line(statement: Statement, source: str, brief: Brief, heard: Sequence[Heard], detector: LanguageDetector, topic: _Topic) -> Line:
    text, own = statement.text, heard[0].tongue
    concepts, foreign = heard[0].concepts, heard[-1].concepts
    known, theirs = (each.tongue.concepts.explains(each.reading.folded) for each in (heard[0], heard[-1]))
    is_foreign = len(heard) > 1 and _is_foreign(text, brief, detector, topic, own=known, other=theirs)
    if is_foreign:
        concepts = foreign if theirs >= _EXPLAINED else frozenset()
    runs = [] if is_foreign else [_runs(own.without_prefix(word)) for word in _words(_without_values(heard[0]), own)]
    fresh = [word for word in runs if not is_in(word, topic.folded)]
    loans = [word for word in _words(text, own) if len(word) >= _SHARED and word not in topic.folded] if is_foreign else []
    return Line(
        source=source,
        text=text,
        terms=tuple(own.fold(term).text for term in statement.terms.get(brief.language, ())),
        values=tuple(mark.value for each in heard for mark in each.marks),
        remedies=frozenset(name for each in heard for name, _ in each.remedies),
        words=tuple(fresh if len(fresh) > 1 else runs),
        loans=tuple(loans),
        concepts=concepts - topic.concepts or concepts,
        degree=degree_of(heard),
        about=concepts,
        is_generic=any(_is_generic(each) for each in heard),
        is_foreign=is_foreign,
        denies=any(each.denies for each in heard),
        refuses=any(each.tongue.refuses(each.reading.folded.text) for each in heard),
    )


def _is_generic(heard: Heard) -> bool:
    words = heard.reading.words
    return bool(words) and all(word.isdigit() or heard.tongue.wording.has("generic", f" {word} ") for word in words)


def _is_foreign(text: str, brief: Brief, detector: LanguageDetector, topic: _Topic, *, own: float, other: float) -> bool:
    """Whether a line is not in the draft's language. Few words do not always show theirs: then the brief as a whole tells, or whose concepts explain
    more of its words (`own`, `other`, shares). Statistics are never asked; they take long to load."""
    guess = detector.guess(text, statistics=False)
    if other and not own:
        return True
    if not guess.sure and other > own and other >= _MOSTLY:
        return True
    if not guess.sure:
        guess = topic.brief
    return guess.language != brief.language if guess.sure else not own or other > own


def _without_values(heard: Heard) -> str:
    """A text without the words of its times and sums, which tell nothing but these."""
    text, reached = "", 0
    for mark in heard.marks:
        if mark.kind in _TOLD_BY_VALUE and mark.start >= reached:
            text, reached = text + heard.text[reached : mark.start], mark.end
    return text + heard.text[reached:]


def _words(text: str, tongue: Tongue) -> Iterator[str]:
    """The words of a line that say something: the longer ones but for the language's fillers, and short names ("Ito")."""
    names = {tongue.fold(word).text for word in TOKEN.findall(text) if word[:1].isupper()}
    for word in TOKEN.findall(tongue.fold(text).text):
        if word.isdigit():
            yield word
        if word.isalpha() and not tongue.is_filler(word) and (len(word) >= _SHORTEST or (len(word) == _SHORTEST - 1 and word in names)):
            yield word


def _runs(word: str) -> tuple[str, ...]:
    """Letters in a row that every form of a word shares one of; of a long word, which may be a compound, in any part of it."""
    if len(word) <= _SHARED:
        return (word[:_SHORTEST],)
    last = len(word) - _SHARED + 1
    return tuple(word[at : at + _SHARED] for at in range(last if len(word) >= _LONG else min(_BEGINNINGS, last)))

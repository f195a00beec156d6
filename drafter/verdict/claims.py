"""What a draft says that we have done, and where it takes the blame: told to the agent when nothing of ours supports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.brief import Brief
from drafter.verdict.facts import texts_of
from drafter.verdict.grounding import Spoken
from drafter.verdict.sayings import Claimed
from drafter.verdict.scan import Cues
from drafter.verdict.silence import Place
from drafter.verdict.tongue import Tongue

_SILENT = ("negation", "denied_speech", "quotation", "reported", "question", "request", "wish", "condition", "third_party")
_SHORTEST = 5  # letters of a word that tells what was done to what
_BEGINNING = 5  # letters that two forms of one word share


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its place in the text as given."""

    kind: Claimed
    start: int
    end: int


def claims(spoken: Spoken, cues: Cues, tongue: Tongue, brief: Brief) -> Iterator[Claim]:
    """Claims that neither the brief nor a message of ours supports. An admission wants `fault: ours`; a deed, a word of its clause in our texts."""
    known = ""
    for (kind, *_), place in spoken:
        if kind not in ("deed", "admission"):
            continue
        if cues.silence(_SILENT, place._replace(first=place.last - 1)) is not None:
            continue
        if kind == "admission" and brief.fault_is_ours:
            continue
        if kind == "deed":
            known = known or tongue.fold("\n".join(text for text, _, is_ours in texts_of(brief) if is_ours)).text
            if any(word[:_BEGINNING] in known for word in _words_beside(place)):
                continue
        yield Claim(kind, place.start, place.end)


def _words_beside(place: Place) -> list[str]:
    """The words of the clause that tell what was done to what, its own verb included."""
    return [word for word in place.sentence.clause_words(place.first) if len(word) >= _SHORTEST and word.isalpha()]

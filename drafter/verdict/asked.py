"""Which needs of the brief a draft asks for: each by words of its own, one that has none by any question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.verdict.lines import Line, is_in

if TYPE_CHECKING:
    from drafter.verdict.coverage import Held


def asks_for_anything(draft: Held) -> bool:
    """Whether a sentence of the draft asks for something, though it may name nothing: "how many of you will there be?"."""
    wording = draft.tongue.wording
    for index in range(len(draft.reading)):
        words = draft.reading.spaced_sentence(index)
        if "?" in draft.reading.sentence(index).raw or wording.has("asks", words):
            return True
    return False


def lacks_own_words(draft: Held, line: Line, others: Sequence[Line]) -> bool:
    """Whether nothing that tells a need from the `others` stands in the draft: "photo of the meter" does not ask for the date of the reading."""
    if not others or not line.words or line.values:
        return False
    shared = {word for other in others for word in other.words}
    own = [word for word in line.words if word not in shared]
    concepts = line.concepts.difference(*(other.concepts for other in others))
    if not own or not draft.concepts.isdisjoint(concepts):
        return False
    return not any(is_in(word, draft.reading.folded.text) or draft.counts(word) for word in own)

"""Words of the phrase language as a text's reader sees them: folded, and cut where a text is cut."""

from __future__ import annotations

from drafter.verdict.lists import Lists
from drafter.verdict.phrase import PhraseError, Word

_DEEPEST = 12  # lists that name lists; deeper is a circle


def deeper(depth: int, name: str) -> int:
    if depth > _DEEPEST:
        raise PhraseError(f"the list {name!r} names itself by way of others.")
    return depth + 1


def is_compound(word: Word, lists: Lists) -> bool:
    """True when a text would show something else than these letters: `risk-free`, but also `sure!`, whose mark no text's word holds."""
    return any(lists.tokens(part) != [lists.fold(part)] for part in word.parts if part[0] not in "<*")


def words_of(word: Word, lists: Lists) -> list[Word]:
    """`risk-free*` is two words to the reader of a text: risk free*."""
    if not is_compound(word, lists):
        return [word]
    found: list[list[str]] = [[]]
    for part in word.parts:
        if part[0] in "<*":
            found[-1].append(part)
            continue
        tokens = lists.tokens(part)
        if not tokens:
            remedy = "write '$' for the end of a clause, or put exact characters in backquotes."
            raise PhraseError(f"{part!r} is punctuation, which phrases do not see; {remedy}")
        found[-1].append(tokens[0])
        found += [[token] for token in tokens[1:]]
    return [Word(tuple(parts)) for parts in found]

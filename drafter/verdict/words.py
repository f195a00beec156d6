"""Words of the phrase language as a text's reader sees them: folded, and cut where a text is cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from drafter.verdict.lists import Lists
from drafter.verdict.phrase import PhraseError, Word

ANY = "*"
Form = tuple[tuple[str, ...], ...]

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


def forms_of(word: Word, lists: Lists) -> Iterator[Form]:
    """The ways to write a word of several parts: for each part the texts that may stand there, the longest first; `*` stands for any letters. There
    is more than one way where an affix takes the place of a stem's letter. PhraseError when no affix can stand there."""
    parts = word.parts
    found = False
    for ways in product(*(_ways(parts, index, lists) for index in range(len(parts)))):
        form: list[tuple[str, ...]] = []
        for index, (texts, _, _) in enumerate(ways):
            if parts[index][0] not in "<*":
                (text,) = texts
                first = ways[index - 1][2] if index else ""
                last = ways[index + 1][1] if index + 1 < len(ways) else ""
                if not (text.startswith(first) and text.endswith(last)):
                    break
                texts = (text[len(first) : len(text) - len(last)],)
            form.append(texts)
        else:
            found = True
            yield tuple(form)
    if not found:
        affixes = " and ".join(part for part in parts if part[0] == "<")
        stem = "".join(lists.fold(part) for part in parts if part[0] not in "<*")
        raise PhraseError(f"no affix of {affixes} fits the stem {stem!r}.")


def _ways(parts: tuple[str, ...], index: int, lists: Lists) -> list[tuple[tuple[str, ...], str, str]]:
    """(texts of a part, the letter taken from the part before, the letter taken from the part after); most take none."""
    part = parts[index]
    if part[0] != "<":
        return [((part if part == ANY else lists.fold(part),), "", "")]
    is_ending = index > 0 and parts[index - 1][0] not in "<*"
    has_stem = is_ending or (index + 1 < len(parts) and parts[index + 1][0] not in "<*")
    grouped: dict[str, list[str]] = {}
    for affix in lists.affix_class(part[1:-1], ending=index > 0):
        grouped.setdefault(affix.replaces if has_stem else "", []).append(affix.text)
    found = ((tuple(sorted(texts, key=len, reverse=True)), replaces) for replaces, texts in grouped.items())
    return [(texts, replaces, "") if is_ending else (texts, "", replaces) for texts, replaces in found]

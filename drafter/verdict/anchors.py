"""From a phrase's tree to the runs of words that every match shows."""

from __future__ import annotations

from itertools import product

from drafter.verdict.lists import Lists
from drafter.verdict.phrase import Edge, Either, Maybe, Named, Node, Sequence, Together, Word
from drafter.verdict.runs import ANYTHING, MOST, Runs, either, groups_of, joined
from drafter.verdict.words import ANY, deeper, forms_of, words_of


def needs_of(node: Node, lists: Lists) -> list[tuple[str, ...]]:
    """Groups of runs, the rarest first: every match shows at least one of each group. Empty when nothing can be said. PhraseError when the phrase
    names a list that is not there."""
    return groups_of(_parts(node, lists, 0))


def _parts(node: Node, lists: Lists, depth: int) -> list[Runs]:
    match node:
        case Word(parts):
            found = lists.shown.get(parts)
            if found is None:
                found = lists.shown[parts] = [_of_word(word, lists) for word in words_of(node, lists)]
            return found
        case Named(name):
            if name not in lists.runs:
                lists.runs[name] = either([_parts(entry, lists, deeper(depth, name)) for entry in lists.word_list(name)])
            return [lists.runs[name]]
        case Either(nodes):
            return [either([_parts(choice, lists, depth) for choice in nodes])]
        case Sequence(nodes):
            return [runs for part in nodes for runs in _parts(part, lists, depth)]
        case Together(nodes):
            return [runs for part in nodes for runs in (*_parts(part, lists, depth), ANYTHING)]
        case Maybe(inner):
            whole = joined(_parts(inner, lists, depth))
            return [Runs(("", *whole[0].texts), True, True)] if len(whole) == 1 and whole[0].starts and whole[0].ends else [ANYTHING]
        case Edge():
            return []
    return [ANYTHING]


def _of_word(word: Word, lists: Lists) -> Runs:
    if len(word.parts) == 1 and word.parts[0] != ANY:
        folded = lists.fold(word.parts[0])
        return Runs(tuple(f"{spelling} " for spelling in lists.spellings.get(folded, (folded,))), True, True)
    forms = list(forms_of(word, lists))
    starts, ends = word.parts[0] != ANY, word.parts[-1] != ANY
    inner = [form[not starts : len(form) - (not ends)] for form in forms]
    if not all(inner):
        return ANYTHING
    whole = ["".join(pieces) for form in inner for pieces in product(*form)] if _count(inner) <= MOST else []
    if not whole:
        # Too many: the longest piece of the word alone, mostly its stem.
        at = max(range(len(inner[0])), key=lambda index: min(len(text) for form in inner for text in form[index]))
        whole = [text for form in inner for text in form[at]]
        starts, ends = starts and at == 0, ends and at == len(inner[0]) - 1
    texts = [f"{text} " if ends else text for text in whole]
    if word.parts[1:] == (ANY,):
        texts += [f"{other} " for other in lists.also_starting(lists.fold(word.parts[0]))]
    return Runs(tuple(dict.fromkeys(texts)), starts, ends)


def _count(forms: list[tuple[tuple[str, ...], ...]]) -> int:
    total = 0
    for form in forms:
        ways = 1
        for piece in form:
            ways *= len(piece)
        total += ways
    return total

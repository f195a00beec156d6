"""The letters that a text must hold before a phrase is worth a try."""

from __future__ import annotations

from drafter.verdict.lists import Anchor, Lists
from drafter.verdict.phrase import Either, Maybe, Named, Node, PhraseError, Sequence, Together, Word
from drafter.verdict.words import deeper, words_of


def needs_of(node: Node, lists: Lists, depth: int = 0) -> list[list[Anchor]]:
    """Groups of letters: every match holds at least one of each group. Empty when nothing can be said."""
    match node:
        case Word((letters,)) if letters.isalpha():
            return [_spelled(lists.fold(letters), lists)]
        case Word():
            return [anchors for part in words_of(node, lists) if (anchors := _word_anchors(part, lists))]
        case Named(name):
            if name not in lists.anchors:
                lists.anchors[name] = _either([needs_of(entry, lists, deeper(depth, name)) for entry in lists.word_list(name)])
            return lists.anchors[name]
        case Either(nodes):
            return _either([needs_of(choice, lists, depth) for choice in nodes])
        case Sequence(nodes) | Together(nodes):
            return [group for part in nodes for group in needs_of(part, lists, depth)]
        case Maybe(inner):
            needs_of(inner, lists, depth)  # asks for nothing; a name that is unknown there is a mistake all the same
    return []


def _either(choices: list[list[list[Anchor]]]) -> list[list[Anchor]]:
    """One group that holds the best of every choice; none when a choice has nothing."""
    best = [best_of(groups) for groups in choices]
    return [[anchor for anchors in best for anchor in anchors]] if best and all(best) else []


def _word_anchors(word: Word, lists: Lists) -> list[Anchor]:
    if all(part[0] in "<*" for part in word.parts):
        return _affix_anchors(word, lists)
    if len(word.parts) == 1:
        return _spelled(lists.fold(word.parts[0]), lists)
    best: list[Anchor] = []
    for index, part in enumerate(word.parts):
        if part[0] == "<":
            lists.affix_class(part[1:-1], ending=index > 0)  # an unknown name is a mistake now, not when a text is judged
        if part[0] in "<*":
            continue
        letters = lists.fold(part)
        starts, ends = index == 0, index == len(word.parts) - 1
        takes_first = not starts and _takes(word.parts[index - 1], letters, lists, ending=False)
        takes_last = not ends and _takes(word.parts[index + 1], letters, lists, ending=True)
        letters = letters[1 if takes_first else 0 : len(letters) - 1 if takes_last else len(letters)]
        best = best_of([best, [Anchor(_seen(letters), starts, ends)] if letters else []])
    others = lists.also_starting(lists.fold(word.parts[0])) if word.parts[1:] == ("*",) and best else []
    return best + [Anchor(other, True, True) for other in others]


def _spelled(folded: str, lists: Lists) -> list[Anchor]:
    return [Anchor(_seen(spelling), True, True) for spelling in lists.spellings.get(folded, (folded,))]


def _seen(letters: str) -> str:
    """The letters without a sign of percent, which may stand apart in a text: 100 %."""
    return letters.rstrip("%")


def _affix_anchors(word: Word, lists: Lists) -> list[Anchor]:
    """`*<ending>`: the endings themselves, unless one of them is nothing."""
    for index, part in enumerate(word.parts):
        if part[0] == "<":
            texts = [affix.text for affix in lists.affix_class(part[1:-1], ending=index > 0)]
            return [Anchor(text, index == 0, index == len(word.parts) - 1) for text in texts] if all(texts) else []
    return []


def _takes(part: str, letters: str, lists: Lists, *, ending: bool) -> bool:
    """Whether an affix of a class takes the place of the stem's letter beside it. PhraseError when none of the class can stand there."""
    if part[0] != "<":
        return False
    affixes = lists.affix_class(part[1:-1], ending=ending)
    able = [affix for affix in affixes if (letters.endswith(affix.replaces) if ending else letters.startswith(affix.replaces))]
    if affixes and not able:
        raise PhraseError(f"no affix of {part} fits the stem {letters!r}.")
    return any(affix.replaces for affix in able)


def best_of(groups: list[list[Anchor]]) -> list[Anchor]:
    """Long letters are rare letters; of equals, the fewer."""
    able = [anchors for anchors in groups if anchors]
    return max(able, key=lambda anchors: (min(len(anchor.text) for anchor in anchors), -len(anchors))) if able else []

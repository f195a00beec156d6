"""A phrase's tree → a pattern over `Sentence.flat`, and the runs of words that a text must hold before it is worth a try.

Every word in `flat` is followed by one space, so a word's pattern ends with that space and needs no other word edge. `; ` marks a clause and may be
crossed by neighbours and by `…`; `| ` is a wall that nothing crosses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from drafter.text.branching import branching, first_of
from drafter.verdict.anchors import needs_of
from drafter.verdict.lists import Lists
from drafter.verdict.phrase import Edge, Either, Gap, Literal, Maybe, Named, Node, Number, PhraseError, Sequence, Together, Word, parse_phrase
from drafter.verdict.phrase_book import Needs
from drafter.verdict.words import ANY, Form, deeper, forms_of, is_compound, words_of

_LETTER = "[^ |;]"
_CROSS = "(?:; )?"
_GAP = f"(?:{_CROSS}{_LETTER}+ ){{0,4}}?"
_WITHIN = f"(?:{_LETTER}+ ){{0,40}}?"  # people write no longer clause; with no bound, three gaps in a machine's endless one take minutes


@dataclass(frozen=True)
class Pattern:
    """One compiled phrase. A sentence that it matches holds a run of words of each group of `needs`; the first group is the rarest.
    `literal` is set instead for a phrase in backquotes."""

    source: str
    lists: Lists
    needs: Needs = ()
    literal: str = ""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """With the space before the first word, to which the engine runs at once. Compiled when the first text may match: a pack has thousands of
        phrases, a text needs a few."""
        return re.compile(f" {_expression(parse_phrase(self.source), self.lists, 0)}")

    def spans(self, flat: str) -> Iterator[tuple[int, int]]:
        """Where it matches in `Sentence.flat`, from its first word to the space behind its last; none overlapping another."""
        at = 0
        while found := self.regex.search(flat, at):
            start, end = found.span()
            if end > start + 1:
                yield start + 1, end
            at = max(end, start + 2) - 1  # the space behind a match is the one before the next


def compile_phrase(text: str, lists: Lists) -> Pattern:
    """PhraseError when the phrase cannot be read, names an unknown list, or holds nothing to look for."""
    needs = lists.book.find(text)
    if needs is None:
        node = parse_phrase(text)
        if isinstance(node, Literal):
            return Pattern(text, lists, literal=node.text)
        needs = tuple(needs_of(node, lists))
        if not needs:
            raise PhraseError("it holds no word that every match has; at least one must not be optional.")
        lists.book.put(text, needs)
    return Pattern(text, lists, needs)


def compile_words(name: str, lists: Lists) -> re.Pattern[str] | None:
    """A word list as one expression over a folded word and a space, for checks; None when the language has no such list."""
    if name not in lists.words:
        return None
    if name not in lists.compiled:
        lists.compiled[name] = re.compile(_expression(Named(name), lists, 0))
    return lists.compiled[name]


def _expression(node: Node, lists: Lists, depth: int) -> str:
    match node:
        case Word():
            return _sequence(list(words_of(node, lists)), lists, depth) if is_compound(node, lists) else _word(node, lists)
        case Named(name):
            if name not in lists.expressions:
                lists.expressions[name] = _choice(_entries(name, lists), lists, deeper(depth, name))
            return lists.expressions[name]
        case Number():
            return rf"\d{_LETTER}* "
        case Edge(start):
            return "(?<=[|;] )" if start else "(?=[|;])"
        case Either(nodes):
            return _choice(nodes, lists, depth)
        case Together(nodes):
            orders = permutations([_expression(part, lists, depth) for part in nodes])
            return f"(?:{'|'.join(_WITHIN.join(order) for order in orders)})"
        case Maybe(inner):
            return f"(?:{_expression(inner, lists, depth)})?"
        case Sequence(nodes):
            return _sequence(list(nodes), lists, depth)
    raise PhraseError("backquotes hold a whole phrase, not a part of one.")


def _choice(nodes: Iterable[Node], lists: Lists, depth: int) -> str:
    """One of several. Words that differ in their stem alone share their endings: a class may have hundreds."""
    choices: list[str] = []
    stems: dict[tuple[Form, Form], list[str]] = {}
    for node in nodes:
        if isinstance(node, Word) and len(node.parts) > 1 and ANY not in node.parts and not is_compound(node, lists):
            at = next((index for index, part in enumerate(node.parts) if part[0] != "<"), None)
            if at is not None:
                for form in forms_of(node, lists):
                    stems.setdefault((form[:at], form[at + 1 :]), []).append(form[at][0])
                continue
        choices.append(_expression(node, lists, depth))
    for (before, after), shared in stems.items():
        whole = (*before, tuple(sorted(dict.fromkeys(shared), key=len, reverse=True)), *after)
        choices.append("".join(_piece(texts, alone=False) for texts in whole) + " ")
    return first_of(choices)


def _sequence(nodes: list[Node], lists: Lists, depth: int) -> str:
    """Neighbours, with a weak clause mark allowed between them; a gap within the clause allows none."""
    out, joint = "", ""
    for node in nodes:
        if isinstance(node, Gap):
            out += _WITHIN if node.within_clause else _GAP
            joint = "" if node.within_clause else _CROSS
            continue
        if isinstance(node, Edge):
            out += (joint if node.start else "") + _expression(node, lists, depth)
            joint = "" if node.start else joint
            continue
        inner = _expression(node.node if isinstance(node, Maybe) else node, lists, depth)
        if not isinstance(node, Maybe):
            out += joint + inner
            joint = _CROSS
        elif joint or out:
            out += f"(?:{joint}{inner})?"
        else:
            out += f"(?:{inner}{_CROSS})?"
    return out


def _entries(name: str, lists: Lists) -> list[Node]:
    """Longer entries first, so that a match takes in all it can."""
    return sorted(lists.word_list(name), key=lambda entry: -len(entry.nodes) if isinstance(entry, Sequence) else 0)


def _word(word: Word, lists: Lists) -> str:
    if len(word.parts) == 1 and word.parts[0] != ANY:
        folded = lists.fold(word.parts[0])
        spellings = lists.spellings.get(folded, (folded,))
        return f"(?:{'|'.join(map(re.escape, spellings))}) " if len(spellings) > 1 else re.escape(folded) + " "
    whole = ["".join(_piece(texts, alone=len(form) == 1) for texts in form) for form in forms_of(word, lists)]
    if word.parts[1:] == (ANY,):
        whole += map(re.escape, lists.also_starting(lists.fold(word.parts[0])))
    return (whole[0] if len(whole) == 1 else f"(?:{'|'.join(whole)})") + " "


def _piece(texts: tuple[str, ...], *, alone: bool) -> str:
    """`*` is any letters, or any word where it stands alone."""
    if texts == (ANY,):
        return f"{_LETTER}+" if alone else f"{_LETTER}*"
    return branching(texts)

"""A phrase's tree → a pattern over `Sentence.flat`, and the letters that a text must hold before the pattern is worth a try.

Every word in `flat` is followed by one space, so a word's pattern ends with that space and needs no other word edge. `; ` marks a clause and may be
crossed by neighbours and by `…`; `| ` is a wall that nothing crosses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, product

from drafter.verdict.anchors import best_of, needs_of
from drafter.verdict.lists import Anchor, Lists
from drafter.verdict.phrase import Edge, Either, Gap, Literal, Maybe, Named, Node, Number, PhraseError, Sequence, Together, Word, parse_phrase
from drafter.verdict.words import deeper, is_compound, words_of

_ANY = "[^ |;]"
_CROSS = "(?:; )?"
_GAP = f"(?:{_CROSS}{_ANY}+ ){{0,4}}?"
_WITHIN = f"(?:{_ANY}+ ){{0,40}}?"  # no clause that people read is longer; without a bound, three gaps over a machine's endless clause take minutes
_FEW = 24  # alternatives; looking for more of them costs as much as the expression


@dataclass(frozen=True)
class Pattern:
    """One compiled phrase. `anchors` are looked up by the automaton; each group of `needs` must also have one of its letters in the sentence.
    `literal` is set instead of `expression` for a phrase in backquotes."""

    source: str
    node: Node
    lists: Lists
    anchors: tuple[Anchor, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    literal: str = ""

    @property
    def expression(self) -> str:
        return f"(?<= ){_expression(self.node, self.lists, 0)}"

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when the first text may match: a pack has hundreds of phrases, a text needs a few."""
        return re.compile(self.expression)

    def may_match(self, text: str) -> bool:
        """Whether a folded text holds something of every group; far cheaper than the expression, and true for all that it matches."""
        for group in self.needs:
            for letters in group:
                if letters in text:
                    break
            else:
                return False
        return True


def compile_phrase(text: str, lists: Lists) -> Pattern:
    """PhraseError when the phrase cannot be read, names an unknown list, or holds nothing to look for."""
    node = parse_phrase(text)
    if isinstance(node, Literal):
        return Pattern(text, node, lists, literal=node.text)
    groups = needs_of(node, lists)
    anchors = best_of(groups)
    if not anchors:
        raise PhraseError("it holds no word that every match has; at least one must not be optional.")
    needs = tuple(tuple(dict.fromkeys(anchor.text for anchor in group)) for group in groups if group is not anchors and len(group) <= _FEW)
    return Pattern(text, node, lists, tuple(dict.fromkeys(anchors)), needs)


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
                lists.expressions[name] = f"(?:{'|'.join(_expression(entry, lists, deeper(depth, name)) for entry in _entries(name, lists))})"
            return lists.expressions[name]
        case Number():
            return rf"\d{_ANY}* "
        case Edge(start):
            return "(?<=[|;] )" if start else "(?=[|;])"
        case Either(nodes):
            return f"(?:{'|'.join(_expression(choice, lists, depth) for choice in nodes)})"
        case Together(nodes):
            orders = permutations([_expression(part, lists, depth) for part in nodes])
            return f"(?:{'|'.join(_WITHIN.join(order) for order in orders)})"
        case Maybe(inner):
            return f"(?:{_expression(inner, lists, depth)})?"
        case Sequence(nodes):
            return _sequence(list(nodes), lists, depth)
    raise PhraseError("backquotes hold a whole phrase, not a part of one.")


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
    if len(word.parts) == 1 and word.parts[0] != "*":
        folded = lists.fold(word.parts[0])
        spellings = lists.spellings.get(folded, (folded,))
        return f"(?:{'|'.join(map(re.escape, spellings))}) " if len(spellings) > 1 else re.escape(folded) + " "
    choices = [_part_choices(word.parts, index, lists) for index in range(len(word.parts))]
    # Every part offers (pattern, letters taken from the neighbour before, letters taken from the neighbour after); most take none.
    whole: list[str] = []
    for combination in product(*choices):
        pieces: list[str] = []
        for index, (text, _, _) in enumerate(combination):
            part = word.parts[index]
            if part[0] in "<*":
                pieces.append(text)
                continue
            taken_first = combination[index - 1][2] if index else ""
            taken_last = combination[index + 1][1] if index + 1 < len(combination) else ""
            if not (text.startswith(taken_first) and text.endswith(taken_last)):
                break
            pieces.append(re.escape(text[len(taken_first) : len(text) - len(taken_last)]))
        else:
            whole.append("".join(pieces))
    if word.parts[1:] == ("*",):
        whole += map(re.escape, lists.also_starting(lists.fold(word.parts[0])))
    return (whole[0] if len(whole) == 1 else f"(?:{'|'.join(whole)})") + " "


def _part_choices(parts: tuple[str, ...], index: int, lists: Lists) -> list[tuple[str, str, str]]:
    part = parts[index]
    if part == "*":
        return [(f"{_ANY}+" if len(parts) == 1 else f"{_ANY}*", "", "")]
    if part[0] != "<":
        return [(lists.fold(part), "", "")]
    is_ending = index > 0 and parts[index - 1][0] not in "<*"
    has_stem = is_ending or (index + 1 < len(parts) and parts[index + 1][0] not in "<*")
    grouped: dict[str, list[str]] = {}
    for affix in lists.affix_class(part[1:-1], ending=index > 0):
        grouped.setdefault(affix.replaces if has_stem else "", []).append(affix.text)
    found: list[tuple[str, str, str]] = []
    for replaces, texts in grouped.items():
        pattern = f"(?:{'|'.join(map(re.escape, sorted(texts, key=len, reverse=True)))})"
        found.append((pattern, replaces, "") if is_ending else (pattern, "", replaces))
    return found

"""The phrase language: one line of a rule → a tree. The language itself is described in guardrails/README.md.

Sequence    my word                 Word      guarantee*  <me>jamin<kan>
Either      (a|b)                   Named     <certainly>
Maybe       [a]                     Gap       …  ……
Together    a & b                   Number    #      Edge  ^ $
Literal     `ASAP!`                 (alone on its line)
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word in parts: letters, `*` and names of affix classes in angle brackets, in order. A `*` alone is any word."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Any entry of a word list."""

    name: str


@dataclass(frozen=True, slots=True)
class Number:
    pass


@dataclass(frozen=True, slots=True)
class Gap:
    """Words between: up to four across weak clause marks, or any number within the clause."""

    within_clause: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """The start or the end of a clause."""

    start: bool


@dataclass(frozen=True, slots=True)
class Maybe:
    node: Node


@dataclass(frozen=True, slots=True)
class Either:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """All of these in one clause, in any order."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    text: str


Node = Word | Named | Number | Gap | Edge | Maybe | Either | Sequence | Together | Literal

# Space, then a gap, a mark or a word: whatever stands in a phrase is one of them.
_LEXEME = re.compile(r"(\s*)(…{1,2}|\.{6}|\.{3}|[()|\[\]&^$#]|[^\s()|\[\]&^$#…]+)")
_CLOSING = frozenset(("", ")", "]", "|", "&"))
_PERCENT = re.compile(r"(?<=\d)\s+%")  # "100 %" is one word, as in a text
_PART = re.compile(r"<([^<>]*)>|(\*)|([^<>*]+)")
_WIDE, _NARROW = 2, 5  # gaps in a phrase; with more, one sentence could hold up everybody for minutes
_TOGETHER = 3
_NAME = re.compile(r"[\w-]+")


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why and what to write instead."""


def parse_phrase(text: str) -> Node:
    """Read one line of the phrase language. PhraseError when it cannot be read."""
    text = text.strip()
    if "`" in text:
        if len(text) < 3 or not (text[0] == text[-1] == "`" and "`" not in text[1:-1]):
            raise PhraseError("backquotes hold a whole phrase: `ASAP!` alone on its line.")
        return Literal(text[1:-1])
    reader = _Reader(_PERCENT.sub("%", text))
    node = reader.alternatives()
    if left := reader.peek():
        raise PhraseError(f"{left!r} closes nothing.")
    wide, narrow = _gaps(node)
    if wide > _WIDE or narrow > _NARROW:
        raise PhraseError(f"it has room for words in too many places: at most {_WIDE} of '……' and '&', and {_NARROW} of '…'.")
    return node


def _gaps(node: Node) -> tuple[int, int]:
    """How many gaps a match has at most, wide and narrow ones: every place at which one may end is tried with every end of all the others."""
    match node:
        case Gap(within_clause):
            return (1, 0) if within_clause else (0, 1)
        case Maybe(inner):
            return _gaps(inner)
        case Either(nodes):
            counts = [_gaps(each) for each in nodes]
            return max(wide for wide, _ in counts), max(narrow for _, narrow in counts)
        case Together(nodes) | Sequence(nodes):
            counts = [_gaps(each) for each in nodes]
            joints = len(nodes) - 1 if isinstance(node, Together) else 0
            return joints + sum(wide for wide, _ in counts), sum(narrow for _, narrow in counts)
    return 0, 0


class _Reader:
    def __init__(self, text: str) -> None:
        found: list[tuple[str, str]] = _LEXEME.findall(text)
        self._lexemes = [lexeme for _, lexeme in found] + [""]
        self._glued = [not space for space, _ in found] + [False]  # whether no space stands before a lexeme
        self._at = 0

    def peek(self) -> str:
        """The next lexeme; empty behind the last."""
        return self._lexemes[self._at]

    def _take(self, expected: str) -> None:
        if self.peek() != expected:
            raise PhraseError(f"a {expected!r} is missing.")
        self._at += 1

    def alternatives(self) -> Node:
        nodes = [self._together()]
        while self.peek() == "|":
            self._at += 1
            nodes.append(self._together())
        return nodes[0] if len(nodes) == 1 else Either(tuple(nodes))

    def _together(self) -> Node:
        nodes = [self._sequence()]
        while self.peek() == "&":
            self._at += 1
            nodes.append(self._sequence())
        if len(nodes) > _TOGETHER:
            raise PhraseError(f"'&' joins at most {_TOGETHER} parts, since every order of them is looked for.")
        return nodes[0] if len(nodes) == 1 else Together(tuple(nodes))

    def _sequence(self) -> Node:
        nodes: list[Node] = []
        while (lexeme := self._lexemes[self._at]) not in _CLOSING:
            nodes.append(self._element(lexeme))
        if not nodes:
            raise PhraseError("there is nothing between two marks, or the phrase is empty.")
        needed = [node for node in nodes if not isinstance(node, Maybe)]
        if needed and (isinstance(needed[0], Gap) or isinstance(needed[-1], Gap)):
            raise PhraseError("a phrase does not begin or end with '…'; say which words stand there.")
        return nodes[0] if len(nodes) == 1 else Sequence(tuple(nodes))

    def _element(self, lexeme: str) -> Node:
        self._at += 1
        if lexeme.isalpha():
            return Word((lexeme,))
        match lexeme:
            case "(":
                node = self.alternatives()
                self._take(")")
                ending = self._affix()
                return _attach(node, ending, last=True) if ending else node
            case "[":
                node = self.alternatives()
                self._take("]")
                return Maybe(node)
            case "^" | "$":
                return Edge(start=lexeme == "^")
            case "#":
                return Number()
            case "…" | "...":
                return Gap(within_clause=False)
            case "……" | "......":
                return Gap(within_clause=True)
        if lexeme[-1] in ">*" and self.peek() == "(" and self._glued[self._at]:
            return _attach(self._element(self._lexemes[self._at]), _parts(lexeme), last=False)
        return _word(lexeme)

    def _affix(self) -> tuple[str, ...]:
        """What is glued to a closing bracket: `(бер|қайтар)<fut>`."""
        lexeme = self.peek()
        if not self._glued[self._at] or lexeme[0] not in "<*":
            return ()
        self._at += 1
        return _parts(lexeme)


def _attach(node: Node, affix: tuple[str, ...], *, last: bool) -> Node:
    """Glue an affix to the last (or first) word of every alternative."""
    match node:
        case Word(parts):
            return Word(parts + affix if last else affix + parts)
        case Either(nodes):
            return Either(tuple(_attach(choice, affix, last=last) for choice in nodes))
        case Sequence(nodes):
            at = len(nodes) - 1 if last else 0
            return Sequence((*nodes[:at], _attach(nodes[at], affix, last=last), *nodes[at + 1 :]))
    raise PhraseError(f"{''.join(affix)!r} is glued to a bracket that does not {'end' if last else 'begin'} with a word.")


def _parts(lexeme: str) -> tuple[str, ...]:
    """The letters, stars and class names of one word."""
    parts: list[str] = []
    at = 0
    for match in _PART.finditer(lexeme):
        if match.start() != at:
            raise PhraseError(f"{lexeme!r} has a '<' or '>' too many.")
        at = match.end()
        if match[1] is not None and not _NAME.fullmatch(match[1]):
            raise PhraseError(f"{match[0]!r} is no name of a list; letters, digits, '-' and '_' make one.")
        parts.append(match[0])
    if at != len(lexeme):
        raise PhraseError(f"{lexeme!r} has a '<' or '>' too many.")
    return tuple(parts)


def _word(lexeme: str) -> Node:
    parts = _parts(lexeme)
    if len(parts) == 1 and parts[0].startswith("<"):
        return Named(parts[0][1:-1])
    if "*" in parts[1:-1]:
        raise PhraseError(f"{lexeme!r}: '*' stands at the beginning or the end of a word only.")
    return Word(parts)

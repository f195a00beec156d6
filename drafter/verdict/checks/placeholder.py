"""Blanks of a template that nobody filled in: `[Your Name]`, `{{order_id}}`, `<insert date>`, `Dear ___`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.verdict.checks.case import Case, Found
from drafter.verdict.pattern import compile_words

_BRACES = re.compile(r"\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{1,80}\}|\{%[^\n]{0,80}?%\}|%\(\w{1,40}\)[sd]|(?<![\w%])%[sd]\b|<<[^<>\n]{1,80}>>|(?<!\{)\{[^\W\d][\w .-]{0,40}\}")
_BRACKETS = re.compile(r"\[([^\[\]\n]{0,80})\](?!\()|<([^<>\n@/=]{1,60})>|\(([^()\n]{1,60})\)")
_RULED = re.compile(r"(?<![\w_])_{3,}(?![\w_])|(?<![\w.])\.{5,}(?!\w)")
_CROSSED = re.compile(r"(?<![\w#*-])(?:X{3,}|x{4,})(?![\w-]|\s?\d)")
_EMPTY_NAME = re.compile(r"\A\s*[^\W\d]+ ,(?=\s*\n)")
_MACHINE_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]+-\d+|[a-z]+_[a-z_]+")
_EMPTY = re.compile(r"[\s._\u2026xX?-]*")
_HOST = re.compile(r"\{\{\s*(?:contact|conversation|agent|account|ticket|requester|assignee|current_user|organization|inbox|queue|customer)\.[\w.]+\s*(?:\|[^{}]*)?\}\}")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BEFORE = 40  # characters in which the word "click" makes a bracket a button


def unfilled_blank(case: Case) -> Iterator[Found]:
    """Every blank; a bracket is one only when its words say so, since tickets are full of real ones."""
    text = case.text
    if not any(mark in text for mark in "[{<(_%$xX.,"):
        return
    for pattern in (_BRACES, _RULED, _CROSSED, _EMPTY_NAME):
        for match in pattern.finditer(text):
            if not _HOST.fullmatch(match[0]) and not _is_rule_line(text, match) and not case.stands_in_ticket(match[0]):
                yield Found(match.start(), match.end())
    if "[" in text or "<" in text or "(" in text:
        for match in _BRACKETS.finditer(text):
            if _is_blank(match, case) and not case.stands_in_ticket(match[0]):
                yield Found(match.start(), match.end())


def _is_blank(match: re.Match[str], case: Case) -> bool:
    square, angle, round_ = match.groups()
    inner = next(group for group in (square, angle, round_) if group is not None)
    if round_ is None and _MACHINE_NAME.fullmatch(inner.strip()):
        return True
    if square is not None and _EMPTY.fullmatch(inner) and len(inner) != 1:
        return True
    if square in ("X", "x", " "):
        return False  # a ticked or an open box
    folded = case.pack.lists.fold(inner)
    words = _WORD.findall(folded)
    if not words or any(char.isdigit() for char in inner):
        return False
    if round_ is not None:
        return _matches(case, "fill_words", words[:1])
    return _matches(case, "blank_words", words) and not _is_button(match.start(), case)


def _is_button(start: int, case: Case) -> bool:
    """A bracket after "click" or "press" is a button's label."""
    before = case.pack.lists.fold(case.text[max(0, start - _BEFORE) : start])
    return _matches(case, "button_cues", _WORD.findall(before)[-4:])


def _matches(case: Case, name: str, words: list[str]) -> bool:
    expression = compile_words(name, case.pack.lists)
    return expression is not None and any(expression.fullmatch(word + " ") for word in words)


def _is_rule_line(text: str, match: re.Match[str]) -> bool:
    """A line of underscores or full stops alone is drawn, not left blank."""
    if match[0][0] not in "_.":
        return False
    before, after = text[: match.start()].rpartition("\n")[2], text[match.end() :].partition("\n")[0]
    return not before.strip() and not after.strip()

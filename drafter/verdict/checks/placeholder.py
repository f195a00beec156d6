"""Blanks of a template that nobody filled in: `[Your Name]`, `{{order_id}}`, `<insert date>`, `Dear ___`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.verdict.checks.case import Case, Found
from drafter.verdict.pattern import compile_words

_BRACES = re.compile(
    r"\*\|[^|\n]{1,60}\|\*|%(?:[A-Z][A-Z_]{2,30}|[a-z][a-z_]{2,30})%|(?<![\w$])\$(?:[a-z]+(?:_[a-z]+)+|[A-Z][A-Z_]{3,30})\b"
    r"|\{\{[^{}\n]{0,80}\}\}|\$\{[^{}\n]{1,80}\}|\{%[^\n]{0,80}?%\}|%\(\w{1,40}\)[sd]"
    r"|(?<![\w%])%[sd]\b|\$\$[A-Z_]{2,40}\$\$|<<[^<>\n]{1,80}>>|(?<!\{)\{[^\W\d][\w .-]{0,40}\}"
)
_BRACKETS = re.compile(r"\[([^\[\]\n]{0,80})\](?!\()|<([^<>\n@/=]{1,60})>|\(([^()\n]{1,60})\)")
_RULED = re.compile(r"(?<![\w_])_{2,}(?:[.:/]_{2,})+|(?<![\w_])_{3,}(?![\w_])|(?<![\w.])\.{5,}(?!\w)")
_CROSSED = re.compile(
    r"(?<![\w#*-])(?:X{3,}|x{4,}|\u0425{3,}|\u0445{4,})(?![\w-]|(?:[\s-][Xx]{3,4})*[\s-]?\d)"  # the Latin and the Cyrillic letter
    r"|(?<![\w.,-])(?:XX(?:[.,]XX)+|xx(?:[.,]xx)+)(?![\w-])"
)
_EMPTY_NAME = re.compile(r"\A\s*[^\W\d]+ ,(?=\s*\n)")
# Each with marks of which a text must hold one: nearly all texts hold none, and looking for a mark costs a hundredth of the expression.
_FORMS = (
    (_BRACES, ("{", "%", "<<", "*|", "$")),
    (_RULED, ("__", ".....")),
    (_CROSSED, ("XX", "xx", "\u0425\u0425\u0425", "\u0445\u0445\u0445\u0445")),
    (_EMPTY_NAME, (" ,",)),
)
_MACHINE_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{3,}-\d{1,2}|[a-z]+_[a-z_]+")  # a longer number is a reference, [B-12] a place
_FILE_NAME = re.compile(r"\S+\.[^\W\d_]{2,4}")
_EMPTY = re.compile(r"[\s._\u2026xX?-]*")
_HOST = re.compile(
    r"\{\{\s*(?:contact|conversation|agent|account|ticket|requester|assignee|current_user|organization|inbox|queue)"
    r"\.[\w.]+\s*(?:\|[^{}]*)?\}\}"
)
_DATE_FORM = re.compile(r"\b([^\W\d_])\1([./:-])([^\W\d_])\3(?:\2([^\W\d_])\4{1,3})?\b")  # DD.MM.YYYY, HH:MM
_DATE_MARKS = tuple(f"{joint}{month}" for month in ("mm", "bb", "\u0430\u0430") for joint in "./-")  # dd/mm/yyyy, hh/bb/tttt, кк.аа.жжжж
_CAPITAL = "".join(char for char in map(chr, range(0x590)) if char.isupper())  # the scripts with capitals: Latin, Greek, Cyrillic, Armenian
_TWO_CAPITALS = re.compile(f"[{_CAPITAL}]{{2}}")
_SHOUTED = rf"[{_CAPITAL}]{{2,}}(?![^\W\d_])"
_CAPITALS = re.compile(rf"(?<![\w>#]){_SHOUTED}(?: {_SHOUTED})+(?![<#])")  # glued to a mark it is a command: <space>FULL NAME
_QUOTES = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
# A few words in quotation marks, with something before them on their line: “our mail began with "Hello [Name]"”.
_QUOTED = re.compile(
    r"\S[^\S\n]+[\"\u201c\u201e\u00ab\u00bb](?=\S)([^\"\u201c\u201d\u201e\u00ab\u00bb\n]{1,60})[\"\u201c\u201d\u00ab\u00bb]"
    r"|\S[^\S\n]+['\u2018](?=\S)([^'\u2018\u2019\n]{1,60})['\u2019](?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LATIN = "\u024f"  # the last of the Latin letters
_ROUND = 80  # characters round a drawn line in which nothing else may stand
_NEAR = 40  # characters in which the word "click" makes a bracket a button


def unfilled_blank(case: Case) -> Iterator[Found]:
    """Every blank; a bracket is one only when its words say so, since tickets are full of real ones."""
    text = case.text
    for pattern, marks in _FORMS:
        if any(mark in text for mark in marks):
            for match in pattern.finditer(text):
                if (
                    not _HOST.fullmatch(match[0])
                    and not _is_rule_line(text, match)
                    and _is_ours(match.start(), match.end(), case)
                    and not _is_named(match.end(), case)
                    and not _is_talked_about(match, case)
                    and not _is_in_guillemets(match[0], case)
                ):
                    yield Found(match.start(), match.end())
    has_capitals = _TWO_CAPITALS.search(text) is not None
    if has_capitals or any(mark in text for mark in _DATE_MARKS):
        yield from _date_forms(case)
    if has_capitals:
        yield from _capitals(case)
    if "[" in text or "<" in text or "(" in text:
        for match in _BRACKETS.finditer(text):
            if _is_blank(match, case) and _is_ours(match.start(), match.end(), case):
                yield Found(match.start(), match.end())


def _is_in_guillemets(blank: str, case: Case) -> bool:
    """A name in guillemets that were typed as two brackets each, in a script that quotes with them: the tariff <<Еркін>>."""
    inner = blank.strip("<>\u2039\u203a ")
    if not blank.startswith("<<") or not inner[:1].isupper() or inner[0] <= _LATIN or _TWO_CAPITALS.match(inner):
        return False
    words = _WORD.findall(case.fold(inner))
    return not any(_matches(case, name, [word]) for word in words for name in ("blank_words", "fill_words"))


def _is_ours(start: int, end: int, case: Case) -> bool:
    """A blank in quotation marks, alone or with a few words, is talked about, and one that the ticket holds is its content."""
    before, after = case.text[max(0, start - 1) : start], case.text[end : end + 1]
    is_alone = before != "" and after != "" and before in _QUOTES and after in _QUOTES
    quotations = [quoted.span(quoted.lastindex or 0) for quoted in _QUOTED.finditer(case.text)]
    is_quoted = is_alone or any(first <= start and end <= last for first, last in quotations)
    return not is_quoted and not case.stands_in_ticket(case.text[start:end])


def _date_forms(case: Case) -> Iterator[Found]:
    for match in _DATE_FORM.finditer(case.text):
        is_day = match[4] is not None  # "dd/mm/yyyy"; two pairs of small letters are too often something else
        if (
            (match[0].isupper() or is_day)
            and not _is_button(match, case)
            and not _is_talked_about(match, case)
            and _is_ours(match.start(), match.end(), case)
        ):
            yield Found(match.start(), match.end())


def _capitals(case: Case) -> Iterator[Found]:
    """`FIRSTNAME LASTNAME`: a run of capitals that holds nothing but the words of blanks."""
    for match in _CAPITALS.finditer(case.text):
        words = _WORD.findall(case.fold(match[0]))
        if all(_matches(case, "blank_words", [word]) for word in words) and _is_ours(match.start(), match.end(), case):
            yield Found(match.start(), match.end())


def _is_blank(match: re.Match[str], case: Case) -> bool:
    square, angle, round_ = match.groups()
    inner = next(group for group in (square, angle, round_) if group is not None)
    if _FILE_NAME.fullmatch(inner.strip()):
        return False
    if round_ is None and _MACHINE_NAME.fullmatch(inner.strip()):
        return True
    if square is not None and _EMPTY.fullmatch(inner) and len(inner) != 1:
        return True
    if square in ("X", "x", " "):
        return False  # a ticked or an open box
    folded = case.fold(inner)
    words = _WORD.findall(folded)
    if not words or any(char.isdigit() for char in inner):
        return False
    if round_ is not None:
        # "(insert date)", and where the verb stands last "(күнін жазу керек)": then a word of blanks must be there, too.
        asks_last = _matches(case, "fill_ends", [" ".join(words[-2:])]) and _matches(case, "blank_words", words[:-1])
        return asks_last or _matches(case, "fill_words", words[:1])
    return _matches(case, "blank_words", words) and not _matches(case, "remark_words", words[:1]) and not _is_button(match, case)


def _is_button(match: re.Match[str], case: Case) -> bool:
    """A bracket after "click" or "press" is a button's label."""
    before = case.fold(case.text[max(0, match.start() - _NEAR) : match.start()])
    return _matches(case, "button_cues", _WORD.findall(before)[-4:]) or _is_named(match.end(), case)


def _is_talked_about(match: re.Match[str], case: Case) -> bool:
    """A blank right after "tag", "format" or "shows" is explained: "the tag {{first_name}} is replaced". A link to be clicked is left open."""
    before = case.fold(case.text[max(0, match.start() - _NEAR) : match.start()])
    return _matches(case, "blank_talk", _WORD.findall(before)[-2:])


def _is_named(end: int, case: Case) -> bool:
    """A bracket right before "field" or "button" is one, in a language that says so behind it; so is one "you spotted"."""
    behind = _WORD.findall(case.fold(case.text[end : end + _NEAR]))[:3]
    return any(_matches(case, "button_names", [" ".join(behind[:count])]) for count in (1, 2, 3) if len(behind) >= count)


def _matches(case: Case, name: str, words: list[str]) -> bool:
    expression = compile_words(name, case.pack.lists)
    return expression is not None and any(expression.fullmatch(word + " ") for word in words)


def _is_rule_line(text: str, match: re.Match[str]) -> bool:
    """A line of underscores or full stops alone is drawn, not left blank."""
    if match[0][0] not in "_.":
        return False
    before, after = text[max(0, match.start() - _ROUND) : match.start()], text[match.end() : match.end() + _ROUND]
    return not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()

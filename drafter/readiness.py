"""What a language still lacks before it may be live: files, leftovers of the language it was copied from, rules, examples that its own rules pass."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter.content import files_in
from drafter.errors import InvalidContent, Problem
from drafter.house import House
from drafter.prompt.library import TEMPLATES, Language
from drafter.rehearsal import rehearse
from drafter.verdict.judge import judge
from drafter.verdict.pack import Pack

EXAMPLES_NEEDED = 6
MARKERS_NEEDED = 40
_WORDS_IN_A_LEFTOVER = 3  # shorter strings may well be the same in two languages (an e-mail address, "SMS")
_MARKUP = re.compile(r"\{[{%#].*?[}%#]\}|\{\w+\}|<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOT_TEXT = re.compile(r"^(?:request\.(?!conversation|brief|hint)|english\.|phrases|markers|example$)|\.(?:author|channel|at|by|kind)$")


def lacks(house: House, language: Language) -> list[Problem]:
    """Everything that is missing, in the order in which a translator would mend it; empty when the language is ready."""
    problems = list(_files(language))
    if problems:
        return problems
    # A language that is live is never blamed for what a draft was copied from it.
    others = [other.code for other in house.library.languages() if other is not language and (other.is_live or not language.is_live)]
    problems += _about(language, [house.library.language(other) for other in others])
    problems += _leftovers(house.content.prompts, language.code, others)
    try:
        pack = house.rules.pack(language.code)
    except InvalidContent as error:
        return problems + list(error.problems)
    problems += _rules(pack)
    for name, example in language.examples.items():
        for finding in judge(example.reply.strip(), pack, house.detector).findings:
            where = f"prompts/{language.code}/examples/{name}.toml"
            problems.append(Problem(where, f"The rule {finding.rule} stops {finding.quote!r}.", "Mend the reply, or the rule."))
    if language.is_live or not problems:  # what is not translated yet is told above, and every reply would be stopped for it
        problems += rehearse(language, house.library, pack, house.detector)
    return problems


def _files(language: Language) -> Iterator[Problem]:
    try:
        language.read_all()
    except InvalidContent as error:
        yield from error.problems
        return
    if len(language.examples) < EXAMPLES_NEEDED:
        where = f"prompts/{language.code}/examples"
        remedy = f"Write at least {EXAMPLES_NEEDED}, over different industries and channels."
        yield Problem(where, f"There are {len(language.examples)} examples.", remedy)


def _about(language: Language, others: list[Language]) -> Iterator[Problem]:
    """What language.toml still says of another language, and whether a text in this one can be told from others."""
    where = f"prompts/{language.code}/language.toml"
    for key in ("english", "native", "locale"):
        for other in others:
            if getattr(language.about, key) == getattr(other.about, key):
                yield Problem(where, f"{key!r} is still that of {other.code!r}.", "Write that of this language.")
    if len(language.marker_words) < MARKERS_NEEDED:
        there = f"There are {len(language.marker_words)} marker words, by which a text in this language is known."
        yield Problem(where, there, f"Write at least {MARKERS_NEEDED} very common words that hardly occur in other languages.")


def _rules(pack: Pack) -> Iterator[Problem]:
    covered = {rule.family for rule in pack.rules if rule.phrases or rule.file.check}
    for family, about in pack.families.families.items():
        spoken = about.needs is None and family not in covered
        if spoken:
            yield Problem(
                f"guardrails/{pack.language}/{family}", "There is no rule in this family.", f"{about.description} See guardrails/README.md."
            )
    for rule in pack.rules:
        if rule.id.startswith("any/") and pack.language != "en" and rule.text.why == rule.file.why.strip():
            name = rule.id.removeprefix("any/").replace("/", ".")
            remedy = f"Write a section [{name}] with title, why, say_instead."
            yield Problem(f"guardrails/{pack.language}/any.toml", f"The rule {rule.id} is worded in English.", remedy)


def _leftovers(prompts: Path, code: str, others: list[str]) -> Iterator[Problem]:
    """Texts that another language has word for word at the same place."""
    for other in others:
        for path in files_in(prompts / code, "**/*.toml"):
            name = path.relative_to(prompts / code)
            twin = prompts / other / name
            if twin.exists():
                for key, text in sorted(_strings(_toml(path)).items() & _strings(_toml(twin)).items()):
                    yield Problem(
                        f"prompts/{code}/{name.as_posix()}", f"{key!r} is still the text of {other!r}: {text[:60]!r}.", "Write it in this language."
                    )
        for template in TEMPLATES:
            yield from _template_leftovers(prompts, code, other, f"{template}.md.j2")


def _template_leftovers(prompts: Path, code: str, other: str, name: str) -> Iterator[Problem]:
    theirs = {_MARKUP.sub("", line).strip() for line in (prompts / other / name).read_text(encoding="utf-8").splitlines()}
    for number, line in enumerate((prompts / code / name).read_text(encoding="utf-8").splitlines(), 1):
        text = _MARKUP.sub("", line).strip()
        if text in theirs and len(_WORD.findall(text)) >= _WORDS_IN_A_LEFTOVER:
            yield Problem(
                f"prompts/{code}/{name}:{number}", f"This line is still the text of {other!r}: {text[:60]!r}.", "Write it in this language."
            )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _strings(value: Any, key: str = "") -> dict[str, str]:
    """All texts of a file that are long enough to be sentences, by their keys."""
    if isinstance(value, dict):
        return {name: text for part, inner in value.items() for name, text in _strings(inner, f"{key}.{part}".lstrip(".")).items()}
    if isinstance(value, list):
        return {name: text for number, inner in enumerate(value) for name, text in _strings(inner, f"{key}[{number}]").items()}
    if isinstance(value, str) and not _NOT_TEXT.search(key) and len(_WORD.findall(_MARKUP.sub("", value))) >= _WORDS_IN_A_LEFTOVER:
        return {key: " ".join(value.split())}
    return {}

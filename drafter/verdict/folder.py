"""Which files of `guardrails/` are rules, and which lie where nobody would ever read them."""

from __future__ import annotations

from pathlib import Path

from drafter.content import files_in
from drafter.errors import Problem
from drafter.strict import nearest

_AT_THE_TOP = frozenset({"families.toml", "concepts.toml"})
_BESIDE_RULES = frozenset({"lists.toml", "fold.toml", "context.toml", "lexicon.toml", "any.toml"})
_IN_ANY = frozenset({"mail.toml", "languages.toml"})
_REMEDY = "A rule is <language>/<family>/<rule>.toml."


def rule_files(guardrails: Path, language: str) -> tuple[list[tuple[Path, str]], list[Problem]]:
    """The rules that hold for a language, `any/` first, each with its id; and a problem for every file that would be passed over in silence."""
    rules: list[tuple[Path, str]] = []
    problems: list[Problem] = []
    for path in sorted([*files_in(guardrails, "*"), *files_in(guardrails / "any"), *files_in(guardrails / language)]):
        parts = path.relative_to(guardrails).parts
        name = "/".join(parts)
        if path.suffix == ".md" or path.name in _known(parts):
            continue
        if len(parts) == 3 and path.suffix == ".toml":
            rules.append((path, name.removesuffix(".toml")))
        elif len(parts) == 3:
            problems.append(Problem(name, "The name of this file does not end in '.toml', so it would not be read.", _REMEDY))
        elif len(parts) < 3:
            known = nearest(path.name, _AT_THE_TOP if len(parts) == 1 else _BESIDE_RULES)
            problems.append(Problem(name, "No rule is read here: it stands one folder too high.", f"{_REMEDY} {known}"))
        else:
            problems.append(Problem(name, "No rule is read here: it stands one folder too deep.", _REMEDY))
    return sorted(rules, key=lambda rule: (not rule[1].startswith("any/"), rule[1])), problems + _colliding(rules)


def _known(parts: tuple[str, ...]) -> frozenset[str]:
    """The files that a folder holds beside rules."""
    if len(parts) == 1:
        return _AT_THE_TOP
    if len(parts) == 2:
        return _IN_ANY if parts[0] == "any" else _BESIDE_RULES
    return frozenset()


def _colliding(rules: list[tuple[Path, str]]) -> list[Problem]:
    """The path is the name, and on many machines upper and lower case are one."""
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for _, rule_id in rules:
        first = seen.setdefault(rule_id.casefold(), rule_id)
        if first != rule_id:
            problems.append(Problem(f"{rule_id}.toml", f"The rule {first!r} has the same name but for upper and lower case.", "Rename one of them."))
    return problems

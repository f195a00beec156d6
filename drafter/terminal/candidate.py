"""What `drafter rules try` tries: a rule file or a guardrails folder, beside the rules in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from drafter.content import files_in, languages_in
from drafter.errors import InvalidContent, InvalidInput, Problem
from drafter.house import House
from drafter.verdict.pack import build_pack, version_of
from drafter.verdict.proof import prove_in
from drafter.verdict.rule import read_rule
from drafter.verdict.trial import Trial


@dataclass(frozen=True)
class Candidate:
    """A trial for each language in which anything changed. `remarks` are for the person who waits; no figure depends on them."""

    trials: dict[str, Trial]
    remarks: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(sorted({rule for trial in self.trials.values() for rule in trial.rules}))


def changed_rule(house: House, path: Path, named: str | None, language: str | None = None) -> Candidate:
    """One rule file. Its id is `named`, or what its path or its name (in `language`) says. InvalidContent tells its mistakes with its own path."""
    rule_id = _id_of(house, path, named, language)
    scope = rule_id.partition("/")[0]
    in_force = (house.content.guardrails / f"{rule_id}.toml").resolve() == path.resolve()
    remarks = [f"{rule_id} is the file in force: shown is all that it stops."] if in_force else []
    trials: dict[str, Trial] = {}
    for code in house.rules.languages if scope == "any" else [scope]:
        pack = house.rules.pack(code)
        old = pack.rule(rule_id)
        try:
            rule = read_rule(path, rule_id, pack.lists, pack.families, {})
        except InvalidContent as error:
            raise InvalidContent(*(_at(problem, rule_id, path) for problem in error.problems)) from None
        if old is not None and scope == "any":
            rule = replace(rule, text=old.text)  # its words in this language stand elsewhere
        others = [other for other in pack.rules if other is not old]
        after = pack.only([*others, rule])
        complaints = [proof for proof in prove_in(after, [rule], house.detector) if proof.complaint]
        remarks += [f"{path}:{proof.line} {proof.block}: {proof.sentence!r} {proof.complaint}" for proof in complaints]
        trials[code] = Trial(pack.only(others) if in_force else pack, after, house.detector)
    return Candidate(trials, tuple(dict.fromkeys(remarks)))


def changed_folder(house: House, folder: Path) -> Candidate:
    """A whole guardrails folder. A language whose files are the same as those in force is not tried."""
    remarks: list[str] = []
    trials: dict[str, Trial] = {}
    theirs = languages_in(folder)
    problems: list[Problem] = []
    for language in house.rules.languages:
        if language not in theirs:
            remarks.append(f"{folder} holds no rules for {language}; texts in it are not tried.")
        elif version_of(folder, language) != version_of(house.content.guardrails, language):
            try:
                after = build_pack(folder, language, house.settings.phrase_books)
                trials[language] = Trial(house.rules.pack(language), after, house.detector)
            except InvalidContent as error:
                problems += [Problem(str(folder / problem.where), problem.what, problem.remedy) for problem in error.problems]
    if problems:
        raise InvalidContent(*dict.fromkeys(problems))
    return Candidate(trials, tuple(remarks))


def _id_of(house: House, path: Path, named: str | None, language: str | None) -> str:
    scopes = ("any", *house.rules.languages)
    if named is not None:
        parts = named.removesuffix(".toml").split("/")
        if len(parts) != 3 or parts[0] not in scopes:
            remedy = f"Write <language>/<family>/<rule>, with one of {', '.join(scopes)} first."
            raise InvalidInput(Problem("--as", f"{named!r} is no path of a rule.", remedy))
        return "/".join(parts)
    parts = list(path.resolve().with_suffix("").parts[-3:])
    if len(parts) == 3 and parts[0] in scopes:
        return "/".join(parts)
    guardrails = house.content.guardrails
    same = files_in(guardrails, f"{language or '*'}/*/{path.stem}.toml")
    known = [file.relative_to(guardrails).with_suffix("").as_posix() for file in same]
    if len(known) == 1:
        return known[0]
    if known:
        what, remedy = f"{len(known)} rules have this name: {', '.join(known)}.", "Name it with --as, or its language with --language."
    else:
        what, remedy = "Neither the path nor the name says which rule this is.", "Name it with --as, such as --as en/guarantee/my-rule."
    raise InvalidInput(Problem(str(path), what, remedy))


def _at(problem: Problem, rule_id: str, path: Path) -> Problem:
    return replace(problem, where=str(path) + problem.where.removeprefix(f"{rule_id}.toml"))

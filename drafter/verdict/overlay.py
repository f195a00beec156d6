"""Rules of one workspace on top of the shipped packs: new ones, others in the place of shipped ones, and shipped ones switched off."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated

import msgspec
from msgspec import Meta

from drafter.errors import InvalidContent, InvalidInput, Problem
from drafter.strict import nearest
from drafter.text.language import LanguageDetector
from drafter.verdict.pack import Pack
from drafter.verdict.proof import Proof, prove_in
from drafter.verdict.rule import Rule, compile_rule
from drafter.verdict.trial import affected

_PART = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}", re.ASCII)


class RuleChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule, by its id, and its file's text from now on; without a text the rule is switched off. `note` says why."""

    rule: str
    toml: str | None = None
    note: Annotated[str, Meta(max_length=10_000)] | None = None


def languages_of(change: RuleChange, known: Iterable[str]) -> tuple[str, ...]:
    """The languages whose packs a change touches. InvalidInput when its id is no id of a rule."""
    known = tuple(known)
    parts = change.rule.split("/")
    if len(parts) != 3 or not all(map(_PART.fullmatch, parts)):
        remedy = "Write <language>/<family>/<rule> in small letters, digits and '-'; GET /v1/rules lists those in force."
        raise InvalidInput(Problem("$.rule", f"{change.rule[:300]!r} is no id of a rule.", remedy))
    if parts[0] == "any":
        return known
    if parts[0] not in known:
        raise InvalidInput(Problem("$.rule", f"There is no language {parts[0]!r}.", nearest(parts[0], ("any", *known))))
    return (parts[0],)


def changed(pack: Pack, change: RuleChange) -> Pack:
    """The pack with one rule changed; its version stays. InvalidInput when the text is no rule, or when there is nothing to switch off."""
    old = pack.rule(change.rule)
    if change.toml is None:
        if old is None:
            known = [rule.id for rule in pack.rules]
            remedy = nearest(change.rule, known) or "GET /v1/rules lists those in force."
            raise InvalidInput(Problem("$.rule", f"There is no rule {change.rule!r} to switch off.", remedy))
        return pack.changed_to((rule for rule in pack.rules if rule is not old), pack.version)
    rule = _compiled(change.rule, change.toml, pack)
    if old is not None and change.rule.startswith("any/"):
        rule = replace(rule, text=old.text)  # its words in this language stand elsewhere
    return pack.changed_to((*(other for other in pack.rules if other is not old), rule), pack.version)


def overlaid(pack: Pack, changes: Iterable[RuleChange]) -> Pack:
    """The pack with all changes, of one rule the last; its version tells both. The pack itself when none concerns it."""
    last = {change.rule: change for change in changes if change.rule.partition("/")[0] in ("any", pack.language)}
    if not last:
        return pack
    made = pack
    for change in last.values():
        # What was switched off here may have gone from the shipped rules since.
        if change.toml is not None or pack.rule(change.rule) is not None:
            made = changed(made, change)
    state = msgspec.json.encode([(change.rule, change.toml) for change in sorted(last.values(), key=lambda one: one.rule)])
    return made.changed_to(made.rules, f"{pack.version}+{hashlib.sha256(state).hexdigest()[:8]}")


def fitting(pack: Pack, changes: Iterable[RuleChange]) -> tuple[list[RuleChange], list[Problem]]:
    """The changes that can be made of this pack, and what is wrong with the others: a list that a phrase names may have gone since."""
    fit: list[RuleChange] = []
    problems: list[Problem] = []
    for change in changes:
        try:
            overlaid(pack, [change])
            fit.append(change)
        except InvalidInput as error:
            problems += (replace(problem, where=f"{change.rule}.toml{problem.where.removeprefix('$.toml')}") for problem in error.problems)
    return fit, problems


def complaints(before: Pack, after: Pack, detector: LanguageDetector) -> Iterator[Proof]:
    """Every sentence that does not do what its rule says, of the rules that changed and of all that these touch."""
    return (proof for proof in prove_in(after, affected(before, after, detector), detector) if proof.complaint)


def _compiled(rule_id: str, toml: str, pack: Pack) -> Rule:
    where = f"{rule_id}.toml"
    try:
        return compile_rule(toml.removeprefix("\ufeff"), pack.guardrails / where, rule_id, pack.lists, pack.families, {})
    except InvalidContent as error:
        # It came with a request, and is no file of ours.
        problems = (replace(problem, where=f"$.toml{problem.where.removeprefix(where)}") for problem in error.problems)
        raise InvalidInput(*problems) from None

"""A changed rule on top of the rules in force: proved, and tried. Works for a tenth of a second or more: not for the event loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from drafter.checker import Checker
from drafter.errors import Problem
from drafter.prompt.library import Library
from drafter.rehearsal import rehearse
from drafter.verdict.overlay import RuleChange, changed, complaints, languages_of
from drafter.verdict.pack import Pack
from drafter.verdict.proof import Proof

_REMEDY = "Mend the rule, or move the sentence."
_REMEDY_FOR_COMPOSER = "These are words of the replies that are composed without a model: mend the rule so that it lets them pass."


@dataclass(frozen=True)
class Proving:
    """`checker` judges by the rules in force; `library` holds the templates by which replies are composed."""

    checker: Checker
    library: Library

    def packs(self, change: RuleChange) -> dict[str, tuple[Pack, Pack]]:
        """For each language that it touches, the pack in force and the changed one. InvalidInput when the change cannot be made."""
        rules = self.checker.rules
        before = {language: rules.pack(language) for language in languages_of(change, rules.languages)}
        return {language: (pack, changed(pack, change)) for language, pack in before.items()}

    def complaints(self, change: RuleChange) -> list[Problem]:
        """Every sentence that would not do any more what its rule says, and of the composer's own words what the rule would stop: nobody would get
        a composed reply with them any more. InvalidInput when the change cannot be made."""
        packs = self.packs(change)
        found = (proof for before, after in packs.values() for proof in complaints(before, after, self.checker.detector))
        return _told(found) + [problem for language, (_, after) in packs.items() for problem in self._stops_composer(language, after, change.rule)]

    def in_force(self, change: RuleChange) -> dict[str, Pack]:
        """For each language that it touches, the pack in force. Nothing for a language that went: what was changed there must still be taken back."""
        rules = self.checker.rules
        known = rules.languages
        language = change.rule.partition("/")[0]
        return {each: rules.pack(each) for each in (known if language == "any" else (language,)) if each in known}

    def complaints_since(self, before: Mapping[str, Pack]) -> list[Problem]:
        """Every sentence that does not do any more what its rule says, of the rules in force, where they are others than before."""
        packs = ((pack, self.checker.rules.pack(language)) for language, pack in before.items())
        return _told(found for then, now in packs for found in complaints(then, now, self.checker.detector))

    def _stops_composer(self, language: str, pack: Pack, rule: str) -> Iterator[Problem]:
        alone = pack.only(each for each in pack.rules if each.id == rule)
        if alone.rules and language in self.library.live():
            for problem in rehearse(self.library.language(language), self.library, alone, self.checker.detector):
                yield replace(problem, remedy=_REMEDY_FOR_COMPOSER)


def _told(found: Iterable[Proof]) -> list[Problem]:
    return [Problem(f"{proof.where} {proof.block}", f"{proof.sentence!r} {proof.complaint}.", _REMEDY) for proof in dict.fromkeys(found)]

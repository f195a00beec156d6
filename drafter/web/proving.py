"""A changed rule on top of the rules in force: proved, and tried. Works for a tenth of a second or more: not for the event loop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafter.checker import Checker
from drafter.verdict.overlay import RuleChange, changed, complaints, languages_of
from drafter.verdict.pack import Pack
from drafter.verdict.proof import Proof


@dataclass(frozen=True)
class Proving:
    """`checker` judges by the rules in force."""

    checker: Checker

    def packs(self, change: RuleChange) -> dict[str, tuple[Pack, Pack]]:
        """For each language that it touches, the pack in force and the changed one. InvalidInput when the change cannot be made."""
        rules = self.checker.rules
        before = {language: rules.pack(language) for language in languages_of(change, rules.languages)}
        return {language: (pack, changed(pack, change)) for language, pack in before.items()}

    def complaints(self, change: RuleChange) -> list[Proof]:
        """Every sentence that would not do any more what its rule says. InvalidInput when the change cannot be made."""
        return list(
            dict.fromkeys(found for before, after in self.packs(change).values() for found in complaints(before, after, self.checker.detector))
        )

    def in_force(self, change: RuleChange) -> dict[str, Pack]:
        """For each language that it touches, the pack in force. Nothing for a language that went: what was changed there must still be taken back."""
        rules = self.checker.rules
        known = rules.languages
        language = change.rule.partition("/")[0]
        return {each: rules.pack(each) for each in (known if language == "any" else (language,)) if each in known}

    def complaints_since(self, before: Mapping[str, Pack]) -> list[Proof]:
        """Every sentence that does not do any more what its rule says, of the rules in force, where they are others than before."""
        packs = {language: (pack, self.checker.rules.pack(language)) for language, pack in before.items()}
        return list(dict.fromkeys(found for then, now in packs.values() for found in complaints(then, now, self.checker.detector)))

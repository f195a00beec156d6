"""Rules that were edited come into force while everything goes on: built and proved aside, then swapped by one reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.content import stamps_in
from drafter.errors import InvalidContent, Problem
from drafter.text.language import LanguageDetector
from drafter.verdict.pack import Pack, version_of
from drafter.verdict.packs import Packs
from drafter.verdict.proof import prove_in
from drafter.verdict.trial import Trial, affected


@dataclass(frozen=True, slots=True)
class Reloaded:
    """A pack came into force. `rules` were changed, are new or are gone; all of them when what stands beside the rules changed."""

    before: Pack
    pack: Pack
    rules: tuple[str, ...]

    @property
    def language(self) -> str:
        return self.pack.language

    @property
    def is_of_rules(self) -> bool:
        """Whether nothing but rules changed."""
        return self.before.surroundings == self.pack.surroundings


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that cannot come into force; the pack before it goes on judging."""

    language: str
    version: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """An edit that was refused is taken back: the files are again those of the pack in force."""

    language: str
    version: str


News = Reloaded | Refused | Restored


class Reloader:
    """Looks after the packs that are in force. A language that nobody has asked for is read when somebody does."""

    def __init__(self, packs: Packs, detector: LanguageDetector) -> None:
        self._packs, self._detector = packs, detector
        self._stamps: dict[Path, tuple[int, int]] | None = None
        self._refused: dict[str, str] = {}  # language → the version that was refused

    def look(self) -> list[News]:
        """What became of every edit since the last look; a refusal is told once. Where nothing was edited it costs a look at the files' times."""
        stamps = stamps_in(self._packs.guardrails, "**/*.toml")
        if stamps == self._stamps:
            return []
        news = [found for language, pack in self._packs.in_force.items() if (found := self._look_at(language, pack))]
        self._stamps = stamps
        return news

    def _look_at(self, language: str, before: Pack) -> News | None:
        wanted = before.version
        try:
            wanted = version_of(self._packs.guardrails, language)
            if wanted == before.version:
                _ = before.readers  # read now what belongs to these files: a later edit must not change it
                return Restored(language, wanted) if self._refused.pop(language, None) else None
            if wanted == self._refused.get(language):
                return None
            pack = self._packs.build(language)
            problems = tuple(self._complaints(before, pack))
        except InvalidContent as error:
            problems = error.problems
        except OSError as error:  # an editor or a deployment is in the middle of it
            problems = (Problem(str(error.filename), f"The file cannot be read ({error.strerror})."),)
        if problems:
            self._refused[language] = wanted
            return Refused(language, before.version, problems)
        _ = pack.readers
        self._packs.put_in_force(pack)
        self._refused.pop(language, None)
        return Reloaded(before, pack, Trial(before, pack, self._detector).rules)

    def _complaints(self, before: Pack, pack: Pack) -> Iterator[Problem]:
        """Every sentence that does not do any more what its rule says."""
        for proof in prove_in(pack, affected(before, pack, self._detector), self._detector):
            if proof.complaint:
                yield Problem(f"{proof.where} {proof.block}", f"{proof.sentence!r} {proof.complaint}.", "Mend the rule, or move the sentence.")

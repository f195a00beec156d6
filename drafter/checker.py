"""Steps 2 and 5 by themselves: what came in → `Brief`, a text and its brief → `Verdict`.

A check needs no template and no model, so that it starts fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Protocol

import msgspec

from drafter.brief import Brief, HintRead, Moment, Workspace
from drafter.request import CheckRequest, TicketRequest
from drafter.resolve import language_of, resolve
from drafter.text.clean import NO_PHRASES, MailPhrases
from drafter.text.language import LanguageDetector
from drafter.verdict.facts import Facts, collect
from drafter.verdict.hints import read_hint
from drafter.verdict.judge import judge
from drafter.verdict.pack import Pack
from drafter.verdict.verdict import Verdict


class RuleSource(Protocol):
    """Gives the pack of rules that is in force for a language."""

    @property
    def languages(self) -> tuple[str, ...]: ...

    def pack(self, language: str) -> Pack: ...


@dataclass(frozen=True)
class Checker:
    """Judges with the rules in force. `mail` is what mail programs put round a message; it is stripped from the conversation."""

    rules: RuleSource
    detector: LanguageDetector
    workspace: Workspace = Workspace()
    mail: MailPhrases = NO_PHRASES
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def check(self, request: CheckRequest) -> tuple[Brief, Verdict]:
        """Judge a text with as much of its ticket as came along. InvalidInput and LanguageNotLive say what cannot be judged."""
        brief = self.brief(request, live=self.rules.languages)
        return brief, self.judge(request.text, brief)

    def brief(self, request: TicketRequest, *, live: tuple[str, ...]) -> Brief:
        """Resolve a request; `live` are the languages that it may be in."""
        return resolve(request, detector=self.detector, live=live, workspace=self.workspace, mail=self.mail, clock=self.clock, hints=self._read_hint)

    def brief_then(self, request: TicketRequest, language: str, then: datetime) -> Brief:
        """The brief of a request that was answered at that time in that language."""
        if request.language is None:
            request = msgspec.structs.replace(request, language=language)
        return replace(self, clock=lambda: then).brief(request, live=self.rules.languages)

    def language(self, request: TicketRequest) -> str:
        """The language alone: what a rule finds by its phrases needs no more of a request. LanguageNotLive as in `check`."""
        return language_of(request, detector=self.detector, live=self.rules.languages, workspace=self.workspace, mail=self.mail)

    def facts(self, brief: Brief, pack: Pack | None = None) -> Facts:
        """What supports a statement: the same for every attempt at a draft."""
        return collect(brief, pack or self.rules.pack(brief.language), self.detector)

    def judge(self, text: str, brief: Brief, facts: Facts | None = None, pack: Pack | None = None) -> Verdict:
        """`facts` are the brief's, if they have been collected already for an earlier attempt, and `pack` is the one that was in force then: new
        rules may come into force between two attempts."""
        return judge(text, pack or self.rules.pack(brief.language), self.detector, brief, facts)

    def _read_hint(self, hint: str, language: str, now: Moment | None, zone: tzinfo) -> HintRead:
        return read_hint(hint, self.rules.pack(language), now, zone)

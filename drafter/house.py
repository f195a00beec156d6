"""What every room is furnished with: content, languages, rules, settings. Opened once by the command line and by the service."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from drafter.brief import Brief, resolve
from drafter.content import Content, find_content
from drafter.prompt.library import Library
from drafter.request import CheckRequest
from drafter.settings import Settings, read_settings
from drafter.text.language import LanguageDetector, Markers
from drafter.verdict.judge import judge
from drafter.verdict.packs import Packs
from drafter.verdict.verdict import Verdict


@dataclass(frozen=True)
class House:
    """Nothing here is read before it is needed."""

    settings: Settings
    content: Content

    @cached_property
    def library(self) -> Library:
        return Library(self.content.prompts)

    @cached_property
    def rules(self) -> Packs:
        return Packs(self.content.guardrails)

    @cached_property
    def detector(self) -> LanguageDetector:
        return LanguageDetector(
            {language.code: Markers(language.about.markers.letters, language.marker_words) for language in self.library.languages()}
        )

    def check(self, request: CheckRequest) -> tuple[Brief, Verdict]:
        """Judge a text with as much of its ticket as came along. InvalidInput and LanguageNotLive say what cannot be judged."""
        brief = resolve(request, detector=self.detector, live=self.rules.languages, workspace=self.settings.workspace)
        return brief, judge(request.text, self.rules.pack(brief.language), self.detector, brief)


def open_house(settings: Settings | None = None) -> House:
    """Read the settings (unless given) and find the content. InvalidSetting or InvalidContent say what is wrong."""
    settings = settings or read_settings()
    return House(settings, find_content(settings.prompts, settings.guardrails))

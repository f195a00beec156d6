"""What every room is furnished with: settings, content, languages, rules, writers. Opened once by the command line and once by the service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.brief import Brief, HintRead, resolve
from drafter.content import Content, find_content
from drafter.prompt.library import Library
from drafter.request import CheckRequest
from drafter.settings import Settings, read_settings
from drafter.text.language import LanguageDetector, Markers
from drafter.verdict.hints import read_hint
from drafter.verdict.judge import judge
from drafter.verdict.packs import Packs
from drafter.verdict.verdict import Verdict

if TYPE_CHECKING:
    from drafter.completion.writer import Writer
    from drafter.pipeline import Pipeline, Recorder


@dataclass(frozen=True)
class House:
    """Nothing here is read before it is needed: `check` loads neither templates nor the openai client."""

    settings: Settings
    content: Content

    @cached_property
    def library(self) -> Library:
        return Library(self.content.prompts)

    @cached_property
    def rules(self) -> Packs:
        return Packs(self.content.guardrails, self.settings.phrase_books)

    @cached_property
    def detector(self) -> LanguageDetector:
        return LanguageDetector(
            {language.code: Markers(language.about.markers.letters, language.marker_words) for language in self.library.languages()}
        )

    def check(self, request: CheckRequest) -> tuple[Brief, Verdict]:
        """Judge a text with as much of its ticket as came along. InvalidInput and LanguageNotLive say what cannot be judged."""
        brief = resolve(request, detector=self.detector, live=self.rules.languages, workspace=self.settings.workspace, hints=self._read_hint)
        return brief, judge(request.text, self.rules.pack(brief.language), self.detector, brief)

    def _read_hint(self, hint: str, language: str, today: date | None) -> HintRead:
        return read_hint(hint, self.rules.pack(language), today, self.settings.workspace.zone)

    def _remedies(self, text: str, language: str) -> Iterator[tuple[str, str, bool]]:
        for tongue in self.rules.pack(language).readers:
            yield from ((tongue.language, name, refused) for name, refused in tongue.remedies_in(text))

    def pipeline(self, *, writers: tuple[Writer, ...] | None = None, recorder: Recorder | None = None, preview: bool = False) -> Pipeline:
        """The way of a draft, with the models that the settings name unless `writers` are given; `preview` also drafts in languages
        that are not live."""
        from drafter.completion.composer import Composer
        from drafter.completion.own_language import OwnLanguage
        from drafter.pipeline import Pipeline

        return Pipeline(
            library=self.library,
            rules=self.rules,
            detector=self.detector,
            composer=Composer(self.library, OwnLanguage(self.library, self.detector, self._remedies)),
            writers=self.writers() if writers is None else writers,
            workspace=self.settings.workspace,
            recorder=recorder,
            seconds=self.settings.draft_seconds,
            closing=self.settings.closing,
            preview=preview,
        )

    def writers(self) -> tuple[Writer, ...]:
        """The models that the settings name, in the order in which they are asked; empty when the composer is to write."""
        settings = self.settings
        if not settings.has_model or settings.model is None:
            return ()
        from drafter.completion.openai_writer import OpenAIWriter

        limit = settings.max_output_tokens
        found: list[Writer] = [OpenAIWriter(settings.model, settings.model_url, settings.model_key, max_output_tokens=limit)]
        if settings.fallback_model is not None:
            found.append(OpenAIWriter(settings.fallback_model, settings.fallback_url, settings.fallback_key, max_output_tokens=limit))
        return tuple(found)


def open_house(settings: Settings | None = None) -> House:
    """Read the settings (unless given) and find the content. InvalidSetting or InvalidContent say what is wrong."""
    settings = settings or read_settings()
    return House(settings, find_content(settings.prompts, settings.guardrails))

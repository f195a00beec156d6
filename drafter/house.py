"""What every room is furnished with: settings, content, languages, rules, writers. Opened once by the command line and once by the service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.brief import Brief
from drafter.checker import Checker
from drafter.content import Content, find_content, languages_in
from drafter.errors import InvalidSetting, Problem
from drafter.prompt.library import Library
from drafter.request import CheckRequest
from drafter.settings import Settings, read_settings
from drafter.strict import nearest
from drafter.text.clean import read_phrases
from drafter.text.language import LanguageDetector, Markers, read_neighbours
from drafter.verdict.packs import Packs
from drafter.verdict.verdict import Verdict

if TYPE_CHECKING:
    from drafter.completion.writer import Writer
    from drafter.pipeline import Pipeline, Recorder
    from drafter.store.store import Store


@dataclass(frozen=True)
class House:
    """Nothing here is read before it is needed: `check` loads neither templates nor the openai client."""

    settings: Settings
    content: Content

    @cached_property
    def library(self) -> Library:
        return Library(self.content.prompts, self.settings.vocabularies)

    @cached_property
    def rules(self) -> Packs:
        return Packs(self.content.guardrails, self.settings.phrase_books)

    @cached_property
    def detector(self) -> LanguageDetector:
        ours = {language.code: Markers(language.about.markers.letters, language.marker_words) for language in self.library.languages()}
        return LanguageDetector(ours, read_neighbours(self.content.guardrails / "any" / "languages.toml"))

    @cached_property
    def checker(self) -> Checker:
        mail = read_phrases(self.content.guardrails / "any" / "mail.toml")
        return Checker(rules=self.rules, detector=self.detector, workspace=self.settings.workspace, mail=mail)

    def check(self, request: CheckRequest) -> tuple[Brief, Verdict]:
        """Judge a text with as much of its ticket as came along. InvalidInput and LanguageNotLive say what cannot be judged."""
        return self.checker.check(request)

    def _remedies(self, text: str, language: str) -> Iterator[tuple[str, str, bool]]:
        for tongue in self.rules.pack(language).readers:
            # "A partial refund of 30 euros" is no refund: what limits a remedy has no words in another language.
            is_limited = tongue.limits_offer(text)
            yield from ((tongue.language, name, refused or is_limited) for name, refused in tongue.remedies_in(text))

    def pipeline(self, *, writers: tuple[Writer, ...] | None = None, recorder: Recorder | None = None, preview: bool = False) -> Pipeline:
        """The way of a draft, with the models that the settings name unless `writers` are given; `preview` also drafts in languages
        that are not live."""
        from drafter.completion.composer import Composer
        from drafter.completion.own_language import OwnLanguage
        from drafter.pipeline import Pipeline

        if not preview:
            _refuse_language(self.settings.language, self.library.live(), "live language")
        return Pipeline(
            library=self.library,
            checker=self.checker,
            composer=Composer(self.library, OwnLanguage(self.library, self.detector, self._remedies)),
            writers=self.writers() if writers is None else writers,
            recorder=recorder,
            seconds=self.settings.draft_seconds,
            closing=self.settings.closing,
            preview=preview,
        )

    def store(self) -> Store:
        """The database that the settings name; nothing is connected yet. InvalidSetting when the address is none."""
        from drafter.store.store import Store

        return Store(self.settings.database_url, self.settings.token)

    def writers(self) -> tuple[Writer, ...]:
        """The models that the settings name, in the order in which they are asked; empty when the composer is to write."""
        settings = self.settings
        if not settings.has_model or settings.model is None:
            return ()
        from drafter.completion.endpoint import SECOND
        from drafter.completion.guarded_writer import GuardedWriter
        from drafter.completion.openai_writer import OpenAIWriter

        limit = settings.max_output_tokens
        found = [OpenAIWriter(settings.model, settings.model_url, settings.model_key, max_output_tokens=limit)]
        if settings.fallback_model is not None:
            second = OpenAIWriter(settings.fallback_model, settings.fallback_url, settings.fallback_key, max_output_tokens=limit, variables=SECOND)
            found.append(second)
        return tuple(GuardedWriter(writer) for writer in found)


def open_house(settings: Settings | None = None) -> House:
    """Read the settings (unless given) and find the content. InvalidSetting or InvalidContent say what is wrong."""
    settings = settings or read_settings()
    content = find_content(settings.prompts, settings.guardrails)
    _refuse_language(settings.language, languages_in(content.guardrails), "language with rules")
    return House(settings, content)


def _refuse_language(code: str, known: Iterable[str], what: str) -> None:
    """A ticket whose language cannot be told is answered in this one: better said now than at such a ticket."""
    known = tuple(known)
    if code not in known:
        raise InvalidSetting(Problem("DRAFTER_LANGUAGE", f"{code!r} is no {what}.", nearest(code, known)))

"""The languages of `prompts/`: read strictly, lazily, once.

Listing the languages reads each language.toml and nothing else, and imports no template engine: `check` needs no more than that. What else a folder
holds is read when it is first asked for.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from drafter.content import files_in, languages_in
from drafter.errors import InvalidContent, Problem
from drafter.prompt.folder import ChannelsFile, CustomersFile, ExampleFile, LanguageFile, PrinciplesFile
from drafter.prompt.words import WordsFile
from drafter.request import Address, TicketRequest
from drafter.strict import lines_of, nearest, read_toml

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

    from drafter.prompt.contract import Contract
    from drafter.prompt.say import Sayer
    from drafter.prompt.tokens import TokenCounter

TemplateName = Literal["system", "request", "repair", "reply"]
TEMPLATES: tuple[TemplateName, ...] = get_args(TemplateName)
T = TypeVar("T")


class Language:
    """One language folder. `about` is read at once, everything else on first use; a mistake in a file is InvalidContent with file and line."""

    def __init__(self, library: Library, code: str) -> None:
        self.code = code
        self.folder = library.folder / code
        self.about = self._read("language.toml", LanguageFile)
        self._library = library
        self._templates: dict[str, Template] = {}

    @property
    def is_live(self) -> bool:
        return self.about.status == "live"

    @property
    def is_reviewed(self) -> bool:
        """Whether a native reader has read the texts."""
        return self.about.reviewed_by is not None

    def address(self, request: TicketRequest) -> Address:
        """The form of address: what the request says of the customer, else formal where the tone is, else the language's own."""
        return request.customer.address or ("formal" if request.tone == "formal" else self.about.address.default)

    @cached_property
    def marker_words(self) -> frozenset[str]:
        """The words by which a text in this language is known, in lower case."""
        return frozenset(word for line in lines_of(self.about.markers.words) for word in line.lower().split())

    @cached_property
    def principles(self) -> PrinciplesFile:
        return self._read("principles.toml", PrinciplesFile)

    @cached_property
    def channels(self) -> ChannelsFile:
        return self._read("channels.toml", ChannelsFile)

    @cached_property
    def customers(self) -> CustomersFile:
        return self._read("customers.toml", CustomersFile)

    @cached_property
    def words(self) -> WordsFile:
        return self._read("words.toml", WordsFile)

    @cached_property
    def say(self) -> Sayer:
        """Writes dates, times, spans and numbers in this language."""
        from drafter.prompt.say import Sayer

        return Sayer(self.about.locale, self.words, where=self._name("words.toml"))

    @cached_property
    def examples(self) -> dict[str, ExampleFile]:
        """All examples by file name without suffix, in the order of the names."""
        found = {path.stem: self._read(f"examples/{path.name}", ExampleFile) for path in files_in(self.folder / "examples", "*.toml")}
        if not found:
            raise InvalidContent(Problem(self._name("examples"), "There is no example.", "Add at least one, or copy those of another language."))
        return found

    @cached_property
    def system_prompt(self) -> str:
        """The system prompt: the same text for every request of this language."""
        from drafter.prompt.system import system_prompt

        return system_prompt(self, self._library.contract.system, self._library.tokens)

    def template(self, name: TemplateName) -> Template:
        """A template, held to its contract."""
        if name not in self._templates:
            from drafter.prompt.contract import read_template

            file = self.folder / f"{name}.md.j2"
            try:
                source = file.read_text(encoding="utf-8")
            except OSError as error:
                raise InvalidContent(Problem(self._name(file.name), f"The template cannot be read ({error.strerror}).")) from None
            except UnicodeDecodeError as error:
                raise InvalidContent(Problem(self._name(file.name), f"The file is not UTF-8 (byte {error.start}).", "Save it as UTF-8.")) from None
            environment = self._library.environment
            self._templates[name] = read_template(environment, source, getattr(self._library.contract, name), self._name(file.name))
        return self._templates[name]

    def render(self, name: TemplateName, variables: Mapping[str, Any]) -> str:
        """A template's text. InvalidContent names file and line when the template breaks on these variables."""
        template = self.template(name)
        try:
            return template.render(variables)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            lines = [frame.lineno for frame in frames if frame.filename == "<template>"]
            if not lines or not ("jinja2" in Path(frames[-1].filename).parts or frames[-1].filename == "<template>"):
                raise  # it broke in our code, which the template only called
            where = self._name(f"{name}.md.j2")
            remedy = "Mend this line; prompts/README.md says what a template may do."
            raise InvalidContent(Problem(f"{where}:{lines[-1]}", f"This template breaks ({type(error).__name__}: {error}).", remedy)) from None

    def read_all(self) -> None:
        """Read every file of the folder, so that a mistake shows now and not at the first request."""
        _ = (self.principles, self.channels, self.customers, self.say, self.examples, self.system_prompt)
        for name in TEMPLATES:
            self.template(name)

    def _read(self, name: str, kind: type[T]) -> T:
        return read_toml(self.folder / name, kind, name=self._name(name))

    def _name(self, name: str) -> str:
        return f"{self.folder.parent.name}/{self.code}/{name}"


class Library:
    """All languages of a `prompts/` folder."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        """`cache` is a folder for what counting tokens needs."""
        self.folder = folder
        self._cache = cache

    @cached_property
    def _languages(self) -> dict[str, Language]:
        return {code: Language(self, code) for code in languages_in(self.folder)}

    def languages(self) -> tuple[Language, ...]:
        """Every language, drafts too, in the order of their codes."""
        return tuple(self._languages.values())

    def live(self) -> tuple[str, ...]:
        """The codes of the languages in which we draft."""
        return tuple(code for code, language in self._languages.items() if language.is_live)

    def language(self, code: str) -> Language:
        """A language by its code, live or not. InvalidContent names the nearest when there is no such folder."""
        if code not in self._languages:
            raise InvalidContent(Problem(f"{self.folder.name}/{code}", "There is no such language folder.", nearest(code, self._languages)))
        return self._languages[code]

    @cached_property
    def tokens(self) -> TokenCounter:
        from drafter.prompt.tokens import TokenCounter

        return TokenCounter(self._cache)

    @cached_property
    def contract(self) -> Contract:
        from drafter.prompt.contract import read_contract

        return read_contract(self.folder)

    @cached_property
    def environment(self) -> SandboxedEnvironment:
        """Templates are content: they are sandboxed, cannot reach a file, and an unknown variable is an error, not a blank."""
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
        environment.globals.clear()
        return environment

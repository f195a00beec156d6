"""The system prompt: one text a language, the same for every request, so that the provider's prompt cache serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import msgspec

from drafter.brief import Brief, Workspace
from drafter.errors import InvalidContent, InvalidInput, Problem
from drafter.prompt.facts import request_facts, request_messages
from drafter.prompt.folder import ExampleFile
from drafter.resolve import resolve
from drafter.text.language import LanguageDetector

if TYPE_CHECKING:
    from drafter.prompt.contract import TemplateContract
    from drafter.prompt.library import Language
    from drafter.prompt.tokens import TokenCounter


def system_prompt(language: Language, contract: TemplateContract, counter: TokenCounter) -> str:
    """As many examples as the budget leaves room for, in the order of their names. InvalidContent when the text keeps not to its budget."""
    about = {"english": language.about.english, "native": language.about.native}
    principles = [
        {"id": name, "title": principle.title.strip(), "does": " ".join(principle.does.split())}
        for name in language.principles.__struct_fields__
        for principle in [getattr(language.principles, name)]
    ]
    examples = [_shown(language, name, example) for name, example in language.examples.items()]
    where = f"{language.folder.parent.name}/{language.code}/system.md.j2"
    for shown in range(len(examples), -1, -1):
        text = language.render("system", {"language": about, "principles": principles, "examples": examples[:shown]}).strip()
        tokens = counter.count(text)
        if tokens <= contract.tokens_at_most:
            if tokens < contract.tokens_at_least:
                break
            return text
    raise InvalidContent(
        Problem(
            f"{where}:1",
            f"The system prompt has {tokens} tokens, and needs {contract.tokens_at_least} to {contract.tokens_at_most}.",
            "Shorten it, or add an example.",
        )
    )


def example_brief(language: Language, name: str, example: ExampleFile) -> Brief:
    """The brief of an example, resolved as a request's would be. InvalidContent when its dates contradict each other."""
    request = msgspec.structs.replace(example.request, language=language.code)
    if example.timeline_unknown and request.brief is not None:
        request = msgspec.structs.replace(request, brief=msgspec.structs.replace(request.brief, timeline=None))
    try:
        nobody = cast(LanguageDetector, None)  # never asked: the example's language is that of its folder
        return resolve(request, detector=nobody, live=(language.code,), workspace=Workspace(language=language.code))
    except InvalidInput as error:
        where = f"{language.folder.parent.name}/{language.code}/examples/{name}.toml"
        raise InvalidContent(*(Problem(f"{where}: {problem.where}", problem.what, problem.remedy) for problem in error.problems)) from None


def _shown(language: Language, name: str, example: ExampleFile) -> dict[str, Any]:
    brief = example_brief(language, name, example)
    variables = request_facts(brief, language, str) | {"messages": request_messages(brief, language, str), "trimmed": 0}
    for adviser in ("channel", "customer"):  # a request repeats this advice when it comes; here it would only cost tokens
        variables[adviser] |= {"advice": ""}
    return {
        "title": example.title.strip(),
        "request": language.render("request", variables).strip(),
        "reply": example.reply.strip(),
    }

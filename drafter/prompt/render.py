"""Step 3: `Brief` → `Prompt`. Personal data is masked, the customer's words are fenced, the conversation is trimmed to the template's budget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from drafter.brief import Brief, CleanMessage
from drafter.prompt.facts import request_facts, request_message
from drafter.prompt.fence import fenced
from drafter.prompt.library import Language, Library
from drafter.prompt.mask import Masker
from drafter.prompt.prompt import Prompt, PromptMessage
from drafter.prompt.tokens import TokenCounter

_AROUND_A_MESSAGE = 30  # tokens for its fence, author, date and what is said of its length


class Complaint(Protocol):
    """What a repair needs to know of a finding."""

    @property
    def quote(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def say_instead(self) -> str: ...


def render(brief: Brief, library: Library) -> Prompt:
    """The prompt for a brief: the language's system prompt, then one user turn."""
    language = library.language(brief.language)
    masker = Masker(brief.request, country=brief.country, glued=language.about.inflected_names)
    content = _request(brief, language, masker, library.contract.request.tokens_at_most, library.tokens)
    return Prompt(brief, (PromptMessage("system", language.system_prompt), PromptMessage("user", content)), masker.masks())


def repair(prompt: Prompt, attempt: str, findings: Iterable[Complaint], library: Library, *, shown: bool = False) -> Prompt:
    """The same prompt, followed by the rejected attempt and by what was wrong with it. `shown`: the attempt stays as it is, since it has been shown
    already, and what is asked for goes after it."""
    language = library.language(prompt.brief.language)
    hide = prompt.masks.hide
    said = [
        {"quote": fenced(hide(finding.quote)), "why": hide(finding.why.strip()), "say_instead": hide(finding.say_instead.strip())}
        for finding in findings
    ]
    channel = getattr(language.channels, prompt.brief.channel)
    content = language.render("repair", {"findings": said, "channel": {"name": channel.name}, "shown": shown}).strip()
    return prompt.followed_by(PromptMessage("assistant", hide(attempt)), PromptMessage("user", content))


def _request(brief: Brief, language: Language, masker: Masker, budget: int, counter: TokenCounter) -> str:
    """The user turn within its budget of tokens. The first message and the newest stay, and the facts always do."""
    facts = request_facts(brief, language, masker.mask)
    talk = [message for message in brief.conversation if message.author != "note"]

    def shown(message: CleanMessage) -> dict[str, Any]:
        return request_message(message, brief, language, masker.mask)

    def written(messages: list[dict[str, Any]]) -> str:
        return language.render("request", facts | {"messages": messages, "trimmed": len(talk) - len(messages)}).strip()

    # Messages are read from the newest backwards, so that a conversation of hundreds costs no more than what is kept of it.
    first = [shown(message) for message in talk[:1]]
    kept: list[dict[str, Any]] = []
    left = budget - counter.count(written(first))
    for message in reversed(talk[1:]):
        variables = shown(message)
        left -= counter.count(variables["text"]) + _AROUND_A_MESSAGE
        if left < 0 and kept:  # the newest message stays in any case
            break
        kept.insert(0, variables)
    content = written(first + kept)
    while len(kept) > 1 and counter.count(content) > budget:
        kept.pop(0)
        content = written(first + kept)
    return content

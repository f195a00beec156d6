"""Step 3: `Brief` → `Prompt`. Personal data is masked, the customer's words are fenced, the conversation is trimmed to the template's budget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

from drafter.brief import Brief
from drafter.prompt.facts import request_facts, request_messages
from drafter.prompt.fence import fenced
from drafter.prompt.library import Language, Library
from drafter.prompt.mask import Masker
from drafter.prompt.prompt import Prompt, PromptMessage
from drafter.prompt.tokens import count_tokens


class Complaint(Protocol):
    """What a repair needs to know of a finding."""

    @property
    def quote(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def say_instead(self) -> str: ...


def render(brief: Brief, library: Library, *, model: str | None = None) -> Prompt:
    """The prompt for a brief: the language's system prompt, then one user turn. `model` is whose tokens are counted."""
    language = library.language(brief.language)
    masker = Masker(brief.request, country=brief.country, glued=language.about.inflected_names)
    content, trimmed = _request(brief, language, masker, library.contract.request.tokens_at_most)
    messages = (PromptMessage("system", language.system_prompt), PromptMessage("user", content))
    return Prompt(brief, messages, masker.masks(), tokens=_count(messages, model), trimmed=trimmed)


def repair(prompt: Prompt, attempt: str, findings: Iterable[Complaint], library: Library, *, model: str | None = None) -> Prompt:
    """The same prompt, followed by the rejected attempt and by what was wrong with it."""
    language = library.language(prompt.brief.language)
    hide = prompt.masks.hide
    said = [
        {"quote": fenced(hide(finding.quote)), "why": finding.why.strip(), "say_instead": hide(finding.say_instead.strip())} for finding in findings
    ]
    channel = getattr(language.channels, prompt.brief.channel)
    content = language.template("repair").render(findings=said, channel={"name": channel.name}).strip()
    longer = prompt.followed_by(PromptMessage("assistant", hide(attempt)), PromptMessage("user", content))
    return replace(longer, tokens=_count(longer.messages, model))


def _request(brief: Brief, language: Language, masker: Masker, budget: int) -> tuple[str, int]:
    """The user turn within its budget, and how many messages were left out. The first and the newest stay; facts are never left out."""
    template = language.template("request")
    facts = request_facts(brief, language, masker.mask)
    messages = request_messages(brief, language, masker.mask)

    def written(shown: list[dict[str, Any]], trimmed: int) -> str:
        return template.render(facts | {"messages": shown, "trimmed": trimmed}).strip()

    content = written(messages, 0)
    if len(messages) < 3 or _fits(content, budget):
        return content, 0
    frame = count_tokens(written([], len(messages)))
    left = budget - frame - count_tokens(written(messages[:1], len(messages))) + frame
    kept: list[dict[str, Any]] = []
    for message in reversed(messages[1:]):
        left -= count_tokens(written([message], len(messages))) - frame
        if left < 0 and kept:  # the newest message stays in any case
            break
        kept.insert(0, message)
    trimmed = len(messages) - 1 - len(kept)
    return written(messages[:1] + kept, trimmed), trimmed


def _fits(content: str, budget: int) -> bool:
    """Whether a text keeps to a budget; one that is shorter in bytes than the budget in tokens need not be counted."""
    return len(content.encode("utf-8", "replace")) <= budget or count_tokens(content) <= budget


def _count(messages: tuple[PromptMessage, ...], model: str | None) -> int:
    return sum(count_tokens(message.content, model) for message in messages)

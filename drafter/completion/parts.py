"""The statements of a brief one by one, and the brief with only some of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from drafter.brief import Brief
from drafter.completion.slots import cleaned
from drafter.request import Statement, Step

_STATEMENTS = ("solutions", "hinted", "reasons", "obstacles")


@dataclass(frozen=True, slots=True)
class Part:
    """One statement: the field of `Brief` (or `steps`) that holds it, its place there, and its words."""

    key: str
    index: int
    text: str

    @property
    def source(self) -> str:
        """What a draft names as the origin of a sentence."""
        return "hint" if self.key == "hinted" else f"brief.{self.key}[{self.index}]"

    @property
    def is_solution(self) -> bool:
        return self.key in ("solutions", "hinted")


def parts_of(brief: Brief) -> Iterator[Part]:
    """Every statement that says something; blank ones are none."""
    texts = {key: [statement.text for statement in getattr(brief, key)] for key in _STATEMENTS}
    texts |= {"needs": list(brief.needs), "steps": [step_text(step) for step in brief.facts.steps]}
    for key, items in texts.items():
        yield from (Part(key, index, text) for index, text in enumerate(items) if cleaned(text))


def only(brief: Brief, said: Mapping[Part, str]) -> Brief:
    """The brief with the parts in `said` alone, worded as there. The others become blank, so that every place keeps its number; so does a part
    for which `said` has no word. Steps keep their own words."""
    words = {(part.key, part.index): text for part, text in said.items() if text}
    changed: dict[str, tuple[Statement, ...]] = {
        key: tuple(
            msgspec.structs.replace(statement, text=words[key, index]) if (key, index) in words else Statement(text="")
            for index, statement in enumerate(getattr(brief, key))
        )
        for key in _STATEMENTS
    }
    steps = [step if ("steps", index) in words else Step(who="", what="") for index, step in enumerate(brief.facts.steps)]
    request = msgspec.structs.replace(brief.request, brief=msgspec.structs.replace(brief.facts, steps=steps)) if steps else brief.request
    needs = tuple(words.get(("needs", index), "") for index in range(len(brief.needs)))
    return replace(brief, request=request, needs=needs, **changed)  # type: ignore[arg-type]


def step_text(step: Step) -> str:
    """Who does what, and when, on one line."""
    what = f"{cleaned(step.who)} {cleaned(step.what)}" if cleaned(step.who) else cleaned(step.what)
    return f"{what} ({cleaned(step.when)})" if step.when and cleaned(step.when) else what

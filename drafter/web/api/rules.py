"""`/v1/rules`"""

from __future__ import annotations

from collections import Counter

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from drafter.pipeline import Pipeline
from drafter.verdict.families import Principle
from drafter.verdict.pack import Pack
from drafter.verdict.rule import Rule
from drafter.verdict.verdict import Severity
from drafter.web.api.parameters import refuse_others
from drafter.web.strict_request import StrictRequest


class RuleView(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as it holds in `language`; its words are in that language."""

    id: str
    language: str
    family: str
    title: str
    severity: Severity
    principle: Principle
    why: str
    say_instead: str


class PackView(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a language's rules: the same files give the same version. `count` is before any choice of family."""

    language: str
    version: str
    count: int


class RulesView(msgspec.Struct, frozen=True, kw_only=True):
    """`count` and `by_family` count the rules listed here."""

    count: int
    by_family: dict[str, int]
    packs: tuple[PackView, ...]
    rules: tuple[RuleView, ...]


@get("/v1/rules", operation_id="list_rules", summary="The rules in force", tags=["rules"], sync_to_thread=True)
def list_rules(
    request: StrictRequest, pipeline: NamedDependency[Pipeline], language: FromQuery[str | None] = None, family: FromQuery[str | None] = None
) -> RulesView:
    """All rules, or those of one language, or of one family. A rule of `any/` is listed once a language, in its words."""
    refuse_others("", "parameter", request.query_params.keys(), ("language", "family"))
    known = pipeline.rules.languages
    refuse_others("language", "language", [language] if language is not None else [], known)
    packs = [pipeline.rules.pack(code) for code in ([language] if language else known)]
    refuse_others("family", "family", [family] if family is not None else [], {name for pack in packs for name in pack.families.families})
    rules = tuple(_view(rule, pack) for pack in packs for rule in pack.rules if family in (None, rule.family))
    return RulesView(
        count=len(rules),
        by_family=dict(sorted(Counter(rule.family for rule in rules).items())),
        packs=tuple(PackView(language=pack.language, version=pack.version, count=len(pack.rules)) for pack in packs),
        rules=rules,
    )


def _view(rule: Rule, pack: Pack) -> RuleView:
    return RuleView(
        id=rule.id,
        language=pack.language,
        family=rule.family,
        title=rule.text.title.strip(),
        severity=rule.file.severity,
        principle=rule.file.principle,
        why=rule.text.why.strip(),
        say_instead=rule.text.say_instead.strip(),
    )

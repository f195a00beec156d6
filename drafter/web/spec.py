"""The OpenAPI document: what the framework draws from the handlers, completed by what it does not see (strictness, problems, examples, the token)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import msgspec
from litestar import Request, Response, Router
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from drafter.errors import StoreUnavailable
from drafter.request import CheckRequest, DraftRequest
from drafter.web.api.checks import CheckView
from drafter.web.api.draft_views import DraftRecord, DraftView, OutcomeView
from drafter.web.api.languages import LanguagesView
from drafter.web.api.outcomes import OutcomeReport
from drafter.web.api.proposals import ProposalsView, ProposalView, RuleChangeReport
from drafter.web.api.rejections import RejectionRecord, RejectionsView, ReviewReport
from drafter.web.api.rules import RulesView
from drafter.web.api.sent_texts import SampleView, SentReviewReport, SentTextRecord
from drafter.web.api.tokens import TokenRequest, TokenView, UsageView
from drafter.web.api.trials import TrialRequest, TrialView
from drafter.web.examples import EXAMPLES
from drafter.web.problems import KINDS, PROBLEM_JSON, ProblemReport

_TYPES = (
    *(DraftRequest, CheckRequest, DraftView, DraftRecord, CheckView, RulesView, LanguagesView, ProblemReport),
    *(OutcomeReport, OutcomeView, RejectionsView, RejectionRecord, ReviewReport, SampleView, SentTextRecord, SentReviewReport),
    *(RuleChangeReport, ProposalView, ProposalsView, TrialRequest, TrialView, TokenRequest, TokenView, UsageView),
)
_BODY = ("malformed", "body-too-large", "unsupported-media-type", "invalid-input")
_SETTLING = ("forbidden", "proposal-not-found", "proposal-settled")
_OPEN = ("health", "ready")
_GUARDED = ("unauthorized", "rate-limited", StoreUnavailable.code)
_OPENS = "A key's token (`drafter keys create`), a page's (`POST /v1/tokens`), or DRAFTER_TOKEN"
_CODES: dict[str, tuple[str, ...]] = {
    "create_draft": (
        "malformed",
        "body-too-large",
        "unsupported-media-type",
        "invalid-input",
        "key-used-otherwise",
        "language-not-live",
        "too-many-drafts",
        "invalid-content",
    ),
    "check_text": ("malformed", "body-too-large", "unsupported-media-type", "invalid-input", "language-not-live", "invalid-content"),
    "read_draft": ("draft-not-found", "forbidden"),
    "list_rules": ("invalid-input", "invalid-content"),
    "tell_outcome": (*_BODY, "draft-not-found", "language-not-live", "invalid-content"),
    "list_rejections": ("invalid-input", "forbidden", "invalid-content"),
    "read_rejection": ("forbidden", "rejection-not-found", "invalid-content"),
    "review_rejection": (*_BODY, "forbidden", "rejection-not-found", "invalid-content"),
    "sample_sent_texts": ("invalid-input", "forbidden"),
    "read_sent_text": ("forbidden", "sent-text-not-found"),
    "review_sent_text": (*_BODY, "forbidden", "sent-text-not-found"),
    "list_proposals": ("forbidden",),
    "read_proposal": ("forbidden", "proposal-not-found"),
    "propose_rule": (*_BODY, "forbidden", "rule-not-proved", "invalid-content"),
    "approve_proposal": (*_SETTLING, "second-person-needed", "invalid-input", "rule-not-proved", "invalid-content"),
    "revert_proposal": _SETTLING,
    "try_rule": (*_BODY, "forbidden", "too-many-trials", "invalid-content"),
    "create_token": (*_BODY, "forbidden"),
    "metrics": ("forbidden",),
    "read_usage": ("forbidden",),
    "ready": ("not-ready",),
}


def openapi_config(*pages: OpenAPIRenderPlugin) -> OpenAPIConfig:
    """Served under /schema: the document as openapi.json, and the page at the root."""
    return OpenAPIConfig(
        title="Drafter",
        version=version("drafter"),
        description="Drafts replies for support agents, and stops every promise that the company cannot stand behind.",
        use_handler_docstrings=True,
        components=Components(
            security_schemes={
                "token": SecurityScheme(
                    type="http",
                    scheme="bearer",
                    description="A key's token (`drafter keys create`), one made of it (`POST /v1/tokens`), or DRAFTER_TOKEN",
                )
            }
        ),
        security=[{"token": []}],
        openapi_router=Router("/schema", route_handlers=[], include_in_schema=False, after_request=_no_page_of_their_own),
        render_plugins=[SpecFile(), *pages],
    )


class SpecFile(JsonRenderPlugin):
    """/schema/openapi.json"""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return self.render_json(request, completed(openapi_schema))


def _no_page_of_their_own(response: Response[Any]) -> Response[Any]:
    """The framework answers an unknown address under /schema with a page; ours is the one error shape."""
    if response.status_code == 404:
        raise NotFoundException
    return response


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """A new document; the one given stays as it is."""
    # The framework's schemas leave out that unknown keys are refused, and the docstrings; msgspec writes both.
    _, schemas = msgspec.json.schema_components(_TYPES, ref_template="#/components/schemas/{name}")
    components = {**document["components"], "schemas": {**document["components"].get("schemas", {}), **schemas}}
    paths = {path: {method: _operation(operation) for method, operation in item.items()} for path, item in document["paths"].items()}
    return {**document, "components": components, "paths": paths}


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and operation, in the order of the document."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def _operation(operation: dict[str, Any]) -> dict[str, Any]:
    identity = operation["operationId"]
    codes = [
        "bad-request",
        *_CODES.get(identity, ()),
        "misdirected",
        "internal",
        *(() if identity in _OPEN else ("unauthorized", "rate-limited", StoreUnavailable.code)),
    ]
    sound = {status: answer for status, answer in operation["responses"].items() if status.startswith("2")}
    made = {**operation, "responses": {**sound, **_problems(codes)}}
    if identity in _OPEN:
        made["security"] = []
    if identity in EXAMPLES:
        examples = {name: {"summary": example.summary, "value": example.value} for name, example in EXAMPLES[identity].items()}
        content = {kind: {**media, "examples": examples} for kind, media in operation["requestBody"]["content"].items()}
        made["requestBody"] = {**operation["requestBody"], "content": content}
    return made


def _problems(codes: list[str]) -> dict[str, Any]:
    by_status: dict[str, list[str]] = {}
    for code in codes:
        by_status.setdefault(str(KINDS[code].status), []).append(code)
    schema = {"$ref": "#/components/schemas/ProblemReport"}
    return {
        status: {
            "description": "; ".join(f"{KINDS[code].title} (`{code}`)" for code in found),
            "content": {PROBLEM_JSON: {"schema": schema}},
        }
        for status, found in sorted(by_status.items())
    }

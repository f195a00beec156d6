"""One error shape, by whatever road an error comes: problem+json (RFC 9457).

    {"type": "/problems/invalid-input", "title": …, "status": 422, "detail": …, "errors": [{"where", "what", "remedy"}], "request_id": …}

`type` ends in the problem's code, which never changes once released. 400 is a body that is no JSON, 422 is JSON that is not what we take.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import Scope
from msgspec import UNSET, UnsetType

from drafter.errors import InvalidContent, InvalidInput, LanguageNotLive, Problem, StoreBehind, StoreError, StoreUnavailable
from drafter.traces import places
from drafter.web.request_id import request_id

PROBLEM_JSON = "application/problem+json"
_log = logging.getLogger("drafter.web")
_encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status and its title, which is the same each time."""

    status: int
    title: str


KINDS: dict[str, Kind] = {
    "bad-request": Kind(400, "The request cannot be understood"),
    "malformed": Kind(400, "The body is not JSON"),
    "unauthorized": Kind(401, "This needs a token"),
    "forbidden": Kind(403, "This is not allowed"),
    "not-found": Kind(404, "There is nothing at this address"),
    "draft-not-found": Kind(404, "There is no such draft"),
    "key-used-otherwise": Kind(422, "This idempotency key belongs to another request"),
    "method-not-allowed": Kind(405, "This address does not take this method"),
    "body-too-large": Kind(413, "The body is too large"),
    "unsupported-media-type": Kind(415, "The body is of a type that Drafter does not read"),
    "misdirected": Kind(421, "The request was meant for another host"),
    InvalidInput.code: Kind(422, InvalidInput.title),
    LanguageNotLive.code: Kind(422, LanguageNotLive.title),
    "rate-limited": Kind(429, "This key has asked too often"),
    "too-many-drafts": Kind(429, "As many drafts are being made as this service makes at once"),
    "internal": Kind(500, "Something went wrong on our side"),
    InvalidContent.code: Kind(503, InvalidContent.title),
    StoreUnavailable.code: Kind(503, StoreUnavailable.title),
    StoreBehind.code: Kind(503, StoreBehind.title),
    "not-ready": Kind(503, "The service is not ready"),
}
_CODE_OF_STATUS = {400: "bad-request", 401: "unauthorized", 403: "forbidden", 404: "not-found", 405: "method-not-allowed", 413: "body-too-large"}
_CODE_OF_STATUS[415] = "unsupported-media-type"


class Mistake(msgspec.Struct, frozen=True):
    """One mistake: where (a JSON path, a header, a parameter), what is wrong, and what to do about it."""

    where: str
    what: str
    remedy: str = ""


class ProblemReport(msgspec.Struct, frozen=True, kw_only=True):
    """What every error answers with. `errors` names each mistake of the caller's, and is absent when there is none; `request_id` is the one in
    the log and in the header X-Request-ID."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Mistake] | UnsetType = UNSET
    request_id: str


class HttpProblem(HTTPException):
    """A problem that only exists over HTTP. `code` is one of KINDS."""

    def __init__(self, code: str, *problems: Problem, detail: str = "", headers: Mapping[str, str] | None = None) -> None:
        self.code, self.problems = code, problems
        text = detail or " ".join(map(str, problems))
        super().__init__(detail=text, status_code=KINDS[code].status, headers=dict(headers or {}))


def answer_with_problem(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The one handler for every exception that leaves a route, a middleware, a hook or the router."""
    report, headers = report_of(request.scope, error)
    return Response(_encoder.encode(report), status_code=report.status, media_type=PROBLEM_JSON, headers=headers)


def report_of(scope: Scope, error: Exception) -> tuple[ProblemReport, dict[str, str]]:
    """What an error answers with, and its headers; what is our own fault is logged."""
    identity, headers = request_id(scope), dict(getattr(error, "headers", None) or {})
    code, detail, problems = _read(error, scope)
    if KINDS[code].status >= 500 and code != "not-ready":  # a probe asks every second
        _log_failure(identity, code, error)
    if code == "unauthorized":
        headers.setdefault("WWW-Authenticate", 'Bearer realm="drafter"')
    if code == "method-not-allowed":
        headers = {"Allow": ", ".join(_methods(scope))}  # the framework's own names methods twice
    kind = KINDS[code]
    mistakes = [Mistake(problem.where, problem.what, problem.remedy) for problem in problems] or UNSET
    report = ProblemReport(type=f"/problems/{code}", title=kind.title, status=kind.status, detail=detail, errors=mistakes, request_id=identity)
    return report, headers


def _read(error: Exception, scope: Scope) -> tuple[str, str, tuple[Problem, ...]]:
    """Code, detail and mistakes of an exception. Nothing of an unexpected one is told."""
    if isinstance(error, HttpProblem):
        return error.code, error.detail, error.problems
    if isinstance(error, InvalidContent):
        # Which file it is, is the operator's business, and stands in the log.
        return error.code, "A prompt or a rule cannot be used, so nothing is drafted or judged. The operator finds file and line in the log.", ()
    if isinstance(error, InvalidInput):
        return error.code, " ".join(map(str, error.problems)), error.problems
    if isinstance(error, LanguageNotLive):
        where = Problem("$.language", f"Drafter does not draft in {error.language!r}.", f"Allowed: {', '.join(error.live)}.")
        return error.code, str(error), (where,)
    if isinstance(error, StoreError):
        # Where the database is, and what is wrong with it, is the operator's business, and stands in the log.
        return (
            error.code,
            "Nothing could be stored, so nothing was given out. Send the request again in a moment; the log tells the operator more.",
            (),
        )
    if isinstance(error, HTTPException) and error.status_code < 500:
        return _read_litestar(error, scope)
    return "internal", "The request failed and nothing was drafted. The log says more under this request id; sending it again does no harm.", ()


def _read_litestar(error: HTTPException, scope: Scope) -> tuple[str, str, tuple[Problem, ...]]:
    """What the framework itself refuses, in our words."""
    code, path = _CODE_OF_STATUS.get(error.status_code, "bad-request"), scope["path"]
    if code == "not-found":
        return code, f"There is nothing at {path}.", (Problem("path", "This address is not in use.", "GET /schema lists those that are."),)
    if code == "method-not-allowed":
        remedy = f"Use {' or '.join(_methods(scope))}."
        return code, f"{path} does not take {scope.get('method')}. {remedy}", (Problem("method", "It is not taken at this address.", remedy),)
    if code == "body-too-large":
        too_large = Problem("$", "The body is larger than this service reads (DRAFTER_MAX_BODY_BYTES).", "Send fewer or shorter messages.")
        return code, f"{too_large.what} {too_large.remedy}", (too_large,)
    extra = error.extra if isinstance(error.extra, list) else []
    remedy = "GET /schema says what this address takes."
    problems = tuple(Problem(str(item.get("key", "")), str(item.get("message", "")), remedy) for item in extra if isinstance(item, dict))
    return code, error.detail, problems or (Problem("request", f"{error.detail.rstrip('.')}.", remedy),)


def _methods(scope: Scope) -> list[str]:
    """The methods that the routes at this path take."""
    parts = [part for part in scope["path"].split("/") if part]
    found: set[str] = set()
    for route in scope["litestar_app"].routes:
        components = route.path_components
        if len(components) == len(parts) and all(not isinstance(one, str) or one == part for one, part in zip(components, parts, strict=True)):
            found |= set(getattr(route, "methods", ()))
    return sorted(found - {"OPTIONS"})


def _log_failure(identity: str, code: str, error: BaseException) -> None:
    """Type and place of each exception of the chain. Messages are left out: they may hold what a customer wrote, or a key."""
    if isinstance(error, (InvalidContent, StoreError)):
        _log.error("%s request_id=%s %s", code, identity, error)
    elif isinstance(error, HttpProblem):
        _log.error("%s request_id=%s", code, identity)
    else:
        _log.error("%s request_id=%s\n%s", code, identity, places(error))

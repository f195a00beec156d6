"""Whatever the OpenAPI document allows to be asked, and much that it does not, is answered as the document says."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient
from requests import Request
from schemathesis import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

from tests.web.conftest import ADDRESS

CHECKS = [
    schemathesis.checks.not_a_server_error,
    *(getattr(checks, name) for name in ("status_code_conformance", "content_type_conformance", "response_schema_conformance")),
    checks.negative_data_rejection,
]
_TRIES = settings(max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def document(service: TestClient[Any]) -> Any:
    return schemathesis.openapi.from_dict(service.get("/schema/openapi.json").json())


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["what is allowed", "what is not"])
def test_every_operation_answers_as_it_is_described(mode: GenerationMode, document: Any, service: TestClient[Any]) -> None:
    for found in document.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.POSITIVE or list(operation.body) or list(operation.query):  # where nothing is sent, nothing can be wrong
            _try(operation, mode, service)


def _try(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, service: TestClient[Any]) -> None:
    @given(operation.as_strategy(generation_mode=mode))
    @_TRIES
    def asked(case: Any) -> None:
        case.headers["Authorization"] = service.headers["Authorization"]
        ready: Any = Request(**case.as_transport_kwargs(base_url=ADDRESS)).prepare()
        answer = service.request(ready.method, ready.url, content=ready.body, headers=dict(ready.headers))
        case.validate_response(answer, checks=CHECKS)

    asked()

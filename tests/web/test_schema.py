"""`/schema`: a document that is true, and a page that needs no other host."""

from __future__ import annotations

import re
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from drafter.web.examples import EXAMPLES
from drafter.web.problems import KINDS

ADDRESSES = {"create_draft": "/v1/drafts", "check_text": "/v1/checks", "try_rule": "/v1/rules/try", "propose_rule": "/v1/rules/proposals"}


@pytest.fixture(scope="module")
def document(service: TestClient[Any]) -> dict[str, Any]:
    answer = service.get("/schema/openapi.json")
    assert 200 == answer.status_code
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(("operation", "name"), [(operation, name) for operation, examples in EXAMPLES.items() for name in examples])
def test_every_example_gets_the_status_that_is_documented(operation: str, name: str, service: TestClient[Any], document: dict[str, Any]) -> None:
    path = ADDRESSES[operation]
    described = document["paths"][path]["post"]
    value = described["requestBody"]["content"]["application/json"]["examples"][name]["value"]
    answer = service.post(path, json=value)
    assert EXAMPLES[operation][name].status == answer.status_code, answer.text
    assert str(answer.status_code) in described["responses"]
    if answer.is_success:
        schema = described["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert set(document["components"]["schemas"][schema]["required"]) <= set(answer.json())


def test_every_route_of_the_interface_is_described_with_its_errors(app: Litestar, document: dict[str, Any]) -> None:
    routes = {
        (route.path_format, method)
        for route in app.routes
        for method in getattr(route, "methods", ())
        if route.path.startswith(("/v1", "/health", "/ready", "/metrics"))
    }
    assert {(path, method.upper()) for path, item in document["paths"].items() for method in item} == {
        one for one in routes if one[1] not in ("OPTIONS", "HEAD")
    }
    for item in document["paths"].values():
        for described in item.values():
            assert described["summary"]
            assert described["description"]
            for status, answer in described["responses"].items():
                assert status.startswith("2") or {"application/problem+json"} == set(answer["content"])


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for name in re.findall(r"#/components/schemas/(\w+)", str(document)):
        assert name in document["components"]["schemas"]


def test_the_document_says_that_unknown_keys_are_refused(document: dict[str, Any]) -> None:
    assert document["components"]["schemas"]["DraftRequest"]["additionalProperties"] is False
    assert ["conversation"] == document["components"]["schemas"]["DraftRequest"]["required"]


def test_the_page_needs_no_other_host_and_no_inline_script_or_style(service: TestClient[Any]) -> None:
    page = service.get("/schema")
    assert "text/html" in page.headers["content-type"]
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page.text)
    assert not re.findall(r"<script|<style|\sstyle=|\son\w+=", page.text)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for linked in re.findall(r'href="(/[^"#]*)"', page.text):
        assert 200 == service.get(linked).status_code, linked


def test_the_page_shows_every_operation_with_its_examples_and_every_kind_of_problem(service: TestClient[Any], document: dict[str, Any]) -> None:
    page = service.get("/schema").text
    for path, item in document["paths"].items():
        for method, described in item.items():
            assert f"{method.upper()} {path}" in page
            assert described["summary"] in page
    assert all(f"/problems/{code}" in page for code in KINDS)
    assert 1 == page.count("<h1>")
    assert len(set(ids := re.findall(r'\sid="([^"]+)"', page))) == len(ids)

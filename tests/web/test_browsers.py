"""What a browser is told: who may call us, who may show us in a frame, under which names we answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.clients import Service, serving
from tests.web.conftest import PARCEL, held_to_the_shape

HELPDESK = "https://helpdesk.example.com"


@pytest.fixture(scope="module")
def embedded(database_url: str) -> Iterator[Service]:
    """A service that a helpdesk's pages may call and show."""
    with serving(database_url, origins=(HELPDESK,), frames=(HELPDESK,), hosts=("drafter.example.com",)) as client:
        yield client


def _ask_first(client: Service, origin: str, headers: str = "authorization,content-type,idempotency-key") -> tuple[int, str | None]:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": headers, "Authorization": ""}
    answer = client.options("/v1/drafts", headers=asked)
    return answer.status_code, answer.headers.get("access-control-allow-origin")


def test_the_helpdesks_page_may_call_and_read_what_it_needs(embedded: Service) -> None:
    assert (204, HELPDESK) == _ask_first(embedded, HELPDESK)
    answer = embedded.post("/v1/drafts", json=PARCEL, headers={"Origin": HELPDESK})
    assert (201, HELPDESK) == (answer.status_code, answer.headers["access-control-allow-origin"])
    assert "access-control-allow-credentials" not in answer.headers
    readable = {name.strip().lower() for name in answer.headers["access-control-expose-headers"].split(",")}
    assert {"retry-after", "ratelimit-remaining", "x-request-id", "location"} <= readable


def test_another_sites_page_may_not(embedded: Service) -> None:
    for origin in ("https://evil.example", f"{HELPDESK}.evil.example", "null", "http://helpdesk.example.com"):
        assert (400, None) == _ask_first(embedded, origin), origin
        answer = embedded.post("/v1/drafts", json=PARCEL, headers={"Origin": origin})
        assert "access-control-allow-origin" not in answer.headers


def test_without_a_setting_no_other_sites_page_may(service: Service) -> None:
    assert _ask_first(service, HELPDESK)[1] is None
    assert "access-control-allow-origin" not in service.get("/health", headers={"Origin": HELPDESK}).headers


def test_only_the_sites_of_the_setting_may_show_our_pages(embedded: Service, service: Service) -> None:
    ours, closed = (client.get("/schema").headers for client in (embedded, service))
    assert ours["content-security-policy"].endswith(f"frame-ancestors {HELPDESK}")
    assert "x-frame-options" not in ours
    assert ("DENY", True) == (closed["x-frame-options"], closed["content-security-policy"].endswith("frame-ancestors 'none'"))


def test_errors_are_sealed_like_answers(embedded: Service) -> None:
    answer = embedded.get("/nothing-here", headers={"Origin": HELPDESK})
    assert 404 == answer.status_code
    for name, value in (("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("cache-control", "no-store")):
        assert value == answer.headers[name]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


def test_the_service_answers_under_its_names_and_this_machines_own(embedded: Service) -> None:
    for host, status in (("drafter.example.com", 200), ("Drafter.Example.com:443", 200), ("localhost:8000", 200), ("127.0.0.1", 200)):
        assert status == embedded.get("/v1/languages", headers={"Host": host}).status_code, host
    for host in ("evil.example", "drafter.example.com.evil.example", ""):
        held_to_the_shape(embedded.get("/v1/languages", headers={"Host": host}), 421, "misdirected")

"""Who gets in: the bearer token, a session that the one-time link opened, and nobody under a foreign name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from drafter.app import create_app, is_loopback
from drafter.settings import Settings
from drafter.store.store import Store
from drafter.web.doorkeeper import COOKIE, OPERATOR
from tests.web.conftest import ADDRESS, TOKEN, held_to_the_shape


def _client(settings: Settings, address: str = ADDRESS) -> TestClient[Litestar]:
    return TestClient(create_app(settings, writers=()), base_url=address, raise_server_exceptions=False)


@pytest.fixture
def link(database_url: str) -> str:
    """The token of a link that was not used yet."""

    async def make() -> str:
        async with Store(database_url, TOKEN).opened() as store:
            return (await store.tokens.make("link", timedelta(hours=1), OPERATOR))[0]

    return asyncio.run(make())


@pytest.fixture
def stranger(database_url: str) -> Iterator[TestClient[Litestar]]:
    """A client without a token, before the link was used."""
    client = _client(Settings(token=TOKEN, database_url=database_url))
    with client:
        yield client


def test_the_link_opens_a_session_once_and_leaves_no_token_in_the_address(stranger: TestClient[Litestar], link: str) -> None:
    arrived = stranger.get(f"/schema?token={link}&x=1", follow_redirects=False)
    assert (303, "/schema?x=1") == (arrived.status_code, arrived.headers["location"])
    cookie = arrived.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "no-referrer" == arrived.headers["referrer-policy"]
    assert 200 == stranger.get("/schema").status_code
    assert 303 == stranger.get(f"/schema?token={link}", follow_redirects=False).status_code, "who is in already is led on"
    stranger.cookies.clear()
    problem = held_to_the_shape(stranger.get(f"/schema?token={link}"), 401, "unauthorized")
    assert "used already" in problem["errors"][0]["what"]


def test_the_links_token_is_no_bearer_token_and_the_bearer_token_is_no_link(stranger: TestClient[Litestar], link: str) -> None:
    held_to_the_shape(stranger.get("/v1/languages", headers={"Authorization": f"Bearer {link}"}), 401, "unauthorized")
    held_to_the_shape(stranger.get(f"/v1/languages?token={TOKEN}"), 401, "unauthorized")


def test_a_session_does_not_serve_another_sites_page(stranger: TestClient[Litestar], link: str) -> None:
    stranger.get(f"/schema?token={link}")
    for site, status in (("cross-site", 401), ("same-site", 401), ("same-origin", 200), ("none", 200)):
        assert status == stranger.get("/v1/languages", headers={"Sec-Fetch-Site": site}).status_code, site


@pytest.mark.parametrize("cookie", ["", "nonsense", f"{COOKIE}=", f"{COOKIE}=guess", f"{COOKIE}=\udcff".encode("utf-8", "surrogateescape"), '"; =;;'])
def test_a_cookie_of_another_make_is_no_session(cookie: str | bytes, stranger: TestClient[Litestar]) -> None:
    raw = cookie if isinstance(cookie, bytes) else cookie.encode()
    held_to_the_shape(stranger.get("/v1/languages", headers={b"Cookie": raw}), 401, "unauthorized")


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN[:-1]}", "Bearer токен"])
def test_anything_but_the_token_is_refused(given: str, stranger: TestClient[Litestar]) -> None:
    held_to_the_shape(stranger.get("/v1/languages", headers={b"Authorization": given.encode()}), 401, "unauthorized")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9000", "localhost:8000", "LOCALHOST", "localhost.", "[::1]:8000"])
def test_on_loopback_the_service_answers_under_loopbacks_names(host: str, stranger: TestClient[Litestar]) -> None:
    assert 200 == stranger.get("/health", headers={"Host": host}).status_code


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", ""])
def test_on_loopback_a_foreign_name_is_turned_away_even_with_the_token(host: str, stranger: TestClient[Litestar]) -> None:
    held_to_the_shape(stranger.get("/v1/languages", headers={"Host": host, "Authorization": f"Bearer {TOKEN}"}), 421, "misdirected")


def test_elsewhere_any_name_is_served_since_the_token_is_asked_for_anyway(database_url: str, link: str) -> None:
    settings = Settings(token=TOKEN, host="0.0.0.0", database_url=database_url)  # noqa: S104 nothing listens here
    with _client(settings, "https://drafter.example") as client:
        assert 200 == client.get("/health").status_code
        held_to_the_shape(client.get("/v1/languages"), 401, "unauthorized")
        assert "Secure" in client.get(f"/schema?token={link}", follow_redirects=False).headers["set-cookie"]


def test_without_any_token_or_key_nobody_gets_in_and_the_log_says_so(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    client = TestClient(
        create_app(Settings(database_url=f"sqlite:///{tmp_path}/drafter.db"), writers=()), base_url=ADDRESS, raise_server_exceptions=False
    )
    with client:
        assert "Nobody can get in" in caplog.text
        held_to_the_shape(client.get("/v1/languages", headers={"Authorization": "Bearer "}), 401, "unauthorized")


@pytest.mark.parametrize(
    ("expected", "host"),
    [
        (True, "127.0.0.1"),
        (True, "127.9.9.9"),
        (True, "::1"),
        (True, "localhost"),
        (False, "0.0.0.0"),  # noqa: S104 a word here
        (False, "::"),
        (False, "10.0.0.1"),
        (False, "box"),
    ],
)
def test_loopback_is_told_from_the_rest(expected: bool, host: str) -> None:
    assert expected is is_loopback(host)

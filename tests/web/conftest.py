"""One service for all tests of this folder; each test puts its own writer on the stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from drafter.app import create_app
from drafter.completion.scripted_writer import Reply, ScriptedWriter
from drafter.completion.writer import Completion, Writer
from drafter.errors import WriterUnavailable
from drafter.prompt.prompt import Prompt
from drafter.settings import Settings

TOKEN = "a-token-for-tests"
ADDRESS = "http://127.0.0.1:8000"
PARCEL = {"conversation": [{"author": "customer", "text": "Where is my parcel? I have been waiting for it since Monday."}]}
SOUND = "Thank you for writing. I am looking into where your parcel is, and I am asking the courier what they know."
OVERPROMISING = "We guarantee that your parcel arrives tomorrow. This will never happen again."

Script = Callable[..., ScriptedWriter]


class Stage:
    """A writer that hands on to whichever writer a test has put here. While there is none, the model is down."""

    def __init__(self) -> None:
        self.writer: Writer | None = None

    @property
    def name(self) -> str:
        return self.writer.name if self.writer else "nobody"

    async def write(self, prompt: Prompt, *, timeout: float) -> Completion:
        if self.writer is None:
            raise WriterUnavailable("No model is on the stage.")
        return await self.writer.write(prompt, timeout=timeout)


_STAGE = Stage()


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of the tests' own."""
    return f"sqlite:///{tmp_path_factory.mktemp('web')}/drafter.db"


@pytest.fixture(scope="session")
def app(database_url: str) -> Litestar:
    """The whole service, with a stage where the model would be."""
    return create_app(Settings(token=TOKEN, database_url=database_url), writers=(_STAGE,), read_first=True)


@pytest.fixture(scope="session")
def service(app: Litestar) -> Iterator[TestClient[Litestar]]:
    """A client with the token."""
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        yield client


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Put a writer on it: `stage.writer = …`."""
    yield _STAGE
    _STAGE.writer = None


@pytest.fixture
def script(stage: Stage) -> Script:
    """What the model will answer, reply by reply."""

    def play(*replies: Reply) -> ScriptedWriter:
        writer = ScriptedWriter(replies)
        stage.writer = writer
        return writer

    return play


def held_to_the_shape(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The one error shape; gives the problem for a closer look."""
    assert (status, "application/problem+json") == (answer.status_code, answer.headers["content-type"].partition(";")[0])
    problem: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "request_id"} == set(problem) - {"errors"}
    assert ("errors" in problem) == (status < 500), "a mistake of the caller's is named, and only such a one"
    assert (f"/problems/{code}", status) == (problem["type"], problem["status"])
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["x-request-id"]
    for error in problem.get("errors", []):
        assert {"where", "what", "remedy"} == set(error)
        assert error["what"]
    return problem

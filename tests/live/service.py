"""The service as a process of its own, for the tests of this folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import pytest

TOKEN = "a-token-for-tests"
CUSTOMERS = {
    "en": "Hello, my order should have been here on Monday. Where is it, and when will you send it?",
    "kk": "Сәлеметсіз бе, тапсырысым дүйсенбіде келуі керек еді. Ол қайда және оны қашан жібересіздер?",
}
BRIEF = {"en": {"solutions": ["We can send the order again."]}, "kk": {"solutions": ["Тапсырысты қайта жібере аламыз."]}}


@dataclass
class Service:
    """A running `drafter serve`."""

    process: subprocess.Popen[str]
    address: str

    def ask(self, method: str, path: str, body: Any = None, token: str | None = TOKEN, accept: str = "*/*") -> tuple[int, Any]:
        """Status and JSON of one request."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            connection.request(
                method, path, json.dumps(body) if body is not None else None, {**headers, "Content-Type": "application/json", "Accept": accept}
            )
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def text(self, path: str) -> str:
        """What stands at an address that does not answer in JSON."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {TOKEN}"})
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def draft(self, language: str, **more: Any) -> dict[str, Any]:
        status, draft = self.ask("POST", "/v1/drafts", {"conversation": [{"author": "customer", "text": CUSTOMERS[language]}], **more})
        assert 201 == status, draft
        found: dict[str, Any] = draft
        return found

    def stream(self, body: Any, **more: str) -> Generator[tuple[str, Any]]:
        """The events of one streamed draft with their data, as they come; who stops reading hangs up. `more` are headers."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json", "Accept": "text/event-stream", **more}
        try:
            connection.request("POST", "/v1/drafts", json.dumps(body), headers)
            answer = connection.getresponse()
            assert 200 == answer.status, answer.read()
            name = ""
            for line in iter(answer.readline, b""):
                field, _, value = line.decode().rstrip("\n").partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    yield name, json.loads(value)
        finally:
            connection.close()

    def attempts(self, draft: dict[str, Any]) -> list[dict[str, Any]]:
        status, record = self.ask("GET", f"/v1/drafts/{draft['id']}")
        assert 200 == status
        found: list[dict[str, Any]] = record["attempts"]
        return found


Serve = Callable[..., Service]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Starts services, one a model; they run until the tests of this file are over."""
    started: dict[tuple[str | None, str, str], Service] = {}
    processes: list[subprocess.Popen[str]] = []

    def start(model: str | None = None, url: str = "", **more: str) -> Service:
        if (model, url, str(more)) not in started:
            clean = {name: value for name, value in os.environ.items() if not name.startswith(("DRAFTER_", "OPENAI_"))}
            model_settings = {"DRAFTER_MODEL": model, "DRAFTER_MODEL_URL": url} if model else {}
            log = tmp_path_factory.mktemp("serve") / "log"
            with log.open("w") as errors:
                process = subprocess.Popen(
                    [sys.executable, "-m", "drafter.cli", "serve", "--port", "0"],
                    cwd=Path(__file__).parents[2],
                    env={**clean, **model_settings, **more, "DRAFTER_TOKEN": TOKEN, "NO_PROXY": "127.0.0.1", "PYTHONUNBUFFERED": "1"},
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    text=True,
                )
            processes.append(process)
            assert process.stdout is not None
            said = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
            assert said, f"The service did not start: {log.read_text()}"
            service = Service(process, said[0])
            wait_until(lambda: 200 == service.ask("GET", "/ready", token=None)[0])
            started[model, url, str(more)] = service
        return started[model, url, str(more)]

    yield start
    for process in processes:
        process.terminate()
    for process in processes:
        process.communicate(timeout=30)


def wait_until(there: Callable[[], bool]) -> None:
    """Until it is there, or a minute is over."""
    deadline, pause = time.monotonic() + 60, Event()
    while not there():
        assert time.monotonic() < deadline, "waited a minute in vain"
        pause.wait(0.05)

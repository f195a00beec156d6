"""`openai_server`: the local model server in a process of its own, one for the whole run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.live.service import serve  # noqa: F401 (a fixture)

_CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class LocalModels:
    """`url` is what DRAFTER_MODEL_URL takes; the model's name chooses the behaviour (see `openai_server.py`)."""

    url: str

    def seen(self, model: str) -> list[dict[str, Any]]:
        """What `model` was asked, the newest last: `{"model", "messages", "body", "connection"}`."""
        return [request for request in self._get("/seen") if request["model"] == model]

    def hang_ups(self, model: str) -> int:
        """How often somebody left while `model` was streaming."""
        return int(self._get("/hang-ups").count(model))

    def _get(self, path: str) -> Any:
        with urlopen(self.url.removesuffix("/v1") + path) as answer:  # noqa: S310 our own server
            return json.load(answer)


@pytest.fixture(scope="session")
def openai_server() -> Iterator[LocalModels]:
    command = [sys.executable, "-m", "tests.live.openai_server"]
    with pytest.MonkeyPatch.context() as environment, subprocess.Popen(command, cwd=_CHECKOUT, stdout=subprocess.PIPE, text=True) as process:
        for name in ("NO_PROXY", "no_proxy"):  # a machine behind a proxy would send even this there
            environment.setenv(name, "127.0.0.1")
        try:
            assert process.stdout is not None
            ready, _, url = process.stdout.readline().strip().partition(" ")
            assert ready == "ready", f"The model server did not start: {command} in {_CHECKOUT}"
            yield LocalModels(url)
        finally:
            process.terminate()

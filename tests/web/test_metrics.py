"""`/metrics`: who may read it, and what it says of answers."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from drafter.app import create_app
from drafter.settings import Settings
from drafter.store.keys import Role
from drafter.store.store import Store
from tests.web.conftest import ADDRESS, PARCEL, TOKEN, held_to_the_shape

METRICS_TOKEN = "for-prometheus-alone"


@pytest.fixture(scope="module")
def measured(database_url: str) -> Iterator[TestClient[Any]]:
    settings = Settings(token=TOKEN, metrics_token=METRICS_TOKEN, database_url=database_url)
    with TestClient(create_app(settings, writers=()), base_url=ADDRESS) as client:
        yield client


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _key(database_url: str, role: Role, workspace: str) -> dict[str, str]:
    async def make() -> str:
        async with Store(database_url).opened() as store:
            if workspace not in await store.workspaces():
                await store.add_workspace(workspace)
            return (await store.shelf(workspace).keys.create("test", role, actor="test"))[1]

    return _bearer(asyncio.run(make()))


def test_its_own_token_reads_the_metrics_and_nothing_else(measured: TestClient[Any]) -> None:
    answer = measured.get("/metrics", headers=_bearer(METRICS_TOKEN))
    assert (200, "text/plain") == (answer.status_code, answer.headers["content-type"].partition(";")[0])
    held_to_the_shape(measured.get("/v1/rules", headers=_bearer(METRICS_TOKEN)), 401, "unauthorized")
    held_to_the_shape(measured.get("/metrics"), 401, "unauthorized")
    held_to_the_shape(measured.get("/metrics", headers=_bearer("wrong")), 401, "unauthorized")


@pytest.mark.parametrize(("role", "workspace", "status"), [("admin", "default", 200), ("lead", "default", 403), ("admin", "measured", 403)])
def test_of_the_keys_only_an_admins_of_the_first_workspace_reads_numbers_of_all(
    role: Role, workspace: str, status: int, measured: TestClient[Any], database_url: str
) -> None:
    assert status == measured.get("/metrics", headers=_key(database_url, role, workspace)).status_code


def test_whoever_is_refused_hears_which_role_it_takes(measured: TestClient[Any], database_url: str) -> None:
    problem = held_to_the_shape(measured.get("/metrics", headers=_key(database_url, "lead", "default")), 403, "forbidden")
    assert "This is for keys of the role admin; yours is of the role lead." == problem["errors"][0]["what"]


def test_answers_are_counted_by_pattern_so_that_nobody_can_make_up_new_ones(measured: TestClient[Any]) -> None:
    measured.get("/v1/drafts/none", headers=_bearer(TOKEN))
    for path in ("/made/up/1", "/made/up/2"):
        measured.request("BREW", path)
    assert 201 == measured.post("/v1/drafts", json=PARCEL, headers=_bearer(TOKEN)).status_code
    said = measured.get("/metrics", headers=_bearer(TOKEN)).text
    assert 'drafter_http_answers_total{method="GET",route="/v1/drafts/{draft_id}",status="404"} 1.0' in said
    assert 'drafter_http_answers_total{method="other",route="none",status="404"} 2.0' in said
    assert 'drafter_drafts_total{language="en",origin="composed"} 1.0' in said


def test_workers_that_share_a_folder_tell_the_sum_and_what_a_dead_one_had_under_way_is_over(tmp_path: Path) -> None:
    program = (
        "import os\n"
        "from drafter.telemetry.metrics import Metrics\n"
        "if os.fork() == 0:\n"
        "    metrics = Metrics()\n"
        "    metrics.answered('GET', '/health', 200)\n"
        "    metrics.began()\n"
        "    os._exit(0)\n"
        "os.wait()\n"
        "metrics = Metrics()\n"
        "metrics.answered('GET', '/health', 200)\n"
        "metrics.began()\n"
        "print(metrics.text().decode())\n"
    )
    environment = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert 'drafter_http_answers_total{method="GET",route="/health",status="200"} 2.0' in done.stdout
    assert "drafter_drafts_running 1.0" in done.stdout

"""The service and a model server as processes of their own, and what the service takes of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

TOKEN = "load"  # noqa: S105 of a service that is gone afterwards


class Watching:
    """Memory (MB) and CPU (seconds) of a process, sampled every second."""

    def __init__(self, process: int) -> None:
        self._process, self._over = process, threading.Event()
        self._samples: list[float] = []
        self.others = 0.0
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Watching:
        self._started, self._cpu = time.monotonic(), spent(self._process)
        self._busy, self._ours = _busy(), spent(os.getpid())
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self.wall, self.cpu = time.monotonic() - self._started, spent(self._process) - self._cpu
        self.others = _busy() - self._busy - (spent(os.getpid()) - self._ours)

    def thirds(self) -> list[float]:
        """At the start, after a third, at the end."""
        return [self._samples[0], self._samples[len(self._samples) // 3], self._samples[-1]]

    def _watch(self) -> None:
        while True:
            self._samples.append(sum(_memory(process) for process in _family(self._process)))
            if self._over.wait(1.0):
                return


def spent(process: int) -> float:
    """Seconds of CPU of a process and all below it."""
    return sum(_own(each) for each in _family(process))


def _own(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    """MB."""
    return int(Path(f"/proc/{process}/status").read_text().partition("VmRSS:")[2].split()[0]) / 1_024


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(each for child in children for each in _family(int(child)))]


def _busy() -> float:
    """Seconds of CPU that the whole machine has spent on anything."""
    user, nice, system, _, _, irq, softirq, *_ = (int(each) for each in Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


@contextmanager
def model_server(pace: float) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.live.openai_server", "--steady-seconds", str(pace), "--slow-seconds", "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 our own program
        try:
            yield _first_line(process).split()[1].removesuffix("/v1")
        finally:
            process.kill()


@contextmanager
def service(model: str, settings: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with TemporaryDirectory(dir=Path.cwd(), prefix=".load-") as folder, (Path(folder) / "log").open("w") as log:
        own = {"DRAFTER_MODEL_URL": f"{model}/v1", "DRAFTER_TOKEN": TOKEN, "DRAFTER_DATABASE_URL": f"sqlite:///{folder}/drafter.db", **settings}
        own |= {"NO_PROXY": "127.0.0.1", "PYTHONUNBUFFERED": "1"}
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("DRAFTER_", "OPENAI_", "OTEL_"))}
        command = [sys.executable, "-m", "drafter.cli", "serve", "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=clean | own) as process:  # noqa: S603 our own program
            try:
                address = _first_line(process).split()[-1]
                _wait_until_ready(address)
                _wait_until_idle(process.pid)
                yield process, address
            finally:
                process.terminate()


def _first_line(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline() if process.stdout is not None else ""
    return line or sys.exit("A program that the measurement needs did not start.")


def _wait_until_idle(process: int) -> None:
    """It rehearses beside the first requests, which is no part of what is measured."""
    before, now = -1.0, spent(process)
    while now - before > 0.05:
        time.sleep(1.0)
        before, now = now, spent(process)


def _wait_until_ready(address: str) -> None:
    for _ in range(240):
        try:
            with urlopen(f"{address}/ready") as answer:  # noqa: S310 our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.25)
    raise SystemExit(f"The service at {address} did not get ready within a minute.")

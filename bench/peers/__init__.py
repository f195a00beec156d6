"""Other tools that look for forbidden phrases, each in a virtual environment of its own, made when it is asked for."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_ENVIRONMENTS = Path(".venv/peers")


@dataclass(frozen=True)
class Peer:
    """`script` is a module here, with a lock file of the same name."""

    name: str
    script: str


@dataclass(frozen=True)
class Answer:
    """Microseconds of CPU a text, and the places found in each text."""

    micros: list[float]
    found: list[list[tuple[int, int]]]


PEERS = (
    Peer("Presidio, deny list", "presidio"),
    Peer("openai-guardrails, keyword filter", "openai_guardrails"),
    Peer("guardrails-ai, ban list", "guardrails_ban_list"),
)


def install(peers: Sequence[Peer] = PEERS) -> Iterator[Peer]:
    """The peers that can be measured here, each once its environment stands. No model is downloaded: lists of words need none."""
    for peer in peers:
        environment, lock = _ENVIRONMENTS / peer.script, _HERE / f"{peer.script}.lock"
        done = environment / ".installed"
        if not done.exists() or done.read_text() != lock.read_text():
            print(f"installing {peer.name} into {environment} …", file=sys.stderr)
            venv.create(environment, with_pip=True, clear=True)
            pip = [str(environment / "bin/python"), "-m", "pip", "-qq", "--disable-pip-version-check", "install", "--require-hashes", "-r", str(lock)]
            subprocess.run(pip, check=True)  # noqa: S603 from our own lock file
            done.write_text(lock.read_text())
        yield peer


def ask(peer: Peer, phrases: list[str], texts: list[str], timed: int) -> Answer:
    """What a peer finds, timed on the first `timed` texts. SystemExit with its own words when it does not run."""
    given = json.dumps({"phrases": phrases, "texts": texts, "timed": timed})
    command = [str(_ENVIRONMENTS / peer.script / "bin/python"), str(_HERE / f"{peer.script}.py")]
    done = subprocess.run(command, input=given, capture_output=True, text=True)  # noqa: S603 our own script
    if done.returncode:
        raise SystemExit(f"{peer.name} did not run: {done.stderr[-2000:]}")
    answer = json.loads(done.stdout)
    return Answer(answer["micros"], [[(start, end) for start, end in spans] for spans in answer["found"]])

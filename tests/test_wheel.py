"""What is shipped: a wheel that drafts far away from the checkout it was built in, and a Dockerfile that would carry it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
WHEELS = CHECKOUT / ".venv/wheels"  # laid there by `make test`; without it the package index is asked
NOWHERE = "http://127.0.0.1:9"  # discards everything: a program that asks the network fails here


@dataclass(frozen=True)
class Installed:
    """A virtual environment that holds the locked dependencies and the wheel; `elsewhere` is where its programs run."""

    venv: Path
    elsewhere: Path

    def run(self, program: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.elsewhere),
            "http_proxy": NOWHERE,
            "https_proxy": NOWHERE,
            "PYTHONIOENCODING": "utf-8",
            "PYTHONUTF8": "1",
        }
        command = [str(self.venv / "bin" / program), *arguments]
        return subprocess.run(command, input=given, capture_output=True, text=True, cwd=self.elsewhere, env=environment, timeout=60)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Built without a network from the checkout, installed from the lock file as an operator would."""
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(CHECKOUT)])
    (wheel,) = (folder / "dist").glob("drafter-*.whl")
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")])
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", "--python", str(folder / "venv/bin/python"), "install"]
    wheels = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    _run([*pip, *wheels, "--require-hashes", "-r", str(CHECKOUT / "requirements.lock")])
    _run([*pip, "--no-deps", "--no-index", str(wheel)])
    (folder / "elsewhere").mkdir()
    return Installed(folder / "venv", folder / "elsewhere")


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def _example(language: str) -> str:
    """A shipped example's request as the JSON that a helpdesk sends."""
    path = min((CHECKOUT / "prompts" / language / "examples").glob("*.toml"))
    request = tomllib.loads(path.read_text(encoding="utf-8"))["request"]
    return json.dumps({"language": language, **request}, default=str)


@pytest.mark.parametrize("language", ["en", "kk"])
def test_an_installed_wheel_drafts_a_shipped_example(installed: Installed, language: str) -> None:
    drafted = installed.run("drafter", "draft", "-", "--json", given=_example(language))
    assert drafted.returncode == 0, drafted.stderr
    draft = json.loads(drafted.stdout)
    assert (language, "pass") == (draft["language"], draft["verdict"]["outcome"] if isinstance(draft["verdict"], dict) else draft["verdict"])
    assert len(draft["text"].split()) > 20


@pytest.mark.parametrize(("text", "language", "code"), [("We guarantee that it arrives tomorrow.", "en", 1), ("Біз кепілдік береміз.", "kk", 1)])
def test_an_installed_wheel_stops_a_guarantee(installed: Installed, text: str, language: str, code: int) -> None:
    checked = installed.run("drafter", "check", "-", "--language", language, "--json", given=text)
    assert code == checked.returncode, checked.stderr
    assert "guarantee" in {finding["family"] for finding in json.loads(checked.stdout)["findings"]}


def test_an_installed_wheel_brings_the_tables_of_its_database_along(installed: Installed) -> None:
    upgraded = installed.run("drafter", "db", "upgrade")
    assert upgraded.returncode == 0, upgraded.stderr
    assert str(installed.elsewhere / "drafter.db") in upgraded.stdout
    assert installed.run("drafter", "db", "current").returncode == 0


def test_an_installed_wheel_takes_nothing_from_the_checkout(installed: Installed) -> None:
    """Content comes from inside the package, even where a folder `guardrails` of another project stands beside it."""
    (site,) = (installed.venv / "lib").glob("python3*/site-packages")
    for stranger in ("guardrails", "prompts"):
        (site / stranger).mkdir()
    program = (
        "import sys\n"
        "from drafter.cli import main\n"
        "from drafter.content import find_content\n"
        "try:\n    main(['draft', '-'])\nexcept SystemExit:\n    pass\n"
        "content = find_content()\n"
        "print('PLACES')\n"
        "modules = {getattr(module, '__file__', None) for module in sys.modules.values()}\n"
        "print(content.prompts, content.guardrails, *filter(None, modules), sep='\\n')\n"
    )
    done = installed.run("python", "-I", "-c", program, given=_example("en"))
    places = done.stdout.partition("PLACES\n")[2].splitlines()
    assert [str(site / "drafter/_content/prompts"), str(site / "drafter/_content/guardrails")] == places[:2], done.stderr
    assert [] == [place for place in places if Path(place).is_relative_to(CHECKOUT)]


def test_the_wheel_carries_all_content(installed: Installed) -> None:
    (content,) = (installed.venv / "lib").glob("python3*/site-packages/drafter/_content")
    for folder in ("prompts", "guardrails"):
        shipped = {path.relative_to(content).as_posix() for path in (content / folder).rglob("*") if path.is_file()}
        kept = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / folder).rglob("*") if path.is_file()}
        assert kept == shipped


def _instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, arguments), lines joined, comments dropped."""
    text = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n", " ", "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")))
    return [(word.upper(), " ".join(rest.split())) for line in joined.splitlines() if line.strip() for word, _, rest in [line.strip().partition(" ")]]


def _last_stage() -> list[tuple[str, str]]:
    instructions = _instructions()
    start = max(index for index, (word, _) in enumerate(instructions) if word == "FROM")
    return instructions[start + 1 :]


def test_the_image_is_built_from_files_that_exist_and_that_docker_is_shown() -> None:
    ignored = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [source for word, rest in _instructions() if word == "COPY" and "--from" not in rest for source in rest.split()[:-1]]
    assert {"drafter/", "prompts/", "guardrails/", "requirements.lock"} <= set(copied)
    assert [] == [source for source in copied if not (CHECKOUT / source).exists()]
    assert [] == [source for source in copied if f"!{source}" not in ignored]


def test_the_image_has_two_stages_and_no_source_in_the_last() -> None:
    assert 2 == sum(word == "FROM" for word, _ in _instructions())
    assert ["--from=build /opt/drafter /opt/drafter"] == [rest for word, rest in _last_stage() if word == "COPY"]


def test_the_image_does_not_run_as_root() -> None:
    (user,) = (rest for word, rest in _last_stage() if word == "USER")
    assert user not in ("root", "0")


def test_the_image_keeps_its_drafts_in_a_volume_that_its_user_may_write_to() -> None:
    (volume,) = (rest for word, rest in _last_stage() if word == "VOLUME")
    (variables,) = (rest for word, rest in _last_stage() if word == "ENV")
    assert f"DRAFTER_DATABASE_URL=sqlite:///{volume}/drafter.db" in variables.split()
    assert any(word == "RUN" and f"-o drafter {volume}" in rest for word, rest in _last_stage())


def test_the_image_says_whether_it_is_healthy_with_what_it_has_inside() -> None:
    (check,) = (rest for word, rest in _last_stage() if word == "HEALTHCHECK")
    command = json.loads(check[check.index("CMD ") + 4 :])
    assert "python" == command[0]
    compile(command[2], "HEALTHCHECK", "exec")
    assert "/health" in command[2]


def test_the_image_starts_without_a_shell_so_that_signals_arrive() -> None:
    started = {word: json.loads(rest) for word, rest in _last_stage() if word in ("ENTRYPOINT", "CMD")}
    assert {"ENTRYPOINT": ["drafter"], "CMD": ["serve"]} == started

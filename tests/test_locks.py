"""The lock files hold names, versions and hashes, and agree with one another and with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")

_PIN = re.compile(r"(?P<name>[a-z0-9-]+)(?P<extras>\[[a-z0-9,-]+\])?==(?P<version>[\w.!+]+)(?: ; (?P<marker>[^\\]+?))? \\")
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def _pins(name: str) -> dict[str, set[str]]:
    """Package → versions; more than one where Pythons differ."""
    found: dict[str, set[str]] = {}
    for line in (CHECKOUT / name).read_text(encoding="utf-8").splitlines():
        if pin := _PIN.fullmatch(line):
            found.setdefault(pin["name"], set()).add(pin["version"])
    return found


def _project() -> dict[str, Any]:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def _is_met(wanted: Requirement, versions: set[str]) -> bool:
    return bool(versions) and all(map(wanted.specifier.contains, versions))


def _dependencies(group: str | None) -> list[Requirement]:
    project = _project()
    listed = project["project"]["dependencies"] if group is None else project["dependency-groups"][group]
    return [Requirement(each) for each in listed if isinstance(each, str)]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_names_versions_and_hashes_and_nothing_else(name: str) -> None:
    """No host and no path: whoever installs chooses where from."""
    lines = (CHECKOUT / name).read_text(encoding="utf-8").splitlines()
    assert [] == [line for line in lines if not _PIN.fullmatch(line) and not _HASH.fullmatch(line)]


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name: str) -> None:
    lines = (CHECKOUT / name).read_text(encoding="utf-8").splitlines()
    assert [] == [line for line, following in zip(lines, [*lines[1:], ""], strict=True) if _PIN.fullmatch(line) and not _HASH.fullmatch(following)]


@pytest.mark.parametrize(("name", "group"), [("requirements.lock", None), ("requirements-build.lock", "build"), ("requirements-dev.lock", "dev")])
def test_every_dependency_is_locked_at_a_version_that_pyproject_admits(name: str, group: str | None) -> None:
    pins = _pins(name)
    unmet = [str(wanted) for wanted in _dependencies(group) if not _is_met(wanted, pins.get(canonicalize_name(wanted.name), set()))]
    assert [] == unmet, "Run `make lock`."


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-build.lock"])
def test_what_is_tested_is_what_runs(name: str) -> None:
    """Every version that a user gets is the one that the tests ran with."""
    tested = _pins("requirements-dev.lock")
    assert {} == {package: versions for package, versions in _pins(name).items() if versions != tested.get(package)}


def test_the_build_backend_is_locked_as_it_is_asked_for() -> None:
    assert _project()["build-system"]["requires"] == _project()["dependency-groups"]["build"]

"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.pipelines import make_pipeline, recorder  # noqa: F401 (fixtures)

# A slow machine is no failing test: properties are about answers; `make bench` is about time.
settings.register_profile("drafter", deadline=None)
settings.load_profile("drafter")


@pytest.fixture(scope="session", autouse=True)
def plain_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A person's own settings and keys change no test, no test can reach their model by accident, and none writes into their cache or database."""
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith(("DRAFTER_", "OPENAI_"))]:
            environment.delenv(name)
        environment.setenv("DRAFTER_CACHE", str(tmp_path_factory.mktemp("cache")))
        environment.setenv("DRAFTER_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('store')}/drafter.db")
        yield

"""Services with settings of their own, and keys for them."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient

from drafter.app import create_app
from drafter.completion.writer import Writer
from drafter.settings import Settings
from drafter.store.keys import Key, Role
from drafter.store.store import Store
from tests.web.conftest import ADDRESS, TOKEN

Service = TestClient[Litestar]


def serving(database_url: str, *writers: Writer, **settings: Any) -> Service:
    """Use it with `with`; requests carry the operator's token."""
    app = create_app(Settings(token=TOKEN, database_url=database_url, **settings), writers=writers)
    client = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
    client.headers["Authorization"] = f"Bearer {TOKEN}"
    return client


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def make_key(database_url: str, role: Role = "agent", workspace: str = "default") -> tuple[Key, str]:
    """A new key and its token."""

    async def make() -> tuple[Key, str]:
        async with Store(database_url).opened() as store:
            if workspace not in await store.workspaces():
                await store.add_workspace(workspace)
            return await store.shelf(workspace).keys.create("test", role, actor="test")

    return asyncio.run(make())


def revoke(database_url: str, key: Key, workspace: str = "default") -> None:
    async def take() -> None:
        async with Store(database_url).opened() as store:
            assert await store.shelf(workspace).keys.revoke(key.id, actor="test")

    asyncio.run(take())

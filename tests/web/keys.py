"""Keys for tests: headers with the token of a new key."""

from __future__ import annotations

import asyncio

from drafter.store.keys import Role
from drafter.store.store import Store


def new_key(database_url: str, role: Role, workspace: str = "default") -> dict[str, str]:
    """The workspace is made when there is none of that name."""

    async def make() -> str:
        async with Store(database_url).opened() as store:
            if workspace not in await store.workspaces():
                await store.add_workspace(workspace)
            return (await store.shelf(workspace).keys.create("test", role, actor="test"))[1]

    return {"Authorization": f"Bearer {asyncio.run(make())}"}

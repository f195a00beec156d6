"""A process that stores drafts, sixteen at a time, and says which ones it has answered: something to kill.

python -m tests.store.drafting_process sqlite:///…/drafter.db
"""

from __future__ import annotations

import asyncio
import os
import sys

from drafter.store.store import Store
from tests.store.records import record


async def _answer(store: Store) -> None:
    while True:
        kept = record("en/guarantee/no-guarantees")
        await store.shelf().record(kept)
        os.write(1, f"{kept.draft.id}\n".encode())


async def _main(address: str) -> None:
    async with Store(address).opened() as store:
        await asyncio.gather(*(_answer(store) for _ in range(16)))


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))

"""One task writes all drafts of a process. What waits while it commits goes into the next commit together: a commit costs more than a row."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from drafter.errors import AlreadyStored, Problem, StoreError, StoreUnavailable
from drafter.store import usage
from drafter.store.connections import Connections
from drafter.store.models import AttemptRow, DraftRow, FindingRow
from drafter.store.rows import Rows

GROUP = 128  # drafts a commit at most: under load a commit waits for its turn on the loop, and whoever waits with it goes along
_WAITING = 512  # drafts; when more wait, the database has stopped, and waiting longer helps nobody
_BUSY = ("More drafts wait to be stored than the database takes.", "Send the request again in a moment; the operator looks at the database.")

_STOPPED = ("Drafter has stopped writing, or has not begun.", "Send the request again in a moment.")


@dataclass(frozen=True, slots=True)
class _Waiting:
    rows: Rows
    done: asyncio.Future[None]


class Committer:
    """`commit` returns after the database has said that the rows are on disk."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._queue: asyncio.Queue[_Waiting | None]
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._queue = asyncio.Queue()  # it belongs to the loop that it is first waited on in
        self._task = asyncio.create_task(self._work(), name="drafter.store.committer")

    async def stop(self) -> None:
        """Everything that waits is written first."""
        task, self._task = self._task, None
        if task is not None:
            self._queue.put_nowait(None)
            await task

    @property
    def waiting(self) -> int:
        """Drafts that wait for the next commit."""
        return 0 if self._task is None else self._queue.qsize()

    async def commit(self, rows: Rows) -> None:
        """StoreUnavailable, StoreBehind, or AlreadyStored: nothing of it was written. A caller that is cancelled meanwhile loses no row."""
        if self._task is None or self._queue.qsize() >= _WAITING:
            raise StoreUnavailable(Problem(self._connections.place, *(_STOPPED if self._task is None else _BUSY)))
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Waiting(rows, done))
        await asyncio.shield(done)

    async def _work(self) -> None:
        stopping = False
        while not stopping:
            group = [await self._queue.get()]
            while len(group) < GROUP and not self._queue.empty():
                group.append(self._queue.get_nowait())
            stopping = None in group
            await self._settle([each for each in group if each is not None])

    async def _settle(self, group: list[_Waiting]) -> None:
        """One row that the database refuses keeps none of the others from being written."""
        error = await self._write(group)
        if error is not None and len(group) > 1 and not isinstance(error, StoreError):
            for each in group:
                await self._settle([each])
            return
        for each in group:
            if error is None:
                each.done.set_result(None)
            else:
                each.done.set_exception(self._meaning(error))

    async def _write(self, group: list[_Waiting]) -> Exception | None:
        if not group:
            return None
        attempts = [row for each in group for row in each.rows.attempts]
        findings = [row for each in group for row in each.rows.findings]
        try:
            async with self._connections.writing() as connection:
                await connection.execute(insert(DraftRow), [each.rows.draft for each in group])
                for table, rows in ((AttemptRow, attempts), (FindingRow, findings)):
                    if rows:
                        await connection.execute(insert(table), rows)
                await usage.add(connection, (each.rows for each in group))
        except Exception as error:  # noqa: BLE001 (whatever it is, those who wait hear of it, and the next group gets its turn)
            return error
        return None

    def _meaning(self, error: Exception) -> Exception:
        if isinstance(error, IntegrityError) and "idempotency_key" in str(error.orig):
            what = "A draft with this idempotency key is stored already."
            return AlreadyStored(Problem("Idempotency-Key", what, "Read that draft, or send another key for another request."))
        return error

"""Deletes old drafts while the service runs."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from drafter.errors import StoreError
from drafter.store.store import Store

_log = logging.getLogger("drafter")
_DAY = 24 * 3600  # seconds
_SOON = 600  # seconds until the next try when the database was away


async def purge_daily(store: Store, days: int) -> None:
    """Now, and then once a day, until it is cancelled; 0 days keep drafts for ever."""
    while days:
        try:
            gone = await store.purge(before=datetime.now(UTC) - timedelta(days=days))
            if gone:
                _log.info("Deleted %s drafts older than %s days (DRAFTER_RETENTION_DAYS).", gone, days)
        except StoreError as error:
            _log.error("Old drafts were not deleted; the next try is in ten minutes. %s", error)
            await asyncio.sleep(_SOON)
            continue
        await asyncio.sleep(_DAY)

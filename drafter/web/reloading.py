"""Takes edited rules up while the service runs, and says so in the log and at `/ready`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from drafter.traces import places
from drafter.verdict.reload import Refused, Reloaded, Reloader
from drafter.web.readiness import FailedReload, Readiness

_log = logging.getLogger("drafter")
_NAMED = 5  # rules that a line of the log spells out


def take_up_edits(reloader: Reloader, readiness: Readiness, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """One look at the files."""
    for news in reloader.look():
        if isinstance(news, Reloaded):
            readiness.packs[news.language] = news.pack.version
            readiness.failed_reloads.pop(news.language, None)
            _log.info(
                "%s: new rules are in force: %s instead of %s. Changed: %s.", news.language, news.pack.version, news.before.version, _named(news)
            )
        elif isinstance(news, Refused):
            readiness.failed_reloads[news.language] = FailedReload(clock(), len(news.problems))
            _log.error("%s: the edited rules are not taken up; %s goes on judging.", news.language, news.version)
            for problem in news.problems:
                _log.error("%s", problem)
        else:
            readiness.failed_reloads.pop(news.language, None)
            _log.info("%s: the rules are again those in force, %s.", news.language, news.version)


async def take_up_edits_every(seconds: float | None, reloader: Reloader, readiness: Readiness) -> None:
    """Until it is cancelled; without seconds never."""
    while seconds:
        await asyncio.sleep(seconds)
        try:
            await asyncio.to_thread(take_up_edits, reloader, readiness)
        except Exception as error:  # noqa: BLE001 (whatever it is, the rules in force judge on, and the next edit gets its chance)
            _log.error("The rules could not be looked after:\n%s", places(error))


def _named(news: Reloaded) -> str:
    if not news.is_of_rules:
        return f"what stands beside the rules (lists, context, lexicon), so that all {len(news.rules)} rules were proved"
    more = len(news.rules) - _NAMED
    return ", ".join(news.rules[:_NAMED]) + (f" and {more} more" if more > 0 else "")

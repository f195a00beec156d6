"""The log on standard error: an object of JSON a line, or plain lines for a person. The sole importer of structlog.

Whoever logs uses `logging`; what stands in `extra` becomes fields of the object. Of an exception only classes and places are written: its message may
hold what a customer wrote, or a key.
"""

from __future__ import annotations

import logging
import sys
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor

from drafter.traces import places

Format = Literal["json", "text"]
_CHATTY = ("httpx2", "alembic", "opentelemetry", "urllib3")


def set_up_log(form: Format | None = None, level: str = "info") -> None:
    """For the whole process, in the place of what was set up before. No `form`: text on a terminal, JSON elsewhere."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(form or ("text" if sys.stderr.isatty() else "json"), colors=sys.stderr.isatty()))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def formatter(form: Format, *, colors: bool = False) -> logging.Formatter:
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso" if form == "json" else "%H:%M:%S", utc=form == "json"),
        _exception_without_its_message,
        _without_colors,
    ]
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str) if form == "json" else structlog.dev.ConsoleRenderer(colors=colors)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
    )


def _exception_without_its_message(_: Any, __: str, event: EventDict) -> EventDict:
    told = event.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        event["exception"] = places(error).rstrip()
    return event


def _without_colors(_: Any, __: str, event: EventDict) -> EventDict:
    """The server says everything twice, the second time for a terminal."""
    event.pop("color_message", None)
    return event

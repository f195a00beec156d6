"""A column that holds one of our structs as JSON text."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Document(TypeDecorator[Any]):
    """Written and read by msgspec, so that what comes back is the struct that went in.

    Text, not a JSON type: PostgreSQL's refuses a NUL, which customers' messages do hold; here it stays escaped. Cast it to query it
    (`draft::json ->> 'notice'`; SQLite: `draft ->> 'notice'`).
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._decoder = msgspec.json.Decoder(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self._decoder.decode(value)

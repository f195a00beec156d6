"""`/v1/languages`"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
from litestar import get
from litestar.di import NamedDependency

from drafter.pipeline import Pipeline


class LanguageView(msgspec.Struct, frozen=True, kw_only=True):
    """`live`: drafts are written in it; `draft`: its texts are still being made. `reviewed`: a native reader has read them."""

    code: str
    english: str
    native: str
    status: Literal["draft", "live"]
    reviewed: bool
    reviewed_on: date | None


class LanguagesView(msgspec.Struct, frozen=True, kw_only=True):
    languages: tuple[LanguageView, ...]


@get("/v1/languages", operation_id="list_languages", summary="The languages", tags=["languages"], sync_to_thread=False)
def list_languages(pipeline: NamedDependency[Pipeline]) -> LanguagesView:
    """Every language that has a folder, whether drafts are written in it yet, and whether a native reader has reviewed it."""
    return LanguagesView(
        languages=tuple(
            LanguageView(
                code=language.code,
                english=language.about.english,
                native=language.about.native,
                status=language.about.status,
                reviewed=language.is_reviewed,
                reviewed_on=language.about.reviewed_on,
            )
            for language in pipeline.library.languages()
        )
    )

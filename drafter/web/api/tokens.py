"""`/v1/tokens` and `/v1/usage`"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta

from drafter.errors import Problem
from drafter.store.shelf import Shelf
from drafter.store.store import Store
from drafter.store.tokens import Holder
from drafter.web.budget import Budget
from drafter.web.doorkeeper import QA
from drafter.web.problems import HttpProblem


class TokenRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`minutes`: how long the token holds."""

    minutes: Annotated[int, Meta(ge=1, le=60)] = 15


class TokenView(msgspec.Struct, frozen=True):
    """`token` is shown this once. It opens what an agent's key opens, until `expires`."""

    token: str
    expires: datetime
    role: Literal["agent"] = "agent"


class UsageView(msgspec.Struct, frozen=True):
    """`tokens` of prompts and completions, as the providers counted them, in the month (`2026-11`, by UTC); `budget` is what may be used in it."""

    month: str
    tokens: int
    budget: int | None


@post("/v1/tokens", operation_id="create_token", summary="A token for a page", tags=["access"])
async def create_token(request: Request[Any, Any, Any], data: JSONBody[TokenRequest], store: NamedDependency[Store]) -> TokenView:
    """A token that holds for minutes, for a page in an iframe: the helpdesk's server makes it with its key and hands it to the page, so that no
    browser ever sees the key. It may do what an agent may, counts as its key's, and ends when the key is revoked.

    A token cannot make another one.
    """
    holder: Holder = request.scope["state"]["holder"]
    if holder.until is not None:
        what = "A token or a session makes no tokens."
        raise HttpProblem("forbidden", Problem("Authorization", what, "Send the key itself, from a server and never from a page."))
    token, expires = await store.tokens.make("page", timedelta(minutes=data.minutes), replace(holder, role="agent"))
    return TokenView(token, expires)


@get("/v1/usage", opt={"roles": QA}, operation_id="read_usage", summary="Tokens used this month", tags=["access"])
async def read_usage(shelf: NamedDependency[Shelf], budget: NamedDependency[Budget]) -> UsageView:
    """What this workspace's models have used this month, and what they may use."""
    spent = await budget.spent(shelf)
    return UsageView(spent.month, spent.tokens, budget.tokens)

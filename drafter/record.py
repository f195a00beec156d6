"""What is kept of a draft, so that QA can see what was asked, what was stopped, and what the agent got."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from drafter.attempt import Attempt, Draft
from drafter.request import DraftRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A draft, every attempt behind it, and the request that it answers. `created` carries an offset."""

    draft: Draft
    attempts: tuple[Attempt, ...]
    request: DraftRequest
    created: datetime = field(default_factory=lambda: datetime.now(UTC))


def without_kind(request: DraftRequest) -> DraftRequest:
    """What kind of complainer a customer was taken for helps with one reply; kept, it would become an opinion about a person on file."""
    return msgspec.structs.replace(request, customer=msgspec.structs.replace(request.customer, kind=None))

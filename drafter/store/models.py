"""The tables. Every row carries its workspace, and so does every foreign key: a row cannot point into another company's.

What is filtered or joined by is a column; everything else of a struct is kept whole in a document.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from advanced_alchemy.base import create_registry
from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from drafter.attempt import Attempt, Draft
from drafter.request import DraftRequest
from drafter.store.documents import Document
from drafter.store.statements import AuditEntry, Outcome, Review

_DRAFT = ["drafts.workspace", "drafts.id"]
_ATTEMPT = ["attempts.workspace", "attempts.draft", "attempts.number"]


class _Base(DeclarativeBase):
    registry = create_registry()  # times as UTC in both databases, and a name for each constraint


def _index(name: str, *columns: str, where: str) -> Index:
    """Over those rows alone. SQLite's planner takes it only when the condition is worded as in the query, where a boolean is `= 1`."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where.replace(" = 1", "")))


METADATA = _Base.metadata


class WorkspaceRow(_Base):
    """A company."""

    __tablename__ = "workspaces"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    created: Mapped[datetime]


class KeyRow(_Base):
    """Who may come in, as what. The token itself is nowhere: `digest` is its SHA-256."""

    __tablename__ = "keys"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    workspace: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[datetime]
    last_used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]


class TokenRow(_Base):
    """Lets somebody in for a while, as what a key may do or less. `key` is a key's id, or says that it is the operator."""

    __tablename__ = "tokens"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    workspace: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    key: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    role: Mapped[str] = mapped_column(String(16))
    expires: Mapped[datetime] = mapped_column(index=True)


class UsageRow(_Base):
    """The tokens that a workspace's models have used in a month, such as 2026-11."""

    __tablename__ = "usage"
    workspace: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    tokens: Mapped[int] = mapped_column(BigInteger)


class DraftRow(_Base):
    """`customer` and `idempotency_key` are digests of what others chose: of one length, and without what a database would refuse."""

    __tablename__ = "drafts"
    workspace: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    created: Mapped[datetime]
    language: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    origin: Mapped[str] = mapped_column(String(16))
    customer: Mapped[str | None] = mapped_column(String(64))
    idempotency_key: Mapped[str | None] = mapped_column(String(64))
    draft: Mapped[Any] = mapped_column(Document(Draft))
    request: Mapped[Any] = mapped_column(Document(DraftRequest))
    __table_args__ = (
        UniqueConstraint("workspace", "idempotency_key", name="uq_drafts_idempotency_key"),
        Index("ix_drafts_created", "workspace", "created", "id"),
        _index("ix_drafts_customer", "workspace", "customer", where="customer IS NOT NULL"),
    )


class AttemptRow(_Base):
    """`created` and `language` are the draft's: the list of rejections is read from one index, newest first."""

    __tablename__ = "attempts"
    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    created: Mapped[datetime]
    language: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    rejected: Mapped[bool]
    reviewed: Mapped[datetime | None]
    attempt: Mapped[Any] = mapped_column(Document(Attempt))
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "draft"], _DRAFT, ondelete="CASCADE"),
        _index("ix_rejections", "workspace", "created", "draft", "number", where="rejected = 1"),
        _index("ix_rejections_language", "workspace", "language", "created", "draft", "number", where="rejected = 1"),
        _index("ix_rejections_unreviewed", "workspace", "created", "draft", "number", where="rejected = 1 AND reviewed IS NULL"),
    )


class FindingRow(_Base):
    """A rule that stopped an attempt; once, however often it did. The findings themselves are in the attempt's document.

    `leads_family`: the one row that stands for its family, when several rules of it stopped the same attempt."""

    __tablename__ = "findings"
    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[str] = mapped_column(String(255), primary_key=True)
    family: Mapped[str] = mapped_column(String(64))
    leads_family: Mapped[bool]
    created: Mapped[datetime]
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "draft", "number"], _ATTEMPT, ondelete="CASCADE"),
        Index("ix_findings_rule", "workspace", "rule", "created", "draft", "number"),
        _index("ix_findings_family", "workspace", "family", "created", "draft", "number", where="leads_family = 1"),
    )


class OutcomeRow(_Base):
    """What became of a draft, as the agent's helpdesk tells it; the last one counts."""

    __tablename__ = "outcomes"
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(String(64))
    draft: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime]
    sent: Mapped[bool]
    outcome: Mapped[Any] = mapped_column(Document(Outcome))
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "draft"], _DRAFT, ondelete="CASCADE"),
        Index("ix_outcomes_draft", "workspace", "draft", "id"),
        _index("ix_outcomes_sent", "workspace", "created", "id", where="sent = 1"),
    )


class ReviewRow(_Base):
    """What QA says of a rejection; the last one counts."""

    __tablename__ = "reviews"
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(String(64))
    draft: Mapped[str] = mapped_column(String(64))
    number: Mapped[int] = mapped_column(autoincrement=False)
    created: Mapped[datetime]
    review: Mapped[Any] = mapped_column(Document(Review))
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "draft", "number"], _ATTEMPT, ondelete="CASCADE"),
        Index("ix_reviews_attempt", "workspace", "draft", "number", "id"),
    )


class AuditRow(_Base):
    """Who did what. The database itself refuses to change or delete these rows."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    created: Mapped[datetime]
    entry: Mapped[Any] = mapped_column(Document(AuditEntry))
    __table_args__ = (Index("ix_audit_workspace", "workspace", "id"),)

"""Rules of a workspace's own, and what QA says of texts that were sent.

A released migration is never changed: models.py moves on, this stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "rule_proposals",
        _text("workspace", 64),
        _text("id", 16),
        _text("rule", 255),
        _time("proposed"),
        _text("proposed_by", 64),
        _time("approved", nullable=True),
        _text("approved_by", 64, nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        _time("ended", nullable=True),
        _text("ended_by", 64, nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name="fk_rule_proposals_workspace_workspaces"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_rule_proposals"),
        sa.UniqueConstraint("workspace", "place", name="uq_rule_proposals_place"),
    )
    op.create_index("ix_rule_proposals_proposed", "rule_proposals", ["workspace", "proposed", "id"])
    op.create_table(
        "sent_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("workspace", 64),
        _text("draft", 64),
        _time("created"),
        sa.Column("review", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "draft"], ["drafts.workspace", "drafts.id"], name="fk_sent_reviews_workspace_drafts", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sent_reviews"),
    )
    op.create_index("ix_sent_reviews_draft", "sent_reviews", ["workspace", "draft", "id"])

"""The first tables: workspaces, keys, drafts with what became of them, reviews, the audit.

A released migration is never changed: models.py moves on, this stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _document(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number() -> sa.Column[object]:
    return sa.Column("number", sa.Integer(), autoincrement=False, nullable=False)


def _of_draft(table: str) -> sa.ForeignKeyConstraint:
    columns, targets = ["workspace", "draft"], ["drafts.workspace", "drafts.id"]
    return sa.ForeignKeyConstraint(columns, targets, name=f"fk_{table}_workspace_drafts", ondelete="CASCADE")


def _of_attempt(table: str) -> sa.ForeignKeyConstraint:
    columns, targets = ["workspace", "draft", "number"], ["attempts.workspace", "attempts.draft", "attempts.number"]
    return sa.ForeignKeyConstraint(columns, targets, name=f"fk_{table}_workspace_attempts", ondelete="CASCADE")


def _of_workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workspace"], ["workspaces.id"], name=f"fk_{table}_workspace_workspaces")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _index(name: str, table: str, *columns: str, where: str | None = None) -> None:
    """A condition is worded for SQLite; PostgreSQL's booleans are compared with nothing."""
    sqlite, postgresql = (sa.text(where), sa.text(where.replace(" = 1", ""))) if where else (None, None)
    op.create_index(name, table, list(columns), sqlite_where=sqlite, postgresql_where=postgresql)


def upgrade() -> None:
    _workspaces_and_keys()
    _drafts()
    _what_people_say()
    _audit()


def _workspaces_and_keys() -> None:
    workspaces = op.create_table("workspaces", _text("id", 64), _time("created"), _key("workspaces", "id"))
    op.execute(workspaces.insert().values(id="default", created=sa.func.current_timestamp()))
    op.create_table(
        "keys",
        _text("id", 16),
        _text("workspace", 64),
        _text("name", 200),
        _text("role", 16),
        _text("digest", 64),
        _time("created"),
        _time("last_used", nullable=True),
        _time("revoked", nullable=True),
        _of_workspace("keys"),
        _key("keys", "id"),
        sa.UniqueConstraint("digest", name="uq_keys_digest"),
    )
    _index("ix_keys_workspace", "keys", "workspace")


def _drafts() -> None:
    op.create_table(
        "drafts",
        _text("workspace", 64),
        _text("id", 64),
        _time("created"),
        _text("language", 16),
        _text("channel", 16),
        _text("origin", 16),
        _text("customer", 64, nullable=True),
        _text("idempotency_key", 64, nullable=True),
        _document("draft"),
        _document("request"),
        _of_workspace("drafts"),
        _key("drafts", "workspace", "id"),
        sa.UniqueConstraint("workspace", "idempotency_key", name="uq_drafts_idempotency_key"),
    )
    _index("ix_drafts_created", "drafts", "workspace", "created", "id")
    _index("ix_drafts_customer", "drafts", "workspace", "customer", where="customer IS NOT NULL")
    op.create_table(
        "attempts",
        _text("workspace", 64),
        _text("draft", 64),
        _number(),
        _time("created"),
        _text("language", 16),
        _text("kind", 16),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        _time("reviewed", nullable=True),
        _document("attempt"),
        _of_draft("attempts"),
        _key("attempts", "workspace", "draft", "number"),
    )
    newest_first = ("created", "draft", "number")
    _index("ix_rejections", "attempts", "workspace", *newest_first, where="rejected = 1")
    _index("ix_rejections_language", "attempts", "workspace", "language", *newest_first, where="rejected = 1")
    _index("ix_rejections_unreviewed", "attempts", "workspace", *newest_first, where="rejected = 1 AND reviewed IS NULL")
    op.create_table(
        "findings",
        _text("workspace", 64),
        _text("draft", 64),
        _number(),
        _text("rule", 255),
        _text("family", 64),
        sa.Column("leads_family", sa.Boolean(), nullable=False),
        _time("created"),
        _of_attempt("findings"),
        _key("findings", "workspace", "draft", "number", "rule"),
    )
    _index("ix_findings_rule", "findings", "workspace", "rule", *newest_first)
    _index("ix_findings_family", "findings", "workspace", "family", *newest_first, where="leads_family = 1")


def _what_people_say() -> None:
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("workspace", 64),
        _text("draft", 64),
        _time("created"),
        sa.Column("sent", sa.Boolean(), nullable=False),
        _document("outcome"),
        _of_draft("outcomes"),
        _key("outcomes", "id"),
    )
    _index("ix_outcomes_draft", "outcomes", "workspace", "draft", "id")
    _index("ix_outcomes_sent", "outcomes", "workspace", "created", "id", where="sent = 1")
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("workspace", 64),
        _text("draft", 64),
        _number(),
        _time("created"),
        _document("review"),
        _of_attempt("reviews"),
        _key("reviews", "id"),
    )
    _index("ix_reviews_attempt", "reviews", "workspace", "draft", "number", "id")


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("workspace", 64),
        _time("created"),
        _document("entry"),
        _of_workspace("audit"),
        _key("audit", "id"),
    )
    _index("ix_audit_workspace", "audit", "workspace", "id")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'audit rows are never changed or deleted'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_refuses_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'audit rows are never changed or deleted'); END"
        )

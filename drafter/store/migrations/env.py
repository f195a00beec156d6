"""Alembic runs this with a connection of ours; `drafter db upgrade` is the way in."""

from alembic import context

from drafter.store.models import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transaction_per_migration=False)
context.run_migrations()

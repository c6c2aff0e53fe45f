"""Alembic's entry: the caller hands over the connection."""

from alembic import context

from focuskit.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()

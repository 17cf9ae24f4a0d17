"""Alembic's entry: applies the versions on the connection, and in the transaction, that `schema` hands over."""

from alembic import context

from indexer.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()

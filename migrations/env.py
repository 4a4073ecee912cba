"""Alembic's entry: one connection, handed over by `domain.database.migrate`."""

from alembic import context

from domain.areas import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()

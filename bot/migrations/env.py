"""What Alembic runs: always on a connection that the program hands over (see `bot.migrations`)."""

from alembic import context

from bot.models import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()

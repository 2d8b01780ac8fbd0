"""A rung that is taken off a ladder stays in the table, so that put back it is the same one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ladder_rung") as batch_op:
        batch_op.add_column(sa.Column("is_on", sa.Boolean(), nullable=False, server_default=sa.true()))

    # The default was for the rows that are there. SQLite copies the table for this, and is told to keep its numbering.
    with op.batch_alter_table("ladder_rung", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("is_on", server_default=None)

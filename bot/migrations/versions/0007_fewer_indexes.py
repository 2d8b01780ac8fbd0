"""What a nation's morning writes stands in fewer indexes: the ledger has no number of its own, and a message's key is compared
byte by byte."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.database.types import Big, Bytewise, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = ["matter_id", "rung_id", "due_on", "person_id"]
TOLD = sa.text("outbox_id IS NOT NULL")
WAITING = sa.text("outbox_id IS NULL AND dropped IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.drop_index("ix_outbox_next")
        batch_op.drop_index("ix_outbox_chat_id")
        batch_op.create_index("ix_outbox_chat", ["chat_id", "state", "priority", "id"])

    op.drop_index("ix_reminder_person_id_reminder_outbox_id", "reminder")
    op.drop_index("ix_reminder_waiting", "reminder")
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("outbox", "key", type_=Bytewise, existing_nullable=False)  # SQLite compares no other way
        op.drop_column("reminder", "id")
        op.drop_constraint("uq_reminder_matter_id_rung_id_due_on_person_id", "reminder", type_="unique")
        op.create_primary_key("pk_reminder", "reminder", KEY)
    else:
        _copy()
    op.create_index("ix_reminder_told", "reminder", ["person_id", "outbox_id"], sqlite_where=TOLD, postgresql_where=TOLD)
    op.create_index("ix_reminder_waiting", "reminder", ["person_id"], sqlite_where=WAITING, postgresql_where=WAITING)


def _copy() -> None:
    """SQLite cannot change a key."""
    columns: list[sa.Column[Any]] = [
        sa.Column("matter_id", Big, nullable=False),
        sa.Column("rung_id", Big, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("is_duty", sa.Boolean(), nullable=False),
        sa.Column("fires_at", UtcDateTime(), nullable=False),
        sa.Column("outbox_id", Big, nullable=True),
        sa.Column("dropped", sa.String(), nullable=True),
    ]
    names = ", ".join(each.name for each in columns)
    op.create_table("reminder_new", *columns, sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_reminder")))
    op.execute(f"INSERT INTO reminder_new ({names}) SELECT {names} FROM reminder ORDER BY id")  # noqa: S608  our own names
    op.drop_table("reminder")
    op.rename_table("reminder_new", "reminder")

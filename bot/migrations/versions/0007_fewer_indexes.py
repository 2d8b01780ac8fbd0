"""What a nation's morning writes stands in fewer indexes, and a message's key is compared byte by byte."""

import sqlalchemy as sa
from alembic import op

from bot.database.types import Bytewise

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TOLD = sa.text("outbox_id IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("outbox") as batch_op:
        batch_op.drop_index("ix_outbox_next")
        batch_op.drop_index("ix_outbox_chat_id")
        batch_op.create_index("ix_outbox_chat", ["chat_id", "state", "priority", "id"])
    if op.get_bind().dialect.name == "postgresql":  # SQLite compares no other way
        op.alter_column("outbox", "key", type_=Bytewise, existing_nullable=False)
    with op.batch_alter_table("reminder") as batch_op:
        batch_op.drop_index("ix_reminder_person_id_reminder_outbox_id")
        batch_op.create_index("ix_reminder_told", ["person_id", "outbox_id"], sqlite_where=TOLD, postgresql_where=TOLD)

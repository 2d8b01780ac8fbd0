"""Reminders of everything, announcements, the doors of Zalo and of the web."""

import sqlalchemy as sa
from alembic import op

from bot.database.types import Big, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recipient",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("announcement_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("chat_id", Big, nullable=True),
        sa.Column("acknowledged_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint(
            "announcement_id", "unit_id", "person_id", name=op.f("uq_recipient_announcement_id_unit_id_person_id")
        ),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_recipient_federation_id_id")),
    )
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recipient_announcement_id_recipient_chat_id"), ["announcement_id", "chat_id"], unique=False
        )

    op.create_table(
        "door_code",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_door_code_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_door_code_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_code")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_door_code_federation_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_door_code_token_hash")),
    )
    with op.batch_alter_table("door_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_door_code_code_hash"), ["code_hash"], unique=False)

    op.create_table(
        "segment",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_segment_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_segment_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_segment_federation_id_id")),
        sa.UniqueConstraint("federation_id", "person_id", "name", name=op.f("uq_segment_federation_id_person_id_name")),
    )
    op.create_table(
        "spending",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("bot_id", Big, nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "bot_id"], ["bot.federation_id", "bot.id"], name=op.f("fk_spending_federation_id_bot_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_spending_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spending")),
        sa.UniqueConstraint("bot_id", "month", name=op.f("uq_spending_bot_id_month")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_spending_federation_id_id")),
    )
    op.create_table(
        "announcement",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("cluster_id", Big, nullable=True),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wants_acknowledgement", sa.Boolean(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_by", Big, nullable=True),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("follows_id", Big, nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("queued_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "cluster_id"],
            ["cluster.federation_id", "cluster.id"],
            name=op.f("fk_announcement_federation_id_cluster_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "confirmed_by"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_announcement_federation_id_confirmed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "follows_id"],
            ["announcement.federation_id", "announcement.id"],
            name=op.f("fk_announcement_federation_id_follows_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_announcement_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_announcement_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_announcement_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_announcement_federation_id_id")),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcement_state"), ["state"], unique=False)

    op.create_table(
        "upload_ticket",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_upload_ticket_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_upload_ticket_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload_ticket")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_upload_ticket_federation_id_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_upload_ticket_secret_hash")),
    )
    with op.batch_alter_table("upload_ticket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_ticket_chat_id"), ["chat_id"], unique=False)

    op.create_table(
        "web_link",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_web_link_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_web_link_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_link")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_web_link_federation_id_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_web_link_secret_hash")),
    )
    with op.batch_alter_table("web_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_link_chat_id"), ["chat_id"], unique=False)

    op.create_table(
        "web_message",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("document_id", Big, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_web_message_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "document_id"],
            ["document.federation_id", "document.id"],
            name=op.f("fk_web_message_federation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_web_message_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_message")),
        sa.UniqueConstraint("chat_id", "key", name=op.f("uq_web_message_chat_id_key")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_web_message_federation_id_id")),
    )
    with op.batch_alter_table("web_message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_message_chat_id_web_message_id"), ["chat_id", "id"], unique=False)

    op.create_table(
        "web_session",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_web_session_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_web_session_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_web_session_federation_id_id")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_web_session_secret_hash")),
    )
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_session_chat_id"), ["chat_id"], unique=False)

    op.create_table(
        "announcement_part",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("announcement_id", Big, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("styles", sa.Text(), nullable=False),
        sa.Column("document_id", Big, nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "announcement_id"],
            ["announcement.federation_id", "announcement.id"],
            name=op.f("fk_announcement_part_federation_id_announcement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "document_id"],
            ["document.federation_id", "document.id"],
            name=op.f("fk_announcement_part_federation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_announcement_part_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_part")),
        sa.UniqueConstraint(
            "announcement_id", "position", "version", name=op.f("uq_announcement_part_announcement_id_position_version")
        ),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_announcement_part_federation_id_id")),
    )
    op.create_table(
        "push_subscription",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("session_id", Big, nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("keys", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("failed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"],
            ["chat.federation_id", "chat.id"],
            name=op.f("fk_push_subscription_federation_id_chat_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "session_id"],
            ["web_session.federation_id", "web_session.id"],
            name=op.f("fk_push_subscription_federation_id_session_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_push_subscription_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscription")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_subscription_endpoint")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_push_subscription_federation_id_id")),
    )
    with op.batch_alter_table("push_subscription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_push_subscription_chat_id"), ["chat_id"], unique=False)

    op.create_table(
        "nudge",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_nudge_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_nudge_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_nudge_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_nudge_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_nudge_federation_id_id")),
    )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nudge_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "phone_call",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=True),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_phone_call_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_phone_call_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_phone_call_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_phone_call_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_call")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_phone_call_federation_id_id")),
    )
    with op.batch_alter_table("phone_call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_call_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "promise",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_promise_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_promise_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_promise_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_promise_federation_id_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_duty_id"), ["duty_id"], unique=False)

    op.create_table(
        "snooze",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=True),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_snooze_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_snooze_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_snooze_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_snooze_federation_id_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("snooze", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_snooze_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_snooze_until"), ["until"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("preferred_at", UtcDateTime(), nullable=True))

    with op.batch_alter_table("bot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seats", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("monthly_messages", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("stopped_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("problem", sa.String(), nullable=True))

    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ladder", sa.String(), nullable=False, server_default="usual"))

    with op.batch_alter_table("chat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pushed", sa.Text(), nullable=True))

    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.String(), nullable=True))

    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(
            "ix_duty_owed",
            ["campaign_id", "kind", "due_on", "id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL AND excused_on IS NULL"),
            postgresql_where=sa.text("done_at IS NULL AND excused_on IS NULL"),
        )

    with op.batch_alter_table("federation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weekly_cap", sa.Integer(), nullable=False, server_default="5"))
        batch_op.add_column(sa.Column("drops_first", sa.String(), nullable=False, server_default="greeting digest"))

    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_deputy", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("bot_id", Big, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_invite_federation_id_bot_id"), "bot", ["federation_id", "bot_id"], ["federation_id", "id"]
        )

    with op.batch_alter_table("ladder_rung", schema=None) as batch_op:
        batch_op.add_column(sa.Column("audience", sa.String(), nullable=False, server_default="chair"))
        batch_op.drop_constraint(batch_op.f("uq_ladder_rung_campaign_id_subject_days"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_ladder_rung_campaign_id_subject_audience_days"), ["campaign_id", "subject", "audience", "days"]
        )

    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_deputy", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(
            "ix_office_cluster_id",
            ["cluster_id"],
            unique=False,
            sqlite_where=sa.text("cluster_id IS NOT NULL"),
            postgresql_where=sa.text("cluster_id IS NOT NULL"),
        )

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("announcement_id", Big, nullable=True))
        batch_op.create_index(
            "ix_outbox_announcement_id",
            ["announcement_id"],
            unique=False,
            sqlite_where=sa.text("announcement_id IS NOT NULL"),
            postgresql_where=sa.text("announcement_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_outbox_next",
            ["chat_id", "priority", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remind_at", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("email", sa.String(), nullable=True))

    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_reminder_duty_id_rung_id_due_on_person_id"), type_="unique")
        batch_op.alter_column("duty_id", new_column_name="matter_id")
        batch_op.add_column(sa.Column("dropped", sa.String(), nullable=True))
    op.execute("UPDATE reminder SET dropped = 'moved' WHERE is_cancelled")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            batch_op.f("uq_reminder_matter_id_rung_id_due_on_person_id"), ["matter_id", "rung_id", "due_on", "person_id"]
        )
        batch_op.drop_column("is_cancelled")
        batch_op.create_index(
            "ix_reminder_waiting",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("outbox_id IS NULL AND dropped IS NULL"),
            postgresql_where=sa.text("outbox_id IS NULL AND dropped IS NULL"),
        )

    for table, column in (  # the defaults were for the rows that are there
        ("campaign", "ladder"),
        ("federation", "weekly_cap"),
        ("federation", "drops_first"),
        ("invite", "is_deputy"),
        ("ladder_rung", "audience"),
        ("office", "is_deputy"),
    ):
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(column, server_default=None)

    # Campaigns that are there get the usual ladder: what it has beyond their rungs for registrations and launches.
    steps = [
        (subject, "chair", days)
        for subject in ("registration", "held", "pledge", "report", "note")
        for days in (-14, -7, -3, -1, 0, 1, 3)
    ]
    steps += [
        (subject, audience, days)
        for subject in ("registration", "held", "pledge", "report", "note")
        for audience, days in (("deputy", 3), ("lead", 5), ("officer", 7))
    ]
    steps += [("launch", "chair", days) for days in (-7, -3, -1, 0)] + [("work", "chair", days) for days in (-14, -3, 0, 1)]
    steps += [("phase_start", "chair", -3), ("phase_end", "chair", -7), ("anniversary", "chair", -3), ("anniversary", "chair", 0)]
    steps += [("snooze", "chair", 0), ("promise", "chair", 1)]
    add = sa.text(
        "INSERT INTO ladder_rung (federation_id, campaign_id, subject, audience, days, minute) "
        "SELECT federation_id, id, :subject, :audience, :days, 450 FROM campaign WHERE true ON CONFLICT DO NOTHING"
    )
    for subject, audience, days in steps:
        op.get_bind().execute(add, {"subject": subject, "audience": audience, "days": days})

    if op.get_bind().dialect.name == "sqlite":  # a number is never given again: the ledger of reminders carries it
        with op.batch_alter_table("ladder_rung", recreate="always", table_kwargs={"sqlite_autoincrement": True}):
            pass

"""The first schema."""

import sqlalchemy as sa
from alembic import op

from bot.database.types import Big, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "federation",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_federation")),
    )
    op.create_table(
        "halt",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_halt")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "reminder",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("rung_id", Big, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("fires_at", UtcDateTime(), nullable=False),
        sa.Column("outbox_id", Big, nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "duty_id", "rung_id", "due_on", "person_id", name=op.f("uq_reminder_duty_id_rung_id_due_on_person_id")
        ),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_person_id_reminder_outbox_id"), ["person_id", "outbox_id"], unique=False)

    op.create_table(
        "bloc",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_bloc_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_bloc_federation_id_id")),
    )
    op.create_table(
        "bot",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_bot_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot")),
        sa.UniqueConstraint("channel", "platform_id", name=op.f("uq_bot_channel_platform_id")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_bot_federation_id_id")),
    )
    op.create_table(
        "campaign",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_campaign_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_campaign_federation_id_id")),
        sa.UniqueConstraint("federation_id", "slug", name=op.f("uq_campaign_federation_id_slug")),
    )
    op.create_table(
        "draft",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_draft_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_draft_federation_id_id")),
        sa.UniqueConstraint("owner", "script", "subject", name=op.f("uq_draft_owner_script_subject")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "level",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_level_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_level_federation_id_id")),
    )
    op.create_table(
        "person",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_person_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_person_federation_id_id")),
    )
    op.create_table(
        "chat",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("bot_id", Big, nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=True),
        sa.Column("draft_id", Big, nullable=True),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("offered", sa.Text(), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("locked_until", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "bot_id"], ["bot.federation_id", "bot.id"], name=op.f("fk_chat_federation_id_bot_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_chat_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
        sa.UniqueConstraint("bot_id", "address", name=op.f("uq_chat_bot_id_address")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_chat_federation_id_id")),
    )
    op.create_table(
        "consent",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_consent_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_consent_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_consent_federation_id_id")),
    )
    op.create_table(
        "ladder_rung",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_ladder_rung_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_ladder_rung_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_rung")),
        sa.UniqueConstraint("campaign_id", "subject", "days", name=op.f("uq_ladder_rung_campaign_id_subject_days")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_ladder_rung_federation_id_id")),
    )
    op.create_table(
        "phase",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("start_precision", sa.String(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_precision", sa.String(), nullable=True),
        sa.Column("end_event", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_phase_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_phase_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_phase_federation_id_id")),
    )
    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phase_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "theme",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owners", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_theme_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_theme_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_theme_federation_id_id")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("level_id", Big, nullable=False),
        sa.Column("bloc_id", Big, nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", Big, nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "bloc_id"], ["bloc.federation_id", "bloc.id"], name=op.f("fk_unit_federation_id_bloc_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "level_id"], ["level.federation_id", "level.id"], name=op.f("fk_unit_federation_id_level_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "successor_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_unit_federation_id_successor_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_unit_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_unit_federation_id_id")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_federation_id_unit_folded"), ["federation_id", "folded"], unique=False)

    op.create_table(
        "account",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("bot_id", Big, nullable=False),
        sa.Column("platform_id", sa.String(), nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("linked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "bot_id"], ["bot.federation_id", "bot.id"], name=op.f("fk_account_federation_id_bot_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_account_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_account_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_account_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("bot_id", "platform_id", name=op.f("uq_account_bot_id_platform_id")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_account_federation_id_id")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_person_id"), ["person_id"], unique=False)

    op.create_table(
        "affiliation",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("parent_id", Big, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "parent_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_affiliation_federation_id_parent_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_affiliation_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_affiliation_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_affiliation_federation_id_id")),
    )
    with op.batch_alter_table("affiliation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_affiliation_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "anniversary",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("phase_id", Big, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("original_date", sa.String(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_anniversary_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "phase_id"], ["phase.federation_id", "phase.id"], name=op.f("fk_anniversary_federation_id_phase_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_anniversary_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anniversary")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_anniversary_federation_id_id")),
    )
    with op.batch_alter_table("anniversary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anniversary_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "duty",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("phase_id", Big, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_origin", sa.String(), nullable=True),
        sa.Column("due_source", sa.String(), nullable=True),
        sa.Column("excused_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_duty_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "phase_id"], ["phase.federation_id", "phase.id"], name=op.f("fk_duty_federation_id_phase_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_duty_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_duty_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint(
            "campaign_id",
            "unit_id",
            "kind",
            "phase_id",
            "occurrence",
            name=op.f("uq_duty_campaign_id_unit_id_kind_phase_id_occurrence"),
        ),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_duty_federation_id_id")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_duty_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("bot_id", Big, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("chat_id", Big, nullable=True),
        sa.Column("sender", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("crashes", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "bot_id"], ["bot.federation_id", "bot.id"], name=op.f("fk_inbox_federation_id_bot_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_inbox_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_inbox_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("bot_id", "key", name=op.f("uq_inbox_bot_id_key")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_done_at"), ["done_at"], unique=False)
        batch_op.create_index(
            "ix_inbox_waiting",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "invite",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("used_by", Big, nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_invite_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "used_by"], ["person.federation_id", "person.id"], name=op.f("fk_invite_federation_id_used_by")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_invite_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_invite_federation_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invite_token_hash")),
    )
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invite_code_hash"), ["code_hash"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_office_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_office_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_office_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_office_federation_id_id")),
    )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("bot_id", Big, nullable=False),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("sent_as", sa.String(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "bot_id"], ["bot.federation_id", "bot.id"], name=op.f("fk_outbox_federation_id_bot_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_outbox_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_outbox_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_outbox_federation_id_id")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_waiting",
            ["bot_id", "priority", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "launch",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_launch_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_launch_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_launch_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch")),
        sa.UniqueConstraint("duty_id", "version", name=op.f("uq_launch_duty_id_version")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_launch_federation_id_id")),
    )
    with op.batch_alter_table("launch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_launch_day"), ["day"], unique=False)

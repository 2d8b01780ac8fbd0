"""The federation's year."""

import sqlalchemy as sa
from alembic import op

from bot.database.types import Big, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cluster",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_cluster_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_cluster_federation_id_id")),
        sa.UniqueConstraint("federation_id", "name", name=op.f("uq_cluster_federation_id_name")),
    )
    op.create_table(
        "document",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_document_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_document_federation_id_id")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_federation_id_document_sha256"), ["federation_id", "sha256"], unique=False)

    op.create_table(
        "special_day",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_special_day_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_day")),
        sa.UniqueConstraint("federation_id", "day", name=op.f("uq_special_day_federation_id_day")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_special_day_federation_id_id")),
    )
    op.create_table(
        "cluster_unit",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("cluster_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "cluster_id"],
            ["cluster.federation_id", "cluster.id"],
            name=op.f("fk_cluster_unit_federation_id_cluster_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_cluster_unit_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_cluster_unit_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster_unit")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_cluster_unit_federation_id_id")),
    )
    with op.batch_alter_table("cluster_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cluster_unit_cluster_id"), ["cluster_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cluster_unit_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_contact_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_contact_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_contact_federation_id_id")),
        sa.UniqueConstraint("unit_id", name=op.f("uq_contact_unit_id")),
    )
    op.create_table(
        "headcount",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_headcount_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_headcount_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headcount")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_headcount_federation_id_id")),
        sa.UniqueConstraint("unit_id", "since", name=op.f("uq_headcount_unit_id_since")),
    )
    op.create_table(
        "operation",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("unit_id", Big, nullable=True),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("valid_on", sa.Date(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_operation_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_operation_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_operation_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_operation_federation_id_id")),
    )
    with op.batch_alter_table("operation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_operation_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "succession",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("successor_id", Big, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "successor_id"],
            ["unit.federation_id", "unit.id"],
            name=op.f("fk_succession_federation_id_successor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_succession_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_succession_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_succession_federation_id_id")),
        sa.UniqueConstraint("unit_id", "successor_id", name=op.f("uq_succession_unit_id_successor_id")),
    )
    op.create_table(
        "upload",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("bot_id", Big, nullable=False),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("document_id", Big, nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "bot_id"], ["bot.federation_id", "bot.id"], name=op.f("fk_upload_federation_id_bot_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_upload_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "document_id"],
            ["document.federation_id", "document.id"],
            name=op.f("fk_upload_federation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_upload_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_upload_federation_id_id")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(
            "ix_upload_waiting",
            ["bot_id", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "campaign_bloc",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("contents", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_campaign_bloc_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_campaign_bloc_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_bloc")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_campaign_bloc_federation_id_id")),
    )
    with op.batch_alter_table("campaign_bloc", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_bloc_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "pilot_unit",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("unit_id", Big, nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_pilot_unit_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_pilot_unit_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_pilot_unit_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_unit")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_pilot_unit_federation_id_id")),
    )
    with op.batch_alter_table("pilot_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pilot_unit_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "target",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("operator", sa.String(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("per", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_target_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_target_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_target_federation_id_id")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "title",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_title_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_title_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_title_federation_id_id")),
    )
    with op.batch_alter_table("title", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_title_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "bloc_match",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_bloc_id", Big, nullable=False),
        sa.Column("bloc_id", Big, nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "bloc_id"], ["bloc.federation_id", "bloc.id"], name=op.f("fk_bloc_match_federation_id_bloc_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_bloc_id"],
            ["campaign_bloc.federation_id", "campaign_bloc.id"],
            name=op.f("fk_bloc_match_federation_id_campaign_bloc_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_bloc_match_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc_match")),
        sa.UniqueConstraint("campaign_bloc_id", "bloc_id", name=op.f("uq_bloc_match_campaign_bloc_id_bloc_id")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_bloc_match_federation_id_id")),
    )
    op.create_table(
        "content",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("campaign_bloc_id", Big, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_bloc_id"],
            ["campaign_bloc.federation_id", "campaign_bloc.id"],
            name=op.f("fk_content_federation_id_campaign_bloc_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_content_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_content_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_content_federation_id_id")),
    )
    with op.batch_alter_table("content", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_content_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "duty_rule",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("phase_id", Big, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("shifts", sa.Boolean(), nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("close_days", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_duty_rule_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "phase_id"], ["phase.federation_id", "phase.id"], name=op.f("fk_duty_rule_federation_id_phase_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_duty_rule_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_rule")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_duty_rule_federation_id_id")),
    )
    with op.batch_alter_table("duty_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_rule_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("campaign_id", Big, nullable=False),
        sa.Column("campaign_bloc_id", Big, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lowest", sa.Float(), nullable=True),
        sa.Column("highest", sa.Float(), nullable=True),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_bloc_id"],
            ["campaign_bloc.federation_id", "campaign_bloc.id"],
            name=op.f("fk_indicator_federation_id_campaign_bloc_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "campaign_id"],
            ["campaign.federation_id", "campaign.id"],
            name=op.f("fk_indicator_federation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_indicator_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("campaign_id", "code", name=op.f("uq_indicator_campaign_id_code")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_indicator_federation_id_id")),
    )
    op.create_table(
        "duty_change",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_duty_change_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_duty_change_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_duty_change_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_change")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_duty_change_federation_id_id")),
    )
    with op.batch_alter_table("duty_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_change_duty_id"), ["duty_id"], unique=False)

    with op.batch_alter_table("affiliation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_affiliation_parent_id"), ["parent_id"], unique=False)

    with op.batch_alter_table("anniversary", schema=None) as batch_op:
        batch_op.add_column(sa.Column("year", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("is_year_inferred", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit_id", Big, nullable=True))
        batch_op.add_column(sa.Column("parent_id", Big, nullable=True))
        batch_op.add_column(sa.Column("document_id", Big, nullable=True))
        batch_op.add_column(sa.Column("details", sa.Text(), nullable=False, server_default="{}"))
        batch_op.create_foreign_key(
            batch_op.f("fk_campaign_federation_id_parent_id"), "campaign", ["federation_id", "parent_id"], ["federation_id", "id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_campaign_federation_id_document_id"),
            "document",
            ["federation_id", "document_id"],
            ["federation_id", "id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_campaign_federation_id_unit_id"), "unit", ["federation_id", "unit_id"], ["federation_id", "id"]
        )

    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.add_column(sa.Column("grace_days", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("closes_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("done_at", UtcDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_duty_phase_id"), ["phase_id"], unique=False)

    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cluster_id", Big, nullable=True))
        batch_op.add_column(sa.Column("replaces_id", Big, nullable=True))
        batch_op.create_index(batch_op.f("ix_invite_unit_id"), ["unit_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_invite_federation_id_replaces_id"), "office", ["federation_id", "replaces_id"], ["federation_id", "id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_invite_federation_id_cluster_id"), "cluster", ["federation_id", "cluster_id"], ["federation_id", "id"]
        )

    with op.batch_alter_table("level", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_grassroots", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cluster_id", Big, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_office_federation_id_cluster_id"), "cluster", ["federation_id", "cluster_id"], ["federation_id", "id"]
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("acting_as", Big, nullable=True))

    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.add_column(sa.Column("start_rule", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("end_expected", sa.String(), nullable=True))

    _carry_over()
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("code", sa.String(), nullable=True))
        batch_op.create_index(batch_op.f("ix_unit_federation_id_unit_code"), ["federation_id", "code"], unique=False)
        batch_op.drop_constraint(batch_op.f("fk_unit_federation_id_successor_id"), type_="foreignkey")
        batch_op.drop_column("successor_id")
        batch_op.drop_column("members")

    _drop_defaults()


def _carry_over() -> None:
    """What the new columns and tables say about the rows that are there."""
    op.execute("UPDATE level SET is_grassroots = (depth > 0)")
    op.execute(
        "INSERT INTO headcount (federation_id, unit_id, since, members)"
        " SELECT federation_id, id, valid_from, members FROM unit WHERE members IS NOT NULL"
    )
    op.execute(
        "UPDATE duty SET done_at = (SELECT launch.recorded_at FROM launch"
        " WHERE launch.duty_id = duty.id AND launch.is_latest AND launch.day IS NOT NULL)"
    )


def _drop_defaults() -> None:
    """The program gives these values itself; the defaults were for the rows that are there."""
    for table, column in (
        ("anniversary", "is_year_inferred"),
        ("campaign", "details"),
        ("duty", "grace_days"),
        ("level", "is_grassroots"),
    ):
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(column, server_default=None)

"""The everyday: held launches, notes, works on their way, entries on behalf, absences, arming and pausing."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from bot.database.types import Big, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taking",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_taking_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_taking_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taking")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_taking_federation_id_id")),
        sa.UniqueConstraint("federation_id", "kind", "subject_id", name=op.f("uq_taking_federation_id_kind_subject_id")),
    )
    op.create_table(
        "absence",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("office_id", Big, nullable=False),
        sa.Column("stand_in_id", Big, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "office_id"], ["office.federation_id", "office.id"], name=op.f("fk_absence_federation_id_office_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "stand_in_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_absence_federation_id_stand_in_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_absence_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_absence_federation_id_id")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_stand_in_id"), ["stand_in_id"], unique=False)

    op.create_table(
        "held_launch",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document_id", Big, nullable=True),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "document_id"],
            ["document.federation_id", "document.id"],
            name=op.f("fk_held_launch_federation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_held_launch_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_held_launch_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_held_launch_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_launch")),
        sa.UniqueConstraint("duty_id", "version", name=op.f("uq_held_launch_duty_id_version")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_held_launch_federation_id_id")),
    )
    op.create_table(
        "note",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_note_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_note_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_note_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("duty_id", "version", name=op.f("uq_note_duty_id_version")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_note_federation_id_id")),
    )
    op.create_table(
        "on_behalf",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("entered_by", Big, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("document_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("objected_by", Big, nullable=True),
        sa.Column("objected_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "document_id"],
            ["document.federation_id", "document.id"],
            name=op.f("fk_on_behalf_federation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_on_behalf_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "entered_by"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_on_behalf_federation_id_entered_by"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "objected_by"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_on_behalf_federation_id_objected_by"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_on_behalf_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_behalf")),
        sa.UniqueConstraint("duty_id", "version", name=op.f("uq_on_behalf_duty_id_version")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_on_behalf_federation_id_id")),
    )
    op.create_table(
        "work_state",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("work_id", Big, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("value", Big, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document_id", Big, nullable=True),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "document_id"],
            ["document.federation_id", "document.id"],
            name=op.f("fk_work_state_federation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_work_state_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "work_id"], ["work.federation_id", "work.id"], name=op.f("fk_work_state_federation_id_work_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_work_state_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_state")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_work_state_federation_id_id")),
        sa.UniqueConstraint("work_id", "version", name=op.f("uq_work_state_work_id_version")),
    )
    with op.batch_alter_table("work_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_state_day"), ["day"], unique=False)

    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("armed_at", UtcDateTime(), nullable=True))

    with op.batch_alter_table("federation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("paused_reason", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("address_form", sa.String(), nullable=False, server_default="đồng chí"))
        batch_op.add_column(sa.Column("public_url", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("is_demo", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.create_index(
            "ix_office_valid_to",
            ["valid_to"],
            unique=False,
            sqlite_where=sa.text("valid_to IS NOT NULL"),
            postgresql_where=sa.text("valid_to IS NOT NULL"),
        )

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_outbox_federation_id_id"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_outbox_federation_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_outbox_federation_id_chat_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_outbox_federation_id_bot_id"), type_="foreignkey")

    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_duty", sa.Boolean(), nullable=False, server_default=sa.false()))

    for table, column in (  # the defaults were for the rows that are there
        ("federation", "paused_reason"),
        ("federation", "address_form"),
        ("federation", "public_url"),
        ("federation", "is_demo"),
        ("reminder", "is_duty"),
    ):
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(column, server_default=None)

    # What runs already is armed: its chairs have been written to.
    campaign = sa.table("campaign", sa.column("is_open", sa.Boolean()), sa.column("armed_at", UtcDateTime()))
    op.execute(campaign.update().where(campaign.c.is_open).values(armed_at=datetime(2026, 1, 1, tzinfo=UTC)))

    # Whose rung is still there, or that told of another day.
    op.execute(
        "UPDATE reminder SET is_duty = true WHERE rung_id < 0 OR rung_id IN "
        "(SELECT id FROM ladder_rung WHERE subject IN ('registration', 'held', 'pledge', 'report', 'note'))"
    )

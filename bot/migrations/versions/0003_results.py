"""Pledges, reports, reviews, nominations, questions and requests about data."""

import sqlalchemy as sa
from alembic import op

from bot.database.types import Big, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_data_request_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_data_request_federation_id_id")),
    )
    with op.batch_alter_table("data_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_data_request_federation_id_data_request_done_at"), ["federation_id", "done_at"], unique=False
        )

    op.create_table(
        "inquiry",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=True),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("chat_id", Big, nullable=False),
        sa.Column("bot_id", Big, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", Big, nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "chat_id"], ["chat.federation_id", "chat.id"], name=op.f("fk_inquiry_federation_id_chat_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_inquiry_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_inquiry_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_inquiry_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_inquiry_federation_id_id")),
    )
    with op.batch_alter_table("inquiry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inquiry_federation_id_inquiry_answered_at"), ["federation_id", "answered_at"], unique=False
        )

    op.create_table(
        "nomination",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("phase_id", Big, nullable=False),
        sa.Column("unit_id", Big, nullable=False),
        sa.Column("is_collective", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", Big, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_nomination_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "phase_id"], ["phase.federation_id", "phase.id"], name=op.f("fk_nomination_federation_id_phase_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "unit_id"], ["unit.federation_id", "unit.id"], name=op.f("fk_nomination_federation_id_unit_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_nomination_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_nomination_federation_id_id")),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_phase_id"), ["phase_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "extension_request",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_by", Big, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"],
            ["duty.federation_id", "duty.id"],
            name=op.f("fk_extension_request_federation_id_duty_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"],
            ["person.federation_id", "person.id"],
            name=op.f("fk_extension_request_federation_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_extension_request_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_request")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_extension_request_federation_id_id")),
    )
    with op.batch_alter_table("extension_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_request_duty_id"), ["duty_id"], unique=False)

    op.create_table(
        "pledge",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("is_signed", sa.Boolean(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_pledge_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_pledge_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_pledge_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        sa.UniqueConstraint("duty_id", "version", name=op.f("uq_pledge_duty_id_version")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_pledge_federation_id_id")),
    )
    op.create_table(
        "report",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("duty_id", Big, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "duty_id"], ["duty.federation_id", "duty.id"], name=op.f("fk_report_federation_id_duty_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_report_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_report_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("duty_id", "version", name=op.f("uq_report_duty_id_version")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_report_federation_id_id")),
        sa.UniqueConstraint("federation_id", "receipt", name=op.f("uq_report_federation_id_receipt")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_federation_id_report_state"), ["federation_id", "state"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("report_id", Big, nullable=False),
        sa.Column("document_id", Big, nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "document_id"],
            ["document.federation_id", "document.id"],
            name=op.f("fk_evidence_federation_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "report_id"],
            ["report.federation_id", "report.id"],
            name=op.f("fk_evidence_federation_id_report_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_evidence_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_evidence_federation_id_id")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_report_id"), ["report_id"], unique=False)

    op.create_table(
        "figure",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("report_id", Big, nullable=False),
        sa.Column("indicator_id", Big, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("doubt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "indicator_id"],
            ["indicator.federation_id", "indicator.id"],
            name=op.f("fk_figure_federation_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "report_id"], ["report.federation_id", "report.id"], name=op.f("fk_figure_federation_id_report_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_figure_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_figure_federation_id_id")),
        sa.UniqueConstraint("report_id", "indicator_id", name=op.f("uq_figure_report_id_indicator_id")),
    )
    op.create_table(
        "pledge_line",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("pledge_id", Big, nullable=False),
        sa.Column("title_id", Big, nullable=True),
        sa.Column("indicator_id", Big, nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("collectives", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["federation_id", "indicator_id"],
            ["indicator.federation_id", "indicator.id"],
            name=op.f("fk_pledge_line_federation_id_indicator_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "pledge_id"],
            ["pledge.federation_id", "pledge.id"],
            name=op.f("fk_pledge_line_federation_id_pledge_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "title_id"], ["title.federation_id", "title.id"], name=op.f("fk_pledge_line_federation_id_title_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_pledge_line_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_line")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_pledge_line_federation_id_id")),
    )
    with op.batch_alter_table("pledge_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledge_line_pledge_id"), ["pledge_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("report_id", Big, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("person_id", Big, nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "person_id"], ["person.federation_id", "person.id"], name=op.f("fk_review_federation_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "report_id"], ["report.federation_id", "report.id"], name=op.f("fk_review_federation_id_report_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_review_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_review_federation_id_id")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_report_id"), ["report_id"], unique=False)

    op.create_table(
        "work",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("pledge_id", Big, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", Big, nullable=True),
        sa.Column("finish_on", sa.Date(), nullable=True),
        sa.Column("anniversary_id", Big, nullable=True),
        sa.Column("wants_plaque", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "anniversary_id"],
            ["anniversary.federation_id", "anniversary.id"],
            name=op.f("fk_work_federation_id_anniversary_id"),
        ),
        sa.ForeignKeyConstraint(
            ["federation_id", "pledge_id"], ["pledge.federation_id", "pledge.id"], name=op.f("fk_work_federation_id_pledge_id")
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_work_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_work_federation_id_id")),
    )
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_finish_on"), ["finish_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_pledge_id"), ["pledge_id"], unique=False)

    op.create_table(
        "review_item",
        sa.Column("id", Big, autoincrement=True, nullable=False),
        sa.Column("federation_id", Big, nullable=False),
        sa.Column("review_id", Big, nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["federation_id", "review_id"],
            ["review.federation_id", "review.id"],
            name=op.f("fk_review_item_federation_id_review_id"),
        ),
        sa.ForeignKeyConstraint(["federation_id"], ["federation.id"], name=op.f("fk_review_item_federation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_item")),
        sa.UniqueConstraint("federation_id", "id", name=op.f("uq_review_item_federation_id_id")),
    )
    with op.batch_alter_table("review_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_item_review_id"), ["review_id"], unique=False)

    with op.batch_alter_table("campaign", schema=None) as batch_op:
        batch_op.add_column(sa.Column("review_levels", sa.Integer(), nullable=False, server_default="1"))

    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("only_if", sa.String(), nullable=True))

    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(), nullable=False, server_default="data"))
        batch_op.add_column(sa.Column("withdrawn_at", UtcDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_consent_person_id"), ["person_id"], unique=False)

    for table, column in (("campaign", "review_levels"), ("consent", "purpose")):  # the defaults were for the rows that are there
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(column, server_default=None)

    # The notice of then covered reminders: whoever agreed to it goes on hearing them, and can now take that back alone.
    op.execute(
        "INSERT INTO consent (federation_id, person_id, purpose, notice, text_hash, evidence, given_at)"
        " SELECT federation_id, person_id, 'reminders', notice, text_hash, evidence, given_at FROM consent"
        " WHERE purpose = 'data'"
    )

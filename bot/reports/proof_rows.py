"""Evidence among the documents: whether a file was sent before, and its name."""

from typing import Any

from sqlalchemy import bindparam, exists, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, Document, Duty, Evidence, Report, table_of
from bot.reports.proofs import KINDS

document, evidence, report = table_of(Document), table_of(Evidence), table_of(Report)
duty, campaign = table_of(Duty), table_of(Campaign)

USED: Prepared[Any] = Prepared(
    select(duty.c.unit_id)
    .join_from(evidence, report, report.c.id == evidence.c.report_id)
    .join(duty, duty.c.id == report.c.duty_id)
    .where(evidence.c.federation_id == bindparam("federation"), evidence.c.document_id == bindparam("of_document"))
    .where(report.c.duty_id != bindparam("of_duty"))
    .order_by(evidence.c.id)
    .limit(1)
)
# A plan's own file keeps its name, whoever sends it as evidence.
RENAME: Prepared[tuple[()]] = Prepared(
    update(document)
    .where(document.c.federation_id == bindparam("federation"), document.c.id == bindparam("row"))
    .where(~exists().where(campaign.c.document_id == document.c.id))
    .values(name=bindparam("new_name"), media_type=bindparam("new_type"))
)


def used_before(db: Transaction, of: Duty, document_id: int) -> int | None:
    """The unit that sent the very same file with another report; None: nobody did."""
    found = db.first(USED, federation=of.federation_id, of_document=document_id, of_duty=of.id)
    return found[0] if found else None


def rename(db: Transaction, federation_id: int, document_id: int, suffix: str) -> None:
    """Call a file that is evidence by our own name, after what it holds; without a suffix it has that name already."""
    kind = KINDS.get(suffix)
    if kind is None:
        return
    name = f"minh-chung-{document_id}.{kind.suffix}"
    db.run(RENAME, federation=federation_id, row=document_id, new_name=name, new_type=kind.media_type)

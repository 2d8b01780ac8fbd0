"""What else an officer should know before opening a report: whether files came with it, and who else is busy with it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Draft, Evidence, Person, table_of

draft, person, evidence = table_of(Draft), table_of(Person), table_of(Evidence)

RETURNING, ASKING = "tralai", "hoibaocao"  # the conversations by whose drafts an officer counts as busy
BUSY = timedelta(minutes=30)  # how long somebody who began to return or to ask counts as busy with it

WITH_FILES = Prepared(select(evidence.c.id).where(evidence.c.report_id == bindparam("of_report")).limit(1), int)
BUSY_WITH: Prepared[Any] = Prepared(
    select(person.c.name, draft.c.changed_at)
    .join_from(draft, person, draft.c.owner == bindparam("prefix") + person.c.id.cast(draft.c.owner.type))
    .where(draft.c.federation_id == bindparam("federation"), draft.c.subject == bindparam("about"))
    .where(or_(draft.c.script == bindparam("returning"), draft.c.script == bindparam("asking")))
    .where(draft.c.changed_at > bindparam("since"), person.c.id != bindparam("besides"))
    .order_by(draft.c.changed_at.desc())
    .limit(1)
)


def taken(db: Transaction, federation_id: int, report_id: int, besides: int, now: datetime) -> tuple[str, datetime] | None:
    """Who else began to return this report or to ask about it within the last half hour, and when."""
    values = {"prefix": "person/", "returning": RETURNING, "asking": ASKING, "since": now - BUSY, "besides": besides}
    return db.first(BUSY_WITH, federation=federation_id, about=str(report_id), **values)


def has_evidence(db: Transaction, report_id: int) -> bool:
    """Whether files came with a version."""
    return db.first(WITH_FILES, of_report=report_id) is not None

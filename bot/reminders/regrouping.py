"""Takes what waits apart again: where the days on which people are written to change, a digest made before may not leave when
it should. What stood in it goes into another one at the next tick."""

from datetime import datetime

from sqlalchemy import and_, bindparam, exists, literal_column, or_, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.models import WAITING, Outbox, Reminder, table_of
from bot.reminders import tick
from bot.reminders.letter import DIGEST

reminder, outbox = table_of(Reminder), table_of(Outbox)

OWNER, NOW = bindparam("owner", type_=Big), bindparam("now", type_=UtcDateTime())
# One that has been written may be on its way; after it failed it is not.
NOT_ON_ITS_WAY = or_(~outbox.c.body.contains('"left"', autoescape=True), outbox.c.attempts > 0)
DROP: Prepared[tuple[()]] = Prepared(
    update(outbox)
    .where(outbox.c.federation_id == OWNER, outbox.c.state == WAITING, outbox.c.kind == literal_column(f"'{DIGEST}'"))
    .where(outbox.c.sent_as.is_(None), NOT_ON_ITS_WAY)
    .values(state="dropped", settled_at=NOW)
)
HERE = and_(outbox.c.id == reminder.c.outbox_id, outbox.c.state == "dropped", outbox.c.kind == literal_column(f"'{DIGEST}'"))
RELEASE: Prepared[tuple[()]] = Prepared(
    update(reminder)
    .where(reminder.c.federation_id == OWNER, reminder.c.dropped.is_(None), reminder.c.outbox_id.is_not(None))
    .where(exists(select(outbox.c.id).where(HERE, outbox.c.settled_at == NOW)))
    .values(outbox_id=None)
)


def regroup(db: Transaction, federation_id: int, now: datetime) -> None:
    """Take apart the digests of a federation that have not left; a tick that runs meanwhile is waited for."""
    tick.lock(db)
    if db.run(DROP, owner=federation_id, now=now):
        db.run(RELEASE, owner=federation_id, now=now)

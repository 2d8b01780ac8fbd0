"""Leaving the demo: everything of it is erased in one step, so that it never stands beside real units and people.

It is asked for in a chat that belongs to the demo itself. So the answer goes out first, and a tick erases afterwards.
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, exists, func, or_, select

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.models import WAITING, Bot, Chat, Federation, Halt, Operation, Outbox, metadata, table_of
from bot.post.outbox import REPLY

federation, operation, outbox = table_of(Federation), table_of(Operation), table_of(Outbox)
halt, bot, chat = table_of(Halt), table_of(Bot), table_of(Chat)

LEAVES = "demo.leave"  # the deed in the log
PATIENCE = timedelta(minutes=10)  # how long the answer may take: the platform may be away

ASKED = and_(operation.c.federation_id == federation.c.id, operation.c.deed == bindparam("of_deed"))
OWES_ANSWER = exists().where(outbox.c.federation_id == federation.c.id, outbox.c.priority == REPLY, outbox.c.state == WAITING)
LEFT = Prepared(
    select(federation.c.id)
    .where(federation.c.is_demo, exists().where(ASKED))
    .where(or_(~OWES_ANSWER, exists().where(ASKED, operation.c.recorded_at < bindparam("impatient", type_=UtcDateTime())))),
    int,
)
IS_LEAVING = Prepared(
    select(func.count())
    .select_from(operation)
    .where(operation.c.federation_id == bindparam("owner", type_=Big), operation.c.deed == bindparam("of_deed")),
    int,
)


def leave(db: Transaction, federation_id: int, person_id: int | None, now: datetime) -> bool:
    """Let the demo be erased once its last answers are out. False: the federation is no demo, and nothing happens."""
    if not db.session.get_one(Federation, federation_id).is_demo:
        return False
    if not is_leaving(db, federation_id):
        operations.record(db, federation_id, LEAVES, now, person_id=person_id)
    return True


def is_leaving(db: Transaction, federation_id: int) -> bool:
    """Whether the demo is about to be erased."""
    return db.all(IS_LEAVING, owner=federation_id, of_deed=LEAVES)[0] > 0


def erase_left(db: Transaction, now: datetime) -> int:
    """Erase the demos that were left; returns how many. A part of every tick."""
    found = db.all(LEFT, of_deed=LEAVES, impatient=now - PATIENCE)
    for federation_id in found:
        erase(db, federation_id)
    return len(found)


def erase(db: Transaction, federation_id: int) -> None:
    """Delete every row of a demo, its people's accounts and its bots among them: a bot belongs to nobody afterwards. Raises
    ValueError for a federation that is no demo."""
    if not db.session.get_one(Federation, federation_id).is_demo:
        raise ValueError("a real federation is not erased")
    db.flush()
    db.session.expunge_all()
    db.leave_no_trace()
    _let_go(db, federation_id)
    for table in reversed(metadata.sorted_tables):
        if "federation_id" in table.c:
            db.connection.execute(table.delete().where(table.c.federation_id == federation_id))
    db.connection.execute(federation.delete().where(federation.c.id == federation_id))


def _let_go(db: Transaction, federation_id: int) -> None:
    """What a platform said of its chats and bots carries their numbers, which may be given again."""
    for kind, table in (("chat", chat), ("bot", bot)):
        numbers = db.connection.execute(select(table.c.id).where(table.c.federation_id == federation_id)).scalars().all()
        if scopes := [f"{kind}/{each}" for each in numbers]:
            db.connection.execute(halt.delete().where(halt.c.scope.in_(scopes)))

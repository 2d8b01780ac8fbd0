"""The doors of one person: at which one they want to be written to, and which they close."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, exists, select, update

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.doors import BY_PREFERENCE, IS_OPEN, account, bot, chat, forwarding, name_of
from bot.models import WAITING, Outbox, Reminder, table_of
from bot.post.outbox import Address
from bot.web import links, sessions

outbox, reminder = table_of(Outbox), table_of(Reminder)

THIS = and_(account.c.id == bindparam("row", type_=Big), account.c.person_id == bindparam("whose", type_=Big))


@dataclass(frozen=True)
class Door:
    """An account of the person; `is_open`: messages arrive there."""

    id: int
    federation_id: int
    bot_id: int
    chat_id: int
    channel: str
    is_open: bool

    @property
    def name(self) -> str:
        """What people call it."""
        return name_of(self.channel)

    @property
    def to(self) -> Address:
        """Where messages go."""
        return Address(self.federation_id, self.bot_id, self.chat_id)


THEIRS = Prepared(
    select(account.c.id, account.c.federation_id, account.c.bot_id, account.c.chat_id, bot.c.channel, IS_OPEN.label("is_open"))
    .join_from(account, chat, chat.c.id == account.c.chat_id)
    .join(bot, bot.c.id == account.c.bot_id)
    .where(account.c.person_id == bindparam("whose", type_=Big))
    .order_by(*BY_PREFERENCE),
    Door,
)
PREFER: Prepared[tuple[()]] = Prepared(update(account).where(THIS).values(preferred_at=bindparam("now")))
SHUT: Prepared[tuple[()]] = Prepared(delete(account).where(THIS))
LATER: Prepared[tuple[()]] = Prepared(  # what is due now may be on its way already
    update(outbox)
    .where(outbox.c.chat_id == bindparam("of_chat", type_=Big), forwarding.MOVES, outbox.c.not_before > bindparam("now"))
    .values(bot_id=bindparam("to_bot", type_=Big), chat_id=bindparam("to_chat", type_=Big))
)
EMPTY: Prepared[tuple[()]] = Prepared(
    update(outbox)
    .where(outbox.c.chat_id == bindparam("of_chat", type_=Big), outbox.c.state == WAITING)
    .values(state="dropped", settled_at=bindparam("now"))
)
# A digest that was due here is not sent any more: what stood in it goes into another one, for the next door.
HERE = and_(
    outbox.c.chat_id == bindparam("of_chat", type_=Big), outbox.c.state == "dropped", outbox.c.settled_at == bindparam("now")
)
RELEASE: Prepared[tuple[()]] = Prepared(
    update(reminder)
    .where(reminder.c.person_id == bindparam("whose", type_=Big), reminder.c.outbox_id.is_not(None), reminder.c.dropped.is_(None))
    .where(exists(select(outbox.c.id).where(outbox.c.id == reminder.c.outbox_id, HERE)))
    .values(outbox_id=None)
)
BLUR: Prepared[tuple[()]] = Prepared(
    update(chat)
    .where(chat.c.id == bindparam("of_chat", type_=Big))
    .values(
        draft_id=None, question=None, offered=None, pushed=None, closed_at=bindparam("now"), closed_reason="left by the person"
    )
)


def of_person(db: Transaction, person_id: int) -> list[Door]:
    """A person's doors, in the order in which they are written to."""
    return db.all(THEIRS, whose=person_id)


def prefer(db: Transaction, person_id: int, door: Door, now: datetime) -> None:
    """From now on what nobody asked for goes there first."""
    db.run(PREFER, row=door.id, whose=person_id, now=now)
    operations.record(db, door.federation_id, "door.prefer", now, person_id=person_id, bot=door.bot_id)


def close(db: Transaction, person_id: int, door: Door, now: datetime) -> None:
    """Whoever writes from there is a stranger again. What is to come goes to the person's next door; browsers that were let in
    are shut out."""
    others = [each for each in of_person(db, person_id) if each.is_open and each.id != door.id]
    for other in others[:1]:
        db.run(LATER, of_chat=door.chat_id, now=now, known=0, to_bot=other.bot_id, to_chat=other.chat_id)
    db.run(EMPTY, of_chat=door.chat_id, now=now)
    if others:
        db.run(RELEASE, of_chat=door.chat_id, now=now, whose=person_id)
    db.run(BLUR, of_chat=door.chat_id, now=now)
    for device in sessions.listed(db, door.chat_id, now):
        sessions.revoke(db, door.chat_id, device.id, now)
    links.revoke_all(db, door.chat_id, now)
    db.run(SHUT, row=door.id, whose=person_id)
    operations.record(db, door.federation_id, "door.close", now, person_id=person_id, bot=door.bot_id)

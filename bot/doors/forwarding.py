"""What nobody asked for goes to the person's next door where the first one fails: once, because it is the same row that moves.

A door fails where its chat is closed, its bot stopped, paused or without a message left this month, or where the platform
refuses the message. What may have arrived is never moved. Replies stay: they belong where somebody spoke.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.doors import BY_PREFERENCE, IS_OPEN, account, bot, chat
from bot.models import WAITING, Halt, Outbox, Recipient, table_of
from bot.post.outbox import IN_DOUBT, REPLY, Letter
from bot.quota.ledger import left

outbox, recipient, halt = table_of(Outbox), table_of(Recipient), table_of(Halt)
here = account.alias("here")

CHAT = bindparam("of_chat", type_=Big)
NOW = bindparam("now", type_=UtcDateTime())
AT_ONCE = 500  # rows that a sweep moves in one transaction
PAUSED = exists().where(halt.c.scope == "bot/" + bot.c.id.cast(halt.c.scope.type), halt.c.until > NOW)
# What may have arrived stays. An announcement is put off on disk before it is sent: where it was tried, and nobody wrote down
# what came of it, it may be there.
SURE = and_(
    or_(outbox.c.problem.is_(None), ~outbox.c.problem.startswith(IN_DOUBT)),
    or_(outbox.c.announcement_id.is_(None), outbox.c.attempts <= bindparam("known", type_=Big), outbox.c.problem.is_not(None)),
)
MOVES: ColumnElement[bool] = and_(
    outbox.c.state == WAITING, outbox.c.priority > REPLY, outbox.c.kind != "edit", outbox.c.sent_as.is_(None), SURE
)


@dataclass(frozen=True)
class Door:
    """One of the doors of a person. `is_open`: something that is sent there now arrives, as far as we know."""

    bot_id: int
    chat_id: int
    is_open: bool


WHOSE = select(here.c.person_id).where(here.c.chat_id == CHAT).limit(1).scalar_subquery()
DOORS = Prepared(
    select(account.c.bot_id, account.c.chat_id, and_(IS_OPEN, ~PAUSED).label("is_open"))
    .join_from(account, chat, chat.c.id == account.c.chat_id)
    .join(bot, bot.c.id == account.c.bot_id)
    .where(account.c.person_id == WHOSE)
    .order_by(*BY_PREFERENCE),
    Door,
)
MOVE: Prepared[tuple[()]] = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"), MOVES)
    .values(bot_id=bindparam("to_bot", type_=Big), chat_id=bindparam("to_chat", type_=Big), attempts=0, problem=None)
)
FOLLOW: Prepared[tuple[()]] = Prepared(  # what became of an announcement is read at the chat it went to
    update(recipient)
    .where(recipient.c.announcement_id == bindparam("announcement", type_=Big), recipient.c.chat_id == CHAT)
    .values(chat_id=bindparam("to_chat", type_=Big))
)
elsewhere = account.alias("elsewhere")
STRANDED: Prepared[Any] = Prepared(
    select(outbox.c.id, outbox.c.chat_id, outbox.c.announcement_id)
    .join_from(chat, outbox, outbox.c.chat_id == chat.c.id)
    .where(chat.c.bot_id == bindparam("bot", type_=Big), outbox.c.bot_id == bindparam("bot", type_=Big), MOVES)
    .where(or_(chat.c.closed_at.is_not(None), bindparam("whole", type_=Big) == 1), outbox.c.not_before <= NOW)
    .where(
        exists().where(
            here.c.chat_id == chat.c.id, elsewhere.c.person_id == here.c.person_id, elsewhere.c.chat_id != here.c.chat_id
        )
    )
    .order_by(outbox.c.id)
    .limit(bindparam("at_most", type_=Big))
)


def forward(db: Transaction, letter: Letter, now: datetime) -> bool:
    """Let the next door have what did not arrive at this one. False: it is a reply, it may have arrived, or there is none."""
    return letter.priority > REPLY and _move(db, letter.id, letter.chat_id, letter.announcement_id, letter.attempts, now)


def sweep(db: Transaction, bot_id: int, busy: Collection[int], now: datetime, *, whole: bool) -> int:
    """The same for all that waits in closed chats of a bot, or in all of its chats (`whole`); `busy` are chats in which
    something is being sent. Returns how many rows moved."""
    found = db.all(STRANDED, bot=bot_id, now=now, whole=int(whole), known=0, at_most=AT_ONCE)
    return sum(_move(db, row, chat_id, part_of, 0, now) for row, chat_id, part_of in found if chat_id not in busy)


def _move(db: Transaction, row: int, chat_id: int, announcement_id: int | None, attempts: int, now: datetime) -> bool:
    door = _next(db, chat_id, now)
    # The attempt under way has been counted, where it is an announcement.
    known = attempts + 1 if attempts == 0 else 0
    if door is None or not db.run(MOVE, row=row, to_bot=door.bot_id, to_chat=door.chat_id, known=known):
        return False
    if announcement_id is not None:
        db.run(FOLLOW, announcement=announcement_id, of_chat=chat_id, to_chat=door.chat_id)
    return True


def _next(db: Transaction, chat_id: int, now: datetime) -> Door | None:
    """The first open door behind this one that has a message left: never one before it, or a row could go round."""
    doors = db.all(DOORS, of_chat=chat_id, now=now)
    place = next((n for n, each in enumerate(doors) if each.chat_id == chat_id), len(doors))
    return next((each for each in doors[place + 1 :] if each.is_open and left(db, each.bot_id, now) != 0), None)

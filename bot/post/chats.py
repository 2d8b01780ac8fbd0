"""Chats close, open again, and move to another address."""

from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Account, Chat, Outbox, Recipient, table_of

chat, outbox, account, recipient = table_of(Chat), table_of(Outbox), table_of(Account), table_of(Recipient)

OPEN: Prepared[tuple[()]] = Prepared(update(chat).where(chat.c.id == bindparam("row")).values(closed_at=None, closed_reason=None))
CLOSE: Prepared[tuple[()]] = Prepared(
    update(chat).where(chat.c.id == bindparam("row")).values(closed_at=bindparam("now"), closed_reason=bindparam("reason"))
)


def open_again(db: Transaction, chat_id: int) -> None:
    """Somebody spoke there, so messages arrive again."""
    db.run(OPEN, row=chat_id)


def close(db: Transaction, chat_id: int, now: datetime, reason: str) -> None:
    """Nothing arrives there any more; what is owed to it is set aside until it opens."""
    db.run(CLOSE, row=chat_id, now=now, reason=reason)


def move(db: Transaction, chat_id: int, address: str) -> None:
    """The chat has a new address. If that is known as a chat of its own, everything owed goes there."""
    run = db.connection.execute
    old = run(select(chat.c.bot_id).where(chat.c.id == chat_id)).one()
    other = run(select(chat.c.id).where(chat.c.bot_id == old.bot_id, chat.c.address == address)).scalar_one_or_none()
    if other is None:
        run(update(chat).where(chat.c.id == chat_id).values(address=address))
    elif other != chat_id:
        # Of an announcement also what was sent: what became of it is read from there.
        owed = or_(outbox.c.state == "waiting", outbox.c.announcement_id.is_not(None))
        run(update(outbox).where(outbox.c.chat_id == chat_id, owed).values(chat_id=other))
        run(update(account).where(account.c.chat_id == chat_id).values(chat_id=other))
        run(update(recipient).where(recipient.c.chat_id == chat_id).values(chat_id=other))

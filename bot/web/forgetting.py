"""What goes when a person is erased: everything that was said on the web, and every way in. The device they asked on stays let
in, as a stranger's, for the last word to be read there."""

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.database.transaction import Transaction
from bot.models import Bot, Chat, Outbox, PushSubscription, UploadTicket, WebMessage, WebSession, table_of
from bot.web import links
from bot.web.alerts import MAILING, PUSHING

bot, chat, outbox = table_of(Bot), table_of(Chat), table_of(Outbox)
subscription, ticket = table_of(PushSubscription), table_of(UploadTicket)
web_message, web_session = table_of(WebMessage), table_of(WebSession)


def forget(db: Transaction, chat_id: int, now: datetime) -> None:
    """Empty a chat of any channel of what is kept about it for the web."""
    run = db.connection.execute
    run(delete(web_message).where(web_message.c.chat_id == chat_id))
    run(delete(subscription).where(subscription.c.chat_id == chat_id))
    run(delete(ticket).where(ticket.c.chat_id == chat_id))
    run(update(web_session).where(web_session.c.chat_id == chat_id).values(device=""))
    links.revoke_all(db, chat_id, now)
    calling = select(chat.c.id).join_from(chat, bot, bot.c.id == chat.c.bot_id)
    calling = calling.where(bot.c.channel.in_([MAILING, PUSHING]), chat.c.address == str(chat_id))
    run(update(outbox).where(outbox.c.chat_id.in_(calling), outbox.c.state == "waiting").values(state="dropped"))

"""What waits to be sent as a template, written as the delivery would write it."""

from collections.abc import Callable

import sqlmodel
from sqlmodel import col

from bot import building
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.invites import Invites
from bot.models import Chat, Outbox, written
from bot.post.message import Message
from bot.post.outbox import Letter


def posted(db: Transaction, invites: Invites, clock: StandingClock, kind: str) -> list[Message]:
    """The messages of one kind of template, in order; each is marked as sent, so that it is written once."""
    wanted = sqlmodel.select(Outbox).where(Outbox.kind == kind, Outbox.state == "waiting").order_by(col(Outbox.id))
    render = building.templates(invites)[kind]
    messages = []
    for row in db.session.exec(wanted).all():
        message = render(db, letter_of(db, row), clock.now())
        row.state = "sent"
        db.session.add(row)
        if message:
            messages.append(message)
    return messages


def letter_of(db: Transaction, row: Outbox) -> Letter:
    chat = db.session.get_one(Chat, row.chat_id)
    where = (written(row.id), row.federation_id, row.chat_id, chat.address, chat.language)
    return Letter(*where, row.priority, row.kind, row.body, 0, 0, row.sent_as)


Posted = Callable[[str], list[Message]]

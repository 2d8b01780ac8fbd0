"""No foreign key keeps a message from a chat that is not its own: sending does."""

from dataclasses import replace
from datetime import date

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot.clock import instant
from bot.models import Chat, written
from bot.post import outbox
from bot.post.message import Message
from bot.post.outbox import Address
from tests.simulation.desk import Desk
from tests.support.talking import transaction

NOW = instant(date(2026, 3, 13), 8)


@pytest.mark.parametrize("wrong", [None, "federation_id", "bot_id"])
def test_what_is_not_of_its_chats_own_federation_and_bot_is_never_sent(engine: Engine, wrong: str | None) -> None:
    desk = Desk(engine, NOW)
    desk.seat()
    with transaction(engine) as db:
        chat = db.session.exec(sqlmodel.select(Chat)).one()
        right = Address(chat.federation_id, chat.bot_id, written(chat.id))
        owed = replace(right, **{wrong: getattr(right, wrong) + 1}) if wrong else right
        outbox.queue(db, owed, "test/1", Message("Chào đồng chí"), NOW)
        found = [*outbox.due(db, right.bot_id, NOW, 10), *outbox.due(db, right.bot_id + 1, NOW, 10)]
    assert len(found) == (0 if wrong else 1)

"""One code, two people, the same moment: exactly one gets in."""

import asyncio
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.channels.telegram import reading
from bot.clock import StandingClock
from bot.database.writers import Database, writer_for
from bot.invites import Invites, Seat
from bot.models import Office, Outbox
from bot.post import inbox
from bot.post.message import Message
from tests.support.talking import Talk

ROUNDS = 200


def press(talk: Talk, user: int, label: str, update: int) -> dict[str, Any]:
    """A tap on a button under the last message, as an update that has not been stored yet."""
    data = talk.last[user].data[label]
    chat = {"id": user, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": talk.last[user].text}
    sender = {"id": user, "is_bot": False, "first_name": "X"}
    return {"update_id": update, "callback_query": {"id": str(update), "from": sender, "message": message, "data": data}}


@pytest.fixture
def database(talk: Talk) -> Database:
    return writer_for(talk.engine)


async def race(talk: Talk, database: Database, users: tuple[int, int], first_update: int) -> None:
    """Both press the last button of the form; their turns are taken side by side."""
    updates = [press(talk, user, "Không, cảm ơn", first_update + n) for n, user in enumerate(users)]
    arrivals = [reading.arrival(each) for each in updates]
    await database.transact(lambda db: inbox.store(db, talk.door, arrivals, talk.clock.now()))
    took = [True]
    while any(took):
        took = [each[0] for each in await asyncio.gather(*(database.transact(talk.turns.take) for _ in users))]


async def test_exactly_one_wins(talk: Talk, database: Database, invites: Invites, clock: StandingClock, engine: Engine) -> None:
    for n in range(ROUNDS):
        seat = Seat(0, 1, 2, "Trường", "chair", f"Ủy viên {n}", "Nguyễn Thị Mai")
        secrets = talk.do(partial(invites.issue, seat=seat, now=clock.now()))
        users = (1000 + 2 * n, 1001 + 2 * n)
        for user in users:
            talk.say(user, f"/start {secrets.token}")
            talk.tap(user, "✅ Đúng, là tôi")
            talk.tap(user, "Tôi đồng ý")
        await race(talk, database, users, 500_000 + 2 * n)
    assert len(talk.rows(Office)) == ROUNDS
    said = [Message.from_json(each.body).text for each in talk.rows(Outbox) if each.kind == "send"]
    assert sum(each.startswith("✅ Đã kết nối với") for each in said) == ROUNDS
    assert sum(each.startswith("Mã mời này không đúng, đã dùng hoặc hết hạn") for each in said) == ROUNDS
    assert engine

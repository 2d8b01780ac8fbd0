"""Two officers, one report, the same moment: exactly one of them decides."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.channels.telegram import reading
from bot.clock import StandingClock
from bot.database.writers import Database, writer_for
from bot.invites import Invites, Seat
from bot.models import Outbox, Report, Review, Unit
from bot.people import REVIEWER
from bot.post import inbox
from bot.post.message import Message
from tests.reviews import reporting
from tests.reviews.reporting import IDEAS, UNITS
from tests.support.talking import Talk, transaction

ROUNDS = 20
OFFICERS = (31, 32)


@pytest.fixture
def database(talk: Talk) -> Database:
    return writer_for(talk.engine)


@pytest.fixture
def officers(talk: Talk, invites: Invites, clock: StandingClock) -> tuple[int, ...]:
    """Two officers of the ward."""
    root = next(each for each in talk.rows(Unit) if each.name == "Công đoàn phường Sông Xanh")
    for n in OFFICERS:
        seat = Seat(0, 1, root.id, root.name, REVIEWER, "Chuyên viên", f"Cán bộ {n}")
        with transaction(talk.engine) as db:
            secrets = invites.issue(db, seat, clock.now())
        talk.say(n, f"/start {secrets.token}")
        for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi"):
            talk.tap(n, label)
    return OFFICERS


def typed(user: int, text: str, update: int) -> dict[str, Any]:
    """A message that has not been stored yet."""
    sender = {"id": user, "is_bot": False, "first_name": "X"}
    chat = {"id": user, "type": "private"}
    return {"update_id": update, "message": {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": text}}


async def race(talk: Talk, database: Database, updates: list[dict[str, Any]]) -> None:
    """The turns of all updates, side by side."""
    arrivals = [reading.arrival(each) for each in updates]
    await database.transact(lambda db: inbox.store(db, talk.door, arrivals, talk.clock.now()))
    took = [True]
    while any(took):
        took = [each[0] for each in await asyncio.gather(*(database.transact(talk.turns.take) for _ in updates))]


async def test_exactly_one_decides(
    talk: Talk, database: Database, officers: tuple[int, ...], clock: StandingClock, engine: Engine
) -> None:
    talk.do(reporting.clear)
    for n in range(ROUNDS):
        row = talk.do(lambda db: reporting.submit(db, UNITS[0], {IDEAS: 12}, clock.now()))
        await race(talk, database, [typed(user, f"/duyetxong {row}", 700_000 + 2 * n + i) for i, user in enumerate(officers)])
        reviews = [each for each in talk.rows(Review) if each.report_id == row]
        assert [each.verdict for each in reviews] == ["approved"]
        assert next(each.state for each in talk.rows(Report) if each.id == row) == "approved"
    said = [Message.from_json(each.body).text for each in talk.rows(Outbox) if each.kind == "send"]
    assert sum(each.startswith("✅ Đã duyệt: ") for each in said) == ROUNDS
    assert sum("Lần bấm này không làm thay đổi gì." in each for each in said) == ROUNDS
    assert engine

"""What one door does not take, the next one gets: once, and never what may have arrived."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Engine, bindparam, select

from bot.building import templates
from bot.channels.channel import Rejected, Stopped, TryLater, Unreachable
from bot.clock import StandingClock
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import UtcDateTime
from bot.database.writers import writer_for
from bot.doors import listing
from bot.invites import Invites
from bot.models import Account, Chat, Halt, Outbox, table_of
from bot.post.abilities import PLAIN, Abilities
from bot.post.delivery import Delivery
from bot.post.inbox import Arrival
from bot.post.message import Message
from bot.post.outbox import REMINDER, REPLY, Address, queue
from bot.post.pace import NoPace
from tests.conftest import MAI, NOW
from tests.conversations.conftest import Join
from tests.doors.test_linking import NEW, asked, code_in
from tests.support.talking import Talk

outbox = table_of(Outbox)
NOW_DUE = outbox.c.not_before <= bindparam("now", type_=UtcDateTime())
WAITING = Prepared(select(outbox.c.id).where(outbox.c.state == "waiting", NOW_DUE), int)
QUIET = 4  # looks in a row: what is forbidden has the time to happen


class Line:
    """A platform that answers each message as it is told to."""

    abilities: Abilities = PLAIN

    def __init__(self, *answers: Exception) -> None:
        self.answers = list(answers)
        self.sent: list[str] = []

    async def send(self, address: str, message: Message) -> str:
        assert address
        if self.answers:
            raise self.answers.pop(0)
        self.sent.append(message.text)
        return str(len(self.sent))

    async def edit(self, address: str, message_id: str, message: Message | None) -> None:
        raise AssertionError(address, message_id, message)

    async def acknowledge(self, query_id: str, text: str) -> None:
        raise AssertionError(query_id, text)

    async def fetch(self, file_id: str, at_most: int) -> bytes:
        raise AssertionError(file_id, at_most)

    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:
        raise AssertionError(after, wait)


@pytest.fixture
def both(talk: Talk, plain: Talk, join: Join, invites: Invites) -> Talk:
    """Mai talks at both doors, and wants to be written to at the plain one."""
    mai = join(MAI)
    plain.say(NEW, code_in(asked(talk, invites, mai)))
    there = next(each for each in talk.rows(Account) if each.bot_id == plain.door.bot_id)

    def prefer(db: Transaction) -> None:
        door = next(each for each in listing.of_person(db, there.person_id) if each.id == there.id)
        listing.prefer(db, there.person_id, door, NOW)
        db.connection.exec_driver_sql("UPDATE outbox SET state = 'dropped'")

    talk.do(prefer)
    return talk


def to(talk: Talk, plain: Talk) -> Address:
    chat = next(each for each in talk.rows(Account) if each.bot_id == plain.door.bot_id).chat_id
    return Address(1, plain.door.bot_id, chat)


def owe(talk: Talk, plain: Talk, key: str, priority: int = REMINDER) -> None:
    talk.do(lambda db: queue(db, to(talk, plain), key, Message(key), NOW, priority))


def deliver(engine: Engine, clock: StandingClock, invites: Invites, *lines: tuple[int, Line]) -> None:
    """Let the bots send what they owe, until nothing has been due for a while."""

    async def run() -> None:
        database = writer_for(engine)
        every = [Delivery(database, clock, bot_id, line, templates(invites), NoPace()) for bot_id, line in lines]
        tasks = [asyncio.create_task(each.run()) for each in every]
        quiet = 0
        while quiet < QUIET:
            for each in every:
                each.wake()
            await asyncio.sleep(0.05)
            quiet = 0 if await database.transact(lambda db: db.all(WAITING, now=clock.now())) else quiet + 1
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        database.close()

    asyncio.run(asyncio.wait_for(run(), 30))


FAILURES: dict[str, Callable[[], Exception]] = {
    "closed": lambda: Unreachable("blocked"),
    "refused": lambda: Rejected("400"),
    "stopped": lambda: Stopped("401"),
    "paused": lambda: TryLater("429", after=60.0, for_all=True),
}


@pytest.mark.parametrize("how", FAILURES)
def test_the_next_door_gets_it_once(
    how: str, both: Talk, plain: Talk, engine: Engine, clock: StandingClock, invites: Invites
) -> None:
    owe(both, plain, "one")
    owe(both, plain, "two")
    bad, good = Line(FAILURES[how]()), Line()
    deliver(engine, clock, invites, (plain.door.bot_id, bad), (both.door.bot_id, good))
    # One that is refused says nothing of the others; a door that is shut, stopped or paused is shut for both.
    expected = (["two"], ["one"]) if how == "refused" else ([], ["one", "two"])
    assert (bad.sent, sorted(good.sent)) == expected
    rows = {each.key: each for each in both.rows(Outbox) if each.key in {"one", "two"}}
    assert {each.state for each in rows.values()} == {"sent"}
    assert rows["one"].bot_id == both.door.bot_id
    if how == "closed":
        assert any(each.closed_reason == "blocked" for each in both.rows(Chat))
    if how == "paused":
        assert f"bot/{plain.door.bot_id}" in {each.scope for each in both.rows(Halt)}


def test_what_may_have_arrived_is_never_sent_at_another_door(
    both: Talk, plain: Talk, engine: Engine, clock: StandingClock, invites: Invites
) -> None:
    owe(both, plain, "one")
    good = Line()
    deliver(engine, clock, invites, (plain.door.bot_id, Line(TryLater("408", in_doubt=True))), (both.door.bot_id, good))
    clock.walk_to(NOW + timedelta(hours=1))
    deliver(engine, clock, invites, (plain.door.bot_id, Line(Unreachable("blocked"))), (both.door.bot_id, good))
    [row] = [each for each in both.rows(Outbox) if each.key == "one"]
    assert (row.state, good.sent) == ("dead", [])


def test_a_reply_stays_where_somebody_spoke(
    both: Talk, plain: Talk, engine: Engine, clock: StandingClock, invites: Invites
) -> None:
    owe(both, plain, "one", REPLY)
    good = Line()
    deliver(engine, clock, invites, (plain.door.bot_id, Line(Unreachable("blocked"))), (both.door.bot_id, good))
    [row] = [each for each in both.rows(Outbox) if each.key == "one"]
    assert (row.state, row.chat_id, good.sent) == ("dead", to(both, plain).chat_id, [])


def test_nothing_goes_round(both: Talk, plain: Talk, engine: Engine, clock: StandingClock, invites: Invites) -> None:
    owe(both, plain, "one")
    first, second = Line(Rejected("400"), Rejected("400")), Line(Rejected("400"), Rejected("400"))
    deliver(engine, clock, invites, (plain.door.bot_id, first), (both.door.bot_id, second))
    [row] = [each for each in both.rows(Outbox) if each.key == "one"]
    assert (row.state, len(first.answers), len(second.answers)) == ("dead", 1, 1)

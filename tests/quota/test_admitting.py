"""What leaves where every message counts: what is due today always, the rest in the order that the federation set."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import sqlmodel

from bot import quota
from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.duties.kinds import REPORT
from bot.models import Account, Anniversary, Bot, Campaign, Chat, Duty, Federation, Outbox, Reminder, Spending, Unit, written
from bot.post import outbox
from bot.post.message import Message
from bot.post.outbox import REMINDER, REPLY, Address, Letter
from bot.quota import admitting
from bot.quota.admitting import Kind
from bot.quota.forecast import Forecast, forecast
from bot.reminders import tick
from tests.conftest import MAI
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.support.posted import letter_of
from tests.support.talking import Talk

MORNING = instant(date(2026, 3, 5), 7, 30)  # a Thursday
COMING = Forecast(
    due=frozenset({(1, date(2026, 3, 5))}),
    digest=frozenset((1, date(2026, 3, n)) for n in (6, 7)),
    greeting=frozenset((1, date(2026, 3, n)) for n in (9, 10, 11, 12)),
)


@pytest.mark.parametrize(
    ("order", "kept"),
    [
        ("greeting digest", {Kind.DIGEST: 1, Kind.GREETING: 3, Kind.OTHER: 1}),
        ("digest greeting", {Kind.DIGEST: 5, Kind.GREETING: 1, Kind.OTHER: 1}),
        ("greeting", {Kind.DIGEST: 0, Kind.GREETING: 3, Kind.OTHER: 3}),
        ("", {Kind.DIGEST: 0, Kind.GREETING: 0, Kind.OTHER: 7}),
    ],
)
def test_what_is_dropped_later_is_kept_longer(order: str, kept: dict[Kind, int]) -> None:
    assert {kind: admitting.kept(COMING, kind, order.split()) for kind in kept} == kept


class Month:
    """Mai's bot in March, and what waits there."""

    def __init__(self, talk: Talk, clock: StandingClock) -> None:
        self.talk, self.clock = talk, clock
        self.bot_id = talk.door.bot_id
        talk.do(self._empty)

    def _empty(self, db: Transaction) -> None:
        """Only what a test adds is owed: nothing of the demo's own."""
        for each in db.session.exec(sqlmodel.select(Duty)).all():
            each.done_at = self.clock.now()
            db.session.add(each)
        for line in db.session.exec(sqlmodel.select(Anniversary)).all():
            db.session.delete(line)
        db.connection.exec_driver_sql("UPDATE outbox SET state = 'dropped'")

    def left(self, messages: int) -> None:
        """So many messages may still be sent."""

        def work(db: Transaction) -> None:
            bot = db.session.get_one(Bot, self.bot_id)
            bot.monthly_messages = 100
            known = db.session.exec(sqlmodel.select(Spending)).one_or_none()
            row = known or Spending(federation_id=1, bot_id=self.bot_id, month="2026-03")
            row.messages = 100 - messages
            db.session.add_all([bot, row])

        self.talk.do(work)

    def report_due(self, day: date) -> None:
        """Mai's unit owes a report on that day."""

        def work(db: Transaction) -> None:
            unit = db.session.exec(sqlmodel.select(Unit).where(Unit.name == MAIS_UNIT)).one()
            some = db.session.exec(sqlmodel.select(Duty)).first()
            assert some is not None
            values: dict[str, Any] = {name: getattr(some, name) for name in ("federation_id", "campaign_id", "phase_id")}
            values["occurrence"] = day.toordinal()
            db.session.add(Duty(**values, unit_id=written(unit.id), kind=REPORT, due_on=day))

        self.talk.do(work)

    def honour(self, day: date) -> None:
        """An anniversary on that day."""

        def work(db: Transaction) -> None:
            campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
            db.session.add(Anniversary(federation_id=1, campaign_id=written(campaign.id), name="Ngày", day=day, position=99))

        self.talk.do(work)

    def morning(self, now: datetime = MORNING) -> Outbox:
        """The digest of that morning."""
        self.clock.walk_to(now)
        self.talk.do(lambda db: tick.tick(db, now))
        found: Outbox = next(
            each for each in reversed(self.talk.rows(Outbox)) if each.kind == "digest" and each.state == "waiting"
        )
        return found

    def admits(self, row: Outbox, under_way: int = 0) -> bool:
        """Whether it may leave now."""

        def work(db: Transaction) -> bool:
            letter = letter_of(db, db.session.get_one(Outbox, row.id))
            return admitting.admit(db, letter, self.bot_id, under_way, self.clock.now())

        return self.talk.do(work)

    def dropped(self) -> list[str | None]:
        """What the ledger says of the rows of digests."""
        return [each.dropped for each in self.talk.rows(Reminder)]

    def kind(self, row: Outbox) -> Kind:
        today = self.clock.today()
        return self.talk.do(lambda db: admitting.kind_of(db, letter_of(db, row), today))


@pytest.fixture
def month(talk: Talk, join: Join, clock: StandingClock) -> Month:
    join(MAI)
    return Month(talk, clock)


def test_what_is_due_today_leaves_with_the_last_message(month: Month) -> None:
    month.report_due(date(2026, 3, 5))
    month.left(1)
    row = month.morning()
    assert month.kind(row) is Kind.DUE
    assert month.admits(row)
    assert not month.admits(row, under_way=1)  # the last one is on its way already, and may come to nothing
    assert set(month.dropped()) == {None}
    month.left(0)
    assert not month.admits(row)
    assert set(month.dropped()) == {"budget"}


def test_a_digest_gives_way_to_what_will_be_due(month: Month) -> None:
    month.report_due(date(2026, 3, 6))  # told today that it is due tomorrow
    row = month.morning()
    assert month.kind(row) is Kind.DIGEST
    assert month.talk.do(lambda db: admitting.reserved(db, month.bot_id, 1, MORNING)) == 1
    month.left(2)
    assert month.admits(row)
    month.left(1)
    assert not month.admits(row)
    assert set(month.dropped()) == {"budget"}
    assert next(each for each in month.talk.rows(Outbox) if each.id == row.id).state == "dropped"


def test_a_greeting_gives_way_to_digests(month: Month) -> None:
    month.report_due(date(2026, 3, 20))  # told on the 6th, 13th, 17th, 19th, 20th, 21st and 23rd
    month.honour(date(2026, 3, 5))
    row = month.morning()
    assert month.kind(row) is Kind.GREETING
    coming = month.talk.do(lambda db: forecast(db, month.bot_id, MORNING))
    assert [day.day for _who, day in coming.due] == [20]
    assert sorted(day.day for _who, day in coming.digest) == [6, 13, 17, 19, 21, 23]
    assert [day.day for _who, day in coming.greeting] == [5]
    month.left(1 + len(coming.digest) + 1)
    assert month.admits(row)
    month.left(1 + len(coming.digest))
    assert not month.admits(row)


def test_replies_count_and_stop_only_when_nothing_is_left(month: Month) -> None:
    month.report_due(date(2026, 3, 9))
    chat = month.talk.rows(Chat)[0].id
    here = Address(1, month.bot_id, chat)
    month.talk.do(lambda db: outbox.queue(db, here, "reply", Message("có"), MORNING, REPLY))
    month.talk.do(lambda db: outbox.queue(db, here, "other", Message("x"), MORNING, REMINDER))
    rows = {each.key: each for each in month.talk.rows(Outbox) if each.key in {"reply", "other"}}
    month.left(1)
    assert (month.admits(rows["reply"]), month.admits(rows["other"])) == (True, False)
    month.left(0)
    assert not month.admits(rows["reply"])
    assert {each.state for each in month.talk.rows(Outbox) if each.key in rows} == {"dead"}


def test_another_door_is_tried_first(month: Month, plain: Talk) -> None:
    month.report_due(date(2026, 3, 6))
    row = month.morning()

    def add_door(db: Transaction) -> int:
        chat = Chat(federation_id=1, bot_id=plain.door.bot_id, address="z")
        db.session.add(chat)
        db.session.flush()
        mine = db.session.exec(sqlmodel.select(Account)).one()
        there: dict[str, Any] = {"bot_id": plain.door.bot_id, "platform_id": "z", "chat_id": written(chat.id)}
        db.session.add(Account(federation_id=1, person_id=mine.person_id, linked_at=MORNING, **there))
        return written(chat.id)

    chat_id = month.talk.do(add_door)
    month.left(1)
    assert not month.admits(row)
    [moved] = [each for each in month.talk.rows(Outbox) if each.id == row.id]
    assert (moved.bot_id, moved.chat_id, moved.state) == (plain.door.bot_id, chat_id, "waiting")
    assert set(month.dropped()) == {None}


def test_a_bot_without_a_limit_is_never_asked(month: Month) -> None:
    assert month.talk.do(lambda db: quota.left(db, month.bot_id, MORNING)) is None
    letter = Letter(1, 1, 1, "1", "vi", REMINDER, "digest", "{}", 0, 0, None)
    assert month.talk.do(lambda db: admitting.admit(db, letter, month.bot_id, 10**6, MORNING))


def test_a_new_month_begins_at_midnight_in_viet_nam(month: Month) -> None:
    month.left(3)
    april = instant(date(2026, 4, 1))
    assert month.talk.do(lambda db: quota.left(db, month.bot_id, april - timedelta(seconds=1))) == 3
    assert month.talk.do(lambda db: quota.left(db, month.bot_id, april)) == 100


def test_what_has_left_this_morning_is_no_longer_kept_for(month: Month) -> None:
    month.report_due(date(2026, 3, 5))
    row = month.morning()
    before = month.talk.do(lambda db: admitting.reserved(db, month.bot_id, 1, MORNING))

    def mark(db: Transaction) -> None:
        outbox.mark_sent(db, letter_of(db, db.session.get_one(Outbox, row.id)), "1", MORNING)

    month.talk.do(mark)
    assert (before, month.talk.do(lambda db: admitting.reserved(db, month.bot_id, 1, MORNING))) == (1, 0)


def test_the_order_is_the_federations(month: Month) -> None:
    def change(db: Transaction) -> None:
        home = db.session.exec(sqlmodel.select(Federation)).one()
        home.drops_first = "digest"
        db.session.add(home)

    assert month.talk.do(lambda db: admitting.order_of(db, 1)) == ["greeting", "digest"]
    month.talk.do(change)
    assert month.talk.do(lambda db: admitting.order_of(db, 1)) == ["digest"]

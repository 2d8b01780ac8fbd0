"""Reminders go to those who agreed, and to nobody else."""

from datetime import date

import sqlmodel

from bot.clock import instant
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.models import Outbox, Reminder
from bot.reminders.letter import DIGEST
from bot.reminders.tick import next_moment, tick
from tests.conftest import DUNG, LAN, MAI
from tests.conversations.conftest import Join
from tests.reminders.test_reminders import at
from tests.support.talking import Talk

NEXT_DAY = date(2026, 3, 5)


def come_in_without_reminders(talk: Talk, guest: Guest, user: int) -> int:
    talk.say(user, f"/start {guest.secrets.token}")
    for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "Không, cảm ơn"):
        talk.tap(user, label)
    return user


def test_whoever_said_no_hears_nothing_and_is_answered_all_the_same(talk: Talk, guests: list[Guest]) -> None:
    mai = come_in_without_reminders(talk, guests[MAI - 1], MAI)
    assert talk.do(lambda db: next_moment(db, talk.clock.now())) is None
    assert at(talk, NEXT_DAY) == []
    assert talk.rows(Reminder) == []
    assert talk.say(mai, "/conthieu").text.startswith("⏳ Còn")


def test_of_three_only_those_who_agreed_are_reminded(talk: Talk, join: Join, guests: list[Guest]) -> None:
    join(MAI)
    join(DUNG)
    come_in_without_reminders(talk, guests[LAN - 1], LAN)
    talk.say(DUNG, "dừng nhận tin")
    said = at(talk, NEXT_DAY)
    assert len(said) == 1
    assert "Trường Tiểu học Sông Xanh" in said[0]


def test_a_reminder_that_waits_does_not_leave_after_stop(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.clock.walk_to(instant(NEXT_DAY, 7, 30))
    talk.do(lambda db: tick(db, talk.clock.now()))
    talk.say(mai, "dừng nhắc")
    assert at(talk, NEXT_DAY, 7, 31) == []
    states = talk.do(lambda db: list(db.session.exec(sqlmodel.select(Outbox.state).where(Outbox.kind == DIGEST)).all()))
    assert states == ["dropped"]


def test_turned_on_again_the_newest_rung_comes_late_and_then_the_later_ones(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dungnhan")
    talk.clock.walk_to(instant(NEXT_DAY, 9))
    talk.say(mai, "/nhannhac")
    (late,) = at(talk, NEXT_DAY, 9, 1)
    assert "đã quá hạn 1 ngày" in late
    assert at(talk, NEXT_DAY, 9, 2) == []
    assert "đã quá hạn 3 ngày" in at(talk, date(2026, 3, 7))[0]


def test_agreeing_twice_reminds_once(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    for said in ("/dungnhan", "/nhannhac", "/nhannhac"):
        talk.say(mai, said)
    assert len(at(talk, NEXT_DAY)) == 1

    def count(db: Transaction) -> int:
        return len(db.session.exec(sqlmodel.select(Reminder)).all())

    told = talk.do(count)
    at(talk, NEXT_DAY, 7, 31)
    assert talk.do(count) == told

"""The list of calls: a table of what a unit did and said, and whether it is to be called."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
import sqlmodel

from bot import follow_up, promises, snoozes
from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.duties import deciding, extensions
from bot.duties.deciding import Decision
from bot.follow_up import Call, Outcome, ToCall
from bot.models import Bot, Chat, Duty, PhoneCall, Unit
from bot.post import chats
from tests.conftest import MAI, NOW, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.follow_up.conftest import due, duty_id, escalate, list_phone, unit_id, whole
from tests.support.talking import Talk

DUE = date(2026, 3, 4)
ESCALATED = DUE + timedelta(days=7)
Work = Callable[[Transaction], object]


def listed(talk: Talk, today: date) -> list[ToCall]:
    return talk.do(lambda db: follow_up.to_call(db, whole(db), today))


def is_listed(talk: Talk, today: date, name: str = MAIS_UNIT) -> bool:
    return name in [each.unit for each in listed(talk, today)]


CHAIR = 2  # Mai joins after the officer


@pytest.fixture
def mai(talk: Talk, join: Join) -> int:
    join(OFFICER)
    talk.do(escalate)
    return join(MAI)


def test_a_unit_is_called_when_the_officers_rung_has_come(talk: Talk, mai: int) -> None:
    assert [is_listed(talk, DUE + timedelta(days=each)) for each in (0, 6, 7, 30)] == [False, False, True, True]
    assert mai


def called(outcome: Outcome, day: date, *, about: str = "") -> Work:
    def work(db: Transaction) -> None:
        duty = duty_id(db, MAIS_UNIT, about) if about else None
        follow_up.note_call(db, 1, Call(unit_id(db, MAIS_UNIT), duty, 1, outcome), instant(day, 9))

    return work


def promised(day: date) -> Work:
    return lambda db: promises.promise(db, CHAIR, duty_id(db, MAIS_UNIT), day, "thứ Sáu", NOW)


def snoozed(until: datetime, *, all_of_it: bool = False) -> Work:
    return lambda db: snoozes.snooze(db, CHAIR, None if all_of_it else duty_id(db, MAIS_UNIT), until, NOW)


def asked_for_more_time(db: Transaction) -> None:
    extensions.ask(db, db.session.get_one(Duty, duty_id(db, MAIS_UNIT)), DUE + timedelta(days=30), "bận", 2, NOW)


def excused(db: Transaction) -> None:
    deciding.excuse(db, db.session.get_one(Duty, duty_id(db, MAIS_UNIT)), Decision("Hà", None, "x", NOW))


def done(db: Transaction) -> None:
    deciding.receive(db, db.session.get_one(Duty, duty_id(db, MAIS_UNIT)), Decision("Hà", None, "x", NOW))


def locked(db: Transaction) -> None:
    row = db.session.get_one(Duty, duty_id(db, MAIS_UNIT))
    row.closes_on = ESCALATED - timedelta(days=1)
    db.session.add(row)


def gone(db: Transaction) -> None:
    row = db.session.exec(sqlmodel.select(Unit).where(Unit.name == MAIS_UNIT)).one()
    row.valid_to = ESCALATED - timedelta(days=1)
    db.session.add(row)


def both(first: Work, second: Work) -> Work:
    return lambda db: (first(db), second(db))


@pytest.mark.parametrize(
    ("work", "is_called"),
    [
        (promised(ESCALATED), False),
        (promised(ESCALATED - timedelta(days=1)), True),  # it was not kept
        (both(promised(ESCALATED + timedelta(days=9)), promised(ESCALATED - timedelta(days=2))), True),  # the newest holds
        (snoozed(instant(ESCALATED, 14)), False),
        (snoozed(instant(ESCALATED - timedelta(days=1), 14)), True),
        (snoozed(instant(ESCALATED + timedelta(days=3), 8), all_of_it=True), False),
        (asked_for_more_time, False),
        (called(Outcome.REACHED, DUE + timedelta(days=5)), False),
        (called(Outcome.REACHED, DUE + timedelta(days=5), about="launch"), False),
        (called(Outcome.REACHED, DUE + timedelta(days=5), about="pledge"), True),  # of another duty
        (called(Outcome.REACHED, DUE + timedelta(days=4)), True),  # before the rung before
        (called(Outcome.NO_ANSWER, DUE + timedelta(days=6)), True),
        (called(Outcome.WRONG_NUMBER, DUE + timedelta(days=6)), True),
        (both(called(Outcome.PROMISED, DUE + timedelta(days=5)), promised(DUE + timedelta(days=6))), True),
        (both(promised(DUE + timedelta(days=6)), called(Outcome.REACHED, ESCALATED)), False),  # called about the broken one
        (excused, False),
        (done, False),
        (locked, False),
        (gone, False),
    ],
)
def test_a_human_answer_stops_it(talk: Talk, mai: int, work: Work, *, is_called: bool) -> None:
    talk.do(work)
    assert is_listed(talk, ESCALATED) is is_called
    assert mai


@pytest.mark.parametrize(("ahead", "is_called"), [(4, False), (3, True), (0, True), (-20, True)])
def test_a_unit_nobody_reaches_is_called_before_it_is_late(talk: Talk, join: Join, ahead: int, *, is_called: bool) -> None:
    join(OFFICER)
    assert is_listed(talk, DUE - timedelta(days=ahead)) is is_called


def test_a_closed_chat_puts_a_unit_on_the_list(talk: Talk, mai: int) -> None:
    assert not is_listed(talk, DUE)
    mine = next(each for each in talk.rows(Chat) if each.address == str(mai))
    talk.do(lambda db: chats.close(db, mine.id, NOW, "blocked"))
    assert is_listed(talk, DUE)


def test_a_call_takes_a_unit_without_a_door_off_the_list(talk: Talk, join: Join) -> None:
    join(OFFICER)
    talk.do(called(Outcome.REACHED, DUE - timedelta(days=1)))
    assert not is_listed(talk, DUE)


def test_the_latest_come_first_and_the_called_of_today_last(talk: Talk, join: Join) -> None:
    join(OFFICER)

    def prepare(db: Transaction) -> None:
        due(db, "Trường THCS Bến Đò", DUE - timedelta(days=2))
        due(db, "Trạm Y tế phường Sông Xanh", DUE - timedelta(days=1))
        list_phone(db, "Trường THCS Bến Đò", "Bùi Văn Sáu", "0912 000 222")

    talk.do(prepare)
    first, second = listed(talk, DUE)[:2]
    assert (first.unit, first.contact, first.phone, first.has_door) == (
        "Trường THCS Bến Đò",
        "Bùi Văn Sáu",
        "0912 000 222",
        False,
    )
    assert second.unit == "Trạm Y tế phường Sông Xanh"
    count = talk.do(lambda db: follow_up.count_to_call(db, whole(db), DUE))
    talk.do(lambda db: follow_up.note_call(db, 1, Call(first.unit_id, None, 1, Outcome.NO_ANSWER), instant(DUE, 10)))
    assert listed(talk, DUE)[-1].unit == "Trường THCS Bến Đò"
    assert listed(talk, DUE)[-1].outcome is Outcome.NO_ANSWER
    assert talk.do(lambda db: follow_up.count_to_call(db, whole(db), DUE)) == count - 1
    assert listed(talk, DUE + timedelta(days=1))[0].unit == "Trường THCS Bến Đò"  # the next day it is its turn again


def test_a_unit_is_there_once_with_all_it_owes(talk: Talk, join: Join, clock: StandingClock) -> None:
    join(OFFICER)
    found = [each for each in listed(talk, date(2026, 3, 16)) if each.unit == MAIS_UNIT]
    assert [[due.kind for due in each.duties] for each in found] == [["launch", "pledge"]]
    assert talk.rows(PhoneCall) == []
    assert clock


def test_a_web_chat_that_nobody_looks_at_is_no_door(talk: Talk, mai: int) -> None:
    def only_on_the_web(db: Transaction) -> None:
        for each in db.session.exec(sqlmodel.select(Bot)).all():
            each.channel = "web"
            db.session.add(each)

    assert not is_listed(talk, DUE)
    talk.do(only_on_the_web)
    assert is_listed(talk, DUE)
    assert mai

"""What waits for the morning leaves together with what comes in that very morning, whichever of tick and delivery is first."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from bot.calendar import Correction
from bot.calendar.correcting import correct, restore
from bot.clock import instant
from bot.snoozes import snooze
from tests.simulation.desk import Desk

DUE = date(2026, 3, 20)  # Friday
MORNING = instant(date(2026, 3, 17), 7, 30)  # three days before


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, instant(date(2026, 3, 2), 9))


@pytest.mark.parametrize("seconds", [-25, -15, -1])
def test_one_digest_though_the_delivery_is_faster_than_the_tick(desk: Desk, seconds: int) -> None:
    chair = desk.seat()
    put_off, other = desk.owe(date(2026, 3, 12)), desk.owe(DUE, kind="pledge")
    desk.through(date(2026, 3, 3), date(2026, 3, 13))
    desk.do(lambda db: snooze(db, chair, put_off, MORNING - timedelta(minutes=1), desk.now))
    desk.now = MORNING + timedelta(seconds=seconds)
    desk.tick()  # the last one before people may be written to
    assert desk.deliver() == {}
    desk.now = MORNING
    (text,) = desk.deliver()[chair]
    assert text.count("\n") > 1
    desk.now = MORNING + timedelta(seconds=20 + seconds)
    desk.tick()
    assert desk.deliver() == {}
    assert {each.matter_id for each in desk.ledger() if each.fires_at == MORNING} == {other}


def test_nothing_is_entered_long_before_its_moment(desk: Desk) -> None:
    desk.seat()
    desk.owe(DUE)
    desk.through(date(2026, 3, 3), date(2026, 3, 16))
    known = len(desk.ledger())
    desk.now = MORNING - timedelta(seconds=31)
    desk.tick()
    assert len(desk.ledger()) == known


def test_a_day_off_that_is_taken_back_does_not_keep_what_waited_for_the_next_one(desk: Desk) -> None:
    chair = desk.seat()
    monday = date(2026, 3, 16)
    desk.owe(monday)
    desk.through(date(2026, 3, 3), date(2026, 3, 14))
    desk.now = instant(monday, 2)
    desk.do(lambda db: correct(db, desk.scene.federation, Correction(monday, is_off=True, name="Nghỉ riêng"), desk.now))
    desk.tick()
    assert desk.at(monday) == {}
    desk.now = instant(monday, 12)
    desk.do(lambda db: restore(db, desk.scene.federation, monday, desk.now))
    assert "Hôm nay là hạn" in desk.at(monday, 12, 1)[chair][0]

"""Several replicas tick at once: one row, one digest; and a digest that is being written misses nothing that comes then."""

import asyncio
import threading
from collections.abc import Callable
from datetime import date

import pytest
import sqlmodel
from sqlalchemy import Engine, text

from bot import promises, snoozes
from bot.clock import instant
from bot.database.steps import Steps, carry_out
from bot.database.writers import writer_for
from bot.duties.kinds import PLEDGE
from bot.models import Outbox
from bot.post import outbox
from bot.reminders import digest
from bot.reminders.letter import DIGEST
from bot.reminders.tick import LANES, Ticks, steps, tick
from tests.simulation.desk import Desk
from tests.support.talking import transaction

DUE = date(2026, 3, 20)
BEGIN = instant(date(2026, 3, 2), 9)
MORNING = instant(date(2026, 3, 13), 7, 30)


@pytest.fixture
def desk(engine: Engine) -> Desk:
    made = Desk(engine, BEGIN)
    for unit in range(3):
        made.seat(unit)
        made.owe(DUE, unit=unit)
    made.now = MORNING
    return made


def digests(desk: Desk) -> list[str]:
    wanted = sqlmodel.select(Outbox.key).where(Outbox.kind == DIGEST).order_by(sqlmodel.col(Outbox.key))
    return desk.do(lambda db: list(db.session.exec(wanted).all()))


def advance(engine: Engine, work: Steps, result: object) -> tuple[bool, object]:
    try:
        piece = work.send(result)
    except StopIteration:
        return False, None
    with transaction(engine) as db:
        return True, piece(db)


def test_three_replicas_step_by_step_make_one_digest_each(desk: Desk) -> None:
    works: list[tuple[Steps, object]] = [(steps(MORNING), None) for _ in range(3)]
    while works:
        following = []
        for work, result in works:
            goes_on, result = advance(desk.engine, work, result)  # noqa: PLW2901  what the piece returned
            following += [(work, result)] if goes_on else []
        works = following
    assert digests(desk) == [f"digest/{person}/2026-03-13" for person in (1, 2, 3)]
    assert all(each.outbox_id is not None or each.dropped == "old" for each in desk.ledger())


def test_three_replicas_at_the_very_same_time(desk: Desk) -> None:
    """Real connections side by side; SQLite has only one writer, so there they follow each other."""
    if desk.engine.dialect.name == "sqlite":
        for _ in range(3):
            desk.do(lambda db: tick(db, MORNING))
    else:
        side_by_side(*[lambda: desk.do(lambda db: tick(db, MORNING))] * 3)
    assert digests(desk) == [f"digest/{person}/2026-03-13" for person in (1, 2, 3)]
    keys = [(each.matter_id, each.rung_id, each.due_on, each.person_id) for each in desk.ledger()]
    assert len(keys) == len(set(keys)) == 6  # two rungs have come: the older one stands there as old


LATER_NUMBERS = {
    "sqlite": "INSERT INTO person (id, federation_id, name, language) VALUES (999, 1, 'Nobody', 'vi')",
    "postgresql": "SELECT setval(pg_get_serial_sequence('person', 'id'), 999)",
}


async def test_three_replicas_of_two_lanes_each_make_one_digest_for_everybody(desk: Desk) -> None:
    """People below the number 1,000 are of one lane, those above it of the other one; the lanes run at the same time."""
    with transaction(desk.engine) as db:
        db.connection.execute(text(LATER_NUMBERS[desk.engine.dialect.name]))
    above = [desk.seat(unit) for unit in range(3)]
    assert above == [1000, 1001, 1002]
    database = writer_for(desk.engine)
    await asyncio.gather(*(carry_out(database, steps(MORNING, lanes=LANES)) for _ in range(3)))
    database.close()
    assert digests(desk) == sorted(f"digest/{person}/2026-03-13" for person in (1, 2, 3, *above))
    keys = [(each.matter_id, each.rung_id, each.due_on, each.person_id) for each in desk.ledger()]
    assert len(keys) == len(set(keys)) == 9  # whoever came today hears nothing of the older rung
    assert all(each.outbox_id is not None or each.dropped == "old" for each in desk.ledger())


def side_by_side(*works: Callable[[], object]) -> None:
    failures: list[BaseException] = []

    def carry_out(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001  raised again below
            failures.append(failure)

    threads = [threading.Thread(target=carry_out, args=(each,)) for each in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failures == []


def test_what_comes_while_a_digest_is_being_sent_goes_into_another_one(desk: Desk) -> None:
    desk.tick()
    with transaction(desk.engine) as db:
        letters = outbox.due(db, desk.scene.bot, MORNING, 10)
        assert all(digest.render(db, each, MORNING) for each in letters)  # written, and on its way
    desk.owe(DUE, PLEDGE)
    desk.tick()
    assert digests(desk)[:2] == ["digest/1/2026-03-13", "digest/1/2026-03-13/2"]


def test_a_process_looks_at_what_has_come_since_and_now_and_then_at_all(engine: Engine) -> None:
    desk = Desk(engine, BEGIN)
    chair = desk.seat()
    desk.owe(DUE)
    ticks = Ticks()

    def run(at: tuple[int, int]) -> dict[int, list[str]]:
        desk.now = instant(date(2026, 3, 13), *at)
        work, goes_on = ticks.steps(desk.now), True
        result: object = None
        while goes_on:
            goes_on, result = advance(engine, work, result)
        return desk.deliver()

    run((7, 0))
    ticks._pieces = 10_000  # noqa: SLF001  as if it were a nation, for which looking through everything takes long
    assert "Còn 7 ngày" in run((7, 30))[chair][0]
    desk.owe(DUE, PLEDGE)
    ticks._pieces = 10_000  # noqa: SLF001
    assert run((7, 35)) == {}
    assert "đăng ký giao ước" in run((7, 45))[chair][0]


def test_a_newer_word_about_one_duty_says_nothing_about_another(desk: Desk) -> None:
    """Two duties are put off; the one put off first stays put off."""
    second = desk.owe(DUE, PLEDGE)
    until = instant(date(2026, 3, 18), 14)
    for duty in (1, second):
        desk.do(lambda db, duty=duty: snoozes.snooze(db, 1, duty, until, BEGIN))  # type: ignore[misc]
    assert 1 not in desk.at(date(2026, 3, 13))
    assert 1 not in desk.at(date(2026, 3, 17))
    (text,) = desk.at(date(2026, 3, 18), 14)[1]
    assert (text.count("báo cáo kết quả"), text.count("đăng ký giao ước")) == (1, 1)


def test_a_promise_for_one_duty_says_nothing_about_another(desk: Desk) -> None:
    second = desk.owe(DUE, PLEDGE)
    desk.do(lambda db: promises.promise(db, 1, second, DUE, "thứ Sáu", BEGIN))
    (text,) = desk.at(date(2026, 3, 13))[1]
    assert (text.count("báo cáo kết quả"), text.count("đăng ký giao ước")) == (1, 0)
